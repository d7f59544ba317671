"""What is pressed before a sheet has read its rows does what it does a moment later, and to no other row."""

from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from hsmonitor.ui.sheet.preview import Preview
from tests.ui.conftest import Driver
from tests.ui.test_sheet import CONTROL, Key, recorded
from tests.ui.test_sheet_many import DELETE, press, reading_held

NEW, PASTE = (Key.Key_N, CONTROL), (Key.Key_V, CONTROL)
HOLDS = {"partners": "partner", "challenges": "challenge"}


def pressed_at_once(desk: Driver, name: str, *keys: Any) -> list[str]:
    """Open a sheet and press keys before a row of it is read; return the names of the records that were there."""
    before = recorded(desk, HOLDS[name])
    with reading_held(desk):
        desk.window.open_page(name)
        press(*keys)
    desk.settle()
    return before


def test_keys_of_the_first_moment_are_meant_for_the_first_row(desk: Driver) -> None:
    before = recorded(desk, "partner")
    with reading_held(desk):
        desk.window.open_page("partners")
        press(*"Sahel", Key.Key_Return)
    desk.settle()
    assert desk.shown("partners", "name").count("Sahel") == 1
    assert len(recorded(desk, "partner")) == len(before)
    desk.press((Key.Key_Z, CONTROL))
    assert recorded(desk, "partner") == before


def test_a_new_record_that_is_begun_then_is_no_old_one(desk: Driver) -> None:
    before = pressed_at_once(desk, "partners", NEW, *"Sahel", Key.Key_Return)
    assert recorded(desk, "partner") == [*before, "Sahel"]


def test_one_that_is_begun_from_another_page_neither(desk: Driver) -> None:
    before = recorded(desk, "challenge")
    with reading_held(desk):
        press(NEW, *"Sahel", Key.Key_Return)
    desk.settle()
    assert desk.window.page == "challenges"
    assert recorded(desk, "challenge") == [*before, "Sahel"]


def test_nor_where_the_sheet_was_seen_before_and_is_read_anew(desk: Driver) -> None:
    desk.sheet("challenges")
    desk.press(Key.Key_Down)
    desk.page("overview")
    with desk.portfolio.transaction("Add") as transaction:
        transaction.create("challenge", {"title": "Floods"})
    before = recorded(desk, "challenge")
    with reading_held(desk):
        press(NEW, *"Sahel", Key.Key_Return)
    desk.settle()
    assert recorded(desk, "challenge") == [*before, "Sahel"]


def test_a_paste_goes_over_the_first_rows(desk: Driver) -> None:
    QGuiApplication.clipboard().setText("Sahel\nSahara\n")
    pressed_at_once(desk, "partners", PASTE)
    preview = desk.window.page_widget("partners").over.widget
    assert isinstance(preview, Preview)
    assert (len(preview.proposal.changes), preview.proposal.new) == (2, [])
    desk.press((Key.Key_Return, CONTROL))
    assert desk.shown("partners", "name")[:2] == ["Sahel", "Sahara"]


def test_keys_and_commands_keep_their_order(desk: Driver) -> None:
    before = pressed_at_once(desk, "partners", Key.Key_Down, DELETE, *"Sahel", Key.Key_Return)
    assert len(recorded(desk, "partner")) == len(before) - 1
    assert before[1] not in recorded(desk, "partner")


@pytest.mark.parametrize("keys", [[PASTE], [NEW, *"Sahel"]])
def test_of_a_sheet_that_was_left_at_once_nothing_is_done(keys: list[Any], desk: Driver) -> None:
    QGuiApplication.clipboard().setText("Sahel\nSahara\n")
    with reading_held(desk):
        desk.window.open_page("partners")
        press(*keys)
        desk.window.open_page("projects")
    desk.settle()
    sheet = desk.window.page_widget("partners")
    assert sheet.over.widget is None
    assert not sheet.table.editing.active
    assert "Sahel" not in recorded(desk, "partner")
