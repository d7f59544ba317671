"""Each kind of field is entered in its cell as people write it; what belongs together is laid side by side on a page."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from hsmonitor.domain.dates import display_date, today
from hsmonitor.domain.kinds import Text
from hsmonitor.ui.preferences import ROW_HEIGHTS, preferences
from hsmonitor.ui.record.page import RecordPage
from hsmonitor.ui.widgets.card import Card
from hsmonitor.ui.widgets.lines import LineButton
from tests.ui.conftest import Driver
from tests.ui.test_sheet import CONTROL, SHIFT, Key, at
from tests.ui.test_sheet_tools import add


@pytest.mark.parametrize(
    ("column", "typed", "shown"),
    [
        ("start", "3/2013", "March 2013"),
        ("start", "May 2013", "May 2013"),
        ("contribution", "usd 1.25 million", "USD 1,250,000"),
        ("countries", "Kenya; ethiopia", "Kenya; Ethiopia"),
    ],
)
def test_a_cell_takes_what_people_write(column: str, typed: str, shown: str, desk: Driver) -> None:
    sheet = desk.sheet("projects")
    at(sheet, 0, column)
    desk.type(typed)
    desk.press(Key.Key_Return)
    assert desk.shown("projects", column)[0] == shown


@pytest.mark.parametrize(("typed", "days"), [("today", 0), ("+2w", 14)])
def test_a_cell_takes_a_day_counted_from_today(typed: str, days: int, desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    at(sheet, 0, "next_review")
    desk.type(typed)
    desk.press(Key.Key_Return)
    day = today() + timedelta(days=days)
    assert desk.shown("challenges", "next_review")[0] == display_date(day.isoformat())


def test_a_long_text_has_a_larger_box(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    column = next(name for name, field in sheet.record.fields.items() if isinstance(field, Text) and field.multiline)
    if column not in sheet.model.columns:
        sheet.model.set_columns([*sheet.model.columns, column])
    at(sheet, 0, column)
    desk.press(Key.Key_F2)
    assert sheet.table.editing.editor.height() >= 2 * sheet.table.rowHeight(0)


def test_there_are_four_row_heights(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    try:
        for height in ROW_HEIGHTS:
            preferences().choose("row_height", str(height))
            assert sheet.table.rowHeight(0) == height
    finally:
        preferences().choose("row_height", "28")


@pytest.mark.parametrize(("words", "found"), [(">=4", ["5"]), ("2..3", ["3"]), ("?", [])])
def test_a_number_is_filtered_by_size_and_the_chip_says_the_same(words: str, found: list[str], desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    for line, digit in enumerate("35"):
        at(sheet, line, "likelihood")
        desk.type(digit)
        desk.press(Key.Key_Return)
    desk.press((Key.Key_Up, CONTROL), (Key.Key_L, CONTROL | SHIFT))
    desk.type(words)
    assert [shown[0] for shown in desk.shown("challenges", "likelihood")] == found
    assert f"Likelihood {words}" in [chip for chip, _drop in sheet.narrowing.chips()]


def words_of(page: RecordPage, title: str) -> tuple[list[str], list[LineButton]]:
    """Return the plain words and the lines of the card with a title."""
    for card in page.findChildren(Card):
        labels = [label.text() for label in card.findChildren(QLabel)]
        if title in labels:
            return labels, [line for line in card.findChildren(QAbstractButton) if isinstance(line, LineButton)]
    raise AssertionError(title)


def test_a_projects_page_shows_which_approach_is_missing(desk: Driver) -> None:
    (project,) = add(desk, "project", {"title": "Dry lands"})
    add(desk, "activity", {"project": project, "title": "Dialogue", "approach": "bottom_up"})
    labels, lines = words_of(desk.record("project", "Dry lands"), "Protection and empowerment")
    assert "nothing recorded from the top down" in labels
    assert "nothing recorded from the bottom up" not in labels
    assert [line.words for line in lines] == ["Dialogue"]
    lines[0].setFocus()
    desk.press(Key.Key_Return)
    assert desk.window.page_widget("record").key == desk.key("activity", "Dialogue")


def test_a_partners_page_shows_the_way_from_gap_to_reassessment(desk: Driver) -> None:
    (partner,) = add(desk, "partner", {"name": "District office"})
    (first,) = add(desk, "assessment", {"partner": partner, "assessed_on": "2025", "rating": "high"})
    (gap,) = add(desk, "challenge", {"title": "No accountant", "gap_found_by": first})
    (response,) = add(desk, "response", {"title": "Coaching", "challenge": gap})
    add(desk, "assessment", {"partner": partner, "assessed_on": "2026", "rating": "low", "after_response": response})
    _labels, lines = words_of(desk.record("partner", "District office"), "From gap to re-assessment")
    kinds = [line.words.partition(":")[0] for line in lines]
    assert kinds == ["Capacity assessment", "Challenge", "Response", "Capacity assessment"]
    lines[1].setFocus()
    desk.press(Key.Key_Return)
    assert desk.window.page_widget("record").key == gap
