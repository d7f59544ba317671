"""F8 goes to the next text to correct, whatever page it stands on; the status bar's words lead there too."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hsmonitor.ui.sheet.page import SheetPage
from tests.ui.conftest import WAIT, Driver
from tests.ui.test_sheet import Key, at, recorded


def wrong_cell(desk: Driver, name: str, row: int, column: str, words: str) -> SheetPage:
    """A text that cannot be taken stands in a cell."""
    sheet = desk.sheet(name)
    at(sheet, row, column)
    desk.type(words)
    desk.press(Key.Key_Return)
    return sheet


def cell(sheet: SheetPage) -> tuple[int, str]:
    index = sheet.table.currentIndex()
    return index.row(), sheet.model.columns[index.column()]


def test_f8_goes_through_the_texts_of_all_pages(desk: Driver) -> None:
    projects = wrong_cell(desk, "projects", 3, "status", "Open")
    partners = wrong_cell(desk, "partners", 1, "type", "Guild")
    wrong_cell(desk, "partners", 4, "type", "Club")
    page = desk.record("challenge", recorded(desk, "challenge")[0])
    page.form.cells["next_review"].editor.setFocus()
    desk.type("never")
    desk.press(Key.Key_Return)
    assert desk.window.status.correct.text() == "4 texts to correct (F8)"
    desk.page("overview")
    went = []
    for _turn in range(5):
        desk.press(Key.Key_F8)
        here = desk.window.page
        shown = desk.window.page_widget(here)
        went.append((here, cell(shown) if isinstance(shown, SheetPage) else shown.form.field_with_keyboard()))
    assert went == [
        ("projects", (3, "status")),
        ("partners", (1, "type")),
        ("partners", (4, "type")),
        ("record", "next_review"),
        ("projects", (3, "status")),
    ]
    assert projects.table.hasFocus()
    desk.press(Key.Key_Escape)
    assert desk.window.status.correct.text() == "3 texts to correct (F8)"
    assert partners.model.held


def test_f8_shows_a_record_that_a_filter_hides_and_a_column_that_is_not_shown(desk: Driver) -> None:
    sheet = wrong_cell(desk, "partners", 2, "type", "Guild")
    sheet.search.setFocus()
    desk.type("moldova")
    sheet.model.set_columns(["name", "reference"])
    desk.press(Key.Key_F8)
    desk.settle()
    assert cell(sheet) == (2, "type")
    assert sheet.search.text() == ""


def test_a_text_typed_for_another_record_is_gone_to(desk: Driver) -> None:
    page = desk.record("partner", "World Health Organization")
    page.form.cells["type"].editor.setFocus()
    QApplication.focusWidget().selectAll()
    desk.type("Guild")
    QTest.keyClick(page.form.cells["type"].editor, Key.Key_Return)
    first = page.key
    page = desk.record("partner", "United Nations Children's Fund")
    assert desk.window.status.correct.text() == "1 text to correct (F8)"
    desk.press(Key.Key_F8)
    assert page.key == first
    assert page.form.field_with_keyboard() == "type"
    assert page.form.cells["type"].wrong


def test_what_is_wrong_in_the_inspector_is_counted_and_gone_to(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    at(sheet, 1, "name")
    desk.qtbot.waitUntil(lambda: sheet.inspector.key == sheet.model.key(1) and "type" in sheet.inspector.form.cells)
    sheet.inspector.form.cells["type"].editor.setFocus()
    QApplication.focusWidget().selectAll()
    desk.type("Guild")
    desk.press(Key.Key_Return)
    assert desk.window.status.correct.text() == "1 text to correct (F8)"
    at(sheet, 5, "name")
    desk.qtbot.waitUntil(lambda: sheet.inspector.key == sheet.model.key(5), timeout=WAIT)
    desk.page("projects")
    desk.press(Key.Key_F8)
    assert (desk.window.page, cell(sheet)[0]) == ("partners", 1)
    desk.qtbot.waitUntil(lambda: sheet.inspector.key == sheet.model.key(1), timeout=WAIT)
    desk.press(Key.Key_F8)
    assert sheet.inspector.form.field_with_keyboard() == "type"


def test_the_words_of_the_status_bar_lead_there(desk: Driver) -> None:
    sheet = wrong_cell(desk, "projects", 3, "status", "Open")
    desk.qtbot.waitUntil(lambda: desk.window.status.draft.isVisible(), timeout=WAIT)
    desk.page("overview")
    QTest.mouseClick(desk.window.status.correct, Qt.MouseButton.LeftButton)
    assert (desk.window.page, cell(sheet)) == ("projects", (3, "status"))
    desk.page("overview")
    QTest.mouseClick(desk.window.status.draft, Qt.MouseButton.LeftButton)
    assert (desk.window.page, cell(sheet)) == ("projects", (3, "status"))


def test_draft_kept_leads_to_the_kept_texts_where_nothing_is_to_be_corrected(desk: Driver) -> None:
    sheet = desk.sheet("projects")
    at(sheet, 3, "title")
    desk.type("Water and peace")
    desk.qtbot.waitUntil(lambda: desk.window.status.draft.isVisible(), timeout=WAIT)
    assert desk.window.status.draft.text() == "Draft kept"
    desk.session.go_to_typed()
    assert desk.window.page == "kept"
