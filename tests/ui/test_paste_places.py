"""A paste without headings passes over the columns that cannot be written, as Tab does; a copy goes back where it was."""

from typing import Any

from hsmonitor.ui.sheet.page import SheetPage
from hsmonitor.ui.sheet.preview import Preview
from tests.ui.conftest import Driver
from tests.ui.test_sheet import CONTROL, SHIFT, Key, at, paste

COPY, PASTE, TAKE = (Key.Key_C, CONTROL), (Key.Key_V, CONTROL), (Key.Key_Return, CONTROL)


def looked_at(sheet: SheetPage) -> Preview:
    assert isinstance(sheet.over.widget, Preview)
    return sheet.over.widget


def copied(desk: Driver, sheet: SheetPage, row: int, first: str, last: str, rows: int = 2) -> None:
    """Copy some columns of some rows."""
    columns = sheet.model.columns
    at(sheet, row, first)
    right: Any = (Key.Key_Right, SHIFT)
    desk.press(*[right] * (columns.index(last) - columns.index(first)), *[(Key.Key_Down, SHIFT)] * (rows - 1), COPY)


def test_names_and_acronyms_go_where_one_would_type_them(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    at(sheet, sheet.model.lines, "name")
    paste(desk, "Water Board\tWB\tUN agency\nHill Radio\tHR\tMedia\n")
    words = "The first row is taken as data: columns go by their places, Ref being passed over."
    assert looked_at(sheet).headings.text() == words
    assert looked_at(sheet).proposal.refused == []
    desk.press(TAKE)
    assert desk.shown("partners", "acronym")[-2:] == ["WB", "HR"]
    assert desk.shown("partners", "type")[-2:] == ["UN agency", "Media"]


def test_a_rating_and_its_status_pass_over_the_level_that_follows_from_it(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    at(sheet, 0, "likelihood")
    paste(desk, "4\t5\tAssessed\n2\t2\tClosed\n")
    assert "Level being passed over" in looked_at(sheet).headings.text()
    desk.press(TAKE)
    assert desk.shown("challenges", "level") == ["High", "Low"]
    assert desk.shown("challenges", "status") == ["Assessed", "Closed"]


def test_what_is_copied_goes_back_to_the_same_columns(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    copied(desk, sheet, 0, "name", "type")
    at(sheet, 0, "name")
    desk.press(PASTE)
    proposal = looked_at(sheet).proposal
    assert (proposal.empty, proposal.refused, proposal.unchanged) == (True, [], 6)
    assert "passed over" not in looked_at(sheet).headings.text()


def test_a_copy_that_is_pasted_over_other_rows_leaves_their_references(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    copied(desk, sheet, 0, "name", "type")
    names, kinds = desk.shown("partners", "name")[:2], desk.shown("partners", "type")[:2]
    at(sheet, 4, "name")
    desk.press(PASTE)
    assert {cell.field.label for cell in looked_at(sheet).proposal.refused} == {"Ref"}
    desk.press(TAKE)
    assert desk.shown("partners", "name")[4:6] == names
    assert desk.shown("partners", "type")[4:6] == kinds
    assert desk.shown("partners", "reference")[4:6] == ["PA-5", "PA-6"]


def test_levels_that_nobody_has_rated_are_copied_with_what_stands_beside_them(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    copied(desk, sheet, 0, "likelihood", "status")
    at(sheet, 0, "likelihood")
    desk.press(PASTE)
    assert (looked_at(sheet).proposal.empty, looked_at(sheet).proposal.refused) == (True, [])


def test_where_the_cursor_stands_in_such_a_column_it_is_meant(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    at(sheet, 0, "reference")
    paste(desk, "X-1\tWB\nX-2\tHR\n")
    proposal = looked_at(sheet).proposal
    assert [(cell.field.label, cell.new) for cell in proposal.refused] == [("Ref", "X-1"), ("Ref", "X-2")]
    assert [cell.new for cell in proposal.cells] == ["WB", "HR"]


def test_choices_are_no_headings_even_where_they_are_called_alike(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    at(sheet, 0, "status")
    paste(desk, "Identified\nAssessed")
    assert "taken as data" in looked_at(sheet).headings.text()
    desk.press(TAKE)
    assert desk.shown("challenges", "status") == ["Identified", "Assessed"]
