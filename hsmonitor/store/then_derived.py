"""What is derived of records, as it was: display names, what tables sort by, what search finds. See `then_rows`.

Most fields stand for themselves alone: they are put back inside the database. What hangs on the names of other records is
derived anew, as it is when records are written.
"""

import json
import sqlite3
from collections.abc import Callable, Collection
from functools import lru_cache, partial

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import Stored
from hsmonitor.domain.kinds import Level
from hsmonitor.domain.levels import LevelTable, level_of
from hsmonitor.domain.text import fold
from hsmonitor.store import derive, then_rows
from hsmonitor.store.rows import HALVES, chunks, level_table, read_states
from hsmonitor.store.sqlite import AMONG, listed, quoted
from hsmonitor.store.then_rows import SINCE, own

_GONE = 2**40
"""From here on are numbered, below zero, the rows of records that went since: those of others have their number of now."""


def overlay(connection: sqlite3.Connection, kinds: Collection[str]) -> None:
    """Hide the grids of `kinds`, and of what shows their names, behind views of them as they were."""
    relevelled = {kind for kind in RECORDS if "level_cell" in kinds and _levels(kind, "", str)}
    _add_functions(connection, level_table(connection))
    made = set[str]()

    def write(kind: str, keys: Collection[str]) -> list[str]:
        if kind in made:
            return _derive(connection, kind, keys)
        if not keys and kind not in relevelled and kind not in kinds:
            return []
        made.add(kind)
        _hide_grid(connection, kind, relevelled=kind in relevelled)
        own_keys = _hanging_on_names(connection, kind) if kind in kinds else set()
        return _derive(connection, kind, {*keys, *own_keys})

    derive.spread({}, partial(derive.referring, connection), write)


def _add_functions(connection: sqlite3.Connection, table: LevelTable) -> None:
    def level(kind: str, name: str, likelihood: int | None, impact: int | None) -> Stored:
        return RECORDS[kind].fields[name].sort_key(level_of(likelihood, impact, table))

    def cell(kind: str, name: str, old: str | None) -> Stored:
        return RECORDS[kind].fields[name].sort_key(then_rows.loaded(kind, name, old))

    def words(kind: str, name: str, old: str | None) -> str:
        return fold(RECORDS[kind].fields[name].show(then_rows.loaded(kind, name, old)))

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


def _hide_grid(connection: sqlite3.Connection, kind: str, *, relevelled: bool) -> None:
    """Hide the grid of a kind behind a copy of it as it was: sorting and counting then take as long as ever.

    Rows that were others are numbered below zero, so that no search of now finds them.
    """
    grid, columns = quoted(f"{kind}_grid"), derive.grid_columns(RECORDS[kind])
    was = {f"by_{name}": (name, f"then_cell('{kind}', '{name}', {{old}})") for name in _alone(connection, kind)}
    cells, source = then_rows.put_back(kind, f"main.{grid}", ["row", "id", *columns], was)
    changed = f"n.id IN (SELECT record FROM {SINCE} WHERE kind = '{kind}')"
    for name, level in _levels(kind, "then_level", cells.__getitem__).items():
        if relevelled or was.keys() & {f"by_{half}" for half in HALVES[name]}:
            cells[f"by_{name}"] = level
            changed += f" OR n.by_{name} IS NOT {level}" if relevelled else ""
    cells["row"] = f"CASE WHEN {changed} THEN -n.row ELSE n.row END"
    connection.execute(f"CREATE TEMP TABLE {grid} (row INTEGER PRIMARY KEY, id, {listed(columns)}, derived)")
    connection.execute(f"INSERT INTO temp.{grid} SELECT {', '.join(cells.values())}, 0 {source}")
    connection.execute(f"CREATE UNIQUE INDEX temp.{own(f'{kind} grid key')} ON {grid} (id)")


def _levels(kind: str, function: str, cell: Callable[[str], str]) -> dict[str, str]:
    """Return the fields of a kind that hold levels, with the SQL that derives each from the cells of its halves."""
    return {
        name: f"{function}('{kind}', '{name}', {cell(f'by_{likelihood}')}, {cell(f'by_{impact}')})"
        for name, (likelihood, impact) in HALVES.items()
        if isinstance(RECORDS[kind].fields.get(name), Level)
    }


def _hanging(kind: str) -> list[str]:
    """Return the fields by which a derived row hangs on others, or others on it: those of the name, and links."""
    record = RECORDS[kind]
    return [
        *record.name_fields,
        *(one.name for one in record.link_fields()),
        *(one.name for one in record.link_list_fields()),
    ]


def _alone(connection: sqlite3.Connection, kind: str) -> list[str]:
    """Return the fields that changed since and stand for themselves: nothing hangs on them but a level."""
    return [name for name in then_rows.changed_fields(connection, kind) if name not in _hanging(kind)]


def _hanging_on_names(connection: sqlite3.Connection, kind: str) -> set[str]:
    """Return the keys whose derived row cannot be put back alone: it had another name or link, or went since."""
    sql = f"SELECT record FROM {SINCE} WHERE kind = ? AND (field {AMONG} OR action = 'delete')"
    return {row[0] for row in connection.execute(sql, [kind, json.dumps(_hanging(kind))])}


def _derive(connection: sqlite3.Connection, kind: str, keys: Collection[str]) -> list[str]:
    """Derive the rows of `keys` anew from the records of then; return those whose display name was another one."""
    renamed: list[str] = []
    for chunk in chunks(keys):
        renamed += _derive_some(connection, kind, chunk)
    return renamed


def _derive_some(connection: sqlite3.Connection, kind: str, keys: list[str]) -> list[str]:
    grid, among = quoted(f"{kind}_grid"), [json.dumps(keys)]
    found = connection.execute(f"SELECT id, row, display FROM main.{grid} WHERE id {AMONG}", among)
    now = {key: (row, display) for key, row, display in found}
    numbers = dict(
        tuple(row) for row in connection.execute(f"SELECT id, rowid FROM {quoted(kind)} WHERE id {AMONG}", among)
    )
    states = read_states(connection, kind, keys)
    rows = [
        [-now[key][0] if key in now else -_GONE - numbers[key], key, *cells, 1]
        for key, cells, _words in derive.derived_rows(connection, RECORDS[kind], states)
    ]
    marks = ", ".join("?" * (len(derive.grid_columns(RECORDS[kind])) + 3))
    connection.executemany(f"INSERT OR REPLACE INTO temp.{grid} VALUES ({marks})", rows)
    return [row[1] for row in rows if row[1] not in now or now[row[1]][1] != row[2]]


def add_words(connection: sqlite3.Connection, kind: str) -> None:
    """Have search find the records of a kind whose row was another one by the words of then."""
    search, grid = quoted(f"{kind}_search"), f"temp.{quoted(f'{kind}_grid')}"
    if not connection.execute("SELECT 1 FROM temp.sqlite_schema WHERE name = ?", [f"{kind}_grid"]).fetchone():
        return
    columns = ["reference", *RECORDS[kind].fields]
    connection.execute(f"CREATE VIRTUAL TABLE temp.{search} USING fts5({listed(columns)}, {derive.SEARCH_OPTIONS})")
    was = {name: (name, f"then_words('{kind}', '{name}', {{old}})") for name in _alone(connection, kind)}
    alone = f"SELECT g.*, w.* FROM {grid} g JOIN main.{search} w ON w.rowid = -g.row WHERE g.row < 0 AND NOT g.derived"
    cells, source = then_rows.put_back(kind, f"({alone})", columns, was)
    cells |= _levels(kind, "then_level_words", lambda half: f"n.{half}")
    put = f"INSERT INTO temp.{search} (rowid, {listed(columns)})"
    connection.execute(f"{put} SELECT n.row, {', '.join(cells.values())} {source}")
    numbers = dict(tuple(row) for row in connection.execute(f"SELECT id, row FROM {grid} WHERE derived"))
    for chunk in chunks(numbers):
        made = derive.derived_rows(connection, RECORDS[kind], read_states(connection, kind, chunk))
        rows = [[numbers[key], *words] for key, _cells, words in made]
        connection.executemany(f"{put} VALUES ({', '.join('?' * (len(columns) + 1))})", rows)
