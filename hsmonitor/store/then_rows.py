"""Records as they were, laid over those that stand now: the temporary views behind `as_of`.

Most records differ from then in fields that nothing hangs on; these are put back where they are read, each from its own
history. Records that went since, or had other links or another name, are few: they are brought back whole.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.kinds import Links
from hsmonitor.domain.record import Record
from hsmonitor.store import then_history
from hsmonitor.store.rows import State, link_table
from hsmonitor.store.sqlite import AMONG, listed, quoted

OWN = "then "
"""How the names of the temporary tables begin."""


def own(name: str) -> str:
    """Return the quoted name of a temporary table or view."""
    return quoted(OWN + name)


@dataclass(frozen=True, slots=True)
class Past:
    """What differs from now in the records of a kind, at the moment before the history row `first`.

    `alone` are the fields that changed since and that nothing hangs on; `brought_back` the records that are kept whole;
    `came` the row number from which on records came since.
    """

    kind: str
    first: int
    alone: tuple[str, ...]
    brought_back: Mapping[str, State]
    came: int | None

    @property
    def differs(self) -> bool:
        """Whether anything at all was otherwise."""
        return bool(self.alone or self.brought_back or self.came is not None)

    def there(self, key: str) -> str:
        """Return the SQL condition that the record whose key is the column `key` is shown as it is now, but for `alone`."""
        parts = []
        if self.came is not None:
            parts.append(
                f"EXISTS (SELECT 1 FROM main.{quoted(self.kind)} k WHERE k.id = {key} AND k.rowid < {self.came})"
            )
        if self.brought_back:
            parts.append(f"{key} NOT IN (SELECT id FROM temp.{own(self.kind)})")
        return " AND ".join(parts or ["1"])

    def put_back(self, column: str, field: str, old: str) -> str:
        """Return SQL for the cell `column` of the row `n` as it was; `old` is SQL that makes it of `{old}`, in JSON."""
        change = (
            f"FROM main.change s WHERE s.record = n.id AND s.field = '{field}' AND +s.kind = '{self.kind}'"
            f" AND s.rowid >= {self.first}"
        )
        then = old.format(old=f"(SELECT s.old {change} ORDER BY s.rowid LIMIT 1)")
        return f"CASE WHEN EXISTS (SELECT 1 {change}) THEN {then} ELSE n.{quoted(column)} END"

    def touched(self) -> str:
        """Return the SQL condition that anything of the row `n` changed since."""
        return f"EXISTS (SELECT 1 FROM main.change s WHERE s.record = n.id AND s.rowid >= {self.first})"


def _hanging(record: type[Record]) -> list[str]:
    """Return the fields by which a record hangs on others, or others on it: those of the name, and links."""
    single, several = record.link_fields(), record.link_list_fields()
    return list(
        dict.fromkeys([*record.name_fields, *(link.name for link in single), *(links.name for links in several)])
    )


def past_of(connection: sqlite3.Connection, kind: str, first: int) -> Past:
    """Return what differs from now in the records of a kind."""
    keys = then_history.keys_changed(connection, kind, _hanging(RECORDS[kind]), first)
    brought_back = dict(then_history.states_then(connection, kind, sorted(keys), first))
    came = then_history.first_to_come(connection, kind, first)
    return Past(kind, first, alone(connection, kind, first), brought_back, came)


def alone(connection: sqlite3.Connection, kind: str, first: int) -> tuple[str, ...]:
    """Return the fields of a kind that changed since and stand for themselves: nothing hangs on them but a level."""
    changed = then_history.fields_changed(connection, kind, first).difference(_hanging(RECORDS[kind]))
    return tuple(name for name in RECORDS[kind].fields if name in changed)


def overlay(connection: sqlite3.Connection, past: Past) -> None:
    """Hide the table of a kind, and those of its several links, behind views of them as they were."""
    record, then, table = RECORDS[past.kind], own(past.kind), f"main.{quoted(past.kind)}"
    columns = [row[1] for row in connection.execute(f"PRAGMA main.table_info({quoted(past.kind)})")]
    connection.create_function("then_stored", 4, lru_cache(10_000)(_stored), deterministic=True)
    connection.execute(f"CREATE TEMP TABLE {then} AS SELECT rowid AS rowid, * FROM {table} WHERE 0")
    connection.execute(f"CREATE UNIQUE INDEX temp.{own(f'{past.kind} key')} ON {then} (id)")
    _bring_back(connection, record, past.brought_back)
    cells = {column: f"n.{quoted(column)}" for column in columns}
    for name in past.alone:
        field = record.fields[name]
        for column in field.columns:
            old = f"then_stored('{past.kind}', '{field.name}', '{column.name}', {{old}})"
            # The database looks through a view only where its parts agree in the types of their columns.
            cells[column.name] = f"CAST({past.put_back(column.name, field.name, old)} AS {column.sql_type})"
    kept = f"SELECT n.rowid AS rowid, {named(cells)} FROM {table} n WHERE {past.there('n.id')}"
    connection.execute(f"CREATE TEMP VIEW {quoted(past.kind)} AS {_and(kept, past, then)}")
    for links in record.link_list_fields():
        _overlay_links(connection, links, past)


def _and(kept: str, past: Past, then: str) -> str:
    """Return the SELECT `kept` and what was brought back; alone where there is no such thing, as it is read faster so."""
    return f"{kept} UNION ALL SELECT * FROM temp.{then}" if past.brought_back else kept


def named(cells: Mapping[str, str]) -> str:
    """Return cells as the columns of a SELECT."""
    return ", ".join(f"{sql} AS {quoted(column)}" for column, sql in cells.items())


def _bring_back(connection: sqlite3.Connection, record: type[Record], states: Mapping[str, State]) -> None:
    """Write those that are kept whole, under the row number that they have now; those that went come after all others."""
    table = f"main.{quoted(record.kind)}"
    found = connection.execute(f"SELECT id, rowid FROM {table} WHERE id {AMONG}", [json.dumps(list(states))])
    numbers = dict(tuple(row) for row in found)
    last = int(connection.execute(f"SELECT coalesce(max(rowid), 0) FROM {table}").fetchone()[0])
    for number, (key, state) in enumerate(states.items(), last + 1):
        cells = {"rowid": numbers.get(key, number), **_cells(record, key, state)}
        marks = ", ".join("?" * len(cells))
        insert = f"INSERT INTO temp.{own(record.kind)} ({listed(cells)}) VALUES ({marks})"
        connection.execute(insert, list(cells.values()))


def _cells(record: type[Record], key: str, state: State) -> dict[str, Any]:
    cells: dict[str, Any] = {"id": key, "reference": state.reference, "revision": state.revision}
    cells |= {"created_at": state.created_at, "changed_at": state.changed_at}
    for field in record.fields.values():
        cells |= field.to_row(state.values.get(field.name)) if field.columns else {}
    return cells


def _overlay_links(connection: sqlite3.Connection, links: Links, past: Past) -> None:
    """Hide the table of a field of several links: of records that are brought back, the links of then are shown."""
    table = link_table(RECORDS[past.kind], links)
    then = own(table)
    connection.execute(f"CREATE TEMP TABLE {then} (owner TEXT, target TEXT, PRIMARY KEY (owner, target)) WITHOUT ROWID")
    connection.execute(f"CREATE INDEX temp.{own(f'{table} target')} ON {then} (target)")
    pairs = [(key, one) for key, state in past.brought_back.items() for one in state.values.get(links.name, ())]
    connection.executemany(f"INSERT INTO temp.{then} VALUES (?, ?)", pairs)
    kept = f"SELECT n.owner, n.target FROM main.{quoted(table)} n WHERE {past.there('n.owner')}"
    connection.execute(f"CREATE TEMP VIEW {quoted(table)} AS {_and(kept, past, then)}")


def _stored(kind: str, field: str, column: str, old: str | None) -> Any:
    return RECORDS[kind].fields[field].to_row(then_history.loaded(kind, field, old))[column]
