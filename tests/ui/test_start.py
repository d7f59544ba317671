"""The real program in a process of its own, on a real X server."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

WATCHED = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

real = QApplication.exec

def run(*arguments):
    window = next(w for w in QApplication.topLevelWidgets() if type(w).__name__ == "Window")
    poll = QTimer(window)

    def look():
        shown = getattr(window, "_pages", {}).get("overview")
        said = getattr(window, "message", None)
        if (shown and shown.shown) or (said and said.words.text()):
            poll.stop()
            figures = {f.key: f.value for f in shown.shown.figures} if shown and shown.shown else {}
            print(json.dumps({"title": window.windowTitle(), "figures": figures, "said": said.words.text()}), flush=True)
            window.close()

    poll.timeout.connect(look)
    poll.start(20)
    return real()

QApplication.exec = run
from hsmonitor.cli import main
sys.exit(main(sys.argv[1:]))
"""


def start(home: Path, *arguments: object) -> tuple[int, dict[str, object], str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    command = [sys.executable, "-c", WATCHED, *map(str, arguments)]
    done = subprocess.run(
        command, env=kept | {"HOME": str(home)}, capture_output=True, text=True, check=False, timeout=60
    )  # fmt: skip
    return done.returncode, json.loads(done.stdout) if done.stdout else {}, done.stderr


@pytest.mark.usefixtures("display")
def test_a_new_user_begins_with_what_the_source_says_and_returns_to_it(tmp_path: Path) -> None:
    code, seen, errors = start(tmp_path)
    assert (code, seen["said"]) == (0, ""), errors
    assert seen["figures"]["project"] == "10"  # type: ignore[index]
    (made,) = tmp_path.rglob("*.hsm")
    assert made.parent.name == "Documents"
    before = made.stat().st_mtime_ns
    code, seen, errors = start(tmp_path)
    assert (code, len(list(tmp_path.rglob("*.hsm")))) == (0, 1), errors
    assert str(seen["title"]).startswith("human-security-portfolio")
    assert made.stat().st_mtime_ns == before


@pytest.mark.usefixtures("display")
def test_open_shows_the_portfolio_that_is_named(tmp_path: Path) -> None:
    from hsmonitor.store.session import new_portfolio

    path = tmp_path / "empty.hsm"
    new_portfolio(path).close()
    code, seen, errors = start(tmp_path, "open", path)
    assert (code, seen["figures"]["project"]) == (0, "0"), errors  # type: ignore[index]
    assert [entry.name for entry in tmp_path.glob("empty*")] == ["empty.hsm"]
