"""Duplicates and merging, facets, the card of an empty sheet, what folds and what goes to "More", new records in place."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from hsmonitor.store.facets import Facet
from hsmonitor.ui.preferences import preferences
from hsmonitor.ui.sheet.columns import ColumnsPanel
from hsmonitor.ui.sheet.duplicates_panel import DuplicatesPanel
from hsmonitor.ui.sheet.facets_list import FacetsList
from hsmonitor.ui.sheet.merge_panel import MergePanel
from hsmonitor.ui.sheet.page import SheetPage
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import font
from hsmonitor.ui.widgets.card import Words
from tests.ui.conftest import Driver
from tests.ui.test_sheet import ALT, CONTROL, LEFT, SHIFT, Key, at, newest, paste, recorded


def add(desk: Driver, kind: str, *several: dict[str, Any]) -> list[str]:
    with desk.portfolio.transaction("Fill") as tx:
        keys = [tx.create(kind, values) for values in several]
    desk.settle()
    return keys


def popup(kind: type[QWidget]) -> Any:
    found = QApplication.activePopupWidget()
    assert isinstance(found, kind)
    return found


def values_of(listed: FacetsList) -> list[Facet]:
    return [line.data(Qt.ItemDataRole.UserRole) for line in listed.list.lines()]


@pytest.fixture
def twice(desk: Driver) -> SheetPage:
    """The sheet of partners with one that was entered twice, and a project in which the second takes part."""
    sheet = desk.sheet("partners")
    first, second = add(
        desk, "partner", {"name": "Water Board", "note": "old"}, {"name": "the Wáter Board (WB)", "acronym": "WB"}
    )
    add(desk, "engagement", {"project": desk.key("project", "Kenya"), "partner": second})
    add(desk, "contact", {"name": "Ana", "partner": first})
    return sheet


def test_duplicates_are_listed_and_merged_field_by_field_with_one_undo(desk: Driver, twice: SheetPage) -> None:
    before = recorded(desk, "partner")
    desk.press((Key.Key_M, CONTROL | SHIFT))
    assert twice.findChild(DuplicatesPanel) is not None
    desk.press(Key.Key_Return)
    panel = twice.findChild(MergePanel)
    assert "1 engagement" in panel.words.text()
    fields = panel.fields
    assert [field.name for field in fields.fields] == ["name", "acronym", "note"]
    assert [fields.is_taken(fields.index(row, 2)) for row in range(3)] == [False, True, False]
    desk.press((Key.Key_T, CONTROL))
    assert "1 contact" in panel.words.text()
    assert fields.rows[0].display == "the Wáter Board (WB)"
    assert fields.is_taken(fields.index(0, 2))  # what was taken stays taken
    desk.press((Key.Key_T, CONTROL), Key.Key_Right, Key.Key_Space)
    desk.press((Key.Key_Return, CONTROL))
    assert (
        "is merged into" in desk.window.message.words.text() or "No partners look" in desk.window.message.words.text()
    )
    key = desk.key("partner", "the Wáter Board (WB)")
    assert desk.values("partner", key) == {"name": "the Wáter Board (WB)", "acronym": "WB", "note": "old"}
    assert len(recorded(desk, "partner")) == len(before) - 1
    assert newest(desk) == "Merge PA-17 into Water Board"
    assert twice.table.isVisible()
    desk.press((Key.Key_Z, CONTROL))
    assert recorded(desk, "partner") == before


def test_two_selected_records_are_merged_or_it_says_what_to_select(desk: Driver, twice: SheetPage) -> None:
    at(twice, 15, "name")
    desk.press((Key.Key_M, CONTROL))
    assert "Select the two partners" in desk.window.message.words.text()
    QTest.mouseClick(twice.table.viewport(), LEFT, CONTROL, twice.table.visualRect(twice.model.index(2, 0)).center())
    desk.press((Key.Key_M, CONTROL))
    panel = twice.findChild(MergePanel)
    assert {row.reference for row in panel.fields.rows} == {"PA-3", "PA-16"}
    QTest.mouseClick(panel.table.viewport(), LEFT, pos=panel.table.visualRect(panel.fields.index(0, 2)).center())
    assert panel.fields.is_taken(panel.fields.index(0, 2))
    desk.press(Key.Key_Escape)
    assert twice.table.isVisible()
    assert twice.findChild(MergePanel) is None or not twice.findChild(MergePanel).isVisible()
    assert newest(desk) == "Fill"


def test_no_duplicates_are_said_to_be_none(desk: Driver) -> None:
    desk.sheet("projects")
    desk.press((Key.Key_M, CONTROL | SHIFT))
    assert "No projects look as if they were entered twice." in desk.window.message.words.text()


def test_records_selected_apart_are_deleted_and_those_between_stay(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    names = desk.shown("partners", "name")
    at(sheet, 1, "name")
    QTest.mouseClick(sheet.table.viewport(), LEFT, CONTROL, sheet.table.visualRect(sheet.model.index(4, 0)).center())
    assert sheet.table.lines() == [range(1, 2), range(4, 5)]
    desk.press((Key.Key_Delete, CONTROL))
    assert desk.shown("partners", "name") == [name for n, name in enumerate(names) if n not in (1, 4)]


def test_citations_are_filtered_by_the_record_and_the_field_that_are_shown(desk: Driver) -> None:
    desk.session.commands.run("list citation")
    sheet = desk.sheet("list citation")
    everything = sheet.model.count
    at(sheet, 0, "subject")
    desk.press((Key.Key_L, CONTROL | SHIFT))
    desk.type("partner: united")
    assert 0 < sheet.model.count < everything
    assert all(words.startswith("Partner: United") for words in desk.shown("list citation", "subject"))
    desk.press(Key.Key_Escape, Key.Key_Escape)
    field = next(words for words in desk.shown("list citation", "field") if words != "not recorded")
    at(sheet, 0, "field")
    desk.press((Key.Key_L, CONTROL | SHIFT))
    desk.type(f"={field}")
    assert 0 < sheet.model.count < everything
    assert set(desk.shown("list citation", "field")) == {field}
    desk.press(Key.Key_Escape, (Key.Key_Down, ALT))
    listed = popup(FacetsList)
    words, times = values_of(listed)[0]
    QTest.keyClick(listed.list, Key.Key_Return)
    desk.settle()
    assert sheet.model.count == times
    assert set(desk.shown("list citation", "field")) == {words or "not recorded"}


def test_values_are_listed_with_counts_and_a_pick_filters(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    at(sheet, 0, "type")
    desk.press((Key.Key_L, CONTROL | SHIFT), (Key.Key_Down, ALT))
    listed = popup(FacetsList)
    facets = values_of(listed)
    assert facets[0] == ("UN agency", 7)
    assert sum(facet.times for facet in facets) == 15
    QTest.keyClick(listed.list, Key.Key_Space)
    QTest.keyClick(listed.list, Key.Key_Down)
    QTest.keyClick(listed.list, Key.Key_Space)
    QTest.keyClick(listed.list, Key.Key_Return)
    desk.settle()
    assert sheet.narrowing.state.filters == {"type": f"=UN agency; {facets[1].words}"}
    assert sheet.model.count == 7 + facets[1].times
    sign = sheet.table.head._sign(sheet.table.head._box(sheet.model.columns.index("acronym"))).center()
    QTest.mouseClick(sheet.table.head.viewport(), LEFT, pos=sign)
    desk.settle()
    listed = popup(FacetsList)
    assert sum(facet.times for facet in values_of(listed)) == sheet.model.count
    listed.list.setCurrentRow([facet.words for facet in values_of(listed)].index(""))
    QTest.keyClick(listed.list, Key.Key_Return)
    desk.settle()
    assert sheet.narrowing.state.filters["acronym"] == "?"
    desk.press(Key.Key_Escape, Key.Key_Escape)
    assert sheet.table.hasFocus()
    assert sheet.model.columns[sheet.table.currentIndex().column()] == "type"  # leaving a filter moves no cursor


def test_the_card_of_an_empty_sheet_is_closed_by_the_first_letter(empty_desk: Driver) -> None:
    sheet = empty_desk.sheet("partners")
    assert sheet.card.isVisible()
    assert sheet.table.hasFocus()
    empty_desk.type("W")
    assert not sheet.card.isVisible()
    empty_desk.press(Key.Key_Escape)
    empty_desk.page("projects")
    sheet = empty_desk.sheet("partners")
    QTest.mouseClick(sheet.card.type, LEFT)
    assert sheet.table.editing.active
    empty_desk.type("Water Board")
    empty_desk.press(Key.Key_Return)
    assert recorded(empty_desk, "partner") == ["Water Board"]
    assert not sheet.card.isVisible()


def test_the_card_pastes_what_a_spreadsheet_has_copied(empty_desk: Driver) -> None:
    sheet = empty_desk.sheet("partners")
    QGuiApplication.clipboard().setText("Name\tAcronym\nWater Board\tWB\nRadio Lake\tRL\n")
    QTest.mouseClick(sheet.card.paste, LEFT)
    empty_desk.settle()
    empty_desk.press((Key.Key_Return, CONTROL))
    assert recorded(empty_desk, "partner") == ["Water Board", "Radio Lake"]


def test_the_card_leads_to_bringing_in_a_file(empty_desk: Driver) -> None:
    sheet = empty_desk.sheet("partners")
    QTest.mouseClick(sheet.card.file, LEFT)
    empty_desk.settle()
    assert empty_desk.window.page == "import"
    empty_desk.sheet("partners")
    empty_desk.press((Key.Key_I, CONTROL))
    assert empty_desk.window.page == "import"


def test_a_low_window_folds_the_title_and_views_without_room_go_to_more(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    assert sheet.bar.title.isVisible()
    desk.window.resize(1280, 700)
    desk.qtbot.waitUntil(lambda: not sheet.bar.title.isVisible())
    assert sheet.bar.more.isVisible()
    assert sheet.bar.tabs.isTabVisible(0)
    QTest.mouseClick(sheet.bar.more, LEFT)
    menu = popup(QMenu)
    assert "Not rated 2" in [action.text() for action in menu.actions()]
    next(action for action in menu.actions() if action.text() == "Not rated 2").trigger()
    menu.close()
    desk.settle()
    here = sheet.bar.tabs.currentIndex()
    assert sheet.bar.tabs.views[here].name == "Not rated"
    assert sheet.bar.tabs.isTabVisible(here)
    assert "Level ?" in [words for words, _drop in sheet.narrowing.chips()]
    desk.window.resize(1280, 800)
    desk.qtbot.waitUntil(lambda: sheet.bar.title.isVisible())


def test_a_record_that_is_not_there_yet_is_added_in_place(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    at(sheet, 0, "owner")
    desk.type("Ana Silva")
    listed = sheet.table.editing.editor.list
    assert [line.data() for line in listed.list.lines()] == ["Create new person: Ana Silva"]
    desk.press(Key.Key_Down, Key.Key_Return)
    assert desk.shown("challenges", "owner")[0] == "Ana Silva"
    desk.press((Key.Key_Z, CONTROL))  # the person and the cell that names her are one step
    assert desk.shown("challenges", "owner")[0] == "not recorded"
    assert "Ana Silva" not in recorded(desk, "person")
    desk.press((Key.Key_Y, CONTROL))
    assert desk.shown("challenges", "owner")[0] == "Ana Silva"
    at(sheet, 1, "owner")
    desk.type("Ana")
    assert sheet.table.editing.editor.list.list.at(1).data() == "Create new person: Ana"
    desk.press(Key.Key_Down, Key.Key_Return)
    assert desk.shown("challenges", "owner")[1] == "Ana Silva"
    at(sheet, 0, "project")
    desk.type("Nowhere")
    desk.press(Key.Key_Return)  # not chosen, so not made
    assert recorded(desk, "project").count("Nowhere") == 0
    assert "There is no project named Nowhere" in sheet.table.editing.note.text()


def test_a_name_that_is_given_up_again_is_not_added(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    at(sheet, 0, "owner")
    desk.type("Ana Silva")
    QTest.mouseClick(sheet.table.editing.editor.list.list.viewport(), LEFT, pos=QPoint(8, 8))
    desk.press(Key.Key_Escape)
    desk.type("Ana Silva")
    sheet.table.editing.editor.list.hide()
    desk.press(Key.Key_Return)
    assert "There is no person named Ana Silva" in sheet.table.editing.note.text()
    assert "Ana Silva" not in recorded(desk, "person")


def test_a_new_line_and_the_records_that_it_names_are_one_step(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    count = sheet.model.count
    at(sheet, sheet.model.lines, "owner")
    desk.type("Ana Silva")
    desk.press(Key.Key_Down, Key.Key_Return)
    assert "Ana Silva" not in recorded(desk, "person")  # not before there is a challenge
    at(sheet, sheet.model.lines, "title")
    desk.type("Floods")
    desk.press(Key.Key_Return)
    assert sheet.model.count == count + 1
    assert "Ana Silva" in recorded(desk, "person")
    desk.press((Key.Key_Z, CONTROL))
    assert "Ana Silva" not in recorded(desk, "person")
    assert "Floods" not in recorded(desk, "challenge")


def test_a_name_filled_into_many_cells_is_added_with_them(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    at(sheet, 0, "owner")
    desk.press((Key.Key_Down, SHIFT))
    desk.type("Ana Silva")
    desk.press(Key.Key_Down, (Key.Key_Return, CONTROL))
    desk.settle()
    assert desk.shown("challenges", "owner")[:2] == ["Ana Silva", "Ana Silva"]
    assert recorded(desk, "person").count("Ana Silva") == 1
    desk.press((Key.Key_Z, CONTROL))
    assert "Ana Silva" not in recorded(desk, "person")


def test_the_menu_of_actions_opens_by_button_and_key_and_does_what_it_says(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    at(sheet, 0, "type")
    QTest.mouseClick(sheet.bar.act, LEFT)
    menu = popup(QMenu)
    next(action for action in menu.actions() if action.text().startswith("Group by")).trigger()
    menu.close()
    desk.settle()
    assert sheet.model.lines > sheet.model.count
    sheet.table.customContextMenuRequested.emit(QPoint(5, 5))
    assert any(action.text() == "Merge the two selected" for action in popup(QMenu).actions())
    popup(QMenu).close()


def test_a_column_is_made_wider_by_keyboard(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    sheet.bar.columns.setFocus()
    desk.press(Key.Key_Space)
    panel = sheet.findChild(ColumnsPanel)
    before = sheet.table.columnWidth(0)
    for _press in range(3):
        QTest.keyClick(panel.list, Key.Key_Right, ALT)
    assert sheet.table.columnWidth(0) == before + 48
    QTest.keyClick(panel.list, Key.Key_Left, ALT)
    assert sheet.table.columnWidth(0) == before + 32
    QTest.keyClick(panel.list, Key.Key_Escape)


def test_a_column_is_moved_by_keyboard_and_no_further_than_the_end(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    sheet.bar.columns.setFocus()
    desk.press(Key.Key_Space)
    panel = sheet.findChild(ColumnsPanel)
    first, second, third, *rest = sheet.model.columns
    QTest.keyClick(panel.list, Key.Key_Up, ALT)
    assert sheet.model.columns == [first, second, third, *rest]
    QTest.keyClick(panel.list, Key.Key_Down, ALT)
    assert sheet.model.columns == [second, first, third, *rest]
    QTest.keyClick(panel.list, Key.Key_Down, ALT)
    assert sheet.model.columns == [second, third, first, *rest]
    QTest.keyClick(panel.list, Key.Key_Up, ALT)
    assert sheet.model.columns == [second, first, third, *rest]
    QTest.keyClick(panel.list, Key.Key_Escape)


def test_views_are_counted_anew_after_a_change(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    add(desk, "partner", {"name": "Water Board"})
    desk.qtbot.waitUntil(lambda: sheet.bar.tabs.views[0].count == 16, timeout=3_000)


def test_amounts_are_summed_by_currency_in_the_sheet_of_engagements(desk: Driver) -> None:
    desk.sheet("partners")
    desk.press((Key.Key_PageDown, CONTROL | SHIFT))
    assert desk.window.page == "engagements"
    assert desk.window.rail.buttons["partners"].isChecked()
    sheet = desk.window.page_widget("engagements")
    count = sheet.model.count
    at(sheet, sheet.model.lines, "project")
    paste(desk, "Project\tPartner\tOwn share\nKenya\tUNDP\tUSD 100\nKenya\twho\tUSD 300\nKenya\tFAO\tEUR 50")
    desk.press((Key.Key_Return, CONTROL))
    assert sheet.model.count == count + 3
    at(sheet, count, "share")
    desk.press((Key.Key_Down, SHIFT), (Key.Key_Down, SHIFT))
    words = desk.window.status.rows.text()
    assert "Sum EUR 50   Sum USD 400   Mean USD 200   Min USD 100   Max USD 300" in words
    desk.press((Key.Key_PageUp, CONTROL | SHIFT))
    assert desk.window.page == "partners"


def test_the_starting_portfolio_holds_nothing_twice(desk: Driver) -> None:
    desk.sheet("partners")
    desk.press((Key.Key_M, CONTROL | SHIFT))
    assert "No partners look" in desk.window.message.words.text()


def test_high_rows_show_long_words_on_two_lines(desk: Driver) -> None:
    face, words = font("body"), "Local partners are not fully equipped for a people-centred approach to human security"
    first, second = paint.two_lines(words, face, 200)
    assert words.startswith(first)
    assert words[len(first) :].strip().startswith(second.rstrip("…"))
    assert all(QFontMetrics(face).horizontalAdvance(line) <= 200 for line in (first, second))
    assert paint.two_lines("Short", face, 200) == ["Short"]
    sheet = desk.sheet("challenges")
    low = sheet.table.viewport().grab().toImage()
    preferences().choose("row_height", "44")
    try:
        assert sheet.table.rowHeight(0) == 44
        assert sheet.table.viewport().grab().toImage() != low
    finally:
        preferences().choose("row_height", "28")


def test_several_names_are_picked_by_space_are_ticked_and_filter(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    one, other = add(desk, "project", {"title": "Drought; phase 2"}, {"title": "Lac"})
    add(desk, "challenge", *({"title": f"Late {n}", "project": (one, other)[n % 2]} for n in range(6)))
    at(sheet, 0, "project")
    desk.press((Key.Key_L, CONTROL | SHIFT), (Key.Key_Down, ALT))
    listed = popup(FacetsList)
    names = [facet.words for facet in values_of(listed)]
    assert {"Drought; phase 2", "Lac", ""} <= set(names)
    for name in ("Drought; phase 2", "Lac"):
        listed.list.setCurrentRow(names.index(name))
        plain = listed.grab().toImage()
        QTest.keyClick(listed.list, Key.Key_Space)
        assert listed.list.currentItem().data(Qt.ItemDataRole.AccessibleTextRole) == f"{name}, 3 records, picked"
        assert listed.grab().toImage() != plain  # the tick
    assert "Space picks" in listed.findChild(Words).text()
    QTest.keyClick(listed.list, Key.Key_Return)
    desk.settle()
    assert sheet.model.count == 6
    assert set(desk.shown("challenges", "project")) == {"Drought; phase 2", "Lac"}
