"""The history page: find a change by who, when, what; look into it, take it back, open its record."""

from pathlib import Path

from PySide6.QtCore import Qt

from hsmonitor.store.author import Author
from hsmonitor.store.session import open_portfolio
from tests.ui.conftest import Driver

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
JOSE = Author("José", "desktop")


def names(desk: Driver) -> list[str]:
    model = desk.window.page_widget("history").model
    return [model.step(row).entry.name for row in range(model.rowCount())]


def change(file: Path) -> None:
    with open_portfolio(file, author=JOSE) as other, other.transaction("Acronym of WHO") as transaction:
        transaction.create("partner", {"name": "World Health Organization", "acronym": "WHO"})


def test_changes_are_found_by_who_kind_and_words(desk: Driver, file: Path) -> None:
    change(file)
    page = desk.page("history")
    desk.qtbot.waitUntil(lambda: names(desk)[:1] == ["Acronym of WHO"], timeout=3_000)
    page.person.setCurrentIndex(page.person.findData("José"))
    desk.settle()
    assert names(desk) == ["Acronym of WHO"]
    page.kind.setCurrentIndex(page.kind.findData("challenge"))
    desk.settle()
    assert names(desk) == []
    page.kind.setCurrentIndex(0)
    page.person.setCurrentIndex(0)
    desk.press((Key.Key_F, CONTROL))
    desk.type("acron")
    assert names(desk) == ["Acronym of WHO"]
    page.words.clear()
    page.last.setText("9 May 2013")
    desk.settle()
    assert names(desk) == []
    page.last.setText("no day")
    desk.settle()
    assert "Write a day" in page.last.toolTip()
    assert "Acronym of WHO" in names(desk)


def test_any_change_is_taken_back_from_the_list(desk: Driver, file: Path) -> None:
    change(file)
    desk.page("history")
    desk.qtbot.waitUntil(lambda: names(desk)[:1] == ["Acronym of WHO"], timeout=3_000)
    desk.window.page_widget("history").table.selectRow(0)
    desk.press((Key.Key_Z, CONTROL | SHIFT))
    assert names(desk)[:2] == ["Undo: Acronym of WHO", "Acronym of WHO"]
    model = desk.window.page_widget("history").model
    assert model.step(1).undone
    assert desk.sheet("partners").model.count == 15


def test_the_change_under_the_cursor_is_told_and_opens_its_record(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    sheet.table.go(0, sheet.model.columns.index("acronym"))
    name = sheet.model.row(0).display
    desk.type("QQQ")
    desk.press(Key.Key_Return)
    page = desk.page("history")
    page.table.selectRow(0)
    desk.settle()
    words = [page.lines.layout().itemAt(n).widget().words for n in range(page.lines.layout().count() - 1)]
    assert len(words) == 1
    assert words[0].endswith("→ QQQ")
    page.table.setFocus()
    desk.press(Key.Key_Return)
    assert desk.window.page == "record"
    assert desk.window.page_widget("record").title.text() == name


def test_an_undo_that_would_overwrite_asks(desk: Driver, file: Path) -> None:
    sheet = desk.sheet("partners")
    sheet.table.go(0, sheet.model.columns.index("acronym"))
    key = sheet.model.row(0).key
    desk.type("MINE")
    desk.press(Key.Key_Return)
    with open_portfolio(file, author=JOSE) as other, other.transaction("Theirs") as transaction:
        transaction.update("partner", key, {"acronym": "THEIRS"})
    page = desk.page("history")
    desk.qtbot.waitUntil(lambda: names(desk)[:1] == ["Theirs"], timeout=3_000)
    page.table.selectRow(1)
    desk.settle()
    page.undo_this()
    assert "THEIRS" in desk.window.message.words.text()
    assert desk.values("partner", key)["acronym"] == "THEIRS"


def test_the_cursor_stays_on_its_change_when_others_come_above_it(desk: Driver, file: Path) -> None:
    change(file)
    page = desk.page("history")
    desk.qtbot.waitUntil(lambda: names(desk)[:1] == ["Acronym of WHO"], timeout=3_000)
    page.table.selectRow(0)
    desk.session.desk.create("project", {"title": "Wells"}, "Add project")
    desk.settle()
    assert names(desk)[:2] == ["Add project", "Acronym of WHO"]
    assert page.current().entry.name == "Acronym of WHO"


def test_a_project_narrows_the_history(desk: Driver) -> None:
    kenya = desk.key("project", "Kenya")
    with desk.portfolio.transaction("In Kenya") as transaction:
        transaction.create("challenge", {"title": "Wells", "project": kenya})
    with desk.portfolio.transaction("Elsewhere") as transaction:
        transaction.create("challenge", {"title": "Roads"})
    desk.session.desk.narrow(kenya)
    desk.page("history")
    assert "In Kenya" in names(desk)
    assert "Elsewhere" not in names(desk)
