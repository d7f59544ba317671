"""The keys that every page answers: where a page has no use of its own for one, it is answered here."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from hsmonitor.ui.session import Session
    from hsmonitor.ui.sheet.page import SheetPage

USUAL_KIND = "challenge"
"""What Ctrl+N begins on a page that shows no kind of record."""


class Everywhere:
    """Begins a record (Ctrl+N), finds (Ctrl+F), keeps what is typed (Ctrl+S), wherever one is."""

    def __init__(self, session: "Session") -> None:
        self._session = session
        session.window.left_over.connect(self._answer)

    def _answer(self, key: str) -> None:
        answers: dict[str, Callable[[], object]] = {
            "Ctrl+N": self.begin,
            "Ctrl+F": lambda: self._session.finder.find(),
            "Ctrl+S": self.keep,
        }
        if key in answers:
            answers[key]()

    def begin(self) -> None:
        """Go to where a record of the kind that is shown begins."""
        session = self._session
        session.open_sheet(session.kind_here or USUAL_KIND)
        cast("SheetPage", session.window.page_widget(session.window.page)).go_to_ready_line()

    def keep(self) -> None:
        """Keep what is typed as leaving its place does, and stay there."""
        here = QApplication.focusWidget()
        if here is None:
            return
        here.clearFocus()
        if here.isVisible():
            here.setFocus(Qt.FocusReason.OtherFocusReason)
