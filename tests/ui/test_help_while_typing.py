"""While a cell is edited, what its field and the line under the cursor mean stands under it, and how the field is written."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.kinds import Choice, Choices, Rating
from hsmonitor.ui.record.explaining import meanings
from hsmonitor.ui.sheet.page import SheetPage
from hsmonitor.ui.sheet.proposals import Proposals
from hsmonitor.ui.theme.look import look
from tests.ui.conftest import Driver
from tests.ui.test_sheet import ALT, CONTROL, SHIFT, Key, at, recorded
from tests.ui.test_sheet_tools import add


def edited(desk: Driver, name: str, column: str, row: int = 0) -> tuple[SheetPage, Proposals]:
    """Edit a cell of a sheet, and return what stands under it."""
    sheet = desk.sheet(name)
    if column not in sheet.model.columns:
        sheet.model.set_columns([*sheet.model.columns, column])
    at(sheet, row, column)
    desk.press(Key.Key_F2)
    assert sheet.table.editing.editor
    return sheet, sheet.table.editing.editor.list


@pytest.mark.parametrize(
    ("name", "column", "words"),
    [
        ("challenges", "title", "What it is, in one line."),
        (
            "challenges",
            "next_review",
            "The day on which it is to be looked at again. Such as 9 May 2013, today or +2w.",
        ),
        ("challenges", "owner", "Who sees to it that it is dealt with."),
        ("challenges", "description", "All that helps to understand it. Alt+Enter begins a new line."),
        ("challenges", "affected_kinds", "Whom it hinders, where they are not named one by one. Several are parted"),
        ("challenges", "tags", "Your own words, separated by semicolons."),
        ("projects", "start", "5/2013, 2013, today or +2w."),
        ("projects", "contribution", "Such as USD 250,000 or USD 8.5 million."),
        ("projects", "people_reached", "As stated. In people."),
    ],
)
def test_what_a_field_means_and_how_it_is_written_is_seen_while_it_is_edited(
    name: str, column: str, words: str, desk: Driver
) -> None:
    sheet, under = edited(desk, name, column)
    assert under.help.isVisible()
    assert words in under.help.text()
    desk.press(Key.Key_Escape)
    assert not sheet.table.editing.active
    assert not any(one.isVisible() for one in sheet.table.room.findChildren(Proposals))


def test_what_the_choice_under_the_cursor_means_is_seen(desk: Driver) -> None:
    _sheet, under = edited(desk, "challenges", "likelihood")
    assert under.help.text() == "As it is now."
    assert under.meaning.text() == ""
    desk.press(Key.Key_Down)
    assert (under.meaning.isVisible(), under.meaning.text()) == (True, "It would be a surprise.")
    place = under.geometry()
    desk.press(*[Key.Key_Down] * 4)
    assert under.meaning.text() == "It comes for certain, or is there already."
    assert under.geometry() == place  # nothing jumps while one goes along


def test_what_the_only_line_that_is_left_means_is_seen(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    at(sheet, 0, "status")
    desk.type("monit")
    under = sheet.table.editing.editor.list
    assert under.meaning.text() == "Nothing more is done now; it is watched."
    spoken = under.list.at(0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert spoken == under.meaning.text()
    desk.type("x")
    assert not under.list.isVisible()
    assert not under.meaning.isVisible()
    assert under.help.isVisible()


def test_every_choice_that_can_be_made_says_what_it_means() -> None:
    """The level is not chosen but where the portfolio's own table of levels is set."""
    fields = [field for record in RECORDS.values() for field in record.fields.values() if field.name != "level"]
    chosen = [field for field in fields if isinstance(field, Choice | Choices | Rating) and not field.derived]
    assert len(chosen) > 20
    assert [field.label for field in chosen if not all(meanings(field).values())] == []


def test_filling_is_offered_where_there_is_more_than_one_cell_to_fill(desk: Driver) -> None:
    sheet, under = edited(desk, "challenges", "title")
    assert not under.hint.isVisible()
    desk.press(Key.Key_Escape, (Key.Key_Down, SHIFT))
    desk.type("S")
    assert sheet.table.editing.editor.list.hint.isVisible()


def test_arrows_leave_a_cell_for_which_nothing_is_proposed(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    at(sheet, 0, "title")
    desk.type("Wells")
    desk.press(Key.Key_Down)
    assert (desk.shown("challenges", "title")[0], sheet.table.currentIndex().row()) == ("Wells", 1)


@pytest.mark.parametrize(("zoom", "direction"), [(100, "LeftToRight"), (200, "LeftToRight"), (100, "RightToLeft")])
def test_it_stands_beside_its_cell_and_inside_the_table(zoom: int, direction: str, desk: Driver) -> None:
    add(desk, "partner", *({"name": f"Partner {number}"} for number in range(40)))
    look().set_zoom(zoom)
    QApplication.setLayoutDirection(Qt.LayoutDirection[direction])
    try:
        for row in (0, 3, 12, 54):
            sheet, under = edited(desk, "partners", "type", row)
            desk.press(Key.Key_Down)
            cell, room = sheet.table.editing.editor.geometry(), sheet.table.viewport().rect()
            assert room.contains(under.geometry())
            assert not under.geometry().intersects(cell)
            desk.press(Key.Key_Escape)
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        look().set_zoom(100)


def test_right_to_left_it_begins_at_the_right(desk: Driver) -> None:
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        sheet, under = edited(desk, "challenges", "likelihood")
        assert under.geometry().right() == sheet.table.editing.editor.geometry().right()
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_it_stays_with_its_cell_when_a_column_is_made_wider(desk: Driver) -> None:
    sheet, under = edited(desk, "challenges", "likelihood")
    before = under.x()
    sheet.table.sizes.widen("title", 40)
    assert under.x() == before + 40 == sheet.table.editing.editor.x()


def test_a_long_text_has_it_under_its_box(desk: Driver) -> None:
    sheet, under = edited(desk, "challenges", "description")
    box = sheet.table.editing.editor.geometry()
    assert under.y() == box.bottom() + 1
    desk.press((Key.Key_Return, ALT))
    assert sheet.table.editing.active
    desk.press((Key.Key_Return, CONTROL))
    assert not sheet.table.editing.active


def test_the_help_of_a_sheet_says_what_each_choice_means(desk: Driver) -> None:
    desk.sheet("challenges")
    desk.press(Key.Key_F1)
    told = desk.window.page_widget("help").browser.toPlainText()
    assert told.count("It would be a surprise.") == 1  # once for both likelihoods
    assert "Nothing more is done now; it is watched." in told


def test_on_a_records_page_what_a_line_of_a_list_means_stands_beside_the_label(desk: Driver) -> None:
    cell = desk.record("challenge", recorded(desk, "challenge")[0]).form.cells["status"]
    cell.editor.setFocus()
    assert cell.hint.text().startswith("How far it ha")
    desk.press((Key.Key_Down, ALT))
    QTest.keyClick(QApplication.activePopupWidget(), Key.Key_Down)
    assert cell.hint.text().startswith("Written down")
    QTest.keyClick(QApplication.activePopupWidget(), Key.Key_Down)
    assert cell.hint.text().startswith("Rated, with")
    QTest.keyClick(QApplication.activePopupWidget(), Key.Key_Return)
