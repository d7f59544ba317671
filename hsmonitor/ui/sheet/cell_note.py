"""What is said beside the cell of the cursor: what is wrong with its text, what a new line still needs, why it takes none."""

from PySide6.QtWidgets import QLabel

from hsmonitor.domain.text import excerpt
from hsmonitor.language import _
from hsmonitor.ui.sheet.cells_model import CellsModel
from hsmonitor.ui.sheet.cells_table import CellsTable
from hsmonitor.ui.sheet.entering import Entering
from hsmonitor.ui.theme.look import color, font, px


class CellNote(QLabel):
    """A few words beneath one cell of a table; hidden where there is nothing to say."""

    def __init__(self, view: CellsTable, model: CellsModel, entering: Entering) -> None:
        super().__init__(view)
        self._view, self._model, self._entering = view, model, entering
        self.setWordWrap(True)
        self.hide()

    def show_wrong(self) -> None:
        """Show what is wrong in the cell of the cursor, or what its line still needs."""
        index = self._view.currentIndex()
        held = self._model.held_at(index) if index.isValid() else None
        missing = self._entering.missing() if index.isValid() and index.row() >= self._model.lines else []
        words = _with_old(held.wrong, self._model.words(index)) if held else ""
        if not words and missing:
            words = _("Still needed: {fields}").format(fields=", ".join(missing))
        if words:
            self._say(words, wrong=bool(held))
        else:
            self.hide()

    def say_why_not(self) -> None:
        """Say why nothing can be typed in the cell of the cursor, where that is so."""
        index = self._view.currentIndex()
        field = self._model.field(index.column())
        if self._model.key(index.row()) is None or self._entering.can_edit(index.column()):
            return
        if field is None:
            words = _("References are given by the program.")
        elif field.derived:
            words = field.help or _("This is derived and cannot be typed.")
        else:
            words = _("Nothing can be changed here now.")
        self._say(words, wrong=False)

    def _say(self, words: str, *, wrong: bool) -> None:
        self.setText(words)
        self.setFont(font("label"))
        ink, ground = color("danger" if wrong else "text").name(), color("danger_soft" if wrong else "raised").name()
        edge = color("danger" if wrong else "line2").name()
        self.setStyleSheet(
            f"QLabel {{ background: {ground}; color: {ink}; border: 1px solid {edge}; padding: {px(5)}px; }}"
        )
        self._view.put_beneath(self, 320)


def _with_old(wrong: str, old: str) -> str:
    """Return what is wrong with a text, and what Esc puts in its place."""
    if old:
        return _("{wrong} Esc puts {old} back.").format(wrong=wrong, old=excerpt(old))
    return _("{wrong} Esc takes the text away.").format(wrong=wrong)
