"""What is derived of each record and kept beside it: its display name, what tables sort by, and what search finds.

Two tables a kind, rebuilt at will from the records alone: `<kind>_grid`, narrow, with a column a field to sort by; and
`<kind>_search`, a full-text index with a column a field, under the same row number. Both are written by the transaction
that writes the record.
"""

import itertools
import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache, partial
from typing import Any

from hsmonitor.domain.catalogue import RECORDS, links_to
from hsmonitor.domain.fields import Field, Stored
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
_SOUGHT = {"challenge": ("next_review", "status")}

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
            sought = listed(f"by_{name}" for name in _SOUGHT[kind])
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
    """Write the derived rows of `keys`; return the keys whose display name is another one now."""
    before = _rows_of(connection, kind, keys)
    # The full-text index writes itself out whenever a row number is below the last one; so upwards, what is new at the end.
    upwards = sorted(keys, key=lambda key: before[key][0] if key in before else _LAST)
    return [renamed for chunk in chunks(upwards) for renamed in _write(connection, kind, chunk, before)]


_LAST = 2**63
"""A number above that of every row."""

Kept = Mapping[str, tuple[int, str]]
"""By key, the number of the derived row and the display name in it."""


def _rows_of(connection: sqlite3.Connection, kind: str, keys: Collection[str]) -> Kept:
    sql = f"SELECT id, row, display FROM {quoted(f'{kind}_grid')} WHERE id {AMONG}"
    found = (row for chunk in chunks(keys) for row in connection.execute(sql, [json.dumps(chunk)]))
    return {key: (row, display) for key, row, display in found}


def referring(
    connection: sqlite3.Connection, record: type[Record], field: Link | Links, keys: Collection[str]
) -> set[str]:
    """Return the keys of the records whose `field` points at one of `keys`."""
    if isinstance(field, Links):
        sql = f"SELECT owner FROM {quoted(link_table(record, field))} WHERE target {AMONG}"
    else:
        sql = f"SELECT id FROM {quoted(record.kind)} WHERE {quoted(field.name)} {AMONG}"
    return {row[0] for row in connection.execute(sql, [json.dumps(list(keys))])}


def _write(connection: sqlite3.Connection, kind: str, keys: list[str], before: Kept) -> list[str]:
    record, grid, search = RECORDS[kind], quoted(f"{kind}_grid"), quoted(f"{kind}_search")
    states = read_states(connection, kind, keys)
    gone = [(before[key][0],) for key in keys if key in before and key not in states]
    connection.executemany(f"DELETE FROM {search} WHERE rowid = ?", gone)
    connection.executemany(f"DELETE FROM {grid} WHERE row = ?", gone)
    made = list(derived_rows(connection, record, states))
    new = itertools.count(connection.execute(f"SELECT coalesce(max(row), 0) + 1 FROM {grid}").fetchone()[0])
    rows = {key: before[key][0] if key in before else next(new) for key in states}
    _replace(
        connection, grid, ["row", "id", *grid_columns(record)], ([rows[key], key, *cells] for key, cells, _ in made)
    )
    _replace(
        connection, search, ["rowid", "reference", *record.fields], ([rows[key], *words] for key, _, words in made)
    )
    return [key for key, cells, _ in made if key not in before or before[key][1] != cells[0]]


def _replace(connection: sqlite3.Connection, table: str, columns: list[str], rows: Iterable[list[Stored]]) -> None:
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT OR REPLACE INTO {table} ({listed(columns)}) VALUES ({marks})", rows)


def derived_rows(
    connection: sqlite3.Connection, record: type[Record], states: Mapping[str, State]
) -> Iterable[tuple[str, list[Stored], list[Stored]]]:
    """Yield, for each of `states`, its key, the cells of its grid row and the words of its search row."""
    names = display_names(connection, linked_keys(record, states.values()))
    table = level_table(connection) if any(field.derived for field in record.fields.values()) else {}
    places = {name: place for place, name in enumerate(record.fields)}
    known: dict[tuple[str, Any], tuple[Stored, str]] = {}  # the same value of the same field is derived once
    for key, state in states.items():
        values = with_derived(record, state.values, table) if table else state.values
        cells: list[Stored] = [None] * len(places)
        words: list[Stored] = [""] * len(places)
        for pair in values.items():
            if pair not in known:
                known[pair] = _cell_and_words(record.fields[pair[0]], pair[1], names)
            cells[places[pair[0]]], words[places[pair[0]]] = known[pair]
        display = record.name_of(values, names, state.reference)
        number = int(state.reference.rpartition("-")[2])
        yield key, [display, fold(display)[:60], number, *cells], [fold(state.reference), *words]


def _cell_and_words(field: Field[Any], value: Any, names: Mapping[str, str]) -> tuple[Stored, str]:
    words = fold(_words(field, value, names))
    return (words[:60] if isinstance(field, Link | Links) else field.sort_key(value)), words


def shown(field: Field[Any], values: Values, names: Mapping[str, str]) -> str:
    """Return the words of one field; links are shown by the display names of `names`."""
    value = values.get(field.name)
    return "" if value is None else _words(field, value, names)


def _words(field: Field[Any], value: Any, names: Mapping[str, str]) -> str:
    if isinstance(field, Link):
        return names.get(value, "")
    if isinstance(field, Links):
        return "; ".join(sorted(names.get(one, "") for one in value))
    return field.show(value)
