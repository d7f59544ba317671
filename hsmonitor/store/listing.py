"""Windows of rows: what a table shows, filtered and sorted by the database, however many records there are.

The order is kept as positions in a temporary table, so that any page is read by its positions alone. The first page can
be had before that table is filled.
"""

import itertools
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import FieldName, Subject
from hsmonitor.domain.record import Record, Values
from hsmonitor.language import _
from hsmonitor.store.conditions import Condition, one_by_one, where
from hsmonitor.store.derive import shown
from hsmonitor.store.rows import display_names, level_table, linked_keys, read_states, with_derived
from hsmonitor.store.search import match_expression
from hsmonitor.store.sqlite import quoted
from hsmonitor.store.subject_conditions import sorted_by, subject_field
from hsmonitor.store.subjects import subject_keys, subject_words

_numbers = itertools.count(1)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Query:
    """What a table asks for: a kind, search words, conditions that all hold, the project it is narrowed to, an order.

    `order` holds names of fields (or "reference", "display"), each with whether it descends; what is not recorded is last.
    """

    kind: str
    words: str = ""
    conditions: tuple[Condition, ...] = ()
    project: str | None = None
    order: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One record in a table: its values, derived ones included, and the words of each field."""

    key: str
    reference: str
    display: str
    revision: int
    values: Values = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""

    def of(self, field: Field[T]) -> T | None:
        """Return the value of a field, None where it is not recorded."""
        value: T | None = self.values.get(field.name)
        return value

    def shown(self, field: str | Field[Any]) -> str:
        """Return the words of a field, or of the one of that name; an empty text is "not recorded"."""
        if field == "reference":
            return self.reference
        described = RECORDS[self.kind].fields[field] if isinstance(field, str) else field
        if isinstance(described, Subject | FieldName):
            return subject_words(described, self.values, self.names)
        return shown(described, self.values, self.names)

    @property
    def level(self) -> str:
        """The level of the record now; an empty text where it is not rated, or of a kind that has none."""
        field = RECORDS[self.kind].level_field()
        return (field and self.of(field)) or ""

    def cell(self, *, at_first: bool = False) -> tuple[int, int] | None:
        """Return likelihood and impact, now or before anything was done; None where it is not rated."""
        field = RECORDS[self.kind].level_field(at_first=at_first)
        return field.cell(self.values) if field else None

    @property
    def deadline(self) -> str:
        """The day by which something is to be done about the record (ISO, may be partial), an empty text for none."""
        field = RECORDS[self.kind].deadline_field()
        return (field and self.of(field)) or ""

    def is_late(self, today: date) -> bool:
        """Tell whether that day is past, and the record is not over."""
        field = RECORDS[self.kind].deadline_field()
        return field is not None and field.is_late(self.values, today)

    @property
    def home(self) -> str:
        """The name of the project to which the record belongs; an empty text for one of the whole portfolio."""
        field = RECORDS[self.kind].home_field()
        return self.shown(field) if field else ""


class Listing:
    """The records that a query finds, in its order, as they were when it was made; for the thread of `connection`."""

    def __init__(self, connection: sqlite3.Connection, query: Query) -> None:
        self.connection = connection
        self.query = query
        self._table = f"temp.order_{next(_numbers)}"
        self._filled = False
        self._from, self._parameters = source_of(query)

    def first(self, limit: int) -> list[Row]:
        """Return the first rows without putting all others in order."""
        # SQLite looks through the view of an earlier day only where what it sorts by is selected too.
        sql = f"SELECT g.id, {', '.join(_sorted_by(self.query))} {self._from} {_order(self.query)} LIMIT ?"
        keys = [row[0] for row in self.connection.execute(sql, [*self._parameters, limit])]
        return read_rows(self.connection, self.query.kind, keys)

    def count(self) -> int:
        """Return how many records there are."""
        if (found := count_found(self.connection, self.query)) is not None:
            return found
        # It does not look through such a view to count; so what is counted is a subquery, kept apart by its limit.
        sql = f"SELECT count(*) FROM (SELECT 1 {self._from} LIMIT -1)"
        return int(self.connection.execute(sql, self._parameters).fetchone()[0])

    def page(self, start: int, limit: int) -> list[Row]:
        """Return `limit` rows from the position `start` (0 is the first)."""
        self.put_in_order()
        sql = f"SELECT id FROM {self._table} WHERE position BETWEEN ? AND ? ORDER BY position"
        keys = [row[0] for row in self.connection.execute(sql, [start + 1, start + limit])]
        return read_rows(self.connection, self.query.kind, keys)

    def position(self, key: str) -> int | None:
        """Return the position of the record `key`, None where the query does not find it."""
        self.put_in_order()
        row = self.connection.execute(f"SELECT position FROM {self._table} WHERE id = ?", [key]).fetchone()
        return row[0] - 1 if row else None

    def keys(self) -> list[str]:
        """Return all keys in order."""
        self.put_in_order()
        return [row[0] for row in self.connection.execute(f"SELECT id FROM {self._table} ORDER BY position")]

    def rows(self, size: int = 2_000) -> Iterator[Row]:
        """Yield all rows in order, some thousand in memory at a time."""
        for start in itertools.count(0, size):
            page = self.page(start, size)
            yield from page
            if len(page) < size:
                return

    def put_in_order(self) -> None:
        """Put all that is found in order, once: any page and position is at hand then. Others wait for it when first asked."""
        if self._filled:
            return
        self.connection.execute(f"CREATE TABLE IF NOT EXISTS {self._table} (position INTEGER PRIMARY KEY, id TEXT)")
        sql = f"INSERT INTO {self._table} (id) SELECT g.id {self._from} {_order(self.query)}"
        self.connection.execute(sql, self._parameters)
        self._filled = True

    def close(self) -> None:
        """Forget the order."""
        self.connection.execute(f"DROP TABLE IF EXISTS {self._table}")
        self._filled = False


def count_found(connection: sqlite3.Connection, query: Query) -> int | None:
    """Return how many records words alone find, None where a query asks for more.

    Each record has one row in the search table: so the grid need not be looked at, which takes five times as long. Of an
    earlier day this does not hold.
    """
    expression = match_expression(RECORDS[query.kind], query.words)
    if (
        not expression
        or subject_field(RECORDS[query.kind])
        or query.conditions
        or query.project is not None
        or is_hidden(connection, query.kind)
    ):
        return None
    search = quoted(f"{query.kind}_search")
    row = connection.execute(f"SELECT count(*) FROM {search} WHERE {search} MATCH ?", [expression]).fetchone()
    return int(row[0])


def is_hidden(connection: sqlite3.Connection, kind: str) -> bool:
    """Tell whether what is read of a kind are the records of an earlier day; see `as_of`."""
    sql = "SELECT 1 FROM temp.sqlite_schema WHERE name = ?"
    return connection.execute(sql, [f"{kind}_grid"]).fetchone() is not None


def read_rows(connection: sqlite3.Connection, kind: str, keys: list[str]) -> list[Row]:
    """Return the records `keys` of `kind` as rows of a table, in that order; those that exist no more are left out."""
    record = RECORDS[kind]
    states = read_states(connection, kind, keys)
    names = display_names(connection, linked_keys(record, states.values()))
    names |= display_names(connection, subject_keys(record, (state.values for state in states.values())))
    own = display_names(connection, {kind: keys})
    table = level_table(connection) if any(field.derived for field in record.fields.values()) else {}
    return [
        Row(
            key,
            states[key].reference,
            own.get(key, ""),
            states[key].revision,
            with_derived(record, states[key].values, table),
            names,
            kind,
        )
        for key in keys
        if key in states
    ]


def source_of(query: Query) -> tuple[str, list[Any]]:
    """Return where a query finds its records, FROM and WHERE over the grid `g`, and the parameters."""
    record = RECORDS[query.kind]
    grid = f"{quoted(query.kind + '_grid')} g"
    condition, parameters = where(record, query.words, query.conditions)
    if query.project is not None and (own := _of_project(record)):
        among = f"FROM ({own}) own CROSS JOIN {grid} ON g.id = own.id"  # in this order: few records are of one project
        return f"{among} WHERE {one_by_one(condition)}", [query.project, *parameters]
    return f"FROM {grid} WHERE {condition}", parameters


def _of_project(record: type[Record]) -> str:
    """Return the SELECT of the keys of a kind in one project; an empty text for kinds that know no project."""
    ways = {"response": "challenge", "review": "challenge"}
    if record.kind == "project":
        return "SELECT ? AS id"
    if any(link.target == "project" for link in record.link_fields()):
        link = next(link for link in record.link_fields() if link.target == "project")
        return f"SELECT id FROM {quoted(record.kind)} WHERE {quoted(link.name)} = ?"
    if record.kind in ways:
        way = quoted(ways[record.kind])
        return f"SELECT id FROM {quoted(record.kind)} WHERE {way} IN (SELECT id FROM {way} WHERE project = ?)"
    return "SELECT DISTINCT partner AS id FROM engagement WHERE project = ?" if record.kind == "partner" else ""


def _order(query: Query) -> str:
    ways = [f" {'DESC' if descending else 'ASC'} NULLS LAST" for _name, descending in query.order]
    return "ORDER BY " + ", ".join(map("".join, zip(_sorted_by(query), [*ways, ""], strict=True)))


def _sorted_by(query: Query) -> list[str]:
    """Return the columns that a query sorts by; where all of them are equal, the reference decides."""
    record = RECORDS[query.kind]
    for name, _descending in query.order:
        if name not in record.fields and name not in ("reference", "display"):
            raise PortfolioError(_("There is no field {name} to sort by.").format(name=name))
    return [*(sorted_by(record, name) for name, _descending in query.order), "g.by_reference"]
