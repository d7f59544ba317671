"""All that the page of one record shows: its values, what is related, where its facts come from, what happened to it."""

import sqlite3
from dataclasses import dataclass, field
from typing import Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import Field
from hsmonitor.domain.levels import LevelTable
from hsmonitor.domain.record import Record
from hsmonitor.language import _
from hsmonitor.store import history
from hsmonitor.store.derive import shown
from hsmonitor.store.listing import Row, read_rows
from hsmonitor.store.rating_points import Point, points
from hsmonitor.store.related import Balance, Related, Step, read_balance, read_chain, read_related
from hsmonitor.store.rows import State, display_names, level_table, linked_keys
from hsmonitor.store.subjects import subject

MOST_HISTORY = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened to a record: when (UTC), who, under which name, and what changed in words."""

    journal: str
    made_at: str
    person: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class RecordView:
    """The page of one record; only a project has a `balance`, only a partner a `chain`, only a challenge `ratings`."""

    row: Row
    related: list[Related]
    citations: list[Row]
    history: list[Line]
    balance: Balance | None = None
    chain: list[Step] = field(default_factory=list)
    ratings: list[Point] = field(default_factory=list)
    levels: LevelTable = field(default_factory=dict)


def read_view(connection: sqlite3.Connection, kind: str, key: str) -> RecordView | None:
    """Return all that the page of a record shows; None where there is no such record."""
    rows = read_rows(connection, kind, [key])
    if not rows:
        return None
    levels = level_table(connection) if kind == "challenge" else {}
    return RecordView(
        rows[0],
        read_related(connection, kind, key),
        read_citations(connection, kind, key),
        trail(connection, key),
        read_balance(connection, key) if kind == "project" else None,
        read_chain(connection, key) if kind == "partner" else [],
        points(connection, key, levels) if levels else [],
        levels,
    )


def read_citations(connection: sqlite3.Connection, kind: str, key: str) -> list[Row]:
    """Return the citations of a record and of its fields."""
    sql = "SELECT id FROM citation WHERE subject = ? ORDER BY field, paragraph, reference"
    keys = [row[0] for row in connection.execute(sql, [subject(kind, key)])]
    return read_rows(connection, "citation", keys)


def trail(connection: sqlite3.Connection, key: str) -> list[Line]:
    """Return what happened to a record, newest first, in words."""
    entries = history.entries_of(connection, key)[:MOST_HISTORY]
    return [
        Line(entry.id, entry.made_at, entry.person, entry.name, in_words(connection, change))
        for entry, change in entries
    ]


def in_words(connection: sqlite3.Connection, change: history.Change) -> str:
    """Return what one history row says: "Likelihood: 3 to 4", or that the record came or went."""
    if change.action == "create":
        return _("added")
    if change.action == "delete":
        return _("deleted")
    record = RECORDS[change.kind]
    field = record.fields.get(change.field)
    if field is None:
        return change.field
    old, new = (_words(connection, record, field, value) for value in (change.old, change.new))
    return _("{field}: {old} → {new}").format(field=field.label, old=old, new=new)


def _words(connection: sqlite3.Connection, record: type[Record], field: Field[Any], dumped: Any) -> str:
    if dumped is None:
        return _("not recorded")
    values = {field.name: field.load(dumped)}
    names = display_names(connection, linked_keys(record, [State("", "", "", values)]))
    return shown(field, values, names) or _("deleted")
