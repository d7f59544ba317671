"""The calendar of what is due: read by a parser, and imported twice."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from hsmonitor.domain.errors import Cancelled
from hsmonitor.reports import reminders
from hsmonitor.reports.saving import ReportError
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.reviewing import Look, save
from hsmonitor.store.session import new_portfolio
from tests.store.conftest import AMINA


@pytest.fixture
def portfolio(tmp_path: Path) -> Iterator[Portfolio]:
    portfolio = new_portfolio(tmp_path / "portfolio.hsm", author=AMINA)
    with portfolio.transaction("Set up") as transaction:
        kenya = transaction.create("project", {"title": "Kenya"})
        owner = transaction.create("person", {"name": "Achieng Secret"})
        hidden = transaction.create("partner", {"name": "Hidden Council", "sensitive": 1})
        drought = {"title": "Drought; roads, and\nmore", "project": kenya, "likelihood": 4, "impact": 4}
        more = {"owner": owner, "next_review": "2026-12-24", "internal_comment": "Nobody may know"}
        key = transaction.create("challenge", drought | more | {"affected_partners": (hidden,)})
        transaction.create("challenge", {"title": "Over", "status": "closed", "next_review": "2026-12-24"})
        transaction.create("challenge", {"title": "Never reviewed"})
        training = {"title": "Training", "challenge": key, "due": "2027-02", "responsible": owner, "partner": hidden}
        transaction.create("response", training)
        transaction.create("response", {"title": "Done", "challenge": key, "due": "2026", "status": "completed"})
    yield portfolio
    portfolio.close()


def exported(portfolio: Portfolio, target: Path, project: str | None = None) -> dict[str, Event]:
    """The events of an export as a calendar program reads them, by their identifier."""
    count = reminders.write(portfolio, target, project=project)
    events = {str(event["uid"]): event for event in Calendar.from_ical(target.read_bytes()).walk("VEVENT")}
    assert len(events) == count.due + count.cancelled
    return events


def cancelled(events: dict[str, Event]) -> set[str]:
    """The titles of the events that a calendar is to take away."""
    return {str(event["summary"]) for event in events.values() if event.get("status") == "CANCELLED"}


def key_of(portfolio: Portfolio, kind: str, title: str) -> str:
    return str(portfolio.connection.execute(f"SELECT id FROM {kind} WHERE title = ?", [title]).fetchone()[0])


def test_reviews_and_responses_due_are_events_and_nothing_internal_is(portfolio: Portfolio, tmp_path: Path) -> None:
    target = tmp_path / "due.ics"
    review, response = exported(portfolio, target).values()
    assert review["summary"] == "Review: Drought; roads, and more"
    assert review.decoded("dtstart") == date(2026, 12, 24)
    assert review.decoded("dtend") == date(2026, 12, 25)
    assert "Level: High" in review["description"]
    assert response["summary"] == "Response due: Training"
    assert response.decoded("dtstart") == date(2027, 2, 28)
    text = target.read_bytes().decode("utf-8")
    assert not any(word in text for word in ("Achieng", "Hidden", "Nobody", "Amina"))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_a_second_export_moves_what_the_first_has_brought(portfolio: Portfolio, tmp_path: Path) -> None:
    first = exported(portfolio, tmp_path / "first.ics")
    assert exported(portfolio, tmp_path / "again.ics") == first
    key = portfolio.connection.execute("SELECT id FROM challenge WHERE next_review = '2026-12-24'").fetchone()[0]
    with portfolio.transaction("Move") as transaction:
        transaction.update("challenge", key, {"next_review": "2027-01-15"})
    second = exported(portfolio, tmp_path / "second.ics")
    assert second.keys() == first.keys()
    moved = [uid for uid in first if first[uid]["dtstart"] != second[uid]["dtstart"]]
    assert [second[uid].decoded("dtstart") for uid in moved] == [date(2027, 1, 15)]
    assert all(second[uid]["sequence"] > first[uid]["sequence"] for uid in moved)
    assert portfolio.undo_last()
    back = exported(portfolio, tmp_path / "third.ics")
    assert all(back[uid]["sequence"] > second[uid]["sequence"] for uid in moved)


def test_the_days_that_the_newest_review_sets_are_events_until_another_review(
    portfolio: Portfolio, tmp_path: Path
) -> None:
    key, on = key_of(portfolio, "challenge", "Never reviewed"), date(2026, 11, 25)
    rated = {"likelihood": 4, "impact": 5, "next_review": "2026-12-20"}
    escalated = rated | {"decision": "escalate", "escalated_to": "Achieng Secret", "answer_by": "2026-12-10"}
    save(portfolio, Look(key, escalated), on)
    first = exported(portfolio, tmp_path / "first.ics")
    (answer,) = (event for event in first.values() if event["summary"] == "Answer on the escalation of Never reviewed")
    assert answer.decoded("dtstart") == date(2026, 12, 10)
    assert "Achieng" not in (tmp_path / "first.ics").read_text("utf-8")
    accepted = rated | {"decision": "accept", "comment": "Known", "accepted_until": "2027-01-31"}
    save(portfolio, Look(key, accepted), on)
    second = exported(portfolio, tmp_path / "second.ics")
    assert cancelled(second) == {"Answer on the escalation of Never reviewed"}
    assert second[str(answer["uid"])]["sequence"] > answer["sequence"]
    days = {str(event["summary"]): event.decoded("dtstart") for event in second.values()}
    assert days["Acceptance ends: Never reviewed"] == date(2027, 1, 31)


REVIEW, RESPONSE = "Review: Drought; roads, and more", "Response due: Training"


@pytest.mark.parametrize(
    "change", [{"status": "closed", "next_review": None}, {"status": "closed"}, {"next_review": None}]
)
def test_what_is_closed_or_has_no_day_leaves_the_calendar(
    portfolio: Portfolio, tmp_path: Path, change: dict[str, str | None]
) -> None:
    first = exported(portfolio, tmp_path / "first.ics")
    assert cancelled(first) == set()
    with portfolio.transaction("Close") as transaction:
        transaction.update("challenge", key_of(portfolio, "challenge", "Drought; roads, and more"), change)
        transaction.update("response", key_of(portfolio, "response", "Training"), {"status": "completed"})
    second = exported(portfolio, tmp_path / "second.ics")
    assert cancelled(second) == {REVIEW, RESPONSE}
    assert second.keys() == first.keys()
    for uid, event in second.items():
        assert event["sequence"] > first[uid]["sequence"]
        assert event["dtstart"] == first[uid]["dtstart"]
        assert not event.walk("VALARM")
    assert portfolio.undo_last()
    third = exported(portfolio, tmp_path / "third.ics")
    assert cancelled(third) == set()
    assert all(third[uid]["sequence"] > second[uid]["sequence"] for uid in first)


def test_what_is_deleted_leaves_the_calendar_and_comes_back_with_it(portfolio: Portfolio, tmp_path: Path) -> None:
    kenya, first = key_of(portfolio, "project", "Kenya"), exported(portfolio, tmp_path / "first.ics")
    with portfolio.transaction("Delete") as transaction:
        transaction.delete("challenge", key_of(portfolio, "challenge", "Drought; roads, and more"))
    second = exported(portfolio, tmp_path / "second.ics", kenya)
    assert cancelled(second) == {REVIEW, RESPONSE}
    assert portfolio.undo_last()
    back = exported(portfolio, tmp_path / "back.ics", kenya)
    assert back.keys() == first.keys()
    assert cancelled(back) == set()
    assert all(back[uid]["sequence"] > second[uid]["sequence"] > first[uid]["sequence"] for uid in first)


def test_only_what_a_calendar_may_hold_is_cancelled_and_for_a_year(
    portfolio: Portfolio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with portfolio.transaction("Elsewhere") as transaction:
        mexico = transaction.create("project", {"title": "Mexico"})
        roads = transaction.create("challenge", {"title": "Roads", "project": mexico, "next_review": "2026-12-01"})
        transaction.create("challenge", {"title": "Closed at once", "status": "closed", "next_review": "2026-12-01"})
    with portfolio.transaction("Close") as transaction:
        transaction.update("challenge", roads, {"status": "closed"})
    assert cancelled(exported(portfolio, tmp_path / "all.ics")) == {"Review: Roads"}
    assert cancelled(exported(portfolio, tmp_path / "kenya.ics", key_of(portfolio, "project", "Kenya"))) == set()
    assert cancelled(exported(portfolio, tmp_path / "mexico.ics", mexico)) == {"Review: Roads"}
    in_a_year = reminders.today() + timedelta(days=reminders.TOLD_DAYS + 1)
    monkeypatch.setattr(reminders, "today", lambda: in_a_year)
    assert cancelled(exported(portfolio, tmp_path / "later.ics")) == set()


def read(*calendars: dict[str, Event]) -> set[str]:
    """What stands in the calendar of somebody who imports several: of an event, what has the greatest sequence."""
    newest: dict[str, Event] = {}
    for events in calendars:
        for uid, event in events.items():
            if uid not in newest or event["sequence"] >= newest[uid]["sequence"]:
                newest[uid] = event
    return {str(event["summary"]) for event in newest.values()} - cancelled(newest)


def test_what_moves_to_another_project_leaves_the_calendar_of_the_first(portfolio: Portfolio, tmp_path: Path) -> None:
    kenya, drought = key_of(portfolio, "project", "Kenya"), key_of(portfolio, "challenge", "Drought; roads, and more")
    escalated = {
        "decision": "escalate",
        "escalated_to": "Board",
        "answer_by": "2026-12-10",
        "next_review": "2026-12-20",
    }
    save(portfolio, Look(drought, escalated), date(2026, 11, 25))
    answer = "Answer on the escalation of Drought; roads, and more"
    with portfolio.transaction("Add") as transaction:
        mexico = transaction.create("project", {"title": "Mexico"})
    first = exported(portfolio, tmp_path / "first.ics", kenya)
    assert read(first) == {REVIEW, RESPONSE, answer}
    with portfolio.transaction("Move") as transaction:
        transaction.update("challenge", drought, {"project": mexico})
    old = exported(portfolio, tmp_path / "old.ics", kenya)
    assert cancelled(old) == {REVIEW, RESPONSE, answer}
    assert {uid: event["dtstart"] for uid, event in old.items()} == {uid: e["dtstart"] for uid, e in first.items()}
    assert all(old[uid]["sequence"] > first[uid]["sequence"] for uid in first)
    new = exported(portfolio, tmp_path / "new.ics", mexico)
    assert (cancelled(new), read(new)) == (set(), {REVIEW, RESPONSE, answer})
    assert read(first, old) == set()
    assert read(first, old, new) == read(first, new, old) == {REVIEW, RESPONSE, answer}
    assert cancelled(exported(portfolio, tmp_path / "all.ics")) == set()
    with portfolio.transaction("Move back") as transaction:
        transaction.update("challenge", drought, {"project": kenya})
    back, gone = exported(portfolio, tmp_path / "back.ics", kenya), exported(portfolio, tmp_path / "gone.ics", mexico)
    assert read(old, new, back, gone) == read(new, gone, back, old) == {REVIEW, RESPONSE, answer}
    assert cancelled(gone) == {REVIEW, RESPONSE, answer}


def test_a_response_that_is_put_under_another_challenge_leaves_with_it(portfolio: Portfolio, tmp_path: Path) -> None:
    kenya, training = key_of(portfolio, "project", "Kenya"), key_of(portfolio, "response", "Training")
    with portfolio.transaction("Elsewhere") as transaction:
        mexico = transaction.create("project", {"title": "Mexico"})
        here = transaction.create("challenge", {"title": "Paths", "project": kenya})
        roads = transaction.create("challenge", {"title": "Roads", "project": mexico})
    with portfolio.transaction("Within the project") as transaction:
        transaction.update("response", training, {"challenge": here})
    assert cancelled(exported(portfolio, tmp_path / "here.ics", kenya)) == set()
    with portfolio.transaction("Move") as transaction:
        transaction.update("response", training, {"challenge": roads})
    assert cancelled(exported(portfolio, tmp_path / "kenya.ics", kenya)) == {RESPONSE}
    assert read(exported(portfolio, tmp_path / "mexico.ics", mexico)) == {RESPONSE}
    with portfolio.transaction("Complete") as transaction:
        transaction.update("response", training, {"status": "completed"})
    assert cancelled(exported(portfolio, tmp_path / "kenya.ics", kenya)) == {RESPONSE}


def test_the_days_of_a_review_that_is_undone_leave_the_calendar(portfolio: Portfolio, tmp_path: Path) -> None:
    kenya, drought = key_of(portfolio, "project", "Kenya"), key_of(portfolio, "challenge", "Drought; roads, and more")
    accepted = {"decision": "accept", "comment": "Known", "accepted_until": "2027-01-31", "next_review": "2027-01-31"}
    save(portfolio, Look(drought, accepted), date(2026, 11, 25))
    ends = "Acceptance ends: Drought; roads, and more"
    first = exported(portfolio, tmp_path / "first.ics", kenya)
    assert ends in read(first)
    assert portfolio.undo_last()
    second = exported(portfolio, tmp_path / "second.ics", kenya)
    assert cancelled(second) == {ends}
    assert ends not in read(first, second)
    with portfolio.transaction("Delete") as transaction:
        transaction.delete("challenge", drought)
    assert cancelled(exported(portfolio, tmp_path / "third.ics")) == {REVIEW, RESPONSE, ends}


def test_a_calendar_of_one_project_has_its_own_alone(portfolio: Portfolio, tmp_path: Path) -> None:
    with portfolio.transaction("Elsewhere") as transaction:
        mexico = transaction.create("project", {"title": "Mexico"})
        transaction.create("challenge", {"title": "Roads", "project": mexico, "next_review": "2026-12-01"})
    assert len(exported(portfolio, tmp_path / "all.ics")) == 3
    assert [str(event["summary"]) for event in exported(portfolio, tmp_path / "mexico.ics", mexico).values()] == [
        "Review: Roads"
    ]


def test_a_calendar_tells_how_far_it_is_and_can_be_stopped(portfolio: Portfolio, tmp_path: Path) -> None:
    with portfolio.transaction("Many") as transaction:
        for number in range(500):
            transaction.create("challenge", {"title": f"Roads {number}", "next_review": "2026-12-01"})
    target, told = tmp_path / "due.ics", list[tuple[int, int]]()
    reminders.write(portfolio, target, progress=lambda *moved: told.append(moved))
    assert told == [(200, 502), (400, 502)]
    before = target.read_bytes()
    with pytest.raises(Cancelled):
        reminders.write(portfolio, target, cancelled=lambda: True)
    assert [path.read_bytes() for path in tmp_path.glob("*.ics")] == [before]


def test_what_cannot_be_written_is_said(portfolio: Portfolio, tmp_path: Path) -> None:
    with pytest.raises(ReportError):
        reminders.write(portfolio, tmp_path / "nowhere" / "due.ics")
