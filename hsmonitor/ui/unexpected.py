"""Errors that nobody expected: logged, and shown in the window in front with a way to copy them, instead of a traceback."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hsmonitor.language import _

if TYPE_CHECKING:
    from hsmonitor.ui.desk import Desk
    from hsmonitor.ui.window import Window


class Unexpected(QObject):
    """Hears of such errors, those of threads too; `front` tells which window is in front when one happens.

    `desk_of` returns the desk of that window, which looks for the value in the portfolio that it came of. Each error is shown
    once: what cannot be painted fails with each paint.
    """

    _told = Signal(str)

    def __init__(
        self,
        front: "Callable[[], Window | None]",
        desk_of: "Callable[[Window], Desk | None]" = lambda _window: None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._front, self._desk_of = front, desk_of
        self._shown: set[str] = set()
        self._told.connect(self._show)  # in the window's own thread, whichever it happened in

    def listen(self) -> None:
        """Have Python hand over what nobody caught from now on."""
        sys.excepthook = self.note
        threading.excepthook = lambda told: self.note(told.exc_type, told.exc_value, told.exc_traceback)

    def note(
        self, kind: type[BaseException], error: BaseException | None = None, trace: TracebackType | None = None
    ) -> None:
        """Log an error and have it shown."""
        # As text: whoever keeps a traceback keeps what was being painted, and Qt does not survive that.
        told = "".join(traceback.format_exception(kind, error, trace))
        logging.getLogger("hsmonitor").error("unexpected: %s", told)
        words = _("Something unexpected happened: {reason}. What was saved is safe; the details are in the log.")
        self._told.emit(words.format(reason=f"{kind.__name__}: {error}"))

    def _show(self, words: str) -> None:
        window = self._front()
        if window is None or words in self._shown:
            return
        self._shown.add(words)
        if desk := self._desk_of(window):
            desk.tell_cause(words)
        else:
            window.say(words, "error")
