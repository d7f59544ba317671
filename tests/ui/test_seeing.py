"""Looking back, heat maps, what has moved, and the calendar: by real keys on the real pages."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from hsmonitor.domain.dates import display_date, today
from hsmonitor.domain.movement import Movement
from hsmonitor.store import as_of, history
from hsmonitor.store.rows import read_all
from hsmonitor.ui.widgets.lines import LineButton
from tests.ui.conftest import WAIT, Driver

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
THEN = today() - timedelta(days=1)


class Quarter:
    """A desk on a portfolio that has gone on since a day: what was changed before counts as the day before today."""

    def __init__(self, desk: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
        self.desk = desk
        self.kenya = desk.key("project", "Kenya")
        self.drought = self.add(title="Drought", project=self.kenya, likelihood=2, impact=3, category="financial")
        self.roads = self.add(title="Roads", project=self.kenya, likelihood=5, impact=5)
        moment = history.entries(desk.portfolio.connection, 1)[0].made_at
        end_of = as_of.end_of
        # A day of the test's own: the history cannot be written for one that is past.
        monkeypatch.setattr(as_of, "end_of", lambda day: moment if day == THEN else end_of(day))
        self.change(self.drought, likelihood=5, impact=4)
        self.change(self.roads, status="closed")
        self.water = self.add(title="Water", project=self.kenya)
        desk.settle()

    def add(self, **values: Any) -> str:
        with self.desk.portfolio.transaction("Add") as transaction:
            return transaction.create("challenge", values)

    def change(self, key: str, **values: Any) -> None:
        with self.desk.portfolio.transaction("Change") as transaction:
            transaction.update("challenge", key, values)

    def look_back(self) -> None:
        """Ask for the day and type it, as a user does."""
        self.desk.press((Key.Key_H, CONTROL | SHIFT))
        self.desk.type(display_date(THEN.isoformat()))
        self.desk.press(Key.Key_Return)
        self.desk.settle()


def reviews(desk: Driver) -> list[dict[str, Any]]:
    return [state.values for _key, state in read_all(desk.portfolio.connection, "review")]


@pytest.fixture
def quarter(desk: Driver, monkeypatch: pytest.MonkeyPatch) -> Quarter:
    return Quarter(desk, monkeypatch)


def test_a_sheet_shows_what_it_said_and_cannot_be_changed(quarter: Quarter) -> None:
    desk = quarter.desk
    sheet = desk.sheet("challenges")
    assert "Water" in desk.shown("challenges", "title")
    quarter.look_back()
    bar = desk.session.seeing.bar
    assert bar.isVisible()
    assert display_date(THEN.isoformat()) in bar.title.text()
    titles = desk.shown("challenges", "title")
    assert "Water" not in titles
    row = titles.index("Drought")
    assert desk.shown("challenges", "level")[row] == "Moderate"
    assert sheet.model.rowCount() == sheet.model.count  # no line to add one
    assert not sheet.bar.new.isVisible()
    sheet.table.go(row, sheet.model.columns.index("title"))
    desk.type("X")
    desk.press(Key.Key_Return)
    assert desk.values("challenge", quarter.drought)["title"] == "Drought"
    desk.window.open_page("challenges")
    desk.press((Key.Key_Z, CONTROL))
    assert "earlier day" in desk.window.message.words.text()
    desk.press(Key.Key_Escape)
    assert not bar.isVisible()
    assert "Water" in desk.shown("challenges", "title")
    assert sheet.bar.new.isVisible()
    assert sheet.model.rowCount() == sheet.model.count + 1


def test_search_and_record_are_of_that_day(quarter: Quarter) -> None:
    desk = quarter.desk
    sheet = desk.sheet("challenges")
    quarter.look_back()
    sheet.search.setFocus()
    desk.type("moderate")
    desk.qtbot.waitUntil(lambda: desk.shown("challenges", "title") == ["Drought"], timeout=5_000)
    page = desk.record("challenge", "Drought")
    assert page.view
    assert page.view.row.shown("level") == "Moderate"
    assert not page.form.isEnabled()
    assert not page.delete.isVisible()
    desk.session.open_record("challenge", quarter.water)
    desk.settle()
    assert "was not there" in page.message.words.text()
    desk.session.seeing.bar.now.click()
    desk.settle()
    assert page.message.isHidden()
    assert page.title.text() == "Water"


def test_a_review_of_an_earlier_day_is_looked_at_only(quarter: Quarter) -> None:
    desk = quarter.desk
    desk.session.reviewing.page.begin.project(quarter.kenya)
    desk.settle()
    page = desk.session.reviewing.page
    page.flow.go(quarter.drought)
    desk.settle()
    desk.press(Key.Key_4, Key.Key_4, Key.Key_K)
    quarter.look_back()
    work = page.work
    assert page.view is not None
    assert (page.view.row.values["likelihood"], page.view.row.values["impact"]) == (2, 3)
    assert "earlier day" in work.decision.bar.closed.text()
    assert work.decision.bar.closed.isVisible()
    assert not work.decision.bar.save.isVisible()
    for key in (Key.Key_5, Key.Key_5, Key.Key_E, (Key.Key_Return, CONTROL), (Key.Key_N, CONTROL)):
        desk.press(key)
    assert (work.record.rating.rating, work.decision.decision) == ((None, None), "")
    assert "earlier day" in desk.window.message.words.text()
    page.flow.go(quarter.water)
    desk.settle()
    assert "not recorded yet" in work.end.words.text()
    page.flow.go(quarter.drought)
    desk.settle()
    page.show_start()
    desk.settle()
    assert "earlier day" in page.start.note.text()
    begins = page.start.projects.findChildren(LineButton)
    assert not any(line.isEnabled() for line in begins)
    page.begin.due()
    assert page.flow.place.project == quarter.kenya
    page.resume()
    desk.press(Key.Key_Escape)
    assert desk.session.desk.day is None
    assert (work.record.rating.rating, work.decision.decision) == ((4, 4), "keep")
    assert work.decision.bar.save.isVisible()
    assert not any(one["challenge"] == quarter.drought for one in reviews(desk))


def test_what_others_change_meanwhile_does_not_show_through(quarter: Quarter) -> None:
    desk = quarter.desk
    desk.sheet("challenges")
    quarter.look_back()
    from hsmonitor.store.session import open_portfolio
    from tests.store.conftest import JOSE

    with open_portfolio(desk.portfolio.path, author=JOSE) as other, other.transaction("Other") as transaction:
        transaction.update("challenge", quarter.drought, {"title": "Flood"})
        transaction.create("challenge", {"title": "Locusts"})
    desk.portfolio.poll()
    desk.settle()
    titles = desk.shown("challenges", "title")
    assert "Drought" in titles
    assert not {"Flood", "Locusts"} & set(titles)


def test_a_day_that_makes_no_sense_is_said_where_it_is_typed(quarter: Quarter) -> None:
    desk = quarter.desk
    desk.press((Key.Key_H, CONTROL | SHIFT))
    desk.type("no day")
    desk.press(Key.Key_Return)
    line = desk.session.seeing.bar.line
    assert "Write a day" in line.accessibleDescription()
    assert desk.session.desk.day is None
    line.clear()
    desk.type("31 December 2199")
    desk.press(Key.Key_Return)
    assert "still to come" in line.wrong
    desk.press(Key.Key_Escape)
    assert not desk.session.seeing.bar.isVisible()


def test_the_banner_leads_to_what_has_changed_since(quarter: Quarter) -> None:
    desk = quarter.desk
    desk.sheet("challenges")
    quarter.look_back()
    desk.session.seeing.bar.compare.click()
    desk.settle()
    page = desk.window.page_widget("moves")
    told = {shown.row.display: shown.move.what for shown in page.model.rows}
    assert told == {"Drought": Movement.UP, "Water": Movement.NEW, "Roads": Movement.CLOSED}
    words = [[str(page.model.data(page.model.index(row, column))) for column in range(6)] for row in range(3)]
    assert words[0][0] == "▲ Up"
    assert words[0][4:] == ["Moderate, 2 × 3", "High, 5 × 4"]
    page.table.selectRow(0)
    page.table.setFocus()
    desk.press(Key.Key_Return)
    assert desk.window.page_widget("record").title.text() == "Drought"


def test_movement_is_narrowed_to_one_kind_a_project_and_days(quarter: Quarter) -> None:
    desk = quarter.desk
    desk.session.seeing.show_moves(THEN)
    desk.settle()
    page = desk.window.page_widget("moves")
    page.show_only(Movement.UP)
    desk.settle()
    assert [shown.row.display for shown in page.model.rows] == ["Drought"]
    page.show_only(Movement.UP)
    desk.session.desk.narrow(desk.key("project", "Mexico"))
    desk.settle()
    assert not page.model.rows
    assert page.note.text() == "nothing has moved"
    desk.session.desk.narrow(None)
    page.days[1].line.setFocus()
    desk.type(display_date(THEN.isoformat()))
    desk.press(Key.Key_Return)
    assert not page.model.rows
    page.days[1].line.clear()
    desk.press(Key.Key_Return)
    assert len(page.model.rows) == 3


def test_movement_since_a_meeting(quarter: Quarter) -> None:
    desk = quarter.desk
    with desk.portfolio.transaction("Meeting") as transaction:
        transaction.create("meeting", {"name": "Third quarter", "held_on": THEN.isoformat(), "project": quarter.kenya})
    desk.session.seeing.show_moves(today())
    desk.settle()
    page = desk.window.page_widget("moves")
    assert not page.model.rows
    since, until = page.days
    since.meetings.setFocus()
    desk.press(Key.Key_Down)
    assert page.first == THEN
    assert since.line.text() == display_date(THEN.isoformat())
    assert len(page.model.rows) == 3
    until.meetings.setFocus()
    desk.press(Key.Key_Down)
    assert page.last == THEN
    assert not page.model.rows


def cells(page: Any, number: int) -> dict[tuple[int, int], int]:
    return dict((page.view.first, page.view.second)[number].heat.cells)


def test_the_heat_map_compares_first_and_now_and_opens_its_cells(quarter: Quarter) -> None:
    desk = quarter.desk
    desk.session.commands.run("heat map")
    desk.settle()
    page = desk.window.page_widget("heat map")
    assert cells(page, 0) == {(2, 3): 1}
    assert cells(page, 1) == {(5, 4): 1}
    assert page.view.came == {(5, 4): (1, 0)}
    assert "3 not rated" in page.cards[1].unrated.text()  # Water and both themes
    heat = page.cards[1].map
    assert heat.hasFocus()
    desk.press(Key.Key_Right, Key.Key_Right, Key.Key_Right)
    assert "1 came up, 0 came down" in heat.accessibleDescription()
    desk.press(Key.Key_Return)
    assert desk.window.page == "challenges"
    assert desk.shown("challenges", "title") == ["Drought"]
    desk.session.commands.run("heat map")
    desk.settle()
    page.cards[1].unrated.click()
    desk.settle()
    assert len(desk.shown("challenges", "title")) == 3


def test_from_right_to_left_the_arrows_go_where_they_point(quarter: Quarter) -> None:
    desk = quarter.desk
    desk.session.commands.run("heat map")
    desk.settle()
    heat = desk.window.page_widget("heat map").cards[1].map
    heat.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert "impact 1" in heat.accessibleDescription()
    desk.press(Key.Key_Left, Key.Key_Left, Key.Key_Left)
    assert "Likelihood 5 expected, impact 4" in heat.accessibleDescription()
    heat.grab()


def test_in_a_narrow_window_the_day_is_still_said(quarter: Quarter) -> None:
    desk = quarter.desk
    desk.sheet("challenges")
    quarter.look_back()
    bar = desk.session.seeing.bar
    assert bar.note.isVisible()
    desk.window.resize(700, 600)
    desk.qtbot.waitUntil(lambda: not bar.note.isVisible(), timeout=5_000)
    assert bar.title.width() >= bar.title.sizeHint().width() - 2
    assert display_date(THEN.isoformat()) in bar.title.text()


def test_the_heat_map_of_a_day_opens_its_challenges_as_they_were(quarter: Quarter) -> None:
    desk = quarter.desk
    desk.session.commands.run("heat map")
    desk.settle()
    page = desk.window.page_widget("heat map")
    page.first_line.setFocus()
    desk.type(display_date(THEN.isoformat()))
    desk.press(Key.Key_Return)
    assert cells(page, 0) == {(2, 3): 1, (5, 5): 1}
    assert page.view.came == {(5, 4): (1, 0)}
    page.cards[0].map.setFocus()
    desk.press(*[Key.Key_Right] * 4)
    desk.press(Key.Key_Return)
    assert desk.session.desk.day == THEN
    assert desk.shown("challenges", "title") == ["Roads"]
    assert desk.shown("challenges", "status") == ["not recorded"]


def test_a_heat_map_is_narrowed_by_fields_and_project(quarter: Quarter) -> None:
    desk = quarter.desk
    desk.session.commands.run("heat map")
    desk.settle()
    page = desk.window.page_widget("heat map")
    line = page.filters.lines["category"]
    line.setFocus()
    desk.type("Strategic")
    desk.press(Key.Key_Return)
    assert cells(page, 1) == {}
    assert "Category: Strategic" in page.caption.text()
    line.clear()
    desk.type("nothing such")
    desk.press(Key.Key_Return)
    assert line.property("wrong")
    line.clear()
    desk.type("Financial")
    desk.press(Key.Key_Return)
    assert not line.property("wrong")
    assert cells(page, 1) == {(5, 4): 1}
    project = page.filters.lines["project"]
    project.setFocus()
    desk.type("Mexico")
    desk.press(Key.Key_Return)
    assert cells(page, 1) == {}
    assert "Project: Mexico" in page.caption.text()
    desk.session.desk.narrow(quarter.kenya)
    desk.settle()
    assert cells(page, 1) == {(5, 4): 1}
    assert not project.isEnabled()
    assert (project.text(), project.placeholderText()) == ("", "Kenya")
    desk.session.desk.narrow(desk.key("project", "Mexico"))
    desk.settle()
    assert cells(page, 1) == {}
    assert "Mexico" in page.caption.text()


def test_the_heat_map_leaves_as_picture_and_drawing(quarter: Quarter, tmp_path: Path) -> None:
    desk = quarter.desk
    desk.session.commands.run("heat map")
    desk.settle()
    page = desk.window.page_widget("heat map")
    desk.press((Key.Key_C, CONTROL | SHIFT))
    assert QGuiApplication.clipboard().image().width() == 2 * page.picture.width()
    page.save_picture(tmp_path / "map.png")
    image = QImage(str(tmp_path / "map.png"))
    assert image.width() == 2 * page.picture.width()
    page.save_picture(tmp_path / "map.svg")
    drawing = (tmp_path / "map.svg").read_text("utf-8")
    assert "<svg" in drawing
    assert "Open challenges" in drawing
    page.save_picture(tmp_path / "nowhere" / "map.png")
    assert desk.window.message.kind == "error"


def test_the_calendar_is_written_from_the_desk(quarter: Quarter, tmp_path: Path) -> None:
    quarter.change(quarter.drought, next_review="2027-02-01")
    message = quarter.desk.window.message
    quarter.desk.session.seeing.write_calendar(tmp_path / "due.ics")
    quarter.desk.qtbot.waitUntil(lambda: "1 event" in message.words.text(), timeout=WAIT)
    events = Calendar.from_ical((tmp_path / "due.ics").read_bytes()).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [date(2027, 2, 1)]
    quarter.desk.session.seeing.write_calendar(tmp_path / "nowhere" / "due.ics")
    quarter.desk.qtbot.waitUntil(lambda: message.kind == "error", timeout=WAIT)
    assert "does not exist" in message.words.text()


def test_the_overview_opens_what_is_not_to_be_lost_sight_of(quarter: Quarter) -> None:
    desk = quarter.desk
    with desk.portfolio.transaction("Review") as transaction:
        values = {"challenge": quarter.drought, "reviewed_on": today().isoformat(), "decision": "escalate"}
        transaction.create("review", values)
        transaction.update("challenge", quarter.drought, {"next_review": THEN.isoformat()})
        transaction.create("response", {"title": "Train", "challenge": quarter.drought, "due": "2020"})
    page = desk.page("overview")
    counts = {button.watch.key: button.watch.count for button in page.watch.buttons}
    assert counts == {"overdue": 1, "escalated": 1, "accepted": 0, "late": 1, "unreviewed": 0}
    for key, sheet, names in (("escalated", "challenges", ["Drought"]), ("late", "responses", ["Train"])):
        desk.page("overview")
        button = next(one for one in page.watch.buttons if one.watch.key == key)
        button.setFocus()
        desk.press(Key.Key_Space)
        assert desk.window.page == sheet
        assert desk.shown(sheet, "title") == names
    chips = desk.window.page_widget("responses").narrowing.chips()
    assert "Due before" in " ".join(words for words, _drop in chips)
    line = next(line for line in page.due.findChildren(type(page.due.body.itemAt(0).widget())) if line.late)
    assert "late since" in line.accessibleName()


def test_the_overview_is_of_the_day_that_is_looked_at(quarter: Quarter) -> None:
    desk = quarter.desk
    page = desk.page("overview")
    quarter.look_back()
    assert page.day.text() == display_date(THEN.isoformat())
    assert page.shown.cells == {(2, 3): 1, (5, 5): 1}
    assert QApplication.focusWidget() is not None


def test_before_the_portfolio_began_a_sheet_says_that_nothing_was_recorded(desk: Driver) -> None:
    desk.session.desk.look_at(THEN)
    page = desk.sheet("challenges")
    assert page.model.count == 0
    assert page.message.words.text().startswith(f"As of {display_date(THEN.isoformat())} nothing is recorded")
