"""What is tied to any record whatever its kind: citations and attachments."""

import json
import sqlite3
from collections.abc import Collection, Iterator

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.kinds import Subject
from hsmonitor.store.sqlite import AMONG, quoted


def subject(kind: str, key: str) -> str:
    """Return how a record is written where any kind can stand."""
    return f"{kind}:{key}"


def subjects_of(connection: sqlite3.Connection, kind: str, keys: Collection[str]) -> dict[str, list[str]]:
    """Return the keys, by their kind, of all that is tied to the records `keys` of `kind`."""
    subjects = json.dumps([subject(kind, key) for key in keys])
    found: dict[str, list[str]] = {}
    for record in RECORDS.values():
        for field in record.fields.values():
            if isinstance(field, Subject):
                sql = f"SELECT id FROM {quoted(record.kind)} WHERE {quoted(field.name)} {AMONG}"
                found.setdefault(record.kind, []).extend(row[0] for row in connection.execute(sql, [subjects]))
    return found


def citations_of(connection: sqlite3.Connection, kind: str, keys: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the citations of fields of the records `keys` of `kind`: citation, record, field."""
    subjects = json.dumps([subject(kind, key) for key in keys])
    sql = f"SELECT id, subject, field FROM citation WHERE subject {AMONG} AND field IS NOT NULL"
    for citation, about, field in connection.execute(sql, [subjects]):
        yield citation, about.partition(":")[2], field


def most_cited(connection: sqlite3.Connection, kind: str) -> str | None:
    """Return the record of `kind` with the most citations, None where there is no record of it."""
    sql = (
        f"SELECT r.id FROM {quoted(kind)} r LEFT JOIN citation c ON c.subject = ? || r.id"
        " GROUP BY r.id ORDER BY count(c.id) DESC, r.rowid LIMIT 1"
    )
    row = connection.execute(sql, [f"{kind}:"]).fetchone()
    return row[0] if row else None
