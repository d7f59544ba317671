"""The real program in processes of their own: started, watched from outside, killed."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

REPORTING = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

real = QApplication.exec
{acts}
def run(*arguments):
    poll, told = QTimer(QApplication.instance()), []

    def look():
        windows = [w for w in QApplication.topLevelWidgets() if type(w).__name__ == "Window" and w.isVisible()]
        overviews = [[p for p in w.findChildren(QWidget) if type(p).__name__ == "OverviewPage"] for w in windows]
        settled = all(pages and pages[0].shown for pages in overviews)
        state = {{
            "titles": sorted(w.windowTitle() for w in windows),
            "active": [w.windowTitle() for w in windows if w.isActiveWindow()],
            "minimized": sum(w.isMinimized() for w in windows),
            "said": [w.message.words.text() for w in windows if hasattr(w, "message") and w.message.isVisible()],
            "settled": settled,
            "done": len(done) if "done" in globals() else 0,
        }}
        if told != [state]:
            told[:] = [state]
            print(json.dumps(state), flush=True)
        act(windows, settled)

    poll.timeout.connect(look)
    poll.start(20)
    return real()

QApplication.exec = run
from hsmonitor.cli import main
sys.exit(main(sys.argv[1:]))
"""
NOTHING = "def act(windows, settled): pass\n"


class Program:
    """One process; `acts` is the source of a function `act(windows, settled)` that is called again and again in it."""

    def __init__(self, home: Path, *arguments: object, acts: str = NOTHING) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        command = [sys.executable, "-c", REPORTING.format(acts=acts), *map(str, arguments)]
        self.process = subprocess.Popen(
            command,
            env=kept | {"HOME": str(home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_for(self, wanted: Any) -> dict[str, Any]:
        """Read what the process tells until `wanted(state)` holds, and return that state."""
        assert self.process.stdout
        state: dict[str, Any] = {}
        for line in self.process.stdout:
            state = json.loads(line)
            if wanted(state):
                return state
        raise AssertionError(f"ended before: {state} {self.errors()}")

    def settled(self) -> dict[str, Any]:
        return self.wait_for(lambda state: state["titles"] and state["settled"])

    def errors(self) -> str:
        return self.process.stderr.read() if self.process.stderr else ""

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def __enter__(self) -> "Program":
        return self

    def __exit__(self, *exception: object) -> None:
        self.kill()
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe:
                pipe.close()


def start(home: Path, *arguments: object) -> tuple[int, str, float]:
    """Run a start to its end: exit code, what it complained of, seconds."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "hsmonitor", *map(str, arguments)],
        env=kept | {"HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stderr, time.monotonic() - began
