"""The calendar of what is due: read by a parser, and imported twice."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from hsmonitor.reports import reminders
from hsmonitor.reports.saving import ReportError
from hsmonitor.store.portfolio import Portfolio
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
    assert len(events) == count
    return events


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


def test_a_calendar_of_one_project_has_its_own_alone(portfolio: Portfolio, tmp_path: Path) -> None:
    with portfolio.transaction("Elsewhere") as transaction:
        mexico = transaction.create("project", {"title": "Mexico"})
        transaction.create("challenge", {"title": "Roads", "project": mexico, "next_review": "2026-12-01"})
    assert len(exported(portfolio, tmp_path / "all.ics")) == 3
    assert [str(event["summary"]) for event in exported(portfolio, tmp_path / "mexico.ics", mexico).values()] == [
        "Review: Roads"
    ]


def test_what_cannot_be_written_is_said(portfolio: Portfolio, tmp_path: Path) -> None:
    with pytest.raises(ReportError):
        reminders.write(portfolio, tmp_path / "nowhere" / "due.ics")
