"""The marks of a template, and what stands for them.

`{{project.title}}` is a field of the project that the report is narrowed to; `{{portfolio.title}}` and `{{portfolio.day}}` are
the portfolio's; `{{count.challenge}}` is how many there are of a kind. A row with `{{each challenge}}` in it is repeated for
each challenge, whose fields are `{{challenge.title}}` and `{{challenge.reference}}` there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.reports.columns import Content, columns_of
from hsmonitor.reports.edition import Edition
from hsmonitor.store.listing import Row

MARK = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
_EACH = re.compile(r"each\s+(\w+)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark stands, and what it is called."""

    mark: str
    sheet: str
    cell: str


@dataclass(slots=True)
class Answers:
    """What stands for marks; `unknown` and `kept_back` gather those that mean nothing, or nothing for this audience."""

    edition: Edition
    title: str
    unknown: list[Place] = field(default_factory=list)
    kept_back: list[Place] = field(default_factory=list)
    _project: Row | None = None

    def __post_init__(self) -> None:
        """Find the one project, where there is one."""
        rows = self.edition.rows("project") if self.edition.project else iter(())
        self._project = next(rows, None)

    def rows(self, kind: str) -> Iterator[Row]:
        """Yield the records for which a row is repeated."""
        return self.edition.rows(kind)

    def content(self, place: Place, row: Row | None) -> Content:
        """Return what stands for a mark, the field of `row` in a repeated one; the mark itself where it is unknown."""
        kind, _dot, name = place.mark.partition(".")
        record = RECORDS.get(kind)
        if kind == "portfolio" and name in ("title", "day"):
            return self.title if name == "title" else self.edition.day
        if kind == "count" and name in RECORDS:
            return sum(1 for _row in self.edition.rows(name))
        if record is None or name not in (*record.fields, "reference") or (kind != "project" and row is None):
            self.unknown.append(place)
            return "{{" + place.mark + "}}"
        if self.edition.for_donors and (record.internal or (name in record.fields and record.fields[name].internal)):
            self.kept_back.append(place)
            return None
        return self._value(kind, name, row if row is not None and row.kind == kind else self._project)

    def _value(self, kind: str, name: str, of: Row | None) -> Content:
        if of is None or of.kind != kind or not of.key:  # the row that stays, empty, where there is no record
            return None
        if name == "reference":
            return of.reference
        columns = columns_of(RECORDS[kind].fields[name])
        return (columns[0] if columns[0].kind == "money" else columns[-1]).value(of)


def each(texts: Iterator[str]) -> str | None:
    """Return the kind of record for which a row with these texts is repeated, None where it is not."""
    for text in texts:
        for mark in MARK.findall(text):
            found = _EACH.fullmatch(mark)
            if found and found[1] in RECORDS:
                return found[1]
    return None


def is_each(mark: str) -> bool:
    """Tell whether a mark says that its row is repeated."""
    return bool((found := _EACH.fullmatch(mark)) and found[1] in RECORDS)


def in_text(content: Content) -> str:
    """Return a content within other words."""
    from hsmonitor.domain.dates import display_date

    if isinstance(content, date):
        return display_date(content.isoformat())
    if isinstance(content, int | float):
        return f"{content:,}"
    return content or ""
