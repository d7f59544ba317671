"""The program is killed in the middle of typing, and started again: real processes on a real X server."""

import time
from pathlib import Path
from typing import Any

import pytest

from hsmonitor.store.session import new_portfolio, open_portfolio
from tests.ui.running import Program

LETTERS = 150
LOST_AT_MOST = 2.0
"""Seconds of typing."""

TYPING = """
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
done, steps = [], []
control, none = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier

def press(key, modifiers=none):
    QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, modifiers)

def focus(editor):
    editor.setFocus()
    editor.selectAll()

def act(windows, settled):
    if not settled:
        return
    window = windows[0]
    if not window.isActiveWindow():
        return window.activateWindow()
    if not steps:
        return steps.append(window.open_page("projects"))
    sheet, record = window.page_widget("projects"), window.page_widget("record")
    if len(steps) == 1:
        if sheet.model.count and sheet.table.hasFocus():
            steps.append({go})
    elif len(steps) == 2:
        if {there}:
            steps.append(None)
    elif len(done) < {letters}:
        press("abcdefghij"[len(done) % 10])
        done.append(1)
"""
BEGUN = "any(card.table.editing.active for card in record.related.lists)"
FIELD = "QApplication.focusWidget() is record.form.cells['title'].editor"
PLACES = {
    "cell": ("None", "True"),
    "field": (
        "press(Qt.Key.Key_Return)",
        "(record.view and focus(record.form.cells['title'].editor)) or " + FIELD,
    ),
    "ready line": ("press(Qt.Key.Key_N, control)", "sheet.table.editing.active"),
    "new record": (
        "press(Qt.Key.Key_Return)",
        f"record.view and ({BEGUN} or record.begin('challenge', 'project'))",
    ),
}

TAKING = """
from hsmonitor.ui.widgets.button import Button
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
done, steps = [], []
control, alt, none = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier

def press(key, modifiers=none):
    QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, modifiers)

def act(windows, settled):
    window = windows[0] if windows else None
    if window and not window.isActiveWindow():
        return window.activateWindow()
    said = settled and window.message.isVisible() and window.message.words.text()
    if not steps:
        if said:
            steps.append(next(one for one in window.message.findChildren(Button) if one.text() and one.isVisible()).click())
    elif len(steps) == 1:
        press(Qt.Key.Key_Space)
        steps.append(None)
    elif len(steps) < 8:
        steps.append(None)
    elif len(steps) == 8:
        record = window.page_widget("record")
        if window.page == "record" and not any(card.table.hasFocus() for card in record.related.lists):
            record.form.cells["title"].editor.setFocus()
        steps.append(press(Qt.Key.Key_K, alt))
    elif len(steps) == 9:
        steps.append(press(Qt.Key.Key_Return))
    elif len(steps) == 10:
        steps.append(window.close())
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "portfolio.hsm"
    with new_portfolio(path) as portfolio, portfolio.transaction("Add") as transaction:
        transaction.create("project", {"title": "Wells"})
    return path


def type_until_killed(home: Path, path: Path, place: str) -> tuple[int, int]:
    """Kill the program while it is typed into; return how many letters were typed, and how many two seconds before."""
    go, there = PLACES[place]
    told: list[tuple[float, int]] = []
    with Program(home, "open", path, acts=TYPING.format(go=go, there=there, letters=LETTERS)) as program:

        def enough(state: dict[str, Any]) -> bool:
            told.append((time.monotonic(), state["done"]))
            return bool(state["done"] >= LETTERS)

        program.wait_for(enough)
        program.kill()
    before = max((count for moment, count in told if moment <= told[-1][0] - LOST_AT_MOST), default=0)
    return told[-1][1], before


def drafts_in(path: Path) -> list[str]:
    with open_portfolio(path) as portfolio:
        return [row[0] for row in portfolio.connection.execute("SELECT words FROM draft")]


@pytest.mark.usefixtures("display")
@pytest.mark.parametrize("place", PLACES)
def test_what_was_typed_before_a_kill_comes_back(place: str, tmp_path: Path, path: Path) -> None:
    typed, before = type_until_killed(tmp_path, path, place)
    (words,) = drafts_in(path)
    whole = ("abcdefghij" * (LETTERS // 10 + 1))[:typed]
    assert whole.startswith(words)
    assert len(words) >= before
    with Program(tmp_path, "open", path, acts=TAKING) as program:
        said = program.wait_for(lambda state: state["said"])["said"][0]
        assert "1 text was typed and not saved" in said
        program.process.wait(timeout=60)
    with open_portfolio(path) as portfolio:
        rows = portfolio.connection.execute(
            "SELECT title FROM project UNION ALL SELECT title FROM challenge"
        ).fetchall()
    assert words in [row[0] for row in rows]
    assert drafts_in(path) == []


@pytest.mark.usefixtures("display")
def test_a_kill_beside_another_desk_takes_nothing_from_it(tmp_path: Path, path: Path) -> None:
    (tmp_path / "other").mkdir()
    with Program(tmp_path / "other", "open", path) as other:
        other.settled()
        type_until_killed(tmp_path, path, "cell")
        (words,) = drafts_in(path)
        assert words
        with Program(tmp_path, "open", path) as again:
            said = again.wait_for(lambda state: state["said"])["said"][0]
            assert "1 text was typed and not saved" in said
