"""What one report may tell: the records and fields of an audience, narrowed to a project where it is asked.

A donor edition holds no internal field, no internal kind, and nothing of a partner that is marked as sensitive: neither
the partner nor what belongs to it, nor its name in the words of other records.
"""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from typing import Any

from hsmonitor.domain.catalogue import RECORDS, links_to
from hsmonitor.domain.dates import today
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Link, Subject
from hsmonitor.domain.record import Record, Values
from hsmonitor.reports.options import Options
from hsmonitor.reports.withheld import Withheld
from hsmonitor.store.conditions import Condition
from hsmonitor.store.derive import referring
from hsmonitor.store.listing import Listing, Query, Row
from hsmonitor.store.rows import display_names

SAMPLED = 300
"""How many records tell how long the words of a column are."""


class Edition:
    """The records of one report, read over one connection whose transaction its maker has begun; `day` is the day it shows.

    `before` reads the portfolio as it was before the period, None where there is no first day.
    """

    def __init__(
        self, connection: sqlite3.Connection, options: Options, before: sqlite3.Connection | None = None
    ) -> None:
        self.connection = connection
        self.before = before
        self.options = options
        self.project = options.project
        self.for_donors = options.for_donors
        self.day = options.as_of or today()
        self._of_project: dict[str, set[str]] = {}
        self._hidden = self._hidden_records() if self.for_donors else {}
        self._hidden_keys = frozenset(key for keys in self._hidden.values() for key in keys)
        self._withheld = Withheld.of_partners(connection, self._hidden.get("partner", ()))

    def fields(self, record: type[Record], wanted: Collection[str], also: Collection[str] = ()) -> list[Field[Any]]:
        """Return the fields that a sheet of `record` shows: "table", "all" or names, and `also` others by name."""
        whole, table = "all" in wanted, "table" in wanted
        shown = (
            field
            for field in record.fields.values()
            if whole or (table and field.in_table) or field.name in (*wanted, *also)
        )
        return [field for field in shown if self.tells(field)]

    def tells(self, field: Field[Any]) -> bool:
        """Tell whether the audience may see `field`."""
        return not (self.for_donors and field.internal)

    def told(self, words: str) -> str:
        """Return words that were read past this edition, without the names that the audience may not read."""
        return self._withheld.text(words)

    def hides(self, kind: str) -> bool:
        """Tell whether any record of `kind` is left out for this audience."""
        return bool(self._hidden.get(kind))

    def is_recorded(self, kind: str, name: str) -> bool:
        """Tell whether any record of `kind` has a value in the field `name`."""
        query = Query(kind, conditions=(Condition(name, "recorded"),), project=self.project)
        return bool(Listing(self.connection, query).first(1))

    def sample(self, kind: str, conditions: tuple[Condition, ...] = ()) -> list[Row]:
        """Return some of the records of `kind`, by which columns are measured; what is internal is not left out."""
        return Listing(self.connection, Query(kind, conditions=conditions, project=self.project)).first(SAMPLED)

    def undated(self, kind: str, period: str, conditions: tuple[Condition, ...] = ()) -> int:
        """Return how many records a period leaves out because the date by which it narrows them is not recorded."""
        if not self.options.dated or (RECORDS[kind].internal and self.for_donors):
            return 0
        asked = (*conditions, Condition(period, "not recorded"))
        return len(self._keys(Query(kind, conditions=asked, project=self.project)) - self._hidden.get(kind, set()))

    def _keys(self, query: Query) -> set[str]:
        with closing(Listing(self.connection, query)) as listing:
            return set(listing.keys())

    def count(self, kind: str) -> int:
        """Return about how many rows there are; those that are left out are counted."""
        return Listing(self.connection, Query(kind, project=self.project)).count()

    def rows(
        self,
        kind: str,
        order: tuple[tuple[str, bool], ...] = (),
        conditions: tuple[Condition, ...] = (),
        period: str = "",
    ) -> Iterator[Row]:
        """Yield the rows of `kind` that the audience may see; with `period`, those whose date of that name lies in it."""
        if RECORDS[kind].internal and self.for_donors:
            return
        listing = Listing(self.connection, Query(kind, conditions=conditions, project=self.project, order=order))
        for row in self.read(listing):
            if not period or self.options.within(row.values.get(period)):
                yield row
        listing.close()  # when the report is stopped on the way, the connection goes and takes the order with it

    def read(self, listing: Listing) -> Iterator[Row]:
        """Yield of the rows of a listing those that the audience may see, without what it may not."""
        kind = listing.query.kind
        about_any = any(isinstance(field, Subject) for field in RECORDS[kind].fields.values())
        hidden = self._hidden.get(kind, ())
        for row in listing.rows():
            if row.key in hidden:
                continue
            if not about_any:
                yield self._without_hidden(row)
            elif self._may_tell_of(row):
                yield self._named(self._without_hidden(row))

    def _named(self, row: Row) -> Row:
        """Return a row that is about any record with the name of that record."""
        kind, _colon, key = row.values["subject"].partition(":")
        names = display_names(self.connection, {kind: [key]})
        return replace(row, names={**row.names, **{key: self.told(name) for key, name in names.items()}})

    def _may_tell_of(self, row: Row) -> bool:
        """Tell whether the audience may see what a row is about, and the field of it that the row may name."""
        kind, _colon, key = row.values["subject"].partition(":")
        record, field = RECORDS[kind], row.values.get("field")
        if (self.for_donors and record.internal) or key in self._hidden_keys:
            return False
        if field in record.fields and not self.tells(record.fields[field]):
            return False
        return self.project is None or self._is_of_project(kind, key)

    def _is_of_project(self, kind: str, key: str) -> bool:
        """What is of no project (the fund, what was stated of all projects) is cited in every report."""
        if kind in ("fund", "statement"):
            return True
        if kind not in self._of_project:
            self._of_project[kind] = self._keys(Query(kind, project=self.project))
        return key in self._of_project[kind]

    def _without_hidden(self, row: Row) -> Row:
        if not self._hidden_keys:
            return row
        record, withheld = RECORDS[row.kind], self._withheld
        values = withheld.values(record, self._without_hidden_links(record, row.values))
        return replace(row, values=values, names=withheld.names(row.names), display=withheld.text(row.display))

    def _without_hidden_links(self, record: type[Record], values: Mapping[str, Any]) -> Values:
        result = dict(values)
        for link in record.link_fields():
            if result.get(link.name) in self._hidden_keys:
                del result[link.name]
        for links in record.link_list_fields():
            left = tuple(key for key in result.get(links.name, ()) if key not in self._hidden_keys)
            result[links.name] = left
            if not left:
                del result[links.name]
        return result

    def _hidden_records(self) -> dict[str, set[str]]:
        hidden: dict[str, set[str]] = {}
        sensitive = Query("partner", conditions=(Condition("sensitive", "=", 1),))
        self._hide("partner", self._keys(sensitive), hidden)
        return hidden

    def _hide(self, kind: str, keys: Collection[str], hidden: dict[str, set[str]]) -> None:
        """Add `keys` and all that belongs to them to `hidden`."""
        new = set(keys) - hidden.setdefault(kind, set())
        hidden[kind] |= new
        for record, field in links_to(kind) if new else ():
            if isinstance(field, Link) and field.belongs:
                self._hide(record.kind, referring(self.connection, record, field, new), hidden)
