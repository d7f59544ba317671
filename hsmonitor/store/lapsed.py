"""What was to be looked at, or done, by a day and is not any more: closed, completed, without a day now, or deleted.

A calendar that took it over from an earlier export has to be told. What was exported is kept nowhere: the history tells
what was open with a day at some time, and so may be in somebody's calendar.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.record import Values
from hsmonitor.domain.reviewing import OVER
from hsmonitor.domain.terms import ChallengeStatus
from hsmonitor.store.rows import read_states
from hsmonitor.store.sqlite import AMONG, quoted

DAYS = {"challenge": ("next_review", (ChallengeStatus.CLOSED.value,)), "response": ("due", OVER)}
"""The kinds that a calendar holds: the field with their day, and the statuses in which that day does not count."""

_OF_PROJECT = {
    "challenge": "project = :project",
    "response": "challenge IN (SELECT id FROM challenge WHERE project = :project)",
}


@dataclass(frozen=True, slots=True)
class Lapsed:
    """One record that no calendar should hold any more; `day` is the last one that it was open with (ISO)."""

    kind: str
    key: str
    reference: str
    name: str
    day: str


def lapsed(connection: sqlite3.Connection, kind: str, since: str, project: str | None = None) -> Iterator[Lapsed]:
    """Yield what has lapsed of `kind` and was changed, or deleted, since the moment `since` (UTC); of one project or of all."""
    happened = _happened(
        connection, kind, [*_off(connection, kind, since, project), *_deleted(connection, kind, since)]
    )
    now = read_states(connection, kind, list(happened))
    for key, changes in happened.items():
        day, last = _replayed(kind, changes)
        said = now[key].values if key in now else last["values"]
        if day and project in (None, _project(connection, kind, said)):
            reference = now[key].reference if key in now else last["reference"]
            yield Lapsed(kind, key, reference, RECORDS[kind].name_of(said, {}, reference), day)


def newest_positions(connection: sqlite3.Connection, keys: list[str]) -> dict[str, tuple[int, str]]:
    """Return the position and the moment (UTC) of the newest transaction that changed each of the records `keys`.

    Positions only ever grow, also where a record is deleted and brought back. The moment is that of the row with the
    greatest position: so SQLite says of a column beside max().
    """
    sql = (
        f"SELECT c.record, max(j.position), j.made_at FROM change c JOIN journal j ON j.id = c.journal"
        f" WHERE c.record {AMONG} GROUP BY c.record"
    )
    return {row[0]: (row[1], row[2]) for row in connection.execute(sql, [json.dumps(keys)])}


def _off(connection: sqlite3.Connection, kind: str, since: str, project: str | None) -> list[str]:
    """Return the records that are over or have no day now."""
    field, over = DAYS[kind]
    listed = ", ".join(f"'{status}'" for status in over)
    sql = (
        f"SELECT id FROM {quoted(kind)} WHERE changed_at >= :since AND (status IN ({listed}) OR {quoted(field)} IS NULL)"
        f" AND (:project IS NULL OR {_OF_PROJECT[kind]})"
    )
    return [row[0] for row in connection.execute(sql, {"since": since, "project": project})]


def _deleted(connection: sqlite3.Connection, kind: str, since: str) -> list[str]:
    sql = (
        "SELECT DISTINCT c.record FROM journal j JOIN change c ON c.journal = j.id"
        " WHERE j.made_at >= ? AND c.kind = ? AND c.action = 'delete'"
        f" AND NOT EXISTS (SELECT 1 FROM {quoted(kind)} r WHERE r.id = c.record)"
    )
    return [row[0] for row in connection.execute(sql, [since, kind])]


def _happened(connection: sqlite3.Connection, kind: str, keys: list[str]) -> dict[str, list[tuple[str, Any, Any]]]:
    """Return what happened to the day and the status of each record, and to it as a whole: field, old, new, oldest first."""
    sql = (
        "SELECT c.record, c.field, c.old, c.new FROM change c JOIN journal j ON j.id = c.journal"
        f" WHERE c.record {AMONG} AND c.field IN ('', 'status', ?) ORDER BY j.position, c.ordinal"
    )
    found: dict[str, list[tuple[str, Any, Any]]] = defaultdict(list)
    for key, field, *both in connection.execute(sql, [json.dumps(keys), DAYS[kind][0]]):
        old, new = (None if value is None else json.loads(value) for value in both)
        found[key].append((field, old, new))
    return found


def _replayed(kind: str, changes: list[tuple[str, Any, Any]]) -> tuple[str, dict[str, Any]]:
    """Return the last day that a record was open with ("" for none), and the whole of it where it was deleted last."""
    field, over = DAYS[kind]
    said: Values = {}
    day, last = "", {"reference": "", "values": {}}
    for name, old, new in changes:
        if name:
            said[name] = new
        else:
            said, last = dict(new["values"] if new else {}), old or last
        if said.get("status") not in over:
            day = said.get(field) or day
    return day, last


def _project(connection: sqlite3.Connection, kind: str, said: Values) -> str | None:
    """Return the project of a record: its own, or that of its challenge, which may have been deleted too."""
    if kind == "challenge":
        return said.get("project")
    challenge = said.get("challenge")
    sql = (
        "SELECT project FROM challenge WHERE id = :key UNION ALL"
        " SELECT json_extract(old, '$.values.project') FROM change"
        " WHERE record = :key AND action = 'delete' AND NOT EXISTS (SELECT 1 FROM challenge WHERE id = :key) LIMIT 1"
    )
    row = connection.execute(sql, {"key": challenge}).fetchone()
    return row[0] if row else None
