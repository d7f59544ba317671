"""The groups into which a field parts the records that a query finds: in the order in which a grouped listing has them."""

import sqlite3
from dataclasses import replace
from typing import NamedTuple

from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Amount, Links, Several, Text
from hsmonitor.store.listing import Query, read_rows, source_of
from hsmonitor.store.sqlite import quoted


class Group(NamedTuple):
    """One group: its value in words (empty for "not recorded") and how many records are in it."""

    words: str
    size: int


def can_group(field: Field[object] | None) -> bool:
    """Tell whether records can be grouped by a field: not by what is nearly always another text or another amount."""
    return field is not None and not isinstance(field, Text | Amount | Several | Links)


def grouped(query: Query, name: str) -> Query:
    """Return `query` with the records of one value of the field `name` together; inside them its order holds."""
    rest = tuple(one for one in query.order if one[0] != name)
    descends = dict(query.order).get(name, False)
    return replace(query, order=((name, descends), *rest))


def groups(connection: sqlite3.Connection, query: Query) -> list[Group]:
    """Return the groups of a query that `grouped` made, first to last; what is not recorded is last."""
    name, descends = query.order[0]
    source, parameters = source_of(query)
    column = f"g.{quoted('by_' + name)}"
    direction = "DESC" if descends else "ASC"
    sql = f"SELECT count(*), min(g.id) {source} GROUP BY {column} ORDER BY {column} {direction} NULLS LAST"
    counted = [(row[0], row[1]) for row in connection.execute(sql, parameters)]
    rows = {row.key: row for row in read_rows(connection, query.kind, [key for _count, key in counted])}
    return [Group(rows[key].shown(name) if key in rows else "", count) for count, key in counted]
