"""Preferences hold at once; the help knows every field and every key."""

import re
from collections.abc import Iterator
from datetime import date
from importlib import metadata
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from hsmonitor.domain import dates
from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.kinds import Choice, Choices, Rating
from hsmonitor.domain.levels import default_table
from hsmonitor.store.due import due_days
from hsmonitor.store.history import entries
from hsmonitor.store.level_effect import set_table
from hsmonitor.store.rows import level_table
from hsmonitor.store.session import open_portfolio
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.keys import sections
from hsmonitor.ui.pages import help_words
from hsmonitor.ui.pages.page_words import PAGES
from hsmonitor.ui.preferences import preferences
from hsmonitor.ui.stops import stops
from hsmonitor.ui.theme.look import look
from tests.store.conftest import JOSE
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


def test_a_name_reaches_every_window(desk: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    page = desk.page("preferences")
    other = Desk(open_portfolio(file, author=JOSE))
    page.name.setText("Ana Popa")
    desk.press(Key.Key_Return, widget=page.name)
    other.create("project", {"title": "Wells"}, "Add project")
    other.close()
    assert entries(desk.portfolio.connection, 1)[0].person == "Ana Popa"


def test_theme_and_zoom_are_kept_at_once_whichever_window_they_are_chosen_in(desk: Driver) -> None:
    settings = QSettings("hsmonitor", "desk")
    preferences().load()
    try:
        desk.press((Key.Key_Plus, CONTROL))
        desk.window.bar.theme_button.click()
        settings.sync()
        assert int(str(settings.value("zoom"))) == look().zoom > 100
        assert settings.value("theme") == look().theme == "light"  # the one after the system's
    finally:
        preferences().forget()
        settings.clear()


def test_f1_explains_the_page_and_escape_goes_back(desk: Driver) -> None:
    desk.sheet("challenges")
    desk.press(Key.Key_F1)
    page = desk.window.page_widget("help")
    words = page.browser.toPlainText()
    for field in RECORDS["challenge"].fields.values():
        assert field.label in words
        assert field.help in words
    assert "5 expected" in words
    assert "a UN enterprise risk scale" in words
    desk.press((Key.Key_Slash, CONTROL))
    keys = page.browser.toPlainText()
    for command in desk.session.commands:
        assert not command.key or command.title in keys
    desk.press(Key.Key_Escape)
    assert desk.window.page == "challenges"


def test_every_kind_and_the_program_are_explained() -> None:
    for kind, record in RECORDS.items():
        assert record.plural in help_words.of_kind(kind)
        for field in record.fields.values():
            assert field.help, f"what does {kind}.{field.name} mean?"
            told = field.derived or list(help_words.origin(field))
            assert told or not isinstance(field, Choice | Choices | Rating)
    about = help_words.of_program()
    assert "MIT" in about
    lock = Path(__file__).parents[2].joinpath("requirements.lock").read_text("utf-8")
    for name in ("PySide6_Essentials", "shiboken6", "SQLAlchemy", "pydantic_core", "lxml", "defusedxml", "openpyxl"):
        version = metadata.version(name)
        assert re.search(rf">{re.escape(name)}<.*?>{re.escape(version)}<", re.sub("[\u2066-\u2069]", "", about)), name
        assert f"{name.lower().replace('_', '-')}=={version}" in lock


def test_whatever_the_program_is_built_on_has_its_licence_told() -> None:
    rows = list(help_words.libraries())
    assert {"alembic", "icalendar", "Mako", "MarkupSafe", "platformdirs", "sqlmodel"} <= {name for name, _v, _l in rows}
    assert all(version and licence for _name, version, licence in rows)


def test_every_shortcut_is_among_the_keys(desk: Driver) -> None:
    """What is registered is told: the list of keys leaves none out."""
    told = ", ".join(key.keys for _title, keys in sections(desk.session.commands) for key in keys)
    told = told.replace("Enter", "Return").replace("Insert", "Ins")  # as Qt calls them
    known = set(re.split(r", | … ", told)) | {f"Ctrl+{number}" for number in range(10)}
    registered = set()
    for stop in stops(desk.session):
        stop.show()
        desk.settle()
        registered |= {
            one.key().toString(QKeySequence.SequenceFormat.NativeText) for one in desk.window.findChildren(QShortcut)
        }
        stop.leave()
    registered = {key.replace("Enter", "Return") for key in registered}
    assert registered - known - {"Ctrl+="} == set()  # the plus key without Shift


def test_f1_of_each_page_says_what_it_is_for(desk: Driver) -> None:
    for page in PAGES:
        if page in desk.window.page_keys:
            desk.page(page)
            desk.press(Key.Key_F1)
            assert PAGES[page][:40] in desk.window.page_widget("help").browser.toPlainText()
            desk.press(Key.Key_Escape)
            assert desk.window.page == page


def test_a_page_that_is_no_sheet_explains_the_fields_that_it_has(desk: Driver) -> None:
    for page, kind in (("settings", "office"), ("review", "review")):
        desk.page(page)
        desk.press(Key.Key_F1)
        words = desk.window.page_widget("help").browser.toPlainText()
        assert all(field.help in words for field in RECORDS[kind].fields.values())
        desk.press(Key.Key_Escape)


def test_weeks_begin_as_each_user_has_them(desk: Driver) -> None:
    page, wednesday = desk.page("preferences"), date(2026, 11, 25)
    box = page.boxes["week"]
    for words, first in (("Sunday", "2026-11-22"), ("Saturday", "2026-11-21"), ("Monday", "2026-11-23")):
        box.setCurrentText(words)
        box.activated.emit(box.currentIndex())
        assert dates.parse_date("this week", partial=False, today=wednesday) == first


def test_settings_of_the_portfolio_are_changed_and_count(desk: Driver) -> None:
    desk.press((Key.Key_K, CONTROL))
    desk.type("settings of the portfolio")
    desk.press(Key.Key_Return)
    assert desk.window.page == "settings"
    editor = desk.window.page_widget("settings").form.cells["due_days"].editor
    editor.setFocus()
    editor.selectAll()
    desk.type("30")
    desk.press(Key.Key_Return)
    assert due_days(desk.portfolio.connection) == 30


@pytest.fixture
def rated(desk: Driver) -> str:
    """A challenge of the lowest level."""
    key = desk.key("challenge", "Local partners are not fully equipped for a people-centred approach")
    with desk.portfolio.transaction("Rate") as transaction:
        transaction.update("challenge", key, {"likelihood": 1, "impact": 1})
    return key


@pytest.mark.usefixtures("rated")
def test_a_level_table_shows_what_it_would_change_and_is_one_change(desk: Driver) -> None:
    desk.session.commands.run("levels")
    desk.settle()
    page = desk.window.page_widget("settings")
    for _step in range(4):
        desk.press(Key.Key_Down)
    desk.press(Key.Key_4)
    assert page.effect.text() == "1 challenge would go from Low to High."
    assert levels(desk) == {"Low"}
    before = len(entries(desk.portfolio.connection, 100))
    page.apply.click()
    desk.settle()
    assert levels(desk) == {"High"}
    assert len(entries(desk.portfolio.connection, 100)) == before + 1
    assert page.effect.text() == "This is the table as it is stored."
    desk.press((Key.Key_Z, CONTROL))
    assert levels(desk) == {"Low"}
    assert page.table.draft == default_table()


@pytest.mark.usefixtures("rated")
def test_a_table_that_is_tried_stays_while_others_change_theirs(desk: Driver, file: Path) -> None:
    desk.session.commands.run("levels")
    desk.settle()
    page = desk.window.page_widget("settings")
    page.table.set_level((5, 5), "moderate")
    with open_portfolio(file, author=JOSE) as other:
        seen = level_table(other.connection)
        set_table(other, {**seen, (1, 1): "moderate", (5, 5): "low"}, seen)
    desk.qtbot.waitUntil(lambda: page.table.draft[1, 1] == "moderate", timeout=5_000)
    assert page.table.draft[5, 5] == "moderate"
    assert page.effect.text() == "No challenge would change its level."
    page.forget.click()
    assert page.table.draft[5, 5] == "low"
    page.default.click()
    assert page.effect.text() == "1 challenge would go from Moderate to Low."


def levels(desk: Driver) -> set[str]:
    desk.sheet("challenges")
    shown = set(desk.shown("challenges", "level")) - {"not rated"}
    desk.page("settings")
    return shown
