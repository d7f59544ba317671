"""What is due (reviews, responses, answers, ends of acceptances) as a calendar file for mail programs and telephones (RFC 5545).

Each event keeps its identifier from one export to the next, and its sequence grows with each change of its record: a second
import moves what it knows instead of adding it again. What was open with a day and is closed, completed, deleted, undone, without
a day, or moved to another project now is told as cancelled (RFC 5546, 3.2.1) for a year, so that it leaves the calendar of
whoever imports it again. Nothing internal is in it: no owner, no person, no comment.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.dates import today
from hsmonitor.domain.terms import WorkStatus
from hsmonitor.language import _, ngettext
from hsmonitor.reports.calendar_text import Happening, written
from hsmonitor.reports.edition import Edition
from hsmonitor.reports.options import Options
from hsmonitor.reports.saving import Progress, replacing
from hsmonitor.store.as_of import end_of
from hsmonitor.store.conditions import Condition
from hsmonitor.store.due import open_challenges
from hsmonitor.store.lapsed import DAYS, Lapsed, lapsed, newest_changes
from hsmonitor.store.listing import Listing, Query, Row
from hsmonitor.store.promised import PROMISED, promises, withdrawn

if TYPE_CHECKING:
    from hsmonitor.store.portfolio import Portfolio

SUFFIX = ".ics"
TOLD_DAYS = 366
"""How long something that is over is told as cancelled."""
TOGETHER = 2_000
"""How many rows are looked up at once."""


class Written(NamedTuple):
    """How many events a calendar has: those that are due, and those that it tells as cancelled."""

    due: int
    cancelled: int


def write(
    portfolio: "Portfolio",
    target: Path,
    *,
    project: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Written:
    """Write the calendar of a portfolio, or of one project, to `target`; return how many events it has.

    `progress` hears how many events of about how many are written, `cancelled` is asked from time to time. Raises
    ReportError where it cannot be written, Cancelled where it is to stop; then an older file is as it was.
    """
    with replacing(target) as beside, portfolio.reading() as connection, beside.open("wb") as file:
        connection.execute("BEGIN")
        edition = Edition(connection, Options(project=project))
        return _write(edition, file, Progress(_due_count(edition), progress, cancelled))


def _write(edition: Edition, file: BinaryIO, told: Progress) -> Written:
    due = over = 0
    head, foot = _frame()
    file.write(head)
    for event in _events(edition):
        file.write(written(event).encode())
        due, over = due + (not event.cancelled), over + event.cancelled
        told.step()
    file.write(foot)
    return Written(due, over)


def written_words(name: str, count: Written) -> str:
    """Return what was made, in words."""
    made = ngettext("{name} was made, with {count} event.", "{name} was made, with {count} events.", count.due)
    words = made.format(name=name, count=f"{count.due:,}")
    if not count.cancelled:
        return words
    over = ngettext(
        "{made} {count} more is told as cancelled.", "{made} {count} more are told as cancelled.", count.cancelled
    )
    return over.format(made=words, count=f"{count.cancelled:,}")


def _frame() -> tuple[bytes, bytes]:
    """Return what a calendar begins and ends with."""
    from icalendar import Calendar

    empty = Calendar()
    empty.add("prodid", "-//Human Security Monitor//EN")
    empty.add("version", "2.0")
    empty.add("method", "PUBLISH")
    empty.add("x-wr-calname", _("Human security: reviews and responses due"))
    foot = b"END:VCALENDAR\r\n"
    return empty.to_ical().removesuffix(foot), foot


_OPEN = {
    "challenge": open_challenges(Condition("next_review", "recorded")).conditions,
    "response": (
        Condition("due", "recorded"),
        *(Condition("status", "<>", status.value) for status in (WorkStatus.COMPLETED, WorkStatus.CANCELLED)),
    ),
}
"""What has a day that counts."""
_TOLD = {"challenge": ("project", "level", "status"), "response": ("challenge", "due", "status")}
"""The fields that an event tells."""


def _due_count(edition: Edition) -> int:
    queries = (Query(kind, conditions=conditions, project=edition.project) for kind, conditions in _OPEN.items())
    return sum(Listing(edition.connection, query).count() for query in queries)


def _events(edition: Edition) -> Iterator[Happening]:
    """Yield all that has a day: reviews of open challenges, open responses, what their newest reviews set, what is over."""
    for kind in _OPEN:
        for rows in _together(edition.rows(kind, ((DAYS[kind][0], False),), _OPEN[kind])):
            yield from _due(edition.connection, kind, rows)
    yield from _promised(edition)
    yield from _cancelled(edition)


def _together(rows: Iterable[Row]) -> Iterator[list[Row]]:
    lot: list[Row] = []
    for row in rows:
        lot.append(row)
        if len(lot) == TOGETHER:
            yield lot
            lot = []
    yield lot


def _due(connection: sqlite3.Connection, kind: str, rows: list[Row]) -> Iterator[Happening]:
    changed = newest_changes(connection, {key for row in rows for key in _told_of(row)})
    for row in rows:
        lines = (_reference(row.reference), *(_line(row, name) for name in _TOLD[kind]))
        newest = max(changed[key] for key in _told_of(row))
        yield Happening(kind, row.key, _TITLES[kind](row.display), row.values[DAYS[kind][0]], lines, newest)


def _told_of(row: Row) -> tuple[str, ...]:
    """Return the records that an event tells of: a response moves with its challenge."""
    return (row.key, row.values["challenge"]) if row.kind == "response" else (row.key,)


def _promised(edition: Edition) -> Iterator[Happening]:
    """Yield the days that reviews set; those that stand no more are told as cancelled."""
    since = end_of(today() - timedelta(days=TOLD_DAYS))
    for name in PROMISED:
        for rows in _together(edition.rows("review", (("reviewed_on", False),), (Condition(name, "recorded"),))):
            found = promises(edition.connection, [row.key for row in rows])
            changed = newest_changes(edition.connection, {key for one in found.values() for key in one[1:]})
            for row in rows:
                one = found[row.key]
                newest = max(changed[one.challenge], changed[one.newest])
                words, lines = _TITLES[name](row.shown("challenge")), (_reference(row.reference),)
                if one.stands or newest.moment >= since:
                    yield Happening(name, row.key, words, row.values[name], lines, newest, not one.stands)


def _cancelled(edition: Edition) -> Iterator[Happening]:
    connection, project = edition.connection, edition.project
    since = end_of(today() - timedelta(days=TOLD_DAYS))
    over: list[Lapsed] = [one for kind in DAYS for one in lapsed(connection, kind, since, project)]
    for one in (*over, *withdrawn(connection, since, project)):
        lines = (_reference(one.reference),)
        yield Happening(one.kind, one.key, _TITLES[one.kind](one.name), one.day, lines, one.left, cancelled=True)


_TITLES: dict[str, Callable[[str], str]] = {
    "challenge": lambda name: _("Review: {challenge}").format(challenge=name),
    "response": lambda name: _("Response due: {response}").format(response=name),
    "answer_by": lambda name: _("Answer on the escalation of {challenge}").format(challenge=name),
    "accepted_until": lambda name: _("Acceptance ends: {challenge}").format(challenge=name),
}


def _reference(reference: str) -> str:
    return _("Reference: {reference}").format(reference=reference)


def _line(row: Row, name: str) -> str:
    words, field = row.shown(name), RECORDS[row.kind].fields[name]
    return _("{field}: {words}").format(field=field.label, words=words) if words else ""
