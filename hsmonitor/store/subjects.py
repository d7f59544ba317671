"""What is tied to any record whatever its kind: citations and attachments."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.kinds import FieldName, Subject
from hsmonitor.domain.record import Record, Values
from hsmonitor.domain.text import fold
from hsmonitor.language import _
from hsmonitor.store.names import only_one
from hsmonitor.store.sqlite import AMONG, quoted

SUBJECT = "subject"
"""The field that names the record whose field a `FieldName` names."""


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


def subject_keys(record: type[Record], rows: Iterable[Values]) -> dict[str, set[str]]:
    """Return the keys, by their kind, of the records that the values of `rows` are tied to."""
    fields = [field.name for field in record.fields.values() if isinstance(field, Subject)]
    found: dict[str, set[str]] = {}
    for values in rows if fields else ():
        for name in fields:
            kind, _colon, key = values.get(name, "").partition(":")
            if kind in RECORDS:
                found.setdefault(kind, set()).add(key)
    return found


def subject_words(field: Subject | FieldName, values: Values, names: Mapping[str, str]) -> str:
    """Return the words of what a record is tied to: "Partner: UNDP", or the label of its field; `names` are by key."""
    value = values.get(field.name)
    if value is None:
        return ""
    kind, _colon, key = str(values[SUBJECT]).partition(":")
    record = RECORDS.get(kind)
    if isinstance(field, FieldName):
        return record.fields[value].label if record and value in record.fields else str(value)
    return _("{kind}: {name}").format(kind=record.label, name=names.get(key, key)) if record else str(value)


def labels_of(name: str | None) -> str:
    """Return how the fields called `name` are labelled, whatever kind they are of: "Challenge / Title"."""
    labels = {record.fields[name].label for record in RECORDS.values() if name in record.fields}
    return " / ".join(sorted(labels)) or name or ""


def meant_subject(connection: sqlite3.Connection, text: str) -> str:
    """Return the subject that "Partner: UNDP" means. Raises PortfolioError or ValueError where there is no such record."""
    label, _colon, name = (part.strip() for part in text.partition(":"))
    for kind, record in RECORDS.items():
        if fold(label) in (fold(record.label), kind):
            return subject(kind, only_one(connection, kind, name))
    raise ValueError(_("Name the record that this is about, such as: Partner: UNDP."))


def meant_field(text: str) -> str:
    """Return the name of the field that is called `text` wherever there is one. Raises ValueError for none or several."""
    fields = (field for record in RECORDS.values() for field in record.fields.values())
    found = {field.name for field in fields if fold(text.strip()) in (fold(field.label), field.name)}
    if len(found) != 1:
        raise ValueError(_("Name one field of the record, such as: Status."))
    return found.pop()


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
