"""What a newcomer stumbled over in a sheet: pastes with own headings, ways out of a wrong text, cells that cannot be typed in."""

import pytest
from PySide6.QtGui import QFontMetrics, QGuiApplication

from hsmonitor.domain.kinds import Choice
from hsmonitor.ui.review.meeting_form import MeetingForm
from hsmonitor.ui.sheet.page import SheetPage
from hsmonitor.ui.sheet.preview import Preview
from hsmonitor.ui.theme.look import font, px
from hsmonitor.ui.widgets.button import Button
from tests.ui.conftest import Driver
from tests.ui.test_sheet import ALT, CONTROL, Key, at, paste, recorded

PARTNERS = "Partner\tAbbrev.\tKind\tTown\nWater Board\tWB\tUN agency\tGoma\nHill Radio\tHR\tno such type\t\n"


def test_a_paste_goes_by_its_own_headings_and_tells_what_it_does_not_take(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    before = recorded(desk, "partner")
    at(sheet, sheet.model.count, "name")
    paste(desk, PARTNERS)
    preview = sheet.findChild(Preview)
    assert "taken as headings" in preview.headings.text()
    assert [(cell.field.label, cell.new) for cell in preview.proposal.refused] == [
        ("Town", "Goma"),
        ("Type", "no such type"),
    ]
    preview.table.go(0)
    assert "No field is called so" in preview.why.text()
    desk.press((Key.Key_Return, CONTROL))
    assert recorded(desk, "partner") == [*before, "Water Board", "Hill Radio"]
    assert "2 cells were refused" in desk.window.message.words.text()


def test_the_first_row_of_a_paste_can_be_taken_as_data(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    at(sheet, sheet.model.count, "name")
    paste(desk, PARTNERS)
    desk.press((Key.Key_H, ALT))
    preview = sheet.over.widget
    assert isinstance(preview, Preview)
    assert "taken as data" in preview.headings.text()
    assert [values["name"] for values in preview.proposal.new] == ["Partner", "Water Board", "Hill Radio"]
    assert [values["acronym"] for values in preview.proposal.new] == ["Abbrev.", "WB", "HR"]
    desk.press((Key.Key_H, ALT))
    assert "taken as headings" in sheet.over.widget.headings.text()


def test_what_was_refused_can_be_copied_after_a_paste(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    at(sheet, sheet.model.count, "name")
    paste(desk, PARTNERS)
    desk.press((Key.Key_Return, CONTROL))
    button = next(one for one in desk.window.message.findChildren(Button) if "Copy" in one.text())
    button.click()
    assert "no such type" in QGuiApplication.clipboard().text()


def test_escape_puts_back_what_stood_in_a_cell_with_a_wrong_text(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    at(sheet, 0, "next_review")
    desk.type("9 May 2027")
    desk.press(Key.Key_Return)
    at(sheet, 0, "next_review")
    desk.type("never")
    desk.press(Key.Key_Return)
    assert "Esc puts 9 May 2027 back" in sheet.table.editing.note.text()
    desk.press(Key.Key_Escape)
    assert desk.shown("challenges", "next_review")[0] == "9 May 2027"
    assert desk.window.status.correct.text() == ""


def test_enter_that_picks_from_the_list_stays_in_the_cell(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    at(sheet, 0, "owner")
    desk.type("Ana")
    desk.press(Key.Key_Down, Key.Key_Return)
    assert desk.shown("challenges", "owner")[0] == "Ana"
    here = sheet.table.currentIndex()
    assert (here.row(), sheet.model.columns[here.column()]) == (0, "owner")


def test_a_name_that_is_not_known_says_that_the_list_can_add_it(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    at(sheet, 0, "owner")
    desk.type("Nobody")
    desk.press(Key.Key_Tab)
    assert "Alt+Down opens the list" in sheet.model.held[sheet.model.key(0), "owner"].wrong


def test_the_cursor_begins_where_one_can_type_and_other_cells_say_why_not(empty_desk: Driver) -> None:
    sheet = empty_desk.sheet("engagements")
    assert sheet.entering.can_edit(sheet.table.currentIndex().column())
    sheet = empty_desk.sheet("challenges")
    at(sheet, 0, "level")
    empty_desk.type("h")
    assert "Derived from likelihood and impact" in sheet.table.editing.note.text()
    at(sheet, 0, "reference")
    empty_desk.type("C")
    assert "References are given" in sheet.table.editing.note.text()


def test_a_row_that_is_not_finished_is_not_called_wrong(empty_desk: Driver) -> None:
    sheet = empty_desk.sheet("challenges")
    at(sheet, 0, "category")
    empty_desk.type("capacity gap")
    empty_desk.press(Key.Key_Return)
    assert empty_desk.window.status.correct.text() == ""
    assert "1 new row wants: challenge" in empty_desk.window.status.unfinished.text()


def test_a_new_challenge_without_a_project_says_whose_it_is(empty_desk: Driver) -> None:
    sheet = empty_desk.sheet("challenges")
    at(sheet, 0, "title")
    empty_desk.type("Late")
    empty_desk.press(Key.Key_Return)
    assert "stands for the whole portfolio" in empty_desk.window.message.words.text()


def counted(sheet: SheetPage) -> list[str]:
    return [sheet.bar.tabs.tabText(number) for number in range(sheet.bar.tabs.count())]


def soon(desk: Driver, sheet: SheetPage, *tabs: str) -> None:
    """The counts of the views are those of `tabs` before anybody wonders."""
    desk.qtbot.waitUntil(lambda: set(tabs) <= set(counted(sheet)), timeout=500)


def test_the_counts_of_views_follow_what_is_pasted_deleted_and_undone(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    soon(desk, sheet, "All 2", "Open 2", "Not rated 2", "No response yet 0")
    at(sheet, sheet.model.count, "title")
    paste(desk, "Wells are dry\nRoads are cut\n")
    desk.press((Key.Key_Return, CONTROL))
    soon(desk, sheet, "All 4", "Open 4", "Not rated 4", "No response yet 2")
    at(sheet, 0, "title")
    desk.press((Key.Key_Delete, CONTROL))
    soon(desk, sheet, "All 3", "Not rated 3")
    desk.press((Key.Key_Z, CONTROL))
    soon(desk, sheet, "All 4", "Not rated 4")
    desk.press((Key.Key_Z, CONTROL))
    soon(desk, sheet, "All 2", "No response yet 0")


def test_the_counts_of_views_follow_what_is_changed_elsewhere(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    soon(desk, sheet, "No response yet 0")
    with desk.portfolio.transaction("Delete the responses") as transaction:
        keys = [row[0] for row in desk.portfolio.connection.execute("SELECT id FROM response")]
        transaction.delete_many("response", keys)
    soon(desk, sheet, "No response yet 2")
    desk.sheet("responses")
    desk.press((Key.Key_Z, CONTROL))
    desk.sheet("challenges")
    soon(desk, sheet, "No response yet 0")


def test_acronyms_codes_agencies_and_terms_are_not_cut(desk: Driver) -> None:
    wanted = {
        "projects": ("code", "agency", "status"),
        "partners": ("acronym", "type"),
        "challenges": ("status", "category"),
    }
    for name, columns in wanted.items():
        sheet = desk.sheet(name)
        words = QFontMetrics(font("body"))
        for column in columns:
            field = sheet.record.fields[column]
            terms = [term.label for term in field.vocabulary] if isinstance(field, Choice) else ["UNFCCC-KEN"]
            room = sheet.table.columnWidth(sheet.model.columns.index(column)) - px(16)
            shown = desk.shown(name, column)
            assert [one for one in (*terms, *shown) if words.horizontalAdvance(one) > room] == []


@pytest.mark.parametrize("way_out", [Key.Key_F1, Key.Key_Return, Key.Key_Tab])
def test_a_new_line_that_is_left_empty_adds_nothing(desk: Driver, way_out: Key) -> None:
    desk.sheet("projects")
    before = recorded(desk, "project")
    desk.press((Key.Key_N, CONTROL), way_out)
    desk.settle()
    assert recorded(desk, "project") == before


def test_the_key_of_a_form_is_called_as_everywhere(desk: Driver) -> None:
    page = desk.page("review")
    desk.press(Key.Key_M)
    form = page.findChild(MeetingForm)
    begin = next(one for one in form.findChildren(Button) if one.text() == "Begin")
    assert begin.key == "Enter"


def test_control_enter_begins_the_meeting_that_is_asked_for(desk: Driver) -> None:
    desk.page("review")
    desk.press(Key.Key_M)
    desk.type("Second quarter")
    desk.press((Key.Key_Return, CONTROL))
    desk.settle()
    assert recorded(desk, "meeting") == ["Second quarter"]
