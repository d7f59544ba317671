"""Esc never saves: what a list has highlighted is no choice, and what was undone stays undone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hsmonitor.ui.record.editor import Editor
from hsmonitor.ui.record.page import RecordPage
from tests.ui.conftest import Driver

Key = Qt.Key
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def agency(page: RecordPage) -> Editor:
    """The editor of the agency, with the keyboard in it."""
    assert page.form
    editor = page.form.cells["agency"].editor
    editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
    return editor


def highlight(desk: Driver, *keys: Key) -> None:
    """Open the list of the field and press `keys` in it."""
    desk.press((Key.Key_Down, ALT))
    for key in keys:
        desk.press(key, widget=QApplication.activePopupWidget())


def test_esc_in_a_list_gives_the_text_back_and_saves_nothing(desk: Driver) -> None:
    editor = agency(desk.record("project", "Kenya"))
    before, undo = editor.words(), desk.portfolio.next_undo()
    highlight(desk, Key.Key_Down, Key.Key_Down, Key.Key_Escape)
    assert editor.words() == before
    desk.press(Key.Key_Escape)
    assert desk.window.page != "record"
    assert desk.portfolio.next_undo() == undo


def test_enter_in_a_list_takes_what_is_highlighted(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    editor = agency(page)
    highlight(desk, Key.Key_Down, Key.Key_Return)
    assert editor.words() != "International Organization for Migration"
    assert page.view
    assert page.view.row.shown("agency") == editor.words()


def test_what_was_undone_elsewhere_is_not_written_again_by_a_page_that_is_used_anew(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    highlight_and_leave(desk, page)
    saved = desk.portfolio.next_undo()
    desk.press(Key.Key_Escape)
    desk.sheet("projects")
    desk.press((Key.Key_Z, CONTROL))
    assert desk.portfolio.next_undo() != saved
    for name in ("Thailand", "Kenya"):
        desk.record("project", name)
    assert desk.portfolio.next_undo() != saved
    assert page.view
    assert page.view.row.shown("agency") == "International Organization for Migration"


def highlight_and_leave(desk: Driver, page: RecordPage) -> None:
    """Choose another agency from the list and go to another field, which saves it."""
    agency(page)
    highlight(desk, Key.Key_Down, Key.Key_Return)
    desk.press(Key.Key_Tab)
