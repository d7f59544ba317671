"""Words that must never be cut, and what stands where there are none."""

from datetime import date
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.dates import display_date
from hsmonitor.domain.kinds import Date, Level
from hsmonitor.domain.terms import Level as LevelTerm
from hsmonitor.ui import app
from hsmonitor.ui.seeing.as_of_bar import AsOfBar
from hsmonitor.ui.sheet.column_widths import fitting
from hsmonitor.ui.theme.look import ZOOM_STEPS, color, font, look, px, text_width
from hsmonitor.ui.widgets.level import pill_width
from tests.ui.conftest import Driver
from tests.ui.test_sheet import Key, at


@pytest.mark.parametrize("zoom", ZOOM_STEPS)
def test_columns_hold_the_longest_level_and_a_late_day(qapp: QApplication, zoom: int) -> None:
    app.dress(qapp)
    look().set_zoom(zoom)
    inset = 2 * px(8)
    try:
        for field in RECORDS["challenge"].fields.values():
            if isinstance(field, Level):
                assert fitting(field) >= max(pill_width(level.value) for level in LevelTerm) + inset
            if isinstance(field, Date):
                late = max(text_width("strong", display_date(f"2028-{month:02}-28")) for month in range(1, 13))
                assert fitting(field) >= late + px(20) + inset
    finally:
        look().set_zoom(100)


def test_levels_are_in_sight_beside_the_inspector_of_a_small_window(desk: Driver) -> None:
    desk.window.resize(1280, 800)
    sheet = desk.sheet("challenges")
    desk.settle()
    column = sheet.model.columns.index("level")
    level = sheet.table.visualRect(sheet.model.index(0, column))
    assert level.right() <= sheet.table.viewport().width()


def test_a_long_value_is_cut_with_an_ellipsis_until_it_is_edited(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    cells = sheet.inspector.form.cells
    desk.qtbot.waitUntil(lambda: "title" in cells and bool(cells["title"].editor.words()))
    editor = cells["title"].editor
    words = editor.words()
    desk.qtbot.waitUntil(lambda: text_width("body", words) > editor.width())
    cut = QFontMetrics(font("body")).elidedText(words, Qt.TextElideMode.ElideRight, editor.width() - px(2))
    assert cut != words
    shown = editor.grab().toImage()
    editor.put(cut)
    assert editor.grab().toImage() == shown


def test_in_a_low_window_the_kinds_that_stand_together_are_still_reached_by_mouse(desk: Driver) -> None:
    desk.window.resize(1366, 688)
    sheet = desk.sheet("partners")
    desk.settle()
    title, views = (one.mapTo(sheet, one.rect().center()) for one in (sheet.bar.title, sheet.bar.tabs))
    assert abs(title.y() - views.y()) < 4  # one row instead of two
    title = sheet.bar.title
    assert title.isVisible()
    desk.qtbot.mouseClick(title, Qt.MouseButton.LeftButton, pos=title.tabRect(1).center())
    desk.qtbot.waitUntil(lambda: desk.window.page == "engagements")


def test_a_record_without_a_name_is_shown_by_what_it_is_known_by(desk: Driver) -> None:
    sheet = desk.sheet("projects")
    desk.settle()
    row = sheet.model.row(1)
    assert row is not None
    assert (row.display, row.shown("title")) == ("Egypt", "")
    cells = [sheet.table.visualRect(sheet.model.index(line, 0)) for line in (1, 2)]
    named, other = (sheet.table.viewport().grab(cell).toImage() for cell in cells)
    assert named != other  # "not recorded" alone would look the same


def test_what_a_record_is_known_by_stands_in_its_name_alone(desk: Driver) -> None:
    sheet = desk.sheet("projects")
    at(sheet, sheet.model.count, "title")
    desk.type("Border towns")
    desk.press(Key.Key_Return)
    desk.type("Lake shores")
    desk.press(Key.Key_Return)
    at(sheet, 0, "countries")
    desk.settle()
    column = sheet.model.columns.index("countries")
    lines = (sheet.model.count - 2, sheet.model.count - 1)
    cells = [sheet.table.visualRect(sheet.model.index(line, column)) for line in lines]
    one, other = (sheet.table.viewport().grab(cell).toImage() for cell in cells)
    assert not one.isNull()
    assert one == other  # both say "not recorded", neither says its title


def test_the_row_that_the_keyboard_is_on_is_ringed_as_a_whole(desk: Driver) -> None:
    page = desk.page("history")
    desk.settle()
    table = page.table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    desk.window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    row = table.visualRect(table.currentIndex())
    shown = table.viewport().grab().toImage()
    edges = [shown.pixelColor(x, row.center().y()) for x in (0, table.viewport().width() - 1)]
    assert [edge.name() for edge in edges] == [color("focus").name()] * 2


def test_nothing_of_the_bar_of_an_earlier_day_lies_over_another_part_where_the_window_is_narrow(desk: Driver) -> None:
    desk.window.resize(640, 480)
    desk.session.commands.run("as of")
    bar = desk.window.findChild(AsOfBar)
    assert bar is not None
    bar.show_day(date(2020, 9, 30))

    def apart() -> bool:
        parts = [one.geometry() for one in (bar.title, bar.line, bar.compare, bar.now)]
        over = any(one.intersects(other) for one, other in combinations(parts, 2))
        return bar.width() < 640 and not over and parts[-1].right() <= bar.width()

    desk.qtbot.waitUntil(apart)


def test_where_a_record_is_narrow_its_title_has_the_whole_width(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    desk.window.resize(640, 600)
    desk.qtbot.waitUntil(lambda: page.title.width() > page.width() * 0.9)


def test_labels_of_the_inspector_are_quieter_than_what_they_name(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    cells = sheet.inspector.form.cells
    desk.qtbot.waitUntil(lambda: "title" in cells and cells["title"].isVisible())
    label = cells["title"].label
    assert label.palette().color(label.foregroundRole()) == color("text2")


@pytest.mark.parametrize("name", ["history", "moves"])
def test_all_columns_of_a_list_are_in_sight_in_a_small_window(desk: Driver, name: str) -> None:
    desk.window.resize(1280, 800)
    table = desk.page(name).table
    desk.qtbot.waitUntil(lambda: table.horizontalHeader().length() <= table.viewport().width())


def test_what_has_moved_names_the_challenges_of_the_speech_in_full(desk: Driver) -> None:
    desk.window.resize(1280, 800)
    page = desk.page("moves")
    desk.qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    names = [page.model.index(row, 2).data() for row in range(2)]
    assert max(text_width("body", name) for name in names) + 2 * px(11) <= page.table.columnWidth(2)
