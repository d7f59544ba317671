"""Bringing back what the history tells where a value is stored that cannot be; a part of the repair."""

import contextlib
import sqlite3
from collections.abc import Iterable

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import Stored
from hsmonitor.store.impossible import REFERENCE, find_impossible
from hsmonitor.store.sqlite import quoted
from hsmonitor.store.told import Told, told_by_history

Broken = dict[str, list[str]]
"""The names of fields, by the key of the record that holds in them what cannot be."""


def bring_back(connection: sqlite3.Connection) -> None:
    """Write what the history tells where a value cannot be; what it does not tell either stays, for the check to name.

    Reviews are never changed, not by a repair either.
    """
    found: dict[str, Broken] = {}
    for one in find_impossible(connection):
        found.setdefault(one.problem.kind, {}).setdefault(one.key, []).append(one.problem.field)
    for kind, broken in found.items():
        if not RECORDS[kind].append_only:
            for key, told in told_by_history(connection, kind, list(broken)).items():
                _write(connection, kind, key, _stored(kind, broken[key], told))


def _stored(kind: str, names: Iterable[str], told: Told) -> dict[str, Stored]:
    """Return what the history tells of the fields `names`, by column."""
    (reference, values), cells = told, dict[str, Stored]()
    for name in names:
        if name == REFERENCE:
            cells[name] = reference
        elif field := RECORDS[kind].fields.get(name):
            cells |= field.to_row(field.load(values.get(name)))
    return cells


def _write(connection: sqlite3.Connection, kind: str, key: str, cells: dict[str, Stored]) -> None:
    if cells:
        changes = ", ".join(f"{quoted(column)} = ?" for column in cells)
        with contextlib.suppress(sqlite3.IntegrityError):  # the history tells something that cannot be either
            connection.execute(f"UPDATE {quoted(kind)} SET {changes} WHERE id = ?", [*cells.values(), key])
