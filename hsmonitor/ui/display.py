"""The display that the desk is shown on, and what is said where there is none: Qt alone would abort the program."""

import os
import sys
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _


def is_named() -> bool:
    """Tell whether the environment names a display; other systems than Linux always have one."""
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(named) or not sys.platform.startswith("linux")


def require() -> None:
    """Raise PortfolioError where there is nothing to show a window on."""
    if not is_named() and not os.environ.get("QT_QPA_PLATFORM"):
        raise PortfolioError(_no_display())


def _no_display() -> str:
    return _(
        "The desk cannot be shown: there is no display here, or it does not answer. Other commands need none:"
        " hsmonitor --help"
    )


def _words_for(reason: str, said: list[str]) -> str:
    """Return what the user is told where Qt gives up: only a display that does not answer is told as none."""
    if any("could not connect to display" in words or "Failed to create wl_display" in words for words in said):
        return _no_display()
    return _("The desk cannot be shown: {reason}").format(reason="\n".join([*said, reason]))


class Watched:
    """While Qt looks for the display: where it finds none it is ended with words and exit code 1, not by an abort."""

    def __enter__(self) -> None:
        """Begin to listen to what Qt says."""
        self._said: list[str] = []
        qInstallMessageHandler(self._hear)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave Qt to itself again; what it said goes where it would have gone."""
        qInstallMessageHandler(None)
        for words in self._said:
            print(words, file=sys.stderr)

    def _hear(self, kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        if kind is not QtMsgType.QtFatalMsg:
            self._said.append(words)
            return
        print(_words_for(words, self._said), file=sys.stderr, flush=True)
        os._exit(1)  # Qt aborts as soon as this returns
