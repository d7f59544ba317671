"""What is derived of records, as it was: display names, what tables sort by, what search finds. See `then_rows`.

Most fields stand for themselves alone: they are put back inside the database. What hangs on the names of other records is
derived anew, as it is when records are written.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache, partial

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import Stored
from hsmonitor.domain.kinds import Level
from hsmonitor.domain.levels import LevelTable, level_of
from hsmonitor.domain.text import fold
from hsmonitor.store import derive, then_history, then_rows
from hsmonitor.store.rows import HALVES, chunks, level_table, read_states
from hsmonitor.store.sqlite import AMONG, listed, quoted
from hsmonitor.store.then_rows import Past, own

_GONE = 2**40
"""From here on are numbered, below zero, the rows of records that went since: those of others have their number of now."""


def overlay(connection: sqlite3.Connection, pasts: Mapping[str, Past]) -> None:
    """Hide the grids of kinds that were otherwise, and of what shows their names, behind views of them as they were."""
    relevelled = {kind for kind in RECORDS if "level_cell" in pasts and _levels(kind, "", str)}
    _add_functions(connection, level_table(connection))
    made: dict[str, str] = {}

    def write(kind: str, keys: Collection[str]) -> list[str]:
        if kind not in made:
            if not keys and kind not in relevelled and kind not in pasts:
                return []
            past = pasts.get(kind, Past(kind, 0, (), {}, None))
            made[kind] = _hide_grid(connection, past, _cells(past, relevelled=kind in relevelled))
            keys = {*keys, *past.brought_back}
        return _derive(connection, kind, keys)

    derive.spread({}, partial(derive.referring, connection), write)
    for kind, kept in made.items():
        _look_through(connection, kind, kept)


def _add_functions(connection: sqlite3.Connection, table: LevelTable) -> None:
    def level(kind: str, name: str, likelihood: int | None, impact: int | None) -> Stored:
        return RECORDS[kind].fields[name].sort_key(level_of(likelihood, impact, table))

    def cell(kind: str, name: str, old: str | None) -> Stored:
        return RECORDS[kind].fields[name].sort_key(then_history.loaded(kind, name, old))

    def words(kind: str, name: str, old: str | None) -> str:
        return fold(RECORDS[kind].fields[name].show(then_history.loaded(kind, name, old)))

    def level_words(kind: str, name: str, likelihood: int | None, impact: int | None) -> str:
        return fold(RECORDS[kind].fields[name].show(level_of(likelihood, impact, table)))

    jobs: dict[str, Callable[..., Stored]] = {
        "then_level": level,
        "then_cell": cell,
        "then_words": words,
        "then_level_words": level_words,
    }
    for name, job in jobs.items():
        connection.create_function(name, -1, lru_cache(10_000)(job), deterministic=True)


def _cells(past: Past, *, relevelled: bool) -> dict[str, str]:
    """Return SQL for the cells of a grid row that stands for itself, where they are not the cells of now.

    Rows that were others are numbered below zero, so that no search of now finds them.
    """
    cells: dict[str, str] = {}
    for name in past.alone:
        cells[f"by_{name}"] = past.put_back(f"by_{name}", name, f"then_cell('{past.kind}', '{name}', {{old}})")
    changed = [past.touched()] if past.alone else []
    for name, level in _levels(past.kind, "then_level", lambda cell: cells.get(cell, f"n.{cell}")).items():
        if relevelled or {*HALVES[name]} & {*past.alone}:
            cells[f"by_{name}"] = level
            changed += [f"n.by_{name} IS NOT {level}"] if relevelled else []
    if changed:
        cells["row"] = f"CAST(CASE WHEN {' OR '.join(changed)} THEN -n.row ELSE n.row END AS INTEGER)"
    return cells


def _hide_grid(connection: sqlite3.Connection, past: Past, cells: Mapping[str, str]) -> str:
    """Hide the grid of a kind behind a view of its rows, with `cells`, and of those that are derived anew.

    Return the SELECT of the first alone.
    """
    grid, then, names = f"{past.kind}_grid", own(f"{past.kind} derived"), derive.grid_columns(RECORDS[past.kind])
    connection.execute(f"CREATE TEMP TABLE {then} (row INTEGER PRIMARY KEY, id TEXT UNIQUE, {listed(names)})")
    columns = ("row", "id", *names)
    all_cells = {column: cells.get(column, f"n.{quoted(column)}") for column in columns}
    kept = f"SELECT {then_rows.named(all_cells)} FROM main.{quoted(grid)} n WHERE {past.there('n.id')}"
    # The database looks through a view only where its parts agree in the types of columns; what is computed has none.
    same = {name: f"{'+' if name in cells and name != 'row' else ''}t.{quoted(name)}" for name in columns}
    derived = f"SELECT {then_rows.named(same)} FROM temp.{then} t"
    whole = f"n.id NOT IN (SELECT id FROM temp.{then})"
    connection.execute(f"CREATE TEMP VIEW {quoted(grid)} AS {kept} AND {whole} UNION ALL {derived}")
    return kept


def _look_through(connection: sqlite3.Connection, kind: str, kept: str) -> None:
    """Leave what is derived anew out of a view where there is none: the database reads only what is asked of it then."""
    grid = f"temp.{quoted(f'{kind}_grid')}"
    if not connection.execute(f"SELECT 1 FROM temp.{own(f'{kind} derived')} LIMIT 1").fetchone():
        connection.execute(f"DROP VIEW {grid}")
        connection.execute(f"CREATE VIEW {grid} AS {kept}")


def settle(connection: sqlite3.Connection, kind: str) -> None:
    """Put a copy in place of the view of a grid: sorting and counting then take as long as ever."""
    grid, copy, columns = quoted(f"{kind}_grid"), own(f"{kind}_grid"), listed(derive.grid_columns(RECORDS[kind]))
    sql = "SELECT name FROM temp.sqlite_schema WHERE name IN (?, ?)"
    made = [row[0] for row in connection.execute(sql, [f"{kind}_grid", f"{then_rows.OWN}{kind}_grid"])]
    if made == [f"{kind}_grid"]:  # the view, and no copy yet
        connection.execute(f"CREATE TEMP TABLE {copy} (row INTEGER PRIMARY KEY, id, {columns})")
        connection.execute(f"INSERT INTO temp.{copy} SELECT * FROM temp.{grid}")
        connection.execute(f"CREATE UNIQUE INDEX temp.{own(f'{kind} grid key')} ON {copy} (id)")
        connection.execute(f"DROP VIEW temp.{grid}")
        connection.execute(f"CREATE TEMP VIEW {grid} AS SELECT * FROM temp.{copy}")


def _levels(kind: str, function: str, cell: Callable[[str], str]) -> dict[str, str]:
    """Return the fields of a kind that hold levels, with the SQL that derives each from the cells of its halves."""
    return {
        name: f"{function}('{kind}', '{name}', {cell(f'by_{likelihood}')}, {cell(f'by_{impact}')})"
        for name, (likelihood, impact) in HALVES.items()
        if isinstance(RECORDS[kind].fields.get(name), Level)
    }


def _derive(connection: sqlite3.Connection, kind: str, keys: Collection[str]) -> list[str]:
    """Derive the rows of `keys` anew from the records of then; return those whose display name was another one."""
    renamed: list[str] = []
    for chunk in chunks(keys):
        renamed += _derive_some(connection, kind, chunk)
    return renamed


def _derive_some(connection: sqlite3.Connection, kind: str, keys: list[str]) -> list[str]:
    among = [json.dumps(keys)]
    found = connection.execute(f"SELECT id, row, display FROM main.{quoted(f'{kind}_grid')} WHERE id {AMONG}", among)
    now = {key: (row, display) for key, row, display in found}
    numbers = dict(
        tuple(row) for row in connection.execute(f"SELECT id, rowid FROM {quoted(kind)} WHERE id {AMONG}", among)
    )
    states = read_states(connection, kind, keys)
    rows = [
        [-now[key][0] if key in now else -_GONE - numbers[key], key, *cells]
        for key, cells, _words in derive.derived_rows(connection, RECORDS[kind], states)
    ]
    marks = ", ".join("?" * (len(derive.grid_columns(RECORDS[kind])) + 2))
    connection.executemany(f"INSERT OR REPLACE INTO temp.{own(f'{kind} derived')} VALUES ({marks})", rows)
    return [row[1] for row in rows if row[1] not in now or now[row[1]][1] != row[2]]


def add_words(connection: sqlite3.Connection, kind: str, first: int) -> None:
    """Have search find the records of a kind whose row was another one before the history row `first` by the words of then."""
    if not connection.execute("SELECT 1 FROM temp.sqlite_schema WHERE name = ?", [f"{kind}_grid"]).fetchone():
        return
    past = Past(kind, first, then_rows.alone(connection, kind, first), {}, None)
    search, then, columns = (
        quoted(f"{kind}_search"),
        f"temp.{own(f'{kind} derived')}",
        ["reference", *RECORDS[kind].fields],
    )
    connection.execute(f"CREATE VIRTUAL TABLE temp.{search} USING fts5({listed(columns)}, {derive.SEARCH_OPTIONS})")
    cells = {column: f"n.{quoted(column)}" for column in columns}
    for name in past.alone:
        cells[name] = past.put_back(name, name, f"then_words('{kind}', '{name}', {{old}})")
    cells |= _levels(kind, "then_level_words", lambda half: f"n.{half}")
    rows = (
        f"SELECT g.*, w.* FROM temp.{quoted(f'{kind}_grid')} g JOIN main.{search} w ON w.rowid = -g.row WHERE g.row < 0"
    )
    put = f"INSERT INTO temp.{search} (rowid, {listed(columns)})"
    alone = f"SELECT n.row, {', '.join(cells.values())} FROM ({rows}) n WHERE n.id NOT IN (SELECT id FROM {then})"
    connection.execute(f"{put} {alone}")
    _add_words_anew(connection, kind, put, len(columns) + 1)


def _add_words_anew(connection: sqlite3.Connection, kind: str, put: str, width: int) -> None:
    """Have search find the records that were derived anew by the words of their rows."""
    sql = f"SELECT id, row FROM temp.{own(f'{kind} derived')}"
    numbers = dict(tuple(row) for row in connection.execute(sql))
    for chunk in chunks(numbers):
        made = derive.derived_rows(connection, RECORDS[kind], read_states(connection, kind, chunk))
        words = [[numbers[key], *words] for key, _cells, words in made]
        connection.executemany(f"{put} VALUES ({', '.join('?' * width)})", words)
