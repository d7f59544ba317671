"""The sheet as a spreadsheet: typing, ranges, filling, pasting, filters and views, by real keys."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from hsmonitor.store.history import entries
from hsmonitor.ui.sheet.page import SheetPage
from hsmonitor.ui.sheet.preview import Preview
from tests.ui.conftest import WAIT, Driver, theirs

Key = Qt.Key
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
)  # fmt: skip
LEFT = Qt.MouseButton.LeftButton


def at(sheet: SheetPage, row: int, column: str) -> None:
    """Put the cursor on a cell."""
    sheet.table.setFocus()
    sheet.table.go(row, sheet.model.columns.index(column))


def paste(desk: Driver, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    desk.press((Key.Key_V, CONTROL))


def newest(desk: Driver) -> str:
    return entries(desk.portfolio.connection, 1)[0].name


def recorded(desk: Driver, kind: str) -> list[str]:
    return [
        row[0] for row in desk.portfolio.connection.execute(f"SELECT display FROM {kind}_grid ORDER BY by_reference")
    ]


def test_records_are_typed_line_by_line(empty_desk: Driver) -> None:
    sheet = empty_desk.sheet("partners")
    for name, acronym in (("Water Board", "WB"), ("Farmers' Union", "FU"), ("Radio Lake", "RL")):
        empty_desk.type(name[0])
        assert sheet.table.editing.active
        assert empty_desk.window.status.mode.text() == "Edit"
        empty_desk.type(name[1:])
        empty_desk.press(Key.Key_Tab)
        empty_desk.type(acronym)
        empty_desk.press(Key.Key_Return)
    assert empty_desk.shown("partners", "name") == ["Water Board", "Farmers' Union", "Radio Lake"]
    assert empty_desk.shown("partners", "acronym") == ["WB", "FU", "RL"]
    assert empty_desk.window.status.mode.text() == "Ready"


def test_typing_replaces_f2_goes_on_and_escape_forgets(desk: Driver) -> None:
    sheet = desk.sheet("projects")
    at(sheet, 0, "code")
    desk.type("ABC")
    desk.press(Key.Key_Return)
    at(sheet, 0, "code")
    desk.press(Key.Key_F2)
    desk.type("-1")
    desk.press(Key.Key_Return)
    assert desk.shown("projects", "code")[0] == "ABC-1"
    at(sheet, 0, "code")
    desk.type("XYZ")
    desk.press(Key.Key_Escape)
    assert desk.shown("projects", "code")[0] == "ABC-1"


def test_a_choice_is_made_by_its_first_letters(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    at(sheet, 0, "status")
    desk.type("as")
    assert sheet.table.editing.editor.list.isVisible()
    desk.press(Key.Key_Return)
    assert desk.shown("challenges", "status")[0] == "Assessed"
    at(sheet, 0, "likelihood")
    desk.type("4")
    desk.press(Key.Key_Tab)
    desk.type("5")
    desk.press(Key.Key_Return)
    assert desk.shown("challenges", "level")[0] == "High"


def test_what_cannot_be_taken_stays_in_its_cell_and_is_found_again(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    at(sheet, 0, "next_review")
    before = newest(desk)
    desk.type("31 February 2027")
    desk.press(Key.Key_Return)
    assert desk.shown("challenges", "next_review")[0] == "31 February 2027"
    assert "February 2027 has 28 days" in sheet.table.editing.note.text()
    assert sheet.table.editing.note.isVisible()
    desk.press(Key.Key_Down, Key.Key_Home)
    assert "1 text to correct" in desk.window.status.correct.text()
    assert newest(desk) == before
    desk.press(Key.Key_F8)
    assert sheet.model.columns[sheet.table.currentIndex().column()] == "next_review"
    desk.press(Key.Key_F2)
    assert sheet.table.editing.editor.words() == "31 February 2027"
    for _letter in range(20):
        QTest.keyClick(sheet.table.editing.editor, Key.Key_Backspace)
    desk.type("28 February 2027")
    desk.press(Key.Key_Return)
    assert desk.shown("challenges", "next_review")[0] == "28 February 2027"
    assert desk.window.status.correct.text() == ""


@pytest.mark.parametrize(("answer", "title"), [(Key.Key_Return, "Mine"), (Key.Key_Escape, "Theirs")])
def test_what_others_change_in_a_cell_meanwhile_is_not_overwritten_unasked(
    answer: Key, title: str, desk: Driver, file: Path
) -> None:
    sheet = desk.sheet("projects")
    at(sheet, 0, "title")
    key = sheet.model.key(0)
    assert key
    desk.type("Mine")
    theirs(file, "project", key, title="Theirs")
    desk.qtbot.waitUntil(lambda: desk.shown("projects", "title")[0] == "Theirs", timeout=WAIT)
    desk.press(Key.Key_Return)
    assert desk.values("project", key)["title"] == "Theirs"
    note = sheet.table.editing.note
    assert note.isVisible()
    assert "José has changed it to Theirs; you want Mine. F2 and Enter keep yours" in note.text()
    assert "1 text to correct" in desk.window.status.correct.text()
    desk.press(Key.Key_F2, answer)
    assert desk.values("project", key)["title"] == title
    assert desk.window.status.correct.text() == ""


def test_a_cell_that_is_left_as_it_was_takes_back_nothing(desk: Driver, file: Path) -> None:
    sheet = desk.sheet("projects")
    at(sheet, 0, "title")
    key = sheet.model.key(0)
    assert key
    desk.press(Key.Key_F2)
    theirs(file, "project", key, title="Theirs")
    desk.qtbot.waitUntil(lambda: desk.shown("projects", "title")[0] == "Theirs", timeout=WAIT)
    desk.press(Key.Key_Return)
    assert desk.values("project", key)["title"] == "Theirs"


def test_a_text_to_correct_can_be_given_up(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    at(sheet, 0, "next_review")
    desk.type("never")
    desk.press(Key.Key_Return, Key.Key_F2, Key.Key_Escape)
    assert desk.shown("challenges", "next_review")[0] == "not recorded"
    assert desk.window.status.correct.text() == ""


def test_delete_fill_down_and_control_enter_work_on_ranges(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    at(sheet, 0, "acronym")
    desk.press((Key.Key_Down, SHIFT), (Key.Key_Down, SHIFT))
    desk.type("F-1")
    desk.press((Key.Key_Return, CONTROL))
    assert desk.shown("partners", "acronym")[:3] == ["F-1", "F-1", "F-1"]
    assert newest(desk) == "Change Acronym of 3 partners"
    at(sheet, 1, "acronym")
    desk.type("F-2")
    desk.press(Key.Key_Return)
    at(sheet, 1, "acronym")
    desk.press((Key.Key_Down, SHIFT), (Key.Key_Down, SHIFT), (Key.Key_D, CONTROL))
    assert desk.shown("partners", "acronym")[:4] == ["F-1", "F-2", "F-2", "F-2"]
    desk.press(Key.Key_Delete)
    assert desk.shown("partners", "acronym")[:4] == ["F-1", *["not recorded"] * 3]
    desk.press((Key.Key_Z, CONTROL))
    assert desk.shown("partners", "acronym")[:4] == ["F-1", "F-2", "F-2", "F-2"]


def test_today_is_written_by_its_key(desk: Driver) -> None:
    from hsmonitor.domain.dates import display_date, today

    sheet = desk.sheet("projects")
    at(sheet, 0, "start")
    desk.press((Key.Key_Semicolon, CONTROL))
    assert desk.shown("projects", "start")[0] == display_date(today().isoformat())


def test_the_handle_of_a_selection_fills(desk: Driver) -> None:
    sheet = desk.sheet("projects")
    at(sheet, 0, "code")
    desk.type("Z-1")
    desk.press(Key.Key_Return)
    at(sheet, 0, "code")
    start = sheet.table.filling.rect().center()
    end = sheet.table.visualRect(sheet.model.index(2, sheet.model.columns.index("code"))).center()
    QTest.mousePress(sheet.table.viewport(), LEFT, pos=start)
    QTest.mouseMove(sheet.table.viewport(), QPoint(end.x(), end.y()))
    QTest.mouseRelease(sheet.table.viewport(), LEFT, pos=end)
    desk.settle()
    assert desk.shown("projects", "code")[:3] == ["Z-1"] * 3


def test_pasted_rows_are_shown_first_and_are_one_undo(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    before = recorded(desk, "partner")
    desk.press((Key.Key_End, CONTROL))
    at(sheet, sheet.model.count, "name")
    paste(desk, 'Name\tAcronym\tType\nWater Board\tWB\tUN agency\n"Two\nlines"\t\tno such type\n=1+1\tX\t\n')
    preview = sheet.findChild(Preview)
    assert preview is not None
    assert len(preview.proposal.new) == 3
    assert [cell.new for cell in preview.proposal.refused] == ["no such type"]
    assert recorded(desk, "partner") == before
    desk.press((Key.Key_Return, CONTROL))
    assert recorded(desk, "partner") == [*before, "Water Board", "Two lines", "=1+1"]
    assert newest(desk) == "Paste 3 rows"
    desk.press((Key.Key_Z, CONTROL))
    assert recorded(desk, "partner") == before


def test_a_paste_can_be_dropped(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    before = newest(desk)
    at(sheet, 0, "acronym")
    paste(desk, "A\nB\nC")
    assert len(sheet.findChild(Preview).proposal.changes) == 3
    desk.press(Key.Key_Escape)
    assert sheet.table.hasFocus()
    assert newest(desk) == before


def test_one_cell_is_pasted_at_once_into_the_whole_selection(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    at(sheet, 0, "acronym")
    desk.press((Key.Key_Down, SHIFT))
    paste(desk, "QQ")
    assert desk.shown("partners", "acronym")[:2] == ["QQ", "QQ"]


def test_html_of_a_spreadsheet_is_pasted_where_there_is_no_text(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    data = QMimeData()
    data.setHtml("<table><tr><td>Lake<br>Radio</td><td>LR</td></tr><tr><td>Hill Radio</td><td>HR</td></tr></table>")
    at(sheet, sheet.model.count, "name")
    QGuiApplication.clipboard().setMimeData(data)
    desk.press((Key.Key_V, CONTROL))
    desk.press((Key.Key_Return, CONTROL))
    assert recorded(desk, "partner")[-2:] == ["Lake Radio", "Hill Radio"]


def test_copy_gives_exact_text_and_html_that_keeps_it_text(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    at(sheet, 0, "acronym")
    desk.type("=SUM(A1)")
    desk.press(Key.Key_Return)
    at(sheet, 0, "acronym")
    desk.press((Key.Key_C, CONTROL))
    assert QGuiApplication.clipboard().text() == "=SUM(A1)\n"
    assert "mso-number-format" in QGuiApplication.clipboard().mimeData().html()
    desk.press((Key.Key_C, CONTROL | SHIFT))
    assert QGuiApplication.clipboard().text() == "Acronym\n=SUM(A1)\n"
    desk.press((Key.Key_X, CONTROL))
    assert desk.shown("partners", "acronym")[0] == "not recorded"


@pytest.mark.parametrize(
    ("column", "words", "expected"),
    [
        ("acronym", "un", {"UNDP", "UNFPA", "UNICEF"}),
        ("acronym", "=undp", {"UNDP"}),
        ("type", "=un agency", None),
        ("acronym", "<>?", None),
    ],
)
def test_filter_cells_take_the_documented_words(column: str, words: str, expected: Any, desk: Driver) -> None:
    sheet = desk.sheet("partners")
    at(sheet, 0, column)
    desk.press((Key.Key_L, CONTROL | SHIFT))
    desk.type(words)
    found = desk.shown("partners", column)
    assert 0 < len(found) < 15
    assert expected is None or {one for one in found if one.isupper()} >= expected
    assert "not recorded" not in found
    desk.press(Key.Key_Escape)
    assert sheet.model.count == 15
    desk.press(Key.Key_Escape)
    assert sheet.table.hasFocus()


def test_a_filter_that_makes_no_sense_says_so_and_filters_nothing(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    at(sheet, 0, "next_review")
    desk.press((Key.Key_L, CONTROL | SHIFT))
    desk.type(">=someday")
    assert sheet.model.count == 2
    assert "Write a day" in sheet.table.head.cell.toolTip()


def test_a_view_is_saved_for_everybody_and_can_be_deleted(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    at(sheet, 0, "acronym")
    desk.press((Key.Key_L, CONTROL | SHIFT))
    desk.type("un")
    QTest.mouseClick(sheet.bar.save_view, LEFT)
    desk.type("The UN")
    desk.press(Key.Key_Return)
    assert [view.name for view in sheet.bar.tabs.views] == ["All", "The UN"]
    count = sheet.model.count
    assert sheet.bar.tabs.views[1].count == count
    sheet.table.setFocus()
    desk.press((Key.Key_PageUp, CONTROL))
    assert sheet.model.count == 15
    desk.press((Key.Key_PageDown, CONTROL))
    assert sheet.model.count == count
    QTest.mouseClick(sheet.bar.drop_view, LEFT)
    desk.settle()
    assert [view.name for view in sheet.bar.tabs.views] == ["All"]


def test_views_of_challenges_show_what_they_say(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    counts = {view.name: view.count for view in sheet.bar.tabs.views}
    assert counts == {
        "All": 2, "Open": 2, "Due for review": 2, "High and substantial": 0, "No response yet": 0, "Not rated": 2,
        "Not touched for 90 days": 0,
    }  # fmt: skip


def test_columns_are_chosen_by_keyboard(desk: Driver) -> None:
    from hsmonitor.ui.sheet.columns import ColumnsPanel

    sheet = desk.sheet("partners")
    QTest.mouseClick(sheet.bar.columns, LEFT)
    panel = sheet.findChild(ColumnsPanel)
    before = list(sheet.model.columns)
    panel.list.setCurrentRow(1)
    QTest.keyClick(panel.list, Key.Key_Space)
    desk.settle()
    assert sheet.model.columns == [name for name in before if name != before[1]]
    QTest.keyClick(panel.list, Key.Key_Escape)


def test_a_field_is_set_for_the_selection_after_a_look(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    at(sheet, 0, "acronym")
    desk.press((Key.Key_Down, SHIFT), (Key.Key_Down, SHIFT), (Key.Key_B, CONTROL | SHIFT))
    desk.type("SAME")
    desk.press(Key.Key_Return)
    preview = sheet.findChild(Preview)
    seen, line = preview.table.model(), range(preview.table.model().columnCount())
    shown = [[str(seen.index(row, column).data()) for column in line] for row in range(seen.rowCount())]
    names = desk.shown("partners", "name")[:3]
    assert shown == [
        ["1", "Acronym", "IOM", "SAME", "", names[0]],
        ["2", "Acronym", "not recorded", "SAME", "", names[1]],
        ["3", "Acronym", "UNDP", "SAME", "", names[2]],
    ]
    desk.press((Key.Key_Return, CONTROL))
    assert desk.shown("partners", "acronym")[:3] == ["SAME"] * 3
    assert newest(desk) == "Set Acronym of 3 records"


def test_duplicating_and_deleting_say_what_they_did(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    before = recorded(desk, "challenge")
    at(sheet, 0, "title")
    desk.press((Key.Key_D, CONTROL | SHIFT))
    assert recorded(desk, "challenge") == [*before, sheet.model.row(0).display]
    at(sheet, 0, "title")
    desk.press((Key.Key_Delete, CONTROL))
    assert "responses" in desk.window.message.words.text()
    desk.press((Key.Key_Z, CONTROL), (Key.Key_Z, CONTROL))
    assert sorted(recorded(desk, "challenge")) == sorted(before)


def test_the_status_bar_sums_the_selection(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    at(sheet, 0, "likelihood")
    desk.type("3")
    desk.press(Key.Key_Return)
    at(sheet, 1, "likelihood")
    desk.type("5")
    desk.press(Key.Key_Return)
    at(sheet, 0, "likelihood")
    desk.press((Key.Key_Down, SHIFT))
    assert "2 cells selected   Sum 8   Mean 4.0   Min 3   Max 5" in desk.window.status.rows.text()


def test_a_new_line_begun_belongs_to_the_project_that_all_is_narrowed_to(desk: Driver) -> None:
    kenya = desk.key("project", "Kenya")
    sheet = desk.sheet("challenges")
    desk.session.desk.narrow(kenya)
    desk.settle()
    assert sheet.model.count == 0
    at(sheet, 0, "title")
    desk.type("Wells run dry")
    desk.press(Key.Key_Return)
    assert desk.shown("challenges", "project") == ["Kenya"]


def test_pasted_rows_belong_to_the_project_that_all_is_narrowed_to_unless_they_name_another(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    desk.session.desk.narrow(desk.key("project", "Kenya"))
    desk.settle()
    at(sheet, 0, "title")
    paste(desk, "Challenge\tProject\nWells run dry\t\nRoads washed away\tThailand\n")
    desk.press((Key.Key_Return, CONTROL))
    desk.session.desk.narrow(None)
    desk.settle()
    projects = dict(zip(desk.shown("challenges", "title"), desk.shown("challenges", "project"), strict=True))
    assert (projects["Wells run dry"], projects["Roads washed away"]) == ("Kenya", "Thailand")
