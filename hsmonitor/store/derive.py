"""What is derived of each record and kept beside it: its display name, what tables sort by, and what search finds.

Two tables a kind, rebuilt at will from the records alone: `<kind>_grid`, narrow, with a column a field to sort by; and
`<kind>_search`, a full-text index with a column a field, under the same row number. Both are written by the transaction
that writes the record.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache, partial
from typing import Any

from hsmonitor.domain.catalogue import RECORDS, links_to
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Link, Links
from hsmonitor.domain.record import Record, Values
from hsmonitor.domain.text import fold
from hsmonitor.store.rows import (
    State,
    all_keys,
    chunks,
    display_names,
    level_table,
    link_table,
    linked_keys,
    read_states,
    with_derived,
)
from hsmonitor.store.sqlite import AMONG, listed, quoted

Touched = dict[str, set[str]]


# The overview counts by these; an index of them alone is read ten times faster than the grid.
_COUNTED = {
    "challenge": ("status", "likelihood", "impact", "level", "next_review", "owner"),
    "response": ("status", "due"),
    "review": ("decision", "reviewed_on"),
}

# The first rows after a start are sought by it.
_SOUGHT = {"challenge": "next_review"}

SEARCH_OPTIONS = "tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'"


def grid_columns(record: type[Record]) -> list[str]:
    """Return the columns of a kind's grid after row and key."""
    return ["display", "by_display", "by_reference", *(f"by_{name}" for name in record.fields)]


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the derived tables of every kind anew, empty."""
    for kind, record in RECORDS.items():
        grid, search = quoted(f"{kind}_grid"), quoted(f"{kind}_search")
        connection.execute(f"DROP TABLE IF EXISTS {grid}")
        connection.execute(f"DROP TABLE IF EXISTS {search}")
        columns = listed(grid_columns(record))
        connection.execute(f"CREATE TABLE {grid} (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, {columns})")
        connection.execute(f"CREATE INDEX {quoted(f'{kind}_named')} ON {grid} (by_display)")
        if kind in _COUNTED:
            counted = listed(f"by_{name}" for name in _COUNTED[kind])
            connection.execute(f"CREATE INDEX {quoted(f'{kind}_counted')} ON {grid} ({counted})")
        if kind in _SOUGHT:
            sought = quoted(f"by_{_SOUGHT[kind]}")
            connection.execute(f"CREATE INDEX {quoted(f'{kind}_sought')} ON {grid} ({sought})")
        words = listed(["reference", *record.fields])
        connection.execute(f"CREATE VIRTUAL TABLE {search} USING fts5({words}, {SEARCH_OPTIONS})")


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the derived tables of every kind anew from the records."""
    create_tables(connection)
    linking = [kind for kind, record in RECORDS.items() if record.link_fields() or record.link_list_fields()]
    # Once for the names, and once more where the names of other records are shown: all of them are known by then.
    for kind in (*in_order_of_names(), *linking):
        _write_all(connection, kind, all_keys(connection, kind))


@cache
def in_order_of_names() -> list[str]:
    """Return all kinds, each after the kinds that its own display name is made of."""
    takes_name = {kind: _name_sources(record) for kind, record in RECORDS.items()}
    ordered: list[str] = []
    while len(ordered) < len(RECORDS):
        ready = [kind for kind in RECORDS if kind not in ordered and takes_name[kind] <= set(ordered)]
        ordered += ready
    return ordered


def _name_sources(record: type[Record]) -> set[str]:
    fields = (record.fields[name] for name in record.name_fields)
    return {field.target for field in fields if isinstance(field, Link)}


def refresh(connection: sqlite3.Connection, touched: Mapping[str, Collection[str]]) -> None:
    """Derive anew what hangs on the records of `touched` (keys by kind), those that show their names included."""
    if "level_cell" in touched:
        touched = {**touched, "challenge": set(all_keys(connection, "challenge"))}
    spread(touched, partial(referring, connection), partial(_write_all, connection))


def spread(
    touched: Mapping[str, Collection[str]],
    referring: Callable[[type[Record], Link | Links, Collection[str]], set[str]],
    write: Callable[[str, Collection[str]], list[str]],
) -> None:
    """Have `write` derive the records of `touched`, kind by kind, and those that show the names that it says are others."""
    waiting = {kind: set(keys) for kind, keys in touched.items()}
    again: Touched = {}
    order = in_order_of_names()
    for kind in order:
        renamed = write(kind, waiting.pop(kind, set()))
        for record, field in links_to(kind) if renamed else ():
            later = again if order.index(record.kind) <= order.index(kind) else waiting
            later.setdefault(record.kind, set()).update(referring(record, field, renamed))
    for kind, keys in again.items():  # their own names cannot change: names are made in this order
        write(kind, keys)


def _write_all(connection: sqlite3.Connection, kind: str, keys: Collection[str]) -> list[str]:
    return [renamed for chunk in chunks(keys) for renamed in _write(connection, kind, chunk)]


def referring(
    connection: sqlite3.Connection, record: type[Record], field: Link | Links, keys: Collection[str]
) -> set[str]:
    """Return the keys of the records whose `field` points at one of `keys`."""
    if isinstance(field, Links):
        sql = f"SELECT owner FROM {quoted(link_table(record, field))} WHERE target {AMONG}"
    else:
        sql = f"SELECT id FROM {quoted(record.kind)} WHERE {quoted(field.name)} {AMONG}"
    return {row[0] for row in connection.execute(sql, [json.dumps(list(keys))])}


def _write(connection: sqlite3.Connection, kind: str, keys: list[str]) -> list[str]:
    """Write the derived rows of `keys`; return the keys whose display name is another one now."""
    record, grid, search = RECORDS[kind], quoted(f"{kind}_grid"), quoted(f"{kind}_search")
    states = read_states(connection, kind, keys)
    sql = f"SELECT id, row, display FROM {grid} WHERE id {AMONG}"
    before = {row["id"]: row for row in connection.execute(sql, [json.dumps(keys)])}
    gone = [(row["row"],) for key, row in before.items()]
    connection.executemany(f"DELETE FROM {search} WHERE rowid = ?", gone)
    connection.executemany(
        f"DELETE FROM {grid} WHERE row = ?", [(before[key]["row"],) for key in before if key not in states]
    )
    made = list(derived_rows(connection, record, states))
    rows = {key: before[key]["row"] if key in before else None for key in states}
    columns = grid_columns(record)
    marks = ", ".join("?" * (len(columns) + 2))
    insert = f"INSERT OR REPLACE INTO {grid} (row, id, {listed(columns)}) VALUES ({marks})"
    connection.executemany(insert, [(rows[key], key, *cells) for key, cells, words in made])
    numbers = dict(tuple(row)[:2] for row in connection.execute(sql, [json.dumps(keys)]))
    marks = ", ".join("?" * (len(record.fields) + 2))
    insert = f"INSERT INTO {search} (rowid, reference, {listed(record.fields)}) VALUES ({marks})"
    connection.executemany(insert, [(numbers[key], *words) for key, cells, words in made])
    return [key for key, cells, words in made if key not in before or before[key]["display"] != cells[0]]


def derived_rows(
    connection: sqlite3.Connection, record: type[Record], states: Mapping[str, State]
) -> Iterable[tuple[str, list[Any], list[str]]]:
    """Yield, for each of `states`, its key, the cells of its grid row and the words of its search row."""
    names = display_names(connection, linked_keys(record, states.values()))
    table = level_table(connection) if any(field.derived for field in record.fields.values()) else {}
    for key, state in states.items():
        values = with_derived(record, state.values, table)
        display = record.name_of(values, names, state.reference)
        cells = [_cell(field, values, names) for field in record.fields.values()]
        words = [fold(shown(field, values, names)) for field in record.fields.values()]
        number = int(state.reference.rpartition("-")[2])
        yield key, [display, fold(display)[:60], number, *cells], [fold(state.reference), *words]


def shown(field: Field[Any], values: Values, names: Mapping[str, str]) -> str:
    """Return the words of one field; links are shown by the display names of `names`."""
    value = values.get(field.name)
    if value is None:
        return ""
    if isinstance(field, Link):
        return names.get(value, "")
    if isinstance(field, Links):
        return "; ".join(sorted(names.get(one, "") for one in value))
    return field.show(value)


def _cell(field: Field[Any], values: Values, names: Mapping[str, str]) -> Any:
    value = values.get(field.name)
    if value is not None and isinstance(field, Link | Links):
        return fold(shown(field, values, names))[:60]
    return field.sort_key(value)
