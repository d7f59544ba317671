"""How the rating of one challenge went: a point for each review that rated it, and for each rating entered without one."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from hsmonitor.domain.levels import LevelTable, level_of
from hsmonitor.store.history import Change, Entry, entries_of, taken_back

_HALVES = ("likelihood", "impact")


@dataclass(frozen=True, slots=True)
class Point:
    """A rating on a day (ISO, local). `decision` is that of the review, "" where the rating was entered without one."""

    day: str
    likelihood: int
    impact: int
    level: str
    decision: str = ""
    reviewed: bool = False


def points(connection: sqlite3.Connection, challenge: str, table: LevelTable) -> list[Point]:
    """Return the points of a challenge, oldest first; the level of each is by `table`."""
    found = [*_reviewed(connection, challenge, table), *_entered(connection, challenge, table)]
    return [point for _moment, point in sorted(found, key=lambda one: one[0])]


def _reviewed(connection: sqlite3.Connection, challenge: str, table: LevelTable) -> Iterator[tuple[str, Point]]:
    sql = (
        "SELECT created_at, reviewed_on, likelihood, impact, coalesce(decision, '') AS decision FROM review"
        " WHERE challenge = ? AND likelihood IS NOT NULL AND impact IS NOT NULL"
    )
    for row in connection.execute(sql, [challenge]):
        level = level_of(row["likelihood"], row["impact"], table) or ""
        point = Point(row["reviewed_on"], row["likelihood"], row["impact"], level, row["decision"], reviewed=True)
        yield f"{row['reviewed_on']} {row['created_at']}", point


def _entered(connection: sqlite3.Connection, challenge: str, table: LevelTable) -> Iterator[tuple[str, Point]]:
    happened = list(reversed(entries_of(connection, challenge)))
    undone = taken_back(connection, {entry.id for entry, _change in happened})
    by_review = _with_review(connection, challenge)
    now: dict[str, int | None] = dict.fromkeys(_HALVES)
    for entry, change in _in_steps(happened):
        before = dict(now)
        _follow(now, change)
        counts = entry.id not in undone and entry.undoes is None and entry.id not in by_review
        level = level_of(now["likelihood"], now["impact"], table)
        if now != before and counts and level:
            day = datetime.fromisoformat(entry.made_at).astimezone().date().isoformat()
            yield f"{day} {entry.made_at}", Point(day, now["likelihood"] or 0, now["impact"] or 0, level)


def _in_steps(happened: Iterable[tuple[Entry, Change]]) -> Iterator[tuple[Entry, list[Change]]]:
    """Yield each transaction with all that it did to the record, so that both halves of a rating make one point."""
    steps: dict[str, tuple[Entry, list[Change]]] = {}
    for entry, change in happened:
        steps.setdefault(entry.id, (entry, []))[1].append(change)
    yield from steps.values()


def _follow(now: dict[str, int | None], changes: Iterable[Change]) -> None:
    for change in changes:
        whole = change.new["values"] if change.action == "create" else {}
        for half in _HALVES:
            if change.field == half:
                now[half] = change.new
            elif not change.field:
                now[half] = whole.get(half)


def _with_review(connection: sqlite3.Connection, challenge: str) -> set[str]:
    """Return the transactions in which a review of the challenge was written: their rating is the review's."""
    sql = (
        "SELECT c.journal FROM review r JOIN change c ON c.record = r.id AND c.field = '' AND c.action = 'create'"
        " WHERE r.challenge = ?"
    )
    return {row[0] for row in connection.execute(sql, [challenge])}
