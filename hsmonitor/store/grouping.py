"""The groups into which a field parts the records that a query finds: in the order in which a grouped listing has them.

Money is grouped by its currency, lists by all that they hold together, texts by how they begin (60 letters, case and accents
aside), as that is what a listing sorts by.
"""

import sqlite3
from dataclasses import replace
from typing import Any, NamedTuple

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.domain.fields import SORT_KEY_LENGTH, Field
from hsmonitor.domain.kinds import Amount, FieldName, Text
from hsmonitor.domain.text import excerpt
from hsmonitor.language import _
from hsmonitor.store.listing import Query, Row, read_rows, source_of
from hsmonitor.store.subject_conditions import sorted_by
from hsmonitor.store.subjects import labels_of

MOST = 10_000
"""Groups up to which a sheet can be grouped."""


class Group(NamedTuple):
    """One group: its value in words (empty for "not recorded") and how many records are in it."""

    words: str
    size: int


def can_group(field: Field[Any] | None) -> bool:
    """Tell whether records can be grouped by a field: not by long text, which is nearly always another one."""
    return field is not None and not (isinstance(field, Text) and field.multiline)


def grouped(query: Query, name: str) -> Query:
    """Return `query` with the records of one value of the field `name` together; inside them its order holds."""
    rest = tuple(one for one in query.order if one[0] != name)
    descends = dict(query.order).get(name, False)
    return replace(query, order=((name, descends), *rest))


def groups(connection: sqlite3.Connection, query: Query) -> list[Group]:
    """Return the groups of a query that `grouped` made, first to last; what is not recorded is last.

    Raises PortfolioError where there are more than `MOST`.
    """
    name, descends = query.order[0]
    field = RECORDS[query.kind].fields[name]
    source, parameters = source_of(query)
    by = sorted_by(RECORDS[query.kind], name)
    by = f"substr({by}, 1, 3)" if isinstance(field, Amount) else by  # the currency is what an amount begins with
    direction = "DESC" if descends else "ASC"
    sql = f"SELECT count(*), min(g.id) {source} GROUP BY {by} ORDER BY {by} {direction} NULLS LAST LIMIT ?"
    counted = [(row[0], row[1]) for row in connection.execute(sql, [*parameters, MOST + 1])]
    if len(counted) > MOST:
        words = _("{field} has more than {count} different values here. Filter the sheet, then it can be grouped.")
        raise PortfolioError(words.format(field=field.label, count=f"{MOST:,}"))
    rows = {row.key: row for row in read_rows(connection, query.kind, [key for _count, key in counted])}
    return [Group(_words(field, rows[key]) if key in rows else "", count) for count, key in counted]


def _words(field: Field[Any], row: Row) -> str:
    if isinstance(field, Amount):
        amount = row.values.get(field.name)
        return amount.currency if amount else ""
    if isinstance(field, FieldName):
        return labels_of(row.values.get(field.name))
    return excerpt(row.shown(field.name), SORT_KEY_LENGTH)
