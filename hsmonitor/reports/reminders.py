"""What is due (reviews, responses, answers, ends of acceptances) as a calendar file for mail programs and telephones (RFC 5545).

Each event keeps its identifier from one export to the next, and its sequence grows with each change of its record: a second
import moves what it knows instead of adding it again. What was open with a day and is closed, completed, deleted or without
a day now is told as cancelled (RFC 5546, 3.2.1) for a year, so that it leaves the calendar of whoever imports it again.
Nothing internal is in it: no owner, no person, no comment.
"""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hsmonitor.domain.dates import last_day, today
from hsmonitor.domain.terms import WorkStatus
from hsmonitor.language import _, ngettext
from hsmonitor.reports.edition import Edition
from hsmonitor.reports.options import Options
from hsmonitor.reports.saving import replacing
from hsmonitor.store.as_of import end_of
from hsmonitor.store.conditions import Condition
from hsmonitor.store.due import open_challenges
from hsmonitor.store.lapsed import DAYS, Lapsed, lapsed, newest_positions
from hsmonitor.store.listing import Row
from hsmonitor.store.promised import promises

if TYPE_CHECKING:
    from icalendar import Calendar, Event

    from hsmonitor.store.portfolio import Portfolio

SUFFIX = ".ics"
TOLD_DAYS = 366
"""How long something that is over is told as cancelled."""
_BEFORE = timedelta(hours=-15)
"""A reminder comes at nine in the morning of the day before."""


class Written(NamedTuple):
    """How many events a calendar has: those that are due, and those that it tells as cancelled."""

    due: int
    cancelled: int


def write(portfolio: "Portfolio", target: Path, *, project: str | None = None) -> Written:
    """Write the calendar of a portfolio, or of one project, to `target`; return how many events it has.

    Raises ReportError where it cannot be written; then an older file is as it was.
    """
    with portfolio.reading() as connection:
        connection.execute("BEGIN")
        made = make_calendar(connection, project)
    with replacing(target) as beside:
        beside.write_bytes(made.to_ical())
    cancelled = sum(event.get("status") == "CANCELLED" for event in made.events)
    return Written(len(made.events) - cancelled, cancelled)


def written_words(name: str, count: Written) -> str:
    """Return what was made, in words."""
    made = ngettext("{name} was made, with {count} event.", "{name} was made, with {count} events.", count.due)
    words = made.format(name=name, count=f"{count.due:,}")
    if not count.cancelled:
        return words
    over = ngettext("{count} more is told as cancelled.", "{count} more are told as cancelled.", count.cancelled)
    return f"{words} {over.format(count=f'{count.cancelled:,}')}"


def make_calendar(connection: sqlite3.Connection, project: str | None = None) -> "Calendar":
    """Return the calendar of all that has a day: reviews of open challenges, open responses, what their newest reviews set."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Human Security Monitor//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _("Human security: reviews and responses due"))
    edition = Edition(connection, Options(project=project))
    for event in (*_reviews(edition), *_responses(edition), *_promised(edition), *_cancelled(edition)):
        made.add_component(event)
    return made


def _reviews(edition: Edition) -> "Iterator[Event]":
    conditions = open_challenges(Condition("next_review", "recorded")).conditions
    rows = list(edition.rows("challenge", (("next_review", False),), conditions))
    yield from _due(edition, rows, ("project", "level", "status"))


def _responses(edition: Edition) -> "Iterator[Event]":
    over = (WorkStatus.COMPLETED, WorkStatus.CANCELLED)
    conditions = (Condition("due", "recorded"), *(Condition("status", "<>", status.value) for status in over))
    rows = list(edition.rows("response", (("due", False),), conditions))
    yield from _due(edition, rows, ("challenge", "due", "status"))


def _due(edition: Edition, rows: list[Row], told: tuple[str, ...]) -> "Iterator[Event]":
    changed = newest_positions(edition.connection, [row.key for row in rows])
    for row in rows:
        lines = [_reference(row.reference), *(_line(row, name) for name in told)]
        title = _TITLES[row.kind](row.display)
        yield _reminding(_event(row.kind, row.key, title, row.values[DAYS[row.kind][0]], lines, changed[row.key]))


def _reminding(event: "Event") -> "Event":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event["summary"])
    alarm.add("trigger", _BEFORE)
    event.add_component(alarm)
    return event


def _promised(edition: Edition) -> "Iterator[Event]":
    """Yield the days that reviews set; those that stand no more are told as cancelled."""
    since = end_of(today() - timedelta(days=TOLD_DAYS))
    for name, title in _PROMISES.items():
        rows = list(edition.rows("review", (("reviewed_on", False),), (Condition(name, "recorded"),)))
        found = promises(edition.connection, [row.key for row in rows])
        keys = {key for one in found.values() for key in (one.challenge, one.newest)}
        changed = newest_positions(edition.connection, list(keys))
        for row in rows:
            one = found[row.key]
            newest = max(changed[one.challenge], changed[one.newest])
            words, lines = title(row.shown("challenge")), [_reference(row.reference)]
            event = _event(name, row.key, words, row.values[name], lines, newest)
            if one.stands:
                yield _reminding(event)
            elif newest[1] >= since:
                event.add("status", "CANCELLED")
                yield event


_PROMISES: dict[str, Callable[[str], str]] = {
    "answer_by": lambda name: _("Answer on the escalation of {challenge}").format(challenge=name),
    "accepted_until": lambda name: _("Acceptance ends: {challenge}").format(challenge=name),
}


def _cancelled(edition: Edition) -> "Iterator[Event]":
    since = end_of(today() - timedelta(days=TOLD_DAYS))
    over: list[Lapsed] = []
    for kind in DAYS:
        over += lapsed(edition.connection, kind, since, edition.project)
    changed = newest_positions(edition.connection, [one.key for one in over])
    for one in over:
        lines = [_reference(one.reference)]
        event = _event(one.kind, one.key, _TITLES[one.kind](one.name), one.day, lines, changed[one.key])
        event.add("status", "CANCELLED")
        yield event


_TITLES: dict[str, Callable[[str], str]] = {
    "challenge": lambda name: _("Review: {challenge}").format(challenge=name),
    "response": lambda name: _("Response due: {response}").format(response=name),
}


def _reference(reference: str) -> str:
    return _("Reference: {reference}").format(reference=reference)


def _line(row: Row, name: str) -> str:
    from hsmonitor.domain.catalogue import RECORDS

    words, field = row.shown(name), RECORDS[row.kind].fields[name]
    return _("{field}: {words}").format(field=field.label, words=words) if words else ""


def _event(kind: str, key: str, title: str, day: str, lines: list[str], changed: tuple[int, str]) -> "Event":
    """Return a whole day's event; `changed` are the position and the moment of the newest change of its record."""
    from icalendar import Event

    sequence, moment = changed[0], datetime.fromisoformat(changed[1]).astimezone(UTC)
    event = Event()
    event.add("uid", f"{kind}-{key}@human-security-monitor")
    event.add("sequence", sequence)
    event.add("dtstamp", moment)
    event.add("last-modified", moment)
    event.add("summary", title)
    event.add("description", "\n".join(line for line in lines if line))
    event.add("dtstart", last_day(day))
    event.add("dtend", last_day(day) + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event
