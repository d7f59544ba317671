"""Which values a field has among the records that a query finds, and how often."""

import sqlite3
from typing import NamedTuple

from hsmonitor.store.listing import Query, read_rows, source_of
from hsmonitor.store.sqlite import quoted

MOST = 40


class Facet(NamedTuple):
    """One value in words (empty for "not recorded") and how many records have it."""

    words: str
    times: int


def facets(connection: sqlite3.Connection, query: Query, name: str, limit: int = MOST) -> list[Facet]:
    """Return the values of the field `name` among what `query` finds, the most frequent first."""
    source, parameters = source_of(query)
    column = f"g.{quoted('by_' + name)}"
    sql = f"SELECT count(*), min(g.id) {source} GROUP BY {column} ORDER BY 1 DESC, {column} LIMIT ?"
    counted = [(row[0], row[1]) for row in connection.execute(sql, [*parameters, limit])]
    rows = {row.key: row for row in read_rows(connection, query.kind, [key for _count, key in counted])}
    return [Facet(rows[key].shown(name), count) for count, key in counted if key in rows]
