"""Reviews and responses that are due, as a calendar file that mail programs and telephones read (RFC 5545).

Each event keeps its identifier from one export to the next, and its sequence grows with each change of its record: a second
import moves what it knows instead of adding it again. Nothing internal is in it: no owner, no person, no comment.
"""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hsmonitor.domain.dates import last_day
from hsmonitor.domain.terms import WorkStatus
from hsmonitor.language import _
from hsmonitor.reports.edition import Edition
from hsmonitor.reports.options import Options
from hsmonitor.reports.saving import replacing
from hsmonitor.store.conditions import Condition
from hsmonitor.store.due import open_challenges
from hsmonitor.store.listing import Row
from hsmonitor.store.rows import read_states

if TYPE_CHECKING:
    from icalendar import Calendar, Event

    from hsmonitor.store.portfolio import Portfolio

SUFFIX = ".ics"
_BEFORE = timedelta(hours=-15)
"""A reminder comes at nine in the morning of the day before."""


def write(portfolio: "Portfolio", target: Path, *, project: str | None = None) -> int:
    """Write the calendar of a portfolio, or of one project, to `target`; return how many events it has.

    Raises ReportError where it cannot be written; then an older file is as it was.
    """
    with portfolio.reading() as connection:
        connection.execute("BEGIN")
        made = make_calendar(connection, project)
    with replacing(target) as beside:
        beside.write_bytes(made.to_ical())
    return len(made.events)


def make_calendar(connection: sqlite3.Connection, project: str | None = None) -> "Calendar":
    """Return the calendar of all open challenges with a next review and all open responses with a day."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Human Security Monitor//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _("Human security: reviews and responses due"))
    edition = Edition(connection, Options(project=project))
    for event in (*_reviews(edition), *_responses(edition)):
        made.add_component(event)
    return made


def _reviews(edition: Edition) -> "Iterator[Event]":
    conditions = open_challenges(Condition("next_review", "recorded")).conditions
    for row in edition.rows("challenge", (("next_review", False),), conditions):
        title = _("Review: {challenge}").format(challenge=row.display)
        lines = [_reference(row), _line(row, "project"), _line(row, "level"), _line(row, "status")]
        yield _event(edition, row, title, row.values["next_review"], lines)


def _responses(edition: Edition) -> "Iterator[Event]":
    over = (WorkStatus.COMPLETED, WorkStatus.CANCELLED)
    conditions = (Condition("due", "recorded"), *(Condition("status", "<>", status.value) for status in over))
    for row in edition.rows("response", (("due", False),), conditions):
        title = _("Response due: {response}").format(response=row.display)
        lines = [_reference(row), _line(row, "challenge"), _line(row, "due"), _line(row, "status")]
        yield _event(edition, row, title, row.values["due"], lines)


def _reference(row: Row) -> str:
    return _("Reference: {reference}").format(reference=row.reference)


def _line(row: Row, name: str) -> str:
    from hsmonitor.domain.catalogue import RECORDS

    words, field = row.shown(name), RECORDS[row.kind].fields[name]
    return _("{field}: {words}").format(field=field.label, words=words) if words else ""


def _event(edition: Edition, row: Row, title: str, day: str, lines: list[str]) -> "Event":
    from icalendar import Alarm, Event

    changed = datetime.fromisoformat(
        read_states(edition.connection, row.kind, [row.key])[row.key].changed_at
    ).astimezone(UTC)
    event, alarm = Event(), Alarm()
    event.add("uid", f"{row.kind}-{row.key}@human-security-monitor")
    event.add("sequence", row.revision)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("summary", title)
    event.add("description", "\n".join(line for line in lines if line))
    event.add("dtstart", last_day(day))
    event.add("dtend", last_day(day) + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", _BEFORE)
    event.add_component(alarm)
    return event
