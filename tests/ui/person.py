"""A person at the real program: a process of its own, keys from the X server, looking at the screen; nothing of its inside."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QImage

HERE = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds after which what was waited for does not come any more."""

GLANCES = 6
"""How often in a row the program must be found asleep before it is taken to be done."""

LETTERS_APART = "3"
"""Milliseconds between two letters: faster than any typist."""


class Person:
    """Works with one portfolio at `display`, so many `days` from today; `close` ends the program."""

    def __init__(self, display: str, home: Path, portfolio: Path, days: int = 0) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        self._environment = kept | {"DISPLAY": display, "HOME": str(home), "QT_QPA_PLATFORM": "xcb"}
        self.portfolio = portfolio
        self._command = [sys.executable, "-m", *(("tests.ui.clock", str(days)) if days else ("hsmonitor",))]
        self._program = subprocess.Popen([*self._command, "open", str(portfolio)], env=self._environment, cwd=HERE)
        self._tasks = Path(f"/proc/{self._program.pid}/task")
        self._window, self._place = "", QRect()
        self.until(self._finds_window, "the window")
        self.come_back()

    def come_back(self) -> None:
        """Have the keyboard on the program's window: no window manager gives it back when a dialog is closed."""
        self._xdotool("windowfocus", "--sync", self._window)
        self.look()

    def _finds_window(self) -> bool:
        found = self._xdotool("search", "--onlyvisible", "--pid", str(self._program.pid), check=False).split()
        self._window = found[-1] if found else ""
        return bool(found)

    def _xdotool(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self._environment, capture_output=True, text=True, check=check, timeout=PATIENCE
        )
        return done.stdout

    def press(self, *keys: str) -> None:
        """Press keys, named as X names them, such as "ctrl+Return"."""
        if keys:
            self._xdotool("key", "--clearmodifiers", "--delay", LETTERS_APART, *keys)

    def type(self, text: str) -> None:
        """Type text; a tab is the Tab key, a line's end is Enter."""
        for line in text.splitlines(keepends=True):
            for number, part in enumerate(line.rstrip("\n").split("\t")):
                self.press(*["Tab"] * bool(number))
                self._xdotool("type", "--clearmodifiers", "--delay", LETTERS_APART, part)
            self.press(*["Return"] * line.endswith("\n"))

    def look(self) -> None:
        """Wait until the program has done what it was told: all of it sleeps, at several glances in a row."""
        asleep = [0]

        def rests() -> bool:
            asleep[0] = asleep[0] + 1 if self._sleeps() else 0
            return asleep[0] >= GLANCES

        self.until(rests, "rest")

    def _sleeps(self) -> bool:
        """Tell whether no thread of the program runs or waits to run, and no process works for it (see `man proc_pid_stat`)."""
        states = (task.read_text().rpartition(")")[2].split()[0] for task in self._tasks.glob("*/stat"))
        try:
            if any(task.read_text() for task in self._tasks.glob("*/children")):
                return False
            return all(state == "S" for state in states)
        except (FileNotFoundError, ProcessLookupError):
            return False  # a thread has just ended

    def until(self, comes: Callable[[], bool], what: str) -> None:
        """Wait for what comes, looking again and again."""
        end = time.monotonic() + PATIENCE
        while not comes():
            assert self._program.poll() is None, "the program has ended"
            if time.monotonic() > end:
                picture = self.portfolio.with_suffix(".png")
                QGuiApplication.primaryScreen().grabWindow(0).save(str(picture))
                raise AssertionError(f"{what} did not come; the screen is in {picture}")
            QGuiApplication.processEvents()
            time.sleep(0.05)  # as long as a glance takes; what is waited for is looked at, never assumed

    def ask(self, *words: str, after: tuple[str, ...] = ()) -> Any:
        """Return what the command line answers, read as JSON; the portfolio stands between `words` and what comes `after`."""
        done = subprocess.run(
            [*self._command, *words, str(self.portfolio), *after, "--json"],
            env=self._environment, capture_output=True, text=True, check=True, timeout=PATIENCE, cwd=HERE,
        )  # fmt: skip
        return json.loads(done.stdout)

    def listed(self, kind: str) -> list[dict[str, Any]]:
        """Return the records of a kind as the command line lists them: values, links by their words."""
        return [
            {"reference": row["reference"], **row["values"], "project": row["words"].get("project")}
            for row in self.ask("list", kind)
        ]

    def stand(self, left: int, width: int, height: int) -> None:
        """Put the window where it is seen beside another one."""
        self._place = QRect(left, 0, width, height)
        self._xdotool("windowmove", self._window, str(left), "0")
        self._xdotool("windowsize", self._window, str(width), str(height))
        self.look()

    def picture(self) -> QImage:
        """Return what the window shows, where it stands beside another one."""
        place = self._place
        screen = QGuiApplication.primaryScreen()
        return screen.grabWindow(0, place.x(), place.y(), place.width(), place.height()).toImage()

    def kill(self) -> None:
        """End the program as a power cut does."""
        self._program.kill()
        self._program.wait(PATIENCE)

    def close(self) -> None:
        """End the program."""
        self._program.terminate()
        self._program.wait(PATIENCE)
