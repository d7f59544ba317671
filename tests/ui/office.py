"""LibreOffice with its window, used by keys: a workbook is copied there, or pasted into, as a user does it."""

import os
import signal
import subprocess
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtGui import QGuiApplication

PATIENCE = 120.0
"""Seconds that a first start may take on a slow machine."""

BETWEEN_GLANCES = 0.2

T = TypeVar("T")

AGAIN = 5.0
"""Seconds after which a key that did nothing is pressed once more."""


class Office:
    """Shows one workbook at `display`; its profile is kept in `home`."""

    def __init__(self, display: str, home: Path, book: Path) -> None:
        # Its plainest look, which needs nothing but an X server.
        self._environment = os.environ | {"DISPLAY": display, "HOME": str(home), "SAL_USE_VCLPLUGIN": "gen"}
        profile = f"-env:UserInstallation=file://{home / 'office'}"
        self._book, self._name = book, book.name
        self._program = subprocess.Popen(
            ["soffice", "--calc", "--norestore", "--nologo", profile, str(book)],
            env=self._environment,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # the command starts another one, which is ended with it
        )
        self._window = self._until(lambda: self._find_window(self._name))

    def _find_window(self, name: str) -> str:
        found = self._xdotool("search", "--onlyvisible", "--name", name).split()
        return found[-1] if found else ""

    def copy_all(self, lines: int) -> None:
        """Press Ctrl+Home, Ctrl+Shift+End and Ctrl+C until the clipboard holds as many lines as are to be copied."""
        self._xdotool("windowfocus", "--sync", self._window)

        def copied() -> bool:
            self._xdotool("key", "--clearmodifiers", "ctrl+Home", "ctrl+shift+End", "ctrl+c")
            QGuiApplication.processEvents()
            return QGuiApplication.clipboard().text().count("\n") >= lines

        self._until(copied)

    def paste(self) -> None:
        """Press Ctrl+V, and Enter where it asks in which language the numbers of a page are written."""
        self._press_until_asked("ctrl+v", "Import Options")

    def save(self) -> None:
        """Press Ctrl+S, and Enter where it asks whether a workbook is to stay one; wait for the file."""
        before = self._book.stat().st_mtime_ns
        self._press_until_asked("ctrl+s", "Confirm File Format")
        self._until(lambda: self._book.stat().st_mtime_ns != before and zipfile.is_zipfile(self._book))

    def _press_until_asked(self, key: str, dialog: str) -> None:
        """Press a key, again where a window that is not ready yet has let it pass, and Enter in what then asks."""
        pressed = 0.0

        def asked() -> str:
            nonlocal pressed
            window = self._find_window(dialog)
            if not window and time.monotonic() - pressed > AGAIN:
                self._xdotool("windowfocus", "--sync", self._window)
                self._xdotool("key", "--clearmodifiers", key)
                pressed = time.monotonic()
            return window

        self._xdotool("windowfocus", "--sync", self._until(asked))
        self._xdotool("key", "--clearmodifiers", "Return")
        self._until(lambda: not self._find_window(dialog))

    def _xdotool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self._environment, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
        return done.stdout

    def _until(self, comes: Callable[[], T]) -> T:
        end = time.monotonic() + PATIENCE
        while not (found := comes()):
            assert self._program.poll() is None, "LibreOffice has ended: make setup installs the one with a window"
            assert time.monotonic() < end, "LibreOffice did not do it"
            QGuiApplication.processEvents()  # it may ask this process for what was copied here
            time.sleep(BETWEEN_GLANCES)  # what is waited for is looked at, never assumed
        return found

    def close(self) -> None:
        """End it with all that it started."""
        os.killpg(self._program.pid, signal.SIGTERM)
        self._program.wait(PATIENCE)
