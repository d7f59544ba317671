"""The history as a list: transactions that fit what is asked for, some at a time, and what each of them changed in words."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.text import fold
from hsmonitor.store import history
from hsmonitor.store.finding import named_records
from hsmonitor.store.record_view import in_words

AT_A_TIME = 100
MOST_CHANGES = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """Which transactions are asked for. `first` and `last` are moments in UTC; an empty text asks for nothing special."""

    words: str = ""
    person: str = ""
    kind: str = ""
    project: str = ""
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One transaction in the list: how many changes it made, and whether it is taken back: by an undo that holds."""

    entry: history.Entry
    changes: int
    undone: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One change in words, with the record that it was made to; its name is empty where it exists no more."""

    kind: str
    record: str
    reference: str
    name: str
    what: str


def people(connection: sqlite3.Connection) -> list[str]:
    """Return all who changed anything, by name."""
    return [row[0] for row in connection.execute("SELECT DISTINCT person FROM journal ORDER BY person")]


def steps(connection: sqlite3.Connection, asked: Asked, before: int | None = None) -> list[Step]:
    """Return the newest transactions that fit, newest first; `before` is the position to go on from."""
    found: list[history.Entry] = []
    while len(found) < AT_A_TIME:
        rows = _rows(connection, asked, before)
        found += [history.Entry(*row) for row in rows if fold(asked.words) in fold(row[2])]
        if len(rows) < AT_A_TIME:
            break
        before = rows[-1][1]
    return _steps(connection, found[:AT_A_TIME])


def _rows(connection: sqlite3.Connection, asked: Asked, before: int | None) -> list[Any]:
    where, parameters = _where(asked)
    sql = (
        "SELECT j.id, j.position, j.name, j.made_at, j.person, j.device, j.mode, j.undoes"
        f" FROM journal j WHERE j.position < ? AND {where} ORDER BY j.position DESC LIMIT ?"
    )
    start = history.END if before is None else before
    return connection.execute(sql, [start, *parameters, AT_A_TIME]).fetchall()


def _steps(connection: sqlite3.Connection, entries: list[history.Entry]) -> list[Step]:
    # Asked for what is shown only: a rare word passes over thousands.
    keys = [entry.id for entry in entries]
    undone = history.taken_back(connection, keys)
    sql = "SELECT value, (SELECT count(*) FROM change WHERE journal = value) FROM json_each(?)"
    changes = dict(tuple(row) for row in connection.execute(sql, [json.dumps(keys)]))
    return [Step(entry, changes[entry.id], entry.id in undone) for entry in entries]


def _where(asked: Asked) -> tuple[str, list[str]]:
    parts, parameters = ["1"], list[str]()
    for condition, value in (
        ("j.person = ?", asked.person),
        ("j.made_at >= ?", asked.first),
        ("j.made_at <= ?", asked.last),
        ("EXISTS (SELECT 1 FROM change c WHERE c.journal = j.id AND +c.kind = ?)", asked.kind),
    ):
        if value:
            parts.append(condition)
            parameters.append(value)
    if asked.project:
        parts.append(f"EXISTS (SELECT 1 FROM change c WHERE c.journal = j.id AND {_OF_PROJECT})")
        parameters += [asked.project] * _OF_PROJECT.count("?")
    return " AND ".join(parts), parameters


_OF_PROJECT = "(c.record = ? OR " + " OR ".join(
    f"c.kind = '{record.kind}' AND c.record IN (SELECT id FROM \"{record.kind}\" WHERE \"{link.name}\" = ?)"
    for record in RECORDS.values()
    for link in record.link_fields()
    if link.target == "project"
) + ")"  # fmt: skip


def told(connection: sqlite3.Connection, journal: str) -> list[Told]:
    """Return the first changes of a transaction in words."""
    changes = history.changes_of(connection, journal, MOST_CHANGES)
    names = {(one.kind, one.key): one for one in named_records(connection, {(c.kind, c.record) for c in changes})}
    return [_told(connection, change, names.get((change.kind, change.record))) for change in changes]


def _told(connection: sqlite3.Connection, change: history.Change, found: Any) -> Told:
    whole = change.new or change.old
    known = str(whole.get("reference", "")) if not change.field and isinstance(whole, dict) else ""
    reference = found.reference if found else known
    return Told(change.kind, change.record, reference, found.display if found else "", in_words(connection, change))
