"""Preferences hold at once; the help knows every field and every key."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from hsmonitor.domain import dates
from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.store.history import entries
from hsmonitor.ui.pages import help_words
from hsmonitor.ui.preferences import preferences
from tests.ui.conftest import Driver

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def first_choices() -> Iterator[None]:
    yield
    preferences().forget()


def test_preferences_hold_at_once(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    desk.press((Key.Key_Comma, CONTROL))
    page = desk.window.page_widget("preferences")
    assert desk.window.page == "preferences"
    for name, row in (("row_height", 3), ("enter", 1), ("dates", 1)):
        page.boxes[name].setFocus()
        for _step in range(row - page.boxes[name].currentIndex()):
            desk.press(Key.Key_Down)
        page.boxes[name].activated.emit(page.boxes[name].currentIndex())
    assert sheet.table.verticalHeader().defaultSectionSize() == 44
    desk.page("partners")
    sheet.table.go(0, 0)
    desk.press(Key.Key_Return)
    assert desk.window.page == "partners"
    assert sheet.table.currentIndex().row() == 1
    desk.press((Key.Key_Return, CONTROL | SHIFT))
    assert desk.window.page == "record"
    assert dates.parse_date("9/5/2013", partial=False, today=dates.today()) == "2013-09-05"


def test_a_name_stands_beside_the_changes_that_follow(
    desk: Driver, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    page = desk.page("preferences")
    page.name.setText("Ana Popa")
    desk.press(Key.Key_Return, widget=page.name)
    desk.session.desk.create("project", {"title": "Wells"}, "Add project")
    assert entries(desk.portfolio.connection, 1)[0].person == "Ana Popa"


def test_f1_explains_the_page_and_escape_goes_back(desk: Driver) -> None:
    desk.sheet("challenges")
    desk.press(Key.Key_F1)
    page = desk.window.page_widget("help")
    words = page.browser.toPlainText()
    for field in RECORDS["challenge"].fields.values():
        assert field.label in words
        assert field.help in words
    assert "5 expected" in words
    desk.press((Key.Key_Slash, CONTROL))
    keys = page.browser.toPlainText()
    for command in desk.session.commands:
        assert not command.key or command.title in keys
    desk.press(Key.Key_Escape)
    assert desk.window.page == "challenges"


def test_every_kind_and_the_program_are_explained() -> None:
    for kind, record in RECORDS.items():
        assert record.plural in help_words.of_kind(kind)
    about = help_words.of_program()
    for name in help_words.LIBRARIES:
        assert name in about
    assert "MIT" in about


def test_settings_of_the_portfolio_are_changed_and_count(desk: Driver) -> None:
    desk.press((Key.Key_K, CONTROL))
    desk.type("settings of the portfolio")
    desk.press(Key.Key_Return)
    page = desk.window.page_widget("record")
    assert page.kind == "office"
    editor = page.form.cells["due_days"].editor
    editor.setFocus()
    editor.selectAll()
    desk.type("30")
    desk.press(Key.Key_Return)
    from hsmonitor.store.due import due_days

    assert due_days(desk.portfolio.connection) == 30


def test_the_level_table_is_changed_and_levels_follow(desk: Driver) -> None:
    key = desk.key("challenge", "Local partners are not fully equipped for a people-centred approach")
    with desk.portfolio.transaction("Rate") as transaction:
        transaction.update("challenge", key, {"likelihood": 1, "impact": 1})
    desk.session.commands.run("levels")
    desk.settle()
    sheet = desk.window.page_widget("list level_cell")
    sheet.table.setFocus()
    sheet.table.go(0, sheet.model.columns.index("level"))
    desk.type("high")
    desk.press(Key.Key_Return)
    desk.sheet("challenges")
    assert desk.shown("challenges", "level")[0] == "High"
