"""What has changed since a moment, asked of the history by its indexes: never by reading all of it.

The moment is `first`, the number of the first history row after it; rows are numbered as they come. History keeps for each
field that changed what it said before. So what a record was at a moment is what it is now, with each field put back to what
it said before its first change since; a record that went since comes back from the row that says so.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator
from typing import Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.store.history import loaded_state
from hsmonitor.store.rows import State, chunks, read_states
from hsmonitor.store.sqlite import AMONG, quoted


def first_after(connection: sqlite3.Connection, position: int) -> int:
    """Return the number of the first history row after the transaction at `position`; they are numbered as they come."""
    sql = (
        "SELECT min(c.rowid) FROM main.change c JOIN main.journal j ON j.id = c.journal"
        " WHERE j.position = (SELECT min(position) FROM main.journal WHERE position > ?)"
    )
    found = connection.execute(sql, [position]).fetchone()[0]
    return found or int(connection.execute("SELECT coalesce(max(rowid), 0) + 1 FROM main.change").fetchone()[0])


def fields_changed(connection: sqlite3.Connection, kind: str, first: int) -> set[str]:
    """Return the fields of a kind that changed since in any record."""
    sql = (
        "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM main.change"
        " WHERE kind = ? AND field = value AND action = 'edit' AND rowid >= ?)"
    )
    return {row[0] for row in connection.execute(sql, [json.dumps(list(RECORDS[kind].fields)), kind, first])}


def keys_changed(connection: sqlite3.Connection, kind: str, fields: Collection[str], first: int) -> set[str]:
    """Return the keys of a kind that changed since in one of `fields`, or went."""
    sql = "SELECT record FROM main.change WHERE kind = ? AND field = ? AND action = ? AND rowid >= ?"
    asked = [*((field, "edit") for field in fields), ("", "delete")]
    return {row[0] for field, action in asked for row in connection.execute(sql, [kind, field, action, first])}


def first_to_come(connection: sqlite3.Connection, kind: str, first: int) -> int | None:
    """Return the row number of the first record of a kind that came since, of those that stand now; None where none came.

    Records are numbered as they come, so all from this one on came since.
    """
    any_came = "SELECT 1 FROM main.change WHERE kind = ? AND field = '' AND action = 'create' AND rowid >= ?"
    if not connection.execute(f"{any_came} LIMIT 1", [kind, first]).fetchone():
        return None
    at_or_after = (
        "SELECT n.rowid, EXISTS (SELECT 1 FROM main.change s"
        " WHERE s.record = n.id AND s.field = '' AND +s.kind = ? AND s.rowid >= ?)"
        f" FROM main.{quoted(kind)} n WHERE n.rowid >= ? ORDER BY n.rowid LIMIT 1"
    )
    low, high = 0, int(connection.execute(f"SELECT coalesce(max(rowid), 0) + 1 FROM main.{quoted(kind)}").fetchone()[0])
    while low < high:  # the first number at or after which the next record came since
        middle = (low + high) // 2
        found = connection.execute(at_or_after, [kind, first, middle]).fetchone()
        low, high = (low, middle) if found is None or found[1] else (found[0] + 1, high)
    return low


def states_then(
    connection: sqlite3.Connection, kind: str, keys: Collection[str], first: int
) -> Iterator[tuple[str, State]]:
    """Yield those records of `keys` that were there then, as they were."""
    sql = (
        "SELECT record, action, field, old FROM main.change"
        f" WHERE record {AMONG} AND +kind = ? AND rowid >= ? ORDER BY rowid"
    )
    for chunk in chunks(keys):
        since: dict[str, list[tuple[str, str, str | None]]] = {}
        for key, *change in connection.execute(sql, [json.dumps(chunk), kind, first]):
            since.setdefault(key, []).append((change[0], change[1], change[2]))
        now = read_states(connection, kind, chunk)
        for key in chunk:
            if state := _put_back(kind, now.get(key), since.get(key, [])):
                yield key, state


def _put_back(kind: str, state: State | None, changes: list[tuple[str, str, str | None]]) -> State | None:
    """Return a record as it was before `changes`, None where it was not there."""
    olds: dict[str, Any] = {}
    for action, field, old in changes:
        if action == "create":
            return None
        if action == "delete":  # what happened to it after it went says nothing of how it was before
            state = loaded_state(kind, json.loads(old or "{}"), "")
            break
        if field in RECORDS[kind].fields:
            olds.setdefault(field, loaded(kind, field, old))
    if state is None:
        return None
    values = {**state.values, **olds}
    return state.with_values({name: value for name, value in values.items() if value is not None})


def loaded(kind: str, field: str, old: str | None) -> Any:
    """Return the value of a field where history says `old` (JSON) of it."""
    return None if old is None else RECORDS[kind].fields[field].load(json.loads(old))
