"""Grouping, folding, and the first column that stays in sight."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hsmonitor.domain.fields import SORT_KEY_LENGTH
from hsmonitor.domain.terms import PartnerType
from hsmonitor.domain.text import excerpt, fold
from tests.ui.conftest import Driver
from tests.ui.test_sheet import ALT, CONTROL, LEFT, SHIFT, Key, at, newest


def lines(desk: Driver, name: str = "partners") -> list[str]:
    model = desk.window.page_widget(name).model
    return [str(model.data(model.index(row, 0))) for row in range(model.lines)]


def test_partners_are_grouped_by_type_with_counts_and_folded_by_keys(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    at(sheet, 0, "type")
    desk.press((Key.Key_G, CONTROL | SHIFT))
    shown = lines(desk)
    assert "Type: UN agency (7)" in shown
    assert (sheet.model.count, sheet.model.lines) == (15, 15 + sum(line.startswith("Type: ") for line in shown))
    head = shown.index("Type: UN agency (7)")
    sheet.table.go(head, 0)
    desk.press(Key.Key_Return)
    assert sheet.model.lines == len(shown) - 7
    desk.press(Key.Key_Right)
    assert lines(desk) == shown
    desk.press(Key.Key_Left)
    assert sheet.model.lines == len(shown) - 7
    desk.press(Key.Key_Space)
    QTest.mouseClick(sheet.table.viewport(), LEFT, pos=sheet.table.visualRect(sheet.model.index(head, 0)).center())
    assert sheet.model.lines == len(shown) - 7
    assert "Grouped by Type" in [words for words, _drop in sheet.narrowing.chips()]
    desk.press((Key.Key_G, CONTROL | SHIFT))
    assert sheet.model.lines == 15


def test_what_is_folded_is_neither_filled_nor_pasted_over(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    at(sheet, 0, "type")
    desk.press((Key.Key_G, CONTROL | SHIFT))
    sheet.table.go(0, 0)
    desk.press(Key.Key_Return)
    assert sheet.model.head(0).folded
    at(sheet, 0, "acronym")
    desk.press(*[(Key.Key_Down, SHIFT)] * (sheet.model.lines - 1), Key.Key_Delete)
    sql = "SELECT count(acronym) FROM partner WHERE type {} 'government'"
    counts = [desk.portfolio.connection.execute(sql.format(sign)).fetchone()[0] for sign in ("=", "<>")]
    assert counts == [0, 0]
    desk.press((Key.Key_Z, CONTROL))
    QGuiApplication.clipboard().setText("X1\nX2\nX3")
    at(sheet, 0, "acronym")
    desk.press((Key.Key_V, CONTROL))
    desk.press((Key.Key_Return, CONTROL))
    sql = "SELECT acronym, type FROM partner WHERE acronym LIKE 'X%' ORDER BY acronym"
    pasted = desk.portfolio.connection.execute(sql).fetchall()
    assert [row[0] for row in pasted] == ["X1", "X2", "X3"]
    assert all(row[1] != "government" for row in pasted)
    assert newest(desk) == "Paste 3 rows"


def test_a_record_moves_to_its_group_when_it_is_changed_and_a_view_keeps_the_grouping(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    at(sheet, 0, "type")
    desk.press((Key.Key_G, CONTROL | SHIFT))
    media = lines(desk).index("Type: Media (1)")
    at(sheet, media + 1, "type")
    desk.type("national ngo")
    desk.press(Key.Key_Return)
    assert "Type: National NGO (2)" in lines(desk)
    QTest.mouseClick(sheet.bar.save_view, LEFT)
    desk.type("By type")
    desk.press(Key.Key_Return)
    sheet.table.setFocus()
    desk.press((Key.Key_PageUp, CONTROL))
    assert sheet.model.lines == 15
    desk.press((Key.Key_PageDown, CONTROL))
    assert sheet.model.lines > 15


def test_long_text_makes_no_groups_and_says_so(desk: Driver) -> None:
    sheet = desk.sheet("lessons")
    at(sheet, 0, "statement")
    desk.press((Key.Key_G, CONTROL | SHIFT))
    assert sheet.model.lines == sheet.model.count
    assert "makes no groups" in desk.window.message.words.text()


def test_lists_are_grouped_by_what_they_hold_together(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    at(sheet, 0, "countries")
    desk.press((Key.Key_G, CONTROL | SHIFT))
    heads = [line for line in lines(desk) if line.startswith("Countries: ")]
    assert heads == ["Countries: Kenya (2)", "Countries: Republic of Moldova (4)", "Countries: not recorded (9)"]


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_first_column_stays_where_it_is_seen_and_clicked(desk: Driver, direction: Qt.LayoutDirection) -> None:
    QApplication.setLayoutDirection(direction)
    try:
        sheet = desk.sheet("partners")
        table, model = sheet.table, sheet.model
        before = table.visualRect(model.index(2, 0))
        at(sheet, 2, "note")
        assert table.horizontalHeader().offset() > 0
        assert table.visualRect(model.index(2, 0)) == before
        cell, strip = table.visualRect(table.currentIndex()), table.frozen.strip(1)
        assert not cell.intersects(table.frozen.strip(table.viewport().height()))
        assert table.indexAt(QPoint(strip.center().x(), cell.center().y())) == model.index(2, 0)
        desk.press(Key.Key_Left)
        hidden = table.visualRect(table.currentIndex())
        assert not hidden.intersects(table.frozen.strip(table.viewport().height()))
        QTest.mouseClick(table.viewport(), LEFT, pos=table.visualRect(model.index(4, 0)).center())
        assert (table.currentIndex().row(), table.currentIndex().column()) == (4, 0)
        assert table.horizontalHeader().offset() > 0
        QTest.mouseClick(table.head.viewport(), LEFT, pos=QPoint(table.frozen.strip(1).center().x(), 10))
        desk.settle()
        assert sheet.narrowing.state.order == (("name", False),)
        QTest.mouseClick(table.head.viewport(), LEFT, pos=QPoint(table.frozen.strip(1).center().x(), 45))
        desk.type("radio")
        assert sheet.narrowing.state.filters == {"name": "radio"}
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_sorting_by_several_columns_by_key(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    at(sheet, 0, "type")
    desk.press((Key.Key_Down, ALT | SHIFT))
    at(sheet, 0, "name")
    desk.press((Key.Key_Up, ALT | SHIFT | CONTROL))
    assert sheet.narrowing.state.order == (("type", True), ("name", False))


def test_rows_sorted_by_several_columns_stand_so(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    at(sheet, 0, "type")
    desk.press((Key.Key_Up, ALT | SHIFT))
    at(sheet, 0, "name")
    desk.press((Key.Key_Down, ALT | SHIFT | CONTROL))
    assert sheet.narrowing.state.order == (("type", False), ("name", True))
    types, names = desk.shown("partners", "type"), desk.shown("partners", "name")
    places = [[term.label for term in PartnerType].index(shown) if shown != "not recorded" else 99 for shown in types]
    assert places == sorted(places)  # as the vocabulary has them, what is not recorded last
    assert len(set(types)) > 2
    for one in set(types):
        of_type = [name for name, its in zip(names, types, strict=True) if its == one]
        assert of_type == sorted(of_type, key=fold, reverse=True)
    assert types.count("UN agency") > 2


def test_citations_are_sorted_grouped_and_searched_by_the_name_of_what_they_are_of(desk: Driver) -> None:
    desk.session.open_sheet("citation")
    desk.settle()
    sheet, name = desk.window.page_widget(desk.window.page), desk.window.page
    at(sheet, 0, "subject")
    desk.press((Key.Key_Up, ALT | SHIFT))
    shown = desk.shown(name, "subject")
    assert len(set(shown)) > 10
    assert shown == sorted(shown, key=fold)
    desk.press((Key.Key_G, CONTROL | SHIFT))
    heads = [line for line in lines(desk, name) if line.startswith("Record: ")]
    begins = [excerpt(one, SORT_KEY_LENGTH) for one in dict.fromkeys(shown)]
    assert [head.rpartition(" (")[0] for head in heads] == [f"Record: {one}" for one in begins]
    desk.press((Key.Key_G, CONTROL | SHIFT), (Key.Key_F, CONTROL))
    desk.type("child fund")
    found = {one.rpartition(": ")[2] for one in desk.shown(name, "subject")}
    assert found == {"United Nations Children's Fund"}


def test_the_sheet_of_citations_begins_with_what_they_are_of(desk: Driver) -> None:
    desk.session.open_sheet("citation")
    desk.settle()
    assert desk.window.page_widget(desk.window.page).model.columns[:3] == ["subject", "reference", "field"]
