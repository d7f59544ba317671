"""The card that tells what a report will hold, and what was made of it last."""

from typing import TYPE_CHECKING

from hsmonitor.language import _
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.card import Card, Words

if TYPE_CHECKING:
    from hsmonitor.reports.preview import Held


class HeldCard(Card):
    """Three paragraphs; those that say nothing are not there."""

    def __init__(self) -> None:
        super().__init__(_("What it will hold"))
        self.held = Words(tint="text2", wrap=True)
        self.left_out = Words(tint="warn", wrap=True)
        self.last = Words(font="label", tint="muted", wrap=True)
        for words in (self.held, self.left_out, self.last):
            self.body.addWidget(words)
        self._show("", "")
        self.show_last("")
        self._space()
        look().changed.connect(self._space)

    def _space(self) -> None:
        self.body.setSpacing(px(8))

    def show_held(self, held: "Held") -> None:
        """Tell what the report will hold, or that it will hold nothing."""
        words = [_("{sheet} {count}").format(sheet=sheet, count=f"{count:,}") for sheet, count in held.sheets]
        empty = _("Nothing: no record fits what is asked for. The report would say so on its cover.")
        self._show("   ·   ".join(words) if any(count for _sheet, count in held.sheets) else empty, held.left_out)

    def show_needed(self, needed: str) -> None:
        """Tell what has to be chosen before anything can be counted."""
        self._show(_("It cannot be made yet. Choose first: {options}.").format(options=needed), "")

    def _show(self, held: str, left_out: str) -> None:
        self.held.setText(held)
        self.left_out.setText(left_out)
        self.left_out.setVisible(bool(left_out))

    def show_last(self, words: str) -> None:
        """Tell what was made last and what has changed since."""
        self.last.setText(words)
        self.last.setVisible(bool(words))
