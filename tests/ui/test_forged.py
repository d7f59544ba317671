"""A value that cannot be, written by another program, is told on the desk with record and field, and the desk goes on."""

import sys
from pathlib import Path

import pytest

from hsmonitor.ui.unexpected import Unexpected
from tests.forged import forge
from tests.ui.conftest import Driver, Open


def open_forged(open_desk: Open, file: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> Driver:
    desk = open_desk(file)
    forge(file, change)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    Unexpected(lambda: desk.window, lambda _window: desk.session.desk, desk.window).listen()
    return desk


PAINTED = {
    "challenges": ("UPDATE challenge SET status = 'xyz'", "C-1: Status: xyz is not one of: Identified"),
    "history": ("UPDATE journal SET made_at = 'then'", "History: Moment: What is stored there, “then”, cannot be."),
}


@pytest.mark.qt_no_exception_capture  # they are what is looked at; the desk is painted while it closes too
@pytest.mark.parametrize("page", PAINTED)
def test_what_cannot_be_painted_is_told_with_its_record(
    page: str, open_desk: Open, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change, told = PAINTED[page]
    desk = open_forged(open_desk, file, monkeypatch, change)
    desk.window.open_page(page)
    said = desk.window.message.words
    desk.qtbot.waitUntil(lambda: said.text().startswith(told))
    assert desk.window.message.kind == "error"
    assert f"hsmonitor check --repair {file}" in said.text()
    for _time in range(3):  # nothing is the matter with painting it again
        desk.window.page_widget(page).repaint()
        desk.qtbot.wait(10)
    assert desk.sheet("projects").model.count == 10


def test_what_cannot_be_read_is_told_with_its_record(open_desk: Open, file: Path) -> None:
    desk = open_desk(file)
    forge(file, "UPDATE project SET countries = '[' WHERE reference = 'P-3'")
    desk.window.open_page("projects")
    desk.qtbot.waitUntil(lambda: desk.window.message.words.text().startswith("P-3: Countries: "))
    assert "“[”, cannot be" in desk.window.message.words.text()


def test_an_error_that_no_value_is_to_blame_for_is_told_as_it_is(desk: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    unexpected = Unexpected(lambda: desk.window, lambda _window: desk.session.desk, desk.window)
    unexpected.note(IndexError, IndexError("list index out of range"))
    desk.settle()
    assert desk.window.message.words.text().startswith("Something unexpected happened: IndexError")
    desk.window.message.hide()
    unexpected.note(IndexError, IndexError("list index out of range"))  # it is told once
    desk.settle()
    assert desk.window.message.isHidden()
