"""Finding records of any kind by what is typed in one line: reference first, then names that begin so, then any word."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.text import fold
from hsmonitor.store.listing import Query, source_of
from hsmonitor.store.search import match_expression, rows_found
from hsmonitor.store.sqlite import quoted

OF_A_KIND = 6
"""How many records of a kind are shown at most."""
_FIRST = ("project", "partner", "challenge", "response", "activity", "result", "lesson")
_UNFINDABLE = ("level_cell", "office", "saved_view", "import_match", "report_definition", "citation")


class Found(NamedTuple):
    """One record that was found."""

    kind: str
    key: str
    reference: str
    display: str


def find(connection: sqlite3.Connection, text: str, *, project: str | None = None) -> list[Found]:
    """Return the records that `text` finds, by kind; those of `project` come first within their kind."""
    found: dict[tuple[str, str], Found] = {}
    for kind in (*_FIRST, *(kind for kind in RECORDS if kind not in _FIRST)):
        if kind not in _UNFINDABLE:
            for one in _of_kind(connection, kind, text, project):
                found.setdefault((one.kind, one.key), one)
    return list(found.values())


def _of_kind(connection: sqlite3.Connection, kind: str, text: str, project: str | None) -> list[Found]:
    wanted: dict[str, Found] = {}
    searches = [_named(connection, kind, text), _with_words(connection, kind, text, None)]
    if project:
        searches.insert(0, _with_words(connection, kind, text, project))
    for one in (found for search in searches for found in search):
        wanted.setdefault(one.key, one)
        if len(wanted) >= OF_A_KIND:
            break
    return list(wanted.values())


def _named(connection: sqlite3.Connection, kind: str, text: str) -> Iterator[Found]:
    """Yield the record that has `text` as its reference or code, then those whose names begin with it."""
    folded = fold(" ".join(text.split()))[:60]
    if not folded:
        return
    conditions = ["r.reference = upper(:text)", "g.by_display >= :text AND g.by_display < :text || char(0x10FFFF)"]
    if "code" in RECORDS[kind].fields:
        conditions.insert(1, "g.by_code = :text")
    for condition in conditions:  # one at a time, so that each finds its index
        sql = f"{_named_rows(kind)} WHERE {condition} LIMIT {OF_A_KIND}"
        yield from _rows(kind, connection.execute(sql, {"text": folded}))


def _named_rows(kind: str) -> str:
    grid = quoted(f"{kind}_grid")
    return f"SELECT g.id, r.reference, g.display FROM {grid} g JOIN {quoted(kind)} r ON r.id = g.id"


def _with_words(connection: sqlite3.Connection, kind: str, text: str, project: str | None) -> Iterator[Found]:
    expression = match_expression(RECORDS[kind], text)
    if not expression:
        return
    if project:
        source, parameters = source_of(Query(kind, text, project=project))
    else:  # one record after the other, so that the first few do not wait for all that are found
        found = rows_found(RECORDS[kind], f"{quoted(f'{kind}_search')} MATCH ?")
        source, parameters = (
            f"FROM ({found}) f CROSS JOIN {quoted(f'{kind}_grid')} g ON g.row = f.rowid",
            [expression] * 2,
        )
    reference = f"(SELECT reference FROM {quoted(kind)} r WHERE r.id = g.id)"
    sql = f"SELECT g.id, {reference}, g.display {source} LIMIT {OF_A_KIND}"
    yield from _rows(kind, connection.execute(sql, parameters))


def _rows(kind: str, rows: Iterable[tuple[str, str, str]]) -> Iterator[Found]:
    return (Found(kind, row[0], row[1], row[2]) for row in rows)


def named_records(connection: sqlite3.Connection, records: Iterable[tuple[str, str]]) -> list[Found]:
    """Return records by kind and key, in that order; those that exist no more are left out."""
    found: list[Found] = []
    for kind, key in records:
        found += _rows(kind, connection.execute(f"{_named_rows(kind)} WHERE g.id = ?", [key]))
    return found
