"""Records as they were, laid over those that stand now: the temporary tables behind `as_of`.

History keeps for each field that changed what it said before. So what a record was at a moment is what it is now, with each
field put back to what it said before its first change after that moment. Whole records that went since come back from the
row that says so.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.kinds import Links
from hsmonitor.domain.record import Record
from hsmonitor.store.history import loaded_state
from hsmonitor.store.rows import State, link_table
from hsmonitor.store.sqlite import listed, quoted

OWN = "then "
"""How the names of the temporary tables begin."""

SINCE = '"then since"'
"""The first change after the moment of each field of each record; the field of a record that came or went is empty."""


def own(name: str) -> str:
    """Return the quoted name of a temporary table."""
    return quoted(OWN + name)


def gather(connection: sqlite3.Connection, first: int) -> None:
    """Gather what has changed since, from the history row `first` on."""
    connection.execute(
        f"CREATE TEMP TABLE {SINCE} (kind, record, field, action, old, at, PRIMARY KEY (kind, field, record)) WITHOUT ROWID"
    )
    connection.execute(
        f"INSERT INTO {SINCE} SELECT kind, record, field, action, old, min(rowid) FROM main.change"
        " WHERE rowid >= ? GROUP BY kind, field, record",
        [first],
    )
    # What happened to a record after it went, or came anew, says nothing of how it was before.
    connection.execute(
        f"DELETE FROM {SINCE} WHERE field <> '' AND at > (SELECT w.at FROM {SINCE} w"
        f" WHERE w.kind = {SINCE}.kind AND w.record = {SINCE}.record AND w.field = '')"
    )


def changed_fields(connection: sqlite3.Connection, kind: str) -> list[str]:
    """Return the fields of a kind that changed since in any record that stands now as it did then."""
    found = connection.execute(f"SELECT DISTINCT field FROM {SINCE} WHERE kind = ? AND field <> ''", [kind])
    return [row[0] for row in found if row[0] in RECORDS[kind].fields]


def overlay(connection: sqlite3.Connection, kind: str) -> None:
    """Hide the table of a kind, and those of its several links, behind views of them as they were."""
    record, then = RECORDS[kind], own(kind)
    connection.create_function("then_stored", 4, lru_cache(10_000)(_stored), deterministic=True)
    connection.execute(f"CREATE TEMP TABLE {then} AS SELECT rowid AS rowid, * FROM main.{quoted(kind)} WHERE 0")
    _bring_back(connection, record, then)
    connection.execute(f"CREATE UNIQUE INDEX temp.{own(f'{kind} key')} ON {then} (id)")
    was = _was(connection, kind)
    cells, source = put_back(kind, f"main.{quoted(kind)}", _columns(connection, "main", quoted(kind)), was)
    # The database looks through a view only where its parts agree in the types of their columns.
    types = {column.name: column.sql_type for field in record.fields.values() for column in field.columns}
    cells |= {column: f"CAST({cells[column]} AS {types[column]})" for column in was}
    connection.execute(
        f"CREATE TEMP VIEW {quoted(kind)} AS SELECT n.rowid AS rowid, {named(cells)} {source} UNION ALL SELECT * FROM {then}"
    )
    for links in record.link_list_fields():
        _overlay_links(connection, record, links)


def _columns(connection: sqlite3.Connection, schema: str, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA {schema}.table_info({table})")]


Was = Mapping[str, tuple[str, str]]
"""Of a column, the field that it hangs on and the SQL by which `{old}`, in JSON, becomes what the column held."""


def _was(connection: sqlite3.Connection, kind: str) -> Was:
    return {
        column.name: (name, f"then_stored('{kind}', '{name}', '{column.name}', {{old}})")
        for name in changed_fields(connection, kind)
        for column in RECORDS[kind].fields[name].columns
    }


def put_back(kind: str, table: str, columns: Iterable[str], was: Was) -> tuple[dict[str, str], str]:
    """Return SQL for the cells of `columns` of `table`, called `n`, as they were, and where they come from.

    The rows are those of records that were there then and have been there ever since.
    """
    # No joins: the database looks through the view only where each part of it reads one table.
    cells = {column: f"n.{quoted(column)}" for column in columns}
    for column, (field, sql) in was.items():
        old = sql.format(old=f"(SELECT old {_first_change(kind, field)})")
        cells[column] = f"CASE WHEN EXISTS (SELECT 1 {_first_change(kind, field)}) THEN {old} ELSE {cells[column]} END"
    return cells, f"FROM {table} n WHERE NOT EXISTS (SELECT 1 {_first_change(kind, '')})"


def _first_change(kind: str, field: str) -> str:
    return f"FROM {SINCE} s WHERE s.kind = '{kind}' AND s.field = '{field}' AND s.record = n.id"


def named(cells: Mapping[str, str]) -> str:
    """Return cells as the columns of a SELECT."""
    return ", ".join(f"{sql} AS {quoted(column)}" for column, sql in cells.items())


def came_or_went(kind: str) -> str:
    """Return the SELECT of the keys of records that came or went since."""
    return f"SELECT record FROM {SINCE} WHERE kind = '{kind}' AND field = ''"


def _bring_back(connection: sqlite3.Connection, record: type[Record], then: str) -> None:
    """Bring back the records that went since."""
    columns = _columns(connection, "temp", then)
    marks = ", ".join("?" * len(columns))
    last = int(connection.execute(f"SELECT coalesce(max(rowid), 0) FROM main.{quoted(record.kind)}").fetchone()[0])
    rows = []
    for number, (key, state) in enumerate(gone(connection, record), last + 1):
        cells: dict[str, Any] = {"rowid": number, "id": key, "reference": state.reference, "revision": state.revision}
        cells |= {"created_at": state.created_at, "changed_at": state.changed_at}
        for field in record.fields.values():
            cells |= field.to_row(state.values.get(field.name)) if field.columns else {}
        rows.append([cells.get(column) for column in columns])
    connection.executemany(f"INSERT INTO {then} ({listed(columns)}) VALUES ({marks})", rows)


def gone(connection: sqlite3.Connection, record: type[Record]) -> Iterable[tuple[str, State]]:
    """Yield key and state of the records of a kind that were there then and went since."""
    sql = f"SELECT record, old FROM {SINCE} WHERE kind = ? AND field = '' AND action = 'delete'"
    for key, old in connection.execute(sql, [record.kind]).fetchall():
        state = loaded_state(record.kind, json.loads(old), "")
        values = dict(state.values)
        sql = f"SELECT field, old FROM {SINCE} WHERE kind = ? AND record = ? AND field <> ''"
        for name, before in connection.execute(sql, [record.kind, key]):
            if name in record.fields:
                values[name] = record.fields[name].load(json.loads(before)) if before is not None else None
        yield key, state.with_values({name: value for name, value in values.items() if value is not None})


def _overlay_links(connection: sqlite3.Connection, record: type[Record], links: Links) -> None:
    """Hide the table of a field of several links: of what came, went or changed since, the links of then are shown."""
    table, then = link_table(record, links), own(link_table(record, links))
    of_field = f"kind = '{record.kind}' AND field IN ('{links.name}', '')"
    connection.execute(f"CREATE TEMP TABLE {then} (owner, target, PRIMARY KEY (owner, target)) WITHOUT ROWID")
    connection.execute(f"CREATE INDEX temp.{own(f'{table} target')} ON {then} (target)")
    connection.execute(
        f"INSERT INTO {then} SELECT s.record, one.value FROM {SINCE} s, json_each(s.old) one"
        f" WHERE s.kind = '{record.kind}' AND s.field = '{links.name}'"
        f" AND s.record NOT IN ({came_or_went(record.kind)})"
    )
    brought = [(key, one) for key, state in gone(connection, record) for one in state.values.get(links.name, ())]
    connection.executemany(f"INSERT INTO {then} VALUES (?, ?)", brought)
    connection.execute(
        f"CREATE TEMP VIEW {quoted(table)} AS SELECT owner, target FROM main.{quoted(table)}"
        f" WHERE owner NOT IN (SELECT record FROM {SINCE} WHERE {of_field}) UNION ALL SELECT * FROM {then}"
    )


def _stored(kind: str, field: str, column: str, old: str | None) -> Any:
    return RECORDS[kind].fields[field].to_row(loaded(kind, field, old))[column]


def loaded(kind: str, field: str, old: str | None) -> Any:
    """Return the value of a field where history says `old` (JSON) of it."""
    return None if old is None else RECORDS[kind].fields[field].load(json.loads(old))
