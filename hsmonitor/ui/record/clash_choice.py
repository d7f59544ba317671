"""The choice between two values of a field that two people changed at the same time."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from hsmonitor.domain.errors import Clash
from hsmonitor.language import _
from hsmonitor.ui.theme.look import px
from hsmonitor.ui.widgets.button import Button


class ClashChoice(QWidget):
    """Two buttons beneath a field, each with the value that it takes; hidden while there is nothing to choose."""

    def __init__(self) -> None:
        super().__init__()
        self.clash: Clash | None = None
        self._words = ""
        self.theirs, self.mine = Button("", role="plain"), Button("", role="plain")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, px(4), 0, 0)
        row.setSpacing(px(8))
        for button in (self.theirs, self.mine):
            row.addWidget(button)
        row.addStretch(1)
        self.hide()

    def waits_for(self, words: str) -> bool:
        """Tell whether the choice is still to be made for `words`; other words are another wish."""
        return self.clash is not None and words == self._words

    def ask(self, clash: Clash | None, words: str = "") -> None:
        """Show both values of `clash`, which `words` were typed for; nothing where there is none."""
        self.clash, self._words = clash, words
        self.setVisible(clash is not None)
        if clash is None:
            return
        self.theirs.setText(_("Take theirs: {value}").format(value=shortened(clash.theirs_shown)))
        self.mine.setText(_("Keep mine: {value}").format(value=shortened(clash.mine_shown)))
        for button in (self.theirs, self.mine):
            button.updateGeometry()


def shortened(words: str, longest: int = 24) -> str:
    """Return `words` on one line, cut where they are too long for a button."""
    line = " ".join(words.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
