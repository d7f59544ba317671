"""The palette finds any record, page and command by keys alone, and narrows everything to a project."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hsmonitor.store.finding import find
from hsmonitor.ui.palette.lines import _matches
from tests.ui.conftest import Driver

Key = Qt.Key
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
)  # fmt: skip


def offered(desk: Driver) -> list[str]:
    return [choice.title for choice in desk.session.finder.palette.choices()]


def test_any_word_finds_a_record_and_enter_opens_it(desk: Driver) -> None:
    desk.press((Key.Key_K, CONTROL))
    desk.type("pastoral")
    assert any("Kenya" in title for title in offered(desk))
    palette = desk.session.finder.palette
    while "Kenya" not in palette.list.currentItem().text():
        desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    assert not palette.isVisible()
    assert desk.window.page == "record"
    assert desk.window.page_widget("record").title.text() == "Kenya"


def test_recent_records_come_first_where_nothing_is_typed(desk: Driver) -> None:
    desk.record("project", "Kenya")
    desk.record("partner", "Government of Moldova")
    desk.press((Key.Key_K, CONTROL))
    assert [title.split("  ")[1] for title in offered(desk)[:2]] == ["Government of Moldova", "Kenya"]


def test_what_was_opened_or_done_before_comes_first_among_what_is_typed(desk: Driver) -> None:
    desk.record("partner", "Government of Moldova")
    desk.press((Key.Key_K, CONTROL))
    desk.type("mol")
    assert offered(desk)[0].endswith("Government of Moldova")
    assert len(offered(desk)) == len(set(offered(desk)))  # and it is offered once
    desk.press(Key.Key_Escape, (Key.Key_K, CONTROL))
    desk.type("history")
    desk.press(Key.Key_Return, (Key.Key_K, CONTROL))
    desk.type("go to")
    assert offered(desk)[0] == "Go to History"
    desk.press(Key.Key_Escape)


def test_a_reference_finds_its_record_first(desk: Driver) -> None:
    desk.press((Key.Key_K, CONTROL))
    desk.type("C-2")
    assert offered(desk)[0].startswith("C-2  ")


def test_pages_and_commands_are_found_and_done(desk: Driver) -> None:
    desk.press((Key.Key_K, CONTROL))
    desk.type("go lessons")
    desk.press(Key.Key_Return)
    assert desk.window.page == "lessons"


def test_what_the_menu_of_a_sheet_does_is_found_there(desk: Driver) -> None:
    desk.page("reports")
    desk.press((Key.Key_K, CONTROL))
    desk.type("duplicates")
    assert "Find duplicates" not in offered(desk)
    desk.press(Key.Key_Escape)
    desk.sheet("partners")
    desk.press((Key.Key_K, CONTROL))
    desk.type("duplicates")
    assert offered(desk)[0] == "Find duplicates"
    desk.press(Key.Key_Return)
    desk.qtbot.waitUntil(lambda: "as if they were entered twice" in desk.window.message.words.text())


def test_every_page_is_found(desk: Driver) -> None:
    """But for that of a record, which its record leads to."""
    window, reached = desk.window, set[str]()
    named = {"history", "kept texts", "preferences", "office", "help", "minutes", "heat map", "moves"}
    for command in [one for one in desk.session.commands if one.name.startswith("go ") or one.name in named]:
        desk.press((Key.Key_K, CONTROL))
        desk.type(command.title)
        palette = desk.session.finder.palette
        for _step in range(palette.list.count()):
            if palette.list.currentItem().text() == command.title:
                break
            desk.press(Key.Key_Down)
        assert palette.list.currentItem().text() == command.title
        desk.press(Key.Key_Return)
        reached.add(window.page)
    assert set(window.page_keys) - reached == {"record"}


def test_reports_are_found_by_what_they_are_for(desk: Driver) -> None:
    desk.press((Key.Key_K, CONTROL))
    desk.type("annual donor")
    desk.press(Key.Key_Return)
    assert desk.window.page == "reports"
    assert desk.window.page_widget("reports").report.name == "donor-annual"


def test_sheets_without_an_entry_of_the_rail_are_found(desk: Driver) -> None:
    desk.press((Key.Key_K, CONTROL))
    desk.type("funds")
    desk.press(Key.Key_Return)
    assert desk.shown("list fund", "acronym") == ["UNTFHS"]


def test_escape_gives_the_keyboard_back(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    sheet.table.setFocus()
    desk.press((Key.Key_K, CONTROL))
    desk.type("zzzz")
    assert offered(desk) == []
    assert "Nothing is found" in desk.session.finder.palette.list.at(0).data()
    desk.press(Key.Key_Escape)
    assert QApplication.focusWidget() is sheet.table


def test_choosing_a_project_narrows_everything_and_widens_again(desk: Driver) -> None:
    assert desk.window.bar.project.text() == "All 10 projects"
    desk.press((Key.Key_J, CONTROL))
    desk.type("ken")
    desk.press(Key.Key_Return)
    assert desk.window.bar.project.text() == "Kenya"
    assert desk.sheet("projects").model.count == 1
    partners = desk.sheet("partners").model.count
    assert 0 < partners < 15
    overview = desk.page("overview")
    assert [figure.value for figure in overview.shown.figures[:2]] == ["1", str(partners)]
    desk.press((Key.Key_J, CONTROL | SHIFT))
    assert desk.window.bar.project.text() == "All 10 projects"
    assert desk.sheet("projects").model.count == 10


def test_projects_are_walked_by_keys(desk: Driver) -> None:
    seen = []
    for _step in range(11):
        desk.press((Key.Key_PageDown, ALT))
        seen.append(desk.window.bar.project.text())
    assert len(set(seen)) == 11
    assert seen[-1] == "All 10 projects"
    desk.press((Key.Key_PageUp, ALT))
    assert desk.window.bar.project.text() == seen[-2]


def test_a_deleted_project_narrows_nothing_any_more(desk: Driver) -> None:
    kenya = desk.key("project", "Kenya")
    desk.session.desk.narrow(kenya)
    desk.settle()
    desk.session.desk.delete("project", [kenya], "Delete Kenya")
    desk.settle()
    assert desk.session.desk.project is None
    assert desk.window.bar.project.text() == "All 9 projects"


def test_the_records_of_the_project_come_first(desk: Driver) -> None:
    kenya = desk.key("project", "Kenya")
    with desk.portfolio.transaction("Fill") as transaction:
        for number in range(9):
            transaction.create("challenge", {"title": f"Water {number}"})
        transaction.create("challenge", {"title": "Late water", "project": kenya})
    found = [one.display for one in find(desk.portfolio.connection, "water", project=kenya) if one.kind == "challenge"]
    assert found[0] == "Late water"
    assert len(found) == 6


def test_typed_words_are_marked_where_they_stand() -> None:
    assert _matches("International Organization for Migration", "mig inter") == [(31, 3), (0, 5)]
    assert _matches("Straße", "str") == []  # its letters fold to several
    assert _matches("Kenya", "x") == []
