"""A paste of 10,000 rows: its progress is seen, the window answers meanwhile, Cancel leaves nothing, one undo takes it back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from hsmonitor.ui.sheet.page import SheetPage
from hsmonitor.ui.sheet.preview import Preview
from hsmonitor.ui.widgets.progress import ProgressLine
from tests.ui.conftest import Driver
from tests.ui.test_sheet import CONTROL, LEFT, Key, at, newest, recorded
from tests.ui.test_sheet_many import press

ROWS, PATIENCE = 10_000, 60_000
BEAT = 20
"""Milliseconds between two beats of the window."""


@pytest.fixture
def pasted(desk: Driver) -> SheetPage:
    """The sheet of partners with a paste of 10,000 new ones, looked at and taken: it is being written."""
    sheet = desk.sheet("partners")
    at(sheet, sheet.model.lines, "name")
    QGuiApplication.clipboard().setText("\n".join(f"Office {n}\tO{n}\tUN agency" for n in range(ROWS)))
    press((Key.Key_V, CONTROL))
    desk.qtbot.waitUntil(lambda: isinstance(sheet.over.widget, Preview), timeout=PATIENCE)
    assert len(sheet.over.widget.proposal.new) == ROWS
    press((Key.Key_Return, CONTROL))
    return sheet


@pytest.fixture
def beats() -> Iterator[list[int]]:
    """Grows while the window's thread is free."""
    found, timer = list[int](), QTimer()
    timer.timeout.connect(lambda: found.append(1))
    timer.start(BEAT)
    yield found
    timer.stop()


def under_way(sheet: SheetPage) -> ProgressLine:
    """The line that is seen, of a job that has come some way."""
    lines = [line for line in sheet.window().findChildren(ProgressLine) if line.isVisible() and line.bar.value() > 0]
    assert len(lines) == 1
    return lines[0]


def is_under_way(desk: Driver, sheet: SheetPage) -> None:
    desk.qtbot.waitUntil(lambda: under_way(sheet).bar.maximum() == ROWS, timeout=PATIENCE)


def test_cancel_in_the_middle_of_writing_leaves_nothing_of_it(desk: Driver, pasted: SheetPage) -> None:
    before, last = recorded(desk, "partner"), newest(desk)
    is_under_way(desk, pasted)
    assert desk.session.desk.writing.busy
    assert "Paste 10,000 rows" in under_way(pasted).words.text()
    QTest.mouseClick(under_way(pasted).cancel, LEFT)
    desk.qtbot.waitUntil(lambda: not desk.session.desk.busy, timeout=PATIENCE)
    assert "It was cancelled. Nothing was changed." in desk.window.message.words.text()
    assert (recorded(desk, "partner"), newest(desk)) == (before, last)
    assert pasted.model.count == len(before)
    assert not any(line.isVisible() for line in pasted.window().findChildren(ProgressLine))


def test_the_window_answers_while_it_is_written_and_one_undo_takes_it_back(
    desk: Driver, pasted: SheetPage, beats: list[int]
) -> None:
    before = recorded(desk, "partner")
    is_under_way(desk, pasted)
    beats.clear()
    for row in (0, 1, 2):
        at(pasted, row, "name")
        press(Key.Key_Right)
        assert pasted.table.currentIndex().row() == row
    desk.window.open_page("projects")
    QTest.keyClick(desk.window.page_widget("projects").table, Key.Key_End, CONTROL)
    desk.qtbot.waitUntil(lambda: desk.window.page_widget("projects").model.count == 10, timeout=PATIENCE)
    assert desk.session.desk.writing.busy  # all of that while it was written
    desk.qtbot.waitUntil(lambda: not desk.session.desk.busy, timeout=PATIENCE)
    assert len(beats) > 20
    desk.sheet("partners")
    assert pasted.model.count == len(before) + ROWS
    assert newest(desk) == "Paste 10,000 rows"
    press((Key.Key_Z, CONTROL))
    desk.qtbot.waitUntil(lambda: not desk.session.desk.busy and pasted.model.count == len(before), timeout=PATIENCE)
    assert recorded(desk, "partner") == before
