"""Reading records as they are stored, by plain SQL, without any mapper.

Used by the writer, the screens, the check and the reports alike; this path loads nothing heavy.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Level, Links
from hsmonitor.domain.levels import LevelTable, level_of
from hsmonitor.domain.record import Record, Values
from hsmonitor.store.sqlite import AMONG, listed, quoted

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class State:
    """One record at one moment: its values, and what the program itself keeps of it."""

    reference: str
    created_at: str
    changed_at: str
    values: Values = field(default_factory=dict)
    revision: int = 0

    def with_values(self, values: Values) -> "State":
        """Return the same record with other values."""
        return replace(self, values=values)


def link_table(record: type[Record], links: Links) -> str:
    """Return the name of the table that holds a field of several links."""
    return f"{record.kind}_{links.name}"


def read_states(connection: sqlite3.Connection, kind: str, keys: Collection[str]) -> dict[str, State]:
    """Return the records of `kind` that exist among `keys`, by key and in their order."""
    record = RECORDS[kind]
    plain = [name for name, field in record.fields.items() if field.columns and field.stored_plainly]
    others = [field for field in record.fields.values() if field.columns and not field.stored_plainly]
    columns = listed([*_OWN, *plain, *(column.name for field in others for column in field.columns)])
    sql = f"SELECT {columns} FROM {quoted(kind)} WHERE id {AMONG}"
    found: dict[str, State] = {}
    for chunk in chunks(keys):
        for row in connection.execute(sql, [json.dumps(chunk)]):
            found[row[0]] = _state(plain, others, row)
        for links in record.link_list_fields():
            _add_links(connection, record, links, chunk, found)
    return {key: found[key] for key in keys if key in found}


_OWN = ("id", "reference", "created_at", "changed_at", "revision")
"""What the program itself keeps of each record, in the columns that are read first."""


def all_keys(connection: sqlite3.Connection, kind: str) -> list[str]:
    """Return the keys of all records of `kind`, in the order in which they were made."""
    return [row[0] for row in connection.execute(f"SELECT id FROM {quoted(kind)} ORDER BY rowid")]


def read_all(connection: sqlite3.Connection, kind: str) -> Iterator[tuple[str, State]]:
    """Yield all records of `kind`, key and state, some thousand in memory at a time."""
    for chunk in chunks(all_keys(connection, kind)):
        yield from read_states(connection, kind, chunk).items()


def chunks(keys: Collection[str]) -> Iterator[list[str]]:
    """Yield `keys` in lists that are small enough to be held at once."""
    ordered = list(keys)
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


def _state(plain: list[str], others: list[Field[Any]], row: sqlite3.Row) -> State:
    _key, reference, created_at, changed_at, revision, *cells = row
    # The cells of the others follow; `zip` leaves them out.
    values: Values = {name: cell for name, cell in zip(plain, cells, strict=False) if cell is not None}
    for described in others:
        value = described.from_row(row)
        if value is not None:
            values[described.name] = value
    return State(reference, created_at, changed_at, values, revision)


def _add_links(
    connection: sqlite3.Connection,
    record: type[Record],
    links: Links,
    keys: list[str],
    states: Mapping[str, State],
) -> None:
    sql = f"SELECT owner, target FROM {quoted(link_table(record, links))} WHERE owner {AMONG} ORDER BY owner, target"
    for owner, target in connection.execute(sql, [json.dumps(keys)]):
        if owner in states:
            values = states[owner].values
            values[links.name] = (*values.get(links.name, ()), target)


def linked_keys(record: type[Record], states: Iterable[State]) -> dict[str, set[str]]:
    """Return the keys of all records that `states` link to, by their kind."""
    result: dict[str, set[str]] = {}
    single, several = record.link_fields(), record.link_list_fields()
    for state in states:
        for link in single:
            if key := state.values.get(link.name):
                result.setdefault(link.target, set()).add(key)
        for links in several:
            result.setdefault(links.target, set()).update(state.values.get(links.name, ()))
    return result


def display_names(connection: sqlite3.Connection, wanted: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Return the display names of records, by key; `wanted` holds keys by kind."""
    names: dict[str, str] = {}
    for kind, keys in wanted.items():
        for chunk in chunks(keys):
            sql = f"SELECT id, display FROM {quoted(kind + '_grid')} WHERE id {AMONG}"
            names |= dict(tuple(row) for row in connection.execute(sql, [json.dumps(chunk)]))
    return names


def level_table(connection: sqlite3.Connection) -> LevelTable:
    """Return the portfolio's own table of levels."""
    rows = connection.execute("SELECT likelihood, impact, level FROM level_cell")
    return {(likelihood, impact): level for likelihood, impact, level in rows}


HALVES = {
    field.name: field.halves
    for record in RECORDS.values()
    for field in record.fields.values()
    if isinstance(field, Level)
}
"""The fields that hold a level, each with the two that it is derived from."""


def with_derived(record: type[Record], values: Mapping[str, Any], table: LevelTable) -> Values:
    """Return `values` with the derived fields that can be told from them."""
    result = dict(values)
    for name, halves in HALVES.items():
        if name in record.fields and record.fields[name].derived:
            level = level_of(values.get(halves[0]), values.get(halves[1]), table)
            if level is not None:
                result[name] = level
    return result
