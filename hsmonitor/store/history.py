"""Reading the history: who changed what, when; what can be undone; what any record said at any moment."""

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.record import Values
from hsmonitor.store.author import Author
from hsmonitor.store.rows import State
from hsmonitor.store.sqlite import AMONG

Past = dict[str, dict[str, State]]

END = 2**62
"""A position beyond that of every transaction."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One transaction of the history. `made_at` is UTC in ISO 8601; `undoes` names the transaction that it takes back."""

    id: str
    position: int
    name: str
    made_at: str
    person: str
    device: str
    mode: str
    undoes: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One history row: a field that changed, or a whole record that came or went (then `field` is empty)."""

    journal: str
    action: str
    kind: str
    record: str
    field: str
    old: Any
    new: Any


_ENTRY = "id, position, name, made_at, person, device, mode, undoes"
_CHANGE = "journal, action, kind, record, field, old, new"


def entries(connection: sqlite3.Connection, limit: int = 50, before: int | None = None) -> list[Entry]:
    """Return the newest transactions, newest first; `before` is the position to go on from."""
    sql = f"SELECT {_ENTRY} FROM journal WHERE position < ? ORDER BY position DESC LIMIT ?"
    return [Entry(*row) for row in connection.execute(sql, [END if before is None else before, limit])]


def entry(connection: sqlite3.Connection, journal: str) -> Entry | None:
    """Return one transaction."""
    row = connection.execute(f"SELECT {_ENTRY} FROM journal WHERE id = ?", [journal]).fetchone()
    return Entry(*row) if row else None


def entries_of(connection: sqlite3.Connection, record: str) -> list[tuple[Entry, Change]]:
    """Return all that happened to one record, newest first."""
    columns = ", ".join(f"j.{name}" for name in _ENTRY.split(", "))
    changes = ", ".join(f"c.{name}" for name in _CHANGE.split(", "))
    sql = (
        f"SELECT {columns}, {changes} FROM change c JOIN journal j ON j.id = c.journal"
        " WHERE c.record = ? ORDER BY j.position DESC, c.ordinal"
    )
    return [(Entry(*row[:8]), _change(row[8:])) for row in map(tuple, connection.execute(sql, [record]))]


def changes_of(connection: sqlite3.Connection, journal: str, limit: int = -1) -> list[Change]:
    """Return the changes of one transaction in the order in which they were made; the first `limit`, else all."""
    sql = f"SELECT {_CHANGE} FROM change WHERE journal = ? ORDER BY ordinal LIMIT ?"
    return [_change(tuple(row)) for row in connection.execute(sql, [journal, limit])]


def last_change(connection: sqlite3.Connection, record: str, field: str) -> Entry | None:
    """Return the newest transaction that changed `field` of a record, or the record as a whole."""
    columns = ", ".join(f"j.{name}" for name in _ENTRY.split(", "))
    sql = (
        f"SELECT {columns} FROM change c JOIN journal j ON j.id = c.journal"
        " WHERE c.record = ? AND c.field IN (?, '') ORDER BY j.position DESC LIMIT 1"
    )
    row = connection.execute(sql, [record, field]).fetchone()
    return Entry(*row) if row else None


def deleted_state(connection: sqlite3.Connection, kind: str, record: str) -> State | None:
    """Return a record as it was when it was last deleted, None where it never was."""
    sql = (
        "SELECT c.old FROM change c JOIN journal j ON j.id = c.journal"
        " WHERE c.record = ? AND c.action = 'delete' ORDER BY j.position DESC LIMIT 1"
    )
    row = connection.execute(sql, [record]).fetchone()
    return loaded_state(kind, json.loads(row[0]), "") if row else None


def touched_since(connection: sqlite3.Connection, position: int) -> tuple[int, dict[str, set[str]]]:
    """Return the newest position, and the keys by kind of all that changed after `position`."""
    newest = newest_position(connection)
    touched: dict[str, set[str]] = {}
    # In this order, or SQLite looks through the whole history for the little that is new.
    since = "FROM journal j CROSS JOIN change c ON c.journal = j.id WHERE j.position > ?"
    sql = f"SELECT DISTINCT c.kind, c.record {since}"
    for kind, record in connection.execute(sql, [position]):
        touched.setdefault(kind, set()).add(record)
    return newest, touched


def newest_position(connection: sqlite3.Connection) -> int:
    """Return the position of the newest transaction; 0 in a portfolio without any."""
    return int(connection.execute("SELECT coalesce(max(position), 0) FROM journal").fetchone()[0])


def position_at(connection: sqlite3.Connection, moment: str) -> int:
    """Return the position of the newest transaction made by `moment` (UTC, ISO 8601); 0 where there was none yet.

    All before it count as made by then too, whatever a clock that was set wrong says of them.
    """
    sql = "SELECT coalesce(max(position), 0) FROM main.journal WHERE made_at <= ?"
    return int(connection.execute(sql, [moment]).fetchone()[0])


def taken_back(connection: sqlite3.Connection, journals: Collection[str]) -> set[str]:
    """Return those of `journals` that do not hold any more: an undo took them back that was not taken back itself."""
    sql = (
        f"WITH RECURSIVE since (id, undoes, position) AS (SELECT id, undoes, position FROM journal WHERE undoes {AMONG}"
        " UNION SELECT j.id, j.undoes, j.position FROM since s JOIN journal j ON j.undoes = s.id)"
        " SELECT id, undoes FROM since ORDER BY position DESC"
    )
    back: set[str] = set()
    for journal, undoes in connection.execute(sql, [json.dumps(list(journals))]):
        if journal not in back:  # what takes it back comes later, so that it is known by now
            back.add(undoes)
    return back.intersection(journals)


def next_undo(connection: sqlite3.Connection, author: Author) -> Entry | None:
    """Return the transaction that Ctrl+Z of `author` takes back, if any.

    Read backwards, each undo asks for one more transaction to be passed over and each redo gives one back.
    """
    passed_over = 0
    for found in _own_backwards(connection, author):
        if found.mode == "setup":
            return None
        if found.mode == "undo":
            passed_over += 1
        elif passed_over:
            passed_over -= 1
        else:
            return found
    return None


def next_redo(connection: sqlite3.Connection, author: Author) -> Entry | None:
    """Return the undo that Ctrl+Y of `author` takes back, if any; a new change ends the chain."""
    passed_over = 0
    for found in _own_backwards(connection, author):
        if found.mode in ("do", "setup"):
            return None
        if found.mode == "redo":
            passed_over += 1
        elif passed_over:
            passed_over -= 1
        else:
            return found
    return None


def _own_backwards(connection: sqlite3.Connection, author: Author) -> Iterator[Entry]:
    sql = f"SELECT {_ENTRY} FROM journal WHERE person = ? AND device = ? ORDER BY position DESC"
    return (Entry(*row) for row in connection.execute(sql, [author.person, author.device]))


def as_of(connection: sqlite3.Connection, moment: str) -> Past:
    """Return all records as they were at `moment` (UTC, ISO 8601), by kind and key."""
    return _replayed(connection, "j.position <= ?", [position_at(connection, moment)])


def record_at(connection: sqlite3.Connection, kind: str, key: str, position: int) -> State | None:
    """Return a record as the transaction at `position` left it, whatever the clock said; None where there was none."""
    return _replayed(connection, "j.position <= ? AND c.record = ?", [position, key]).get(kind, {}).get(key)


def _replayed(connection: sqlite3.Connection, where: str, parameters: list[Any]) -> Past:
    past: Past = {}
    sql = (
        "SELECT c.action, c.kind, c.record, c.field, c.new, j.made_at FROM change c JOIN journal j ON j.id = c.journal"
        f" WHERE {where} ORDER BY j.position, c.ordinal"
    )
    for row in connection.execute(sql, parameters):
        _replay(past, *row)
    return past


def _replay(past: Past, action: str, kind: str, record: str, field: str, new: str | None, made_at: str) -> None:
    records = past.setdefault(kind, {})
    if action == "create":
        records[record] = loaded_state(kind, json.loads(new or "{}"), made_at)
    elif action == "delete":
        records.pop(record, None)
    else:
        before = records[record]
        value = RECORDS[kind].fields[field].load(json.loads(new)) if new is not None else None
        values = {name: old for name, old in before.values.items() if name != field}
        if value is not None:
            values[field] = value
        records[record] = State(before.reference, before.created_at, made_at, values, before.revision + 1)


def dumped_state(kind: str, state: State) -> dict[str, Any]:
    """Return a record whole, as the history keeps it where it comes or goes."""
    fields = RECORDS[kind].fields
    values = {name: fields[name].dump(value) for name, value in state.values.items()}
    return {"reference": state.reference, "created_at": state.created_at, "values": values}


def loaded_state(kind: str, dumped: dict[str, Any], changed_at: str) -> State:
    """Return the record that `dumped_state` kept. Fields that the program no longer knows are left out."""
    fields = RECORDS[kind].fields
    values: Values = {name: fields[name].load(value) for name, value in dumped["values"].items() if name in fields}
    return State(dumped["reference"], dumped["created_at"], changed_at, values, 1)


def _change(row: tuple[Any, ...]) -> Change:
    old, new = (None if value is None else json.loads(value) for value in row[5:7])
    return Change(row[0], row[1], row[2], row[3], row[4], old, new)
