"""What was to be looked at, or done, by a day and is not any more: closed, completed, without a day, moved away, or deleted.

A calendar that took it over from an earlier export has to be told. What was exported is kept nowhere: the history tells
what was open with a day at some time, in which project, and so may be in somebody's calendar.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.kinds import Deadline
from hsmonitor.domain.record import Values
from hsmonitor.store.rows import chunks, read_states
from hsmonitor.store.sqlite import AMONG, quoted

DAYS = {
    kind: (name, field.over[1])
    for kind in ("challenge", "response")
    for name, field in RECORDS[kind].fields.items()
    if isinstance(field, Deadline)
}
"""The kinds that a calendar holds: the field with their day, and the statuses in which that day does not count."""

_HOME = {"challenge": "project", "response": "challenge"}
"""The field that tells where a record belongs: a response is of the project of its challenge."""

_IN_PROJECT = {
    "challenge": "project = :project",
    "response": "challenge IN (SELECT id FROM challenge WHERE project = :project)",
}


class When(NamedTuple):
    """A place in the history: the position of a transaction, and its moment (UTC)."""

    position: int
    moment: str


class Lapsed(NamedTuple):
    """One record that no calendar should hold any more; `day` is the last one that it was open with (ISO)."""

    kind: str
    key: str
    reference: str
    name: str
    day: str
    left: When


class _Change(NamedTuple):
    """One row of the history; an empty field stands for the record as a whole."""

    when: When
    record: str
    field: str
    old: Any
    new: Any


def lapsed(connection: sqlite3.Connection, kind: str, since: str, project: str | None = None) -> Iterator[Lapsed]:
    """Yield what has left the calendar of all, or of one project, since the moment `since` (UTC)."""
    keys = [*_off(connection, kind, since, project), *deleted(connection, kind, since)]
    if project:
        keys += _elsewhere(connection, kind, since, project)
    happened = _happened(connection, kind, dict.fromkeys(keys), project)
    now = read_states(connection, kind, list(happened))
    for key, changes in happened.items():
        found = _left(kind, key, changes, project)
        if found and found[1].moment >= since:
            state = now.get(key)
            gone = {} if state else next(one.old for one in reversed(changes) if one.record == key and not one.field)
            reference = state.reference if state else gone["reference"]
            name = RECORDS[kind].name_of(state.values if state else gone["values"], {}, reference)
            yield Lapsed(kind, key, reference, name, *found)


def newest_changes(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, When]:
    """Return the newest transaction that changed each of the records `keys`.

    Positions only ever grow, also where a record is deleted and brought back. The moment is that of the row with the
    greatest position: so SQLite says of a column beside max().
    """
    sql = (
        f"SELECT c.record, max(j.position), j.made_at FROM change c JOIN journal j ON j.id = c.journal"
        f" WHERE c.record {AMONG} GROUP BY c.record"
    )
    return {row[0]: When(row[1], row[2]) for row in connection.execute(sql, [json.dumps(list(keys))])}


def deleted(connection: sqlite3.Connection, kind: str, since: str) -> list[str]:
    """Return the records of a kind that were deleted since a moment (UTC) and have not come back."""
    sql = (
        "SELECT DISTINCT c.record FROM change c JOIN journal j ON j.id = c.journal"
        " WHERE c.kind = ? AND c.field = '' AND c.action = 'delete' AND j.made_at >= ?"
        f" AND NOT EXISTS (SELECT 1 FROM {quoted(kind)} r WHERE r.id = c.record)"
    )
    return [row[0] for row in connection.execute(sql, [kind, since])]


def moved_away(connection: sqlite3.Connection, since: str, project: str) -> dict[str, When]:
    """Return the challenges that have left a project for another one, or for none, since a moment (UTC), and when."""
    sql = (
        "SELECT c.record, max(j.position), j.made_at FROM change c JOIN journal j ON j.id = c.journal"
        " WHERE c.kind = 'challenge' AND c.field = 'project' AND c.action = 'edit' AND c.old = json_quote(:project)"
        " AND j.made_at >= :since"
        " AND NOT EXISTS (SELECT 1 FROM challenge here WHERE here.id = c.record AND here.project = :project)"
        " GROUP BY c.record"
    )
    found = connection.execute(sql, {"since": since, "project": project})
    return {row[0]: When(row[1], row[2]) for row in found}


def _off(connection: sqlite3.Connection, kind: str, since: str, project: str | None) -> list[str]:
    """Return the records that are over or have no day now; those that have been so from the beginning left no calendar."""
    field, over = DAYS[kind]
    statuses = ", ".join(f"'{status}'" for status in over)
    sql = (
        f"SELECT id FROM {quoted(kind)} r WHERE changed_at >= :since AND (status IN ({statuses}) OR {quoted(field)} IS NULL)"
        f" AND (:project IS NULL OR {_IN_PROJECT[kind]})"
        " AND EXISTS (SELECT 1 FROM change c WHERE c.record = r.id AND c.field IN ('status', :field))"
    )
    return [row[0] for row in connection.execute(sql, {"since": since, "project": project, "field": field})]


def _elsewhere(connection: sqlite3.Connection, kind: str, since: str, project: str) -> list[str]:
    """Return the records that have moved, by themselves or with their challenge; some of them may be here after all."""
    moved = list(moved_away(connection, since, project))
    if kind == "challenge":
        return moved
    sql = (
        f"SELECT id FROM response WHERE challenge {AMONG} UNION SELECT c.record FROM change c JOIN journal j"
        " ON j.id = c.journal WHERE c.kind = 'response' AND c.field = 'challenge' AND c.action = 'edit' AND j.made_at >= ?"
    )
    return [row[0] for row in connection.execute(sql, [json.dumps(moved), since])]


def _happened(
    connection: sqlite3.Connection, kind: str, keys: Collection[str], project: str | None
) -> dict[str, list[_Change]]:
    """Return by record what happened to its day, its status and its place, and to it as a whole, oldest first.

    Where a project is asked for, what happened to the places of the challenges of responses is among it.
    """
    home = _HOME[kind]
    found: dict[str, list[_Change]] = defaultdict(list)
    for one in _changes(connection, keys, ("", "status", DAYS[kind][0], home)):
        found[one.record].append(one)
    if project and kind == "response":
        homes = {key: {value for one in changes for value in _said_of(one, home)} for key, changes in found.items()}
        moves: dict[str, list[_Change]] = defaultdict(list)
        for one in _changes(connection, set().union(*homes.values()), ("", "project")):
            moves[one.record].append(one)
        for key, challenges in homes.items():
            found[key] = sorted(
                found[key] + [one for challenge in challenges for one in moves[challenge]], key=_position
            )
    return found


def _position(change: _Change) -> int:
    return change.when.position


def _changes(connection: sqlite3.Connection, keys: Collection[str], fields: Collection[str]) -> Iterator[_Change]:
    sql = (
        "SELECT j.position, j.made_at, c.record, c.field, c.old, c.new FROM change c JOIN journal j ON j.id = c.journal"
        f" WHERE c.record {AMONG} AND c.field {AMONG} ORDER BY j.position, c.ordinal"
    )
    for chunk in chunks(keys):
        for position, moment, record, field, *both in connection.execute(
            sql, [json.dumps(chunk), json.dumps([*fields])]
        ):
            old, new = (None if value is None else json.loads(value) for value in both)
            yield _Change(When(position, moment), record, field, old, new)


def _said_of(change: _Change, name: str) -> Iterator[str]:
    """Yield what a change says, or said, of the field `name`."""
    for said in (change.old, change.new):
        value = said if change.field == name else said["values"].get(name) if said and not change.field else None
        if value:
            yield value


def _left(kind: str, key: str, changes: list[_Change], project: str | None) -> tuple[str, When] | None:
    """Return the last day that a record stood in the calendar with, and when it left; None where it did not."""
    said: dict[str, Values] = defaultdict(dict)
    held, left = "", None
    for one in changes:
        if one.field:
            said[one.record] = {**said[one.record], one.field: one.new}
        else:
            said[one.record] = dict(one.new["values"]) if one.new else {}
        day = _held(kind, said[key], said, project)
        if held and not day:
            left = held, one.when
        held = day
    return None if held else left


def _held(kind: str, own: Values, said: dict[str, Values], project: str | None) -> str:
    """Return the day that a calendar holds a record with, an empty text for none."""
    field, over = DAYS[kind]
    if not own or own.get("status") in over:
        return ""
    home = own.get(_HOME[kind])
    place = home if kind == "challenge" or not home else said[home].get("project")
    return (own.get(field) or "") if project in (None, place) else ""
