"""How the workbook for data entry is laid out: what writing it and reading it back have to agree on.

One sheet a kind; a hidden first column with identifiers, the reference beside it, then a column for each field under its
label. A hidden sheet says of which portfolio the book is, of which moment and revision.
"""

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Date, Link, Links, Number
from hsmonitor.language import _
from hsmonitor.reports.columns import EXACT_DIGITS, FIRST_SOUND_DAY, Content
from hsmonitor.reports.text import fit, is_plain
from hsmonitor.store.history import newest_position

KINDS = (
    "project", "partner", "engagement", "challenge", "response", "activity", "result", "lesson", "assessment", "contact",
    "person", "fund", "source",
)  # fmt: skip
"""The kinds that have a sheet, in the order of their tabs. Reviews are never edited, citations follow from the edits."""

LAYOUT = 1
IDENTIFIER = "Identifier"
EXAMPLE = "example"
STAMP_SHEET = "Stamp"
"""Names that are never translated, since a book may come back to a program in another language."""

Identifier = str | None


def sheet_title(kind: str) -> str:
    """Return the name of the sheet of a kind."""
    return RECORDS[kind].plural


def entered_fields(kind: str) -> list[Field[Any]]:
    """Return the fields that have a column: all that can be typed."""
    return [field for field in RECORDS[kind].fields.values() if not field.derived]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Of which portfolio a book is (the key of its first transaction), and of which revision (key and position of the last)."""

    portfolio: str
    revision: int
    journal: str
    made_at: str
    layout: int = LAYOUT

    @classmethod
    def of(cls, connection: sqlite3.Connection) -> "Stamp":
        """Return the stamp of a portfolio as it is now."""
        revision = newest_position(connection)
        sql = "SELECT id FROM journal WHERE position IN (1, ?) ORDER BY position"
        keys = [row[0] for row in connection.execute(sql, [revision])]
        return cls(keys[0], revision, keys[-1], datetime.now(UTC).isoformat(timespec="seconds"))

    def written(self) -> str:
        """Return the stamp with its check sum, as the hidden sheet holds it."""
        told = json.dumps(asdict(self), sort_keys=True)
        return f"{told} {_sum(told)}"

    @classmethod
    def read(cls, text: str) -> "Stamp | None":
        """Return the stamp that `written` wrote, None where it was altered."""
        told, _space, checked = text.rpartition(" ")
        return cls(**json.loads(told)) if checked and checked == _sum(told) else None


def identifier(stamp: Stamp, kind: str, key: str) -> str:
    """Return what the hidden column holds for a record: its key and a check sum over portfolio, kind and key."""
    return f"{key} {_sum(f'{stamp.portfolio} {kind} {key}')}"


def identified(stamp: Stamp, kind: str, text: str) -> str | None:
    """Return the key that an identifier holds, None where it was altered or comes from another sheet or portfolio."""
    key = text.partition(" ")[0]
    return key if text == identifier(stamp, kind, key) else None


def _sum(text: str) -> str:
    return hashlib.blake2s(text.encode(), digest_size=4).hexdigest()


def content_of(field: Field[Any], value: Any, names: Mapping[str, str]) -> Content:
    """Return what the cell of a field holds; `names` are the words for linked records by key. None is an empty cell."""
    if value is None:
        return None
    if isinstance(field, Link):
        return names.get(value)
    if isinstance(field, Links):
        return "; ".join(names[key] for key in value if key in names) or None
    if isinstance(field, Number) and abs(value) < 10**EXACT_DIGITS:
        return int(value)
    if isinstance(field, Date) and len(value) == len("2013-05-09"):
        day = date.fromisoformat(value)
        return day if day >= FIRST_SOUND_DAY else field.show(value)
    return str(value) if isinstance(field, Number) else field.show(value)


def as_read(content: Content) -> Content:
    """Return what a program reads in a cell into which `content` was written: what Excel cannot hold is not there."""
    if not isinstance(content, str) or is_plain(content):
        return content
    from openpyxl.utils.escape import unescape

    return str(unescape(fit(content).text))


def is_whole(content: Content) -> bool:
    """Tell whether a cell can hold `content` as it is."""
    return not isinstance(content, str) or not fit(content).reason


def how_to_copy() -> str:
    """Return the words for what becomes of a row that was copied."""
    return _("A row that is copied is a new record.")
