"""Which values a field has among the records that a query finds, and how often; of a list each value by itself."""

import sqlite3
from collections import Counter
from typing import Any, NamedTuple

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Choice, FieldName, Links, Rating, Several
from hsmonitor.domain.terms import CapacityRisk, Level
from hsmonitor.store.listing import Query, read_rows, source_of
from hsmonitor.store.rows import display_names, link_table
from hsmonitor.store.sqlite import quoted
from hsmonitor.store.subject_conditions import sorted_by
from hsmonitor.store.subjects import SUBJECT, subject_words

MOST = 40
_SCALES = (Level, CapacityRisk)


class Facet(NamedTuple):
    """One value in words (empty for "not recorded") and how many records have it."""

    words: str
    times: int


def facets(connection: sqlite3.Connection, query: Query, name: str, limit: int = MOST) -> list[Facet]:
    """Return the values of the field `name` among what `query` finds: those of a scale in its order, else by how often."""
    field = RECORDS[query.kind].fields[name]
    if isinstance(field, Several):
        found = _of_lists(connection, query, field, limit)
        missing = _not_recorded(connection, query, name)
        return sorted([*found, *missing], key=lambda facet: -facet.times)[:limit]
    if isinstance(field, FieldName):
        return _of_field_names(connection, query, field, limit)
    source, parameters = source_of(query)
    column = sorted_by(RECORDS[query.kind], name)
    order = f"{column} IS NULL, {column}" if _is_scale(field) else f"1 DESC, {column}"
    sql = f"SELECT count(*), min(g.id) {source} GROUP BY {column} ORDER BY {order} LIMIT ?"
    counted = [(row[0], row[1]) for row in connection.execute(sql, [*parameters, limit])]
    rows = {row.key: row for row in read_rows(connection, query.kind, [key for _count, key in counted])}
    return [Facet(rows[key].shown(name), count) for count, key in counted if key in rows]


def _is_scale(field: Field[Any]) -> bool:
    return isinstance(field, Rating) or (isinstance(field, Choice) and field.vocabulary in _SCALES)


def _of_lists(connection: sqlite3.Connection, query: Query, field: Several, limit: int) -> list[Facet]:
    source, parameters = source_of(query)
    found, ending = f"SELECT g.id {source}", "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?"
    if isinstance(field, Links):
        table = quoted(link_table(RECORDS[query.kind], field))
        sql = f"SELECT target, count(*) FROM {table} WHERE owner IN ({found}) {ending}"
    else:
        values = f"{quoted(query.kind)} r, json_each(r.{quoted(field.name)}) one"
        sql = f"SELECT one.value, count(*) FROM {values} WHERE r.id IN ({found}) {ending}"
    counted = [(row[0], row[1]) for row in connection.execute(sql, [*parameters, limit])]
    if isinstance(field, Links):
        names = display_names(connection, {field.target: [value for value, _times in counted]})
        return [Facet(names[value], times) for value, times in counted if value in names]
    return [Facet(field.show((value,)), times) for value, times in counted]


def _of_field_names(connection: sqlite3.Connection, query: Query, field: FieldName, limit: int) -> list[Facet]:
    """The same name is another field in each kind, and fields of several kinds may be called the same."""
    source, parameters = source_of(query)
    kind = f"substr(r.{SUBJECT}, 1, instr(r.{SUBJECT}, ':') - 1)"
    records = f"SELECT {kind} kind, r.{quoted(field.name)} name FROM {quoted(query.kind)} r"
    sql = f"SELECT kind, name, count(*) FROM ({records} WHERE r.id IN (SELECT g.id {source})) GROUP BY 1, 2"
    times = Counter[str]()
    for about, name, count in connection.execute(sql, parameters):
        values = {} if name is None else {SUBJECT: f"{about}:", field.name: name}
        times[subject_words(field, values, {})] += count
    return [Facet(words, count) for words, count in sorted(times.items(), key=lambda one: (-one[1], one[0]))[:limit]]


def _not_recorded(connection: sqlite3.Connection, query: Query, name: str) -> list[Facet]:
    source, parameters = source_of(query)
    sql = f"SELECT count(*) {source} AND g.{quoted('by_' + name)} IS NULL"
    times = int(connection.execute(sql, parameters).fetchone()[0])
    return [Facet("", times)] if times else []
