"""Records that were probably entered twice: their names are the same but for case, accents, "the" and brackets."""

import sqlite3
from collections.abc import Iterable, Iterator

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.text import abbreviations, essence, fold
from hsmonitor.store.listing import Query, source_of
from hsmonitor.store.sqlite import quoted


def duplicates(connection: sqlite3.Connection, kind: str, project: str | None = None) -> list[list[str]]:
    """Return the keys of records that are probably one and the same, a list each, the oldest of them first.

    Where a kind has acronyms, these and abbreviations in brackets are names too: "UNDP" is "Development Programme (UNDP)".
    """
    found: dict[str, list[str]] = {}
    called: dict[str, str] = {}
    for key, names in _names(connection, kind, project):
        known = sorted({called[name] for name in names if name in called}, key=lambda first: list(found).index(first))
        first = known[0] if known else key
        for other in known[1:]:
            found[first] += found.pop(other)
            called |= {name: first for name, owner in called.items() if owner == other}
        found.setdefault(first, []).append(key)
        called |= dict.fromkeys(names, first)
    return [keys for keys in found.values() if len(keys) > 1]


def _names(connection: sqlite3.Connection, kind: str, project: str | None) -> Iterator[tuple[str, set[str]]]:
    record = RECORDS[kind]
    title = record.title_field()
    if title is None:
        return
    short = "acronym" in record.fields
    source, parameters = source_of(Query(kind, project=project))
    wanted = f"r.{quoted(title.name)}, {'r.acronym' if short else 'NULL'}"
    sql = f"SELECT r.id, {wanted} FROM {quoted(kind)} r WHERE r.id IN (SELECT g.id {source}) ORDER BY r.rowid"
    for key, name, acronym in connection.execute(sql, parameters):
        if name:
            yield key, {essence(name), *(_short(name, acronym) if short else ())}


def _short(name: str, acronym: str | None) -> Iterable[str]:
    yield from abbreviations(name)
    if acronym and acronym.strip():
        yield fold(acronym.strip())
