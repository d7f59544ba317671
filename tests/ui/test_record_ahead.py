"""The page of a record is made while a sheet is looked at; what it shows then is what it would have shown unprepared."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.store.record_view import RecordView, read_view
from hsmonitor.ui.record.page import RecordPage
from tests.ui.conftest import WAIT, Driver


def record_page(desk: Driver) -> RecordPage:
    page = desk.window.page_widget("record")
    assert isinstance(page, RecordPage)
    return page


def view(desk: Driver, kind: str, name: str) -> RecordView:
    found = read_view(desk.portfolio.connection, kind, desk.key(kind, name))
    assert found
    return found


def titles(page: RecordPage) -> list[str]:
    """The titles of the lists from top to bottom."""
    page.layout().activate()
    return [card.title.text() for card in sorted(page.related.lists, key=lambda card: card.y())]


def test_a_sheet_that_is_looked_at_makes_the_page_of_its_records_ready(desk: Driver) -> None:
    sheet = desk.sheet("projects")
    record = RECORDS["project"]
    desk.qtbot.waitUntil(lambda: sheet.model.row(0) is not None, timeout=WAIT)
    row = sheet.model.row(max(0, sheet.table.currentIndex().row()))
    assert row
    seen = read_view(desk.portfolio.connection, "project", row.key)
    assert seen

    def whole() -> bool:
        page = record_page(desk)
        return bool(page.form and page.form.cells.keys() == record.fields.keys() and not page.prepare(seen))

    desk.qtbot.waitUntil(whole, timeout=WAIT)
    assert desk.window.page == "projects"
    assert record_page(desk).kind == ""
    QTest.keyClick(sheet.table, Qt.Key.Key_Return)
    desk.settle()
    page = record_page(desk)
    assert (desk.window.page, page.title.text()) == ("record", row.display)
    assert page.form
    assert page.form.cells["title"].editor.words() == row.shown("title")


def test_what_was_made_for_one_record_shows_another_as_if_nothing_had_been(desk: Driver) -> None:
    plain, full = "Thailand", "Republic of Moldova"
    page, made_for = record_page(desk), view(desk, "project", plain)
    while page.prepare(made_for):
        pass
    shown = titles(desk.record("project", full))
    wanted = [one for one in view(desk, "project", full).related if one.count or one.told_if_empty]
    assert len(shown) == len(wanted)
    assert [card.related for card in sorted(page.related.lists, key=lambda card: card.y())] == wanted


def test_a_form_made_for_one_kind_gives_way_to_a_record_of_another(desk: Driver) -> None:
    page, made_for = record_page(desk), view(desk, "project", "Thailand")
    while page.prepare(made_for):
        pass
    desk.record("partner", "International Organization for Migration")
    assert page.form
    assert page.form.cells.keys() == RECORDS["partner"].fields.keys()


def test_a_record_that_was_opened_is_left_alone(desk: Driver) -> None:
    page = desk.record("project", "Republic of Moldova")
    form = page.form
    assert not page.prepare(view(desk, "partner", "International Organization for Migration"))
    assert page.form is form
