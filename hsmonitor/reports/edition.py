"""What one report may tell: the records and fields of an audience, narrowed to a project where it is asked.

A donor edition holds no internal field, no internal kind, and nothing of a partner that is marked as sensitive: neither
the partner nor what belongs to it, nor its name elsewhere.
"""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from hsmonitor.domain.catalogue import RECORDS, links_to
from hsmonitor.domain.dates import today
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Link
from hsmonitor.domain.record import Record, Values
from hsmonitor.reports.options import Options
from hsmonitor.store.conditions import Condition
from hsmonitor.store.derive import referring
from hsmonitor.store.listing import Listing, Query, Row
from hsmonitor.store.rows import display_names


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

    def hides(self, kind: str) -> bool:
        """Tell whether any record of `kind` is left out for this audience."""
        return bool(self._hidden.get(kind))

    def is_recorded(self, kind: str, name: str) -> bool:
        """Tell whether any record of `kind` has a value in the field `name`."""
        query = Query(kind, conditions=(Condition(name, "recorded"),), project=self.project)
        return bool(Listing(self.connection, query).first(1))

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
        hidden = self._hidden.get(kind, ())
        for row in listing.rows():
            if row.key not in hidden and (not period or self.options.within(row.values.get(period))):
                yield self._without_hidden(row)
        listing.close()  # when the report is stopped on the way, the connection goes and takes the order with it

    def citations(self) -> Iterator[Row]:
        """Yield the citations of what the audience may see, with the names of the records that they are of."""
        for row in self.rows("citation"):
            kind, _colon, key = row.values["subject"].partition(":")
            if self._may_cite(kind, key, row.values.get("field")):
                yield replace(row, names={**row.names, **display_names(self.connection, {kind: [key]})})

    def _may_cite(self, kind: str, key: str, field: str | None) -> bool:
        record = RECORDS[kind]
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
            listing = Listing(self.connection, Query(kind, project=self.project))
            self._of_project[kind] = set(listing.keys())
            listing.close()
        return key in self._of_project[kind]

    def _without_hidden(self, row: Row) -> Row:
        if not self._hidden_keys:
            return row
        return replace(row, values=self._without_hidden_links(RECORDS[row.kind], row.values))

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
        sensitive = Listing(self.connection, Query("partner", conditions=(Condition("sensitive", "=", 1),)))
        hidden: dict[str, set[str]] = {}
        self._hide("partner", sensitive.keys(), hidden)
        sensitive.close()
        return hidden

    def _hide(self, kind: str, keys: Collection[str], hidden: dict[str, set[str]]) -> None:
        """Add `keys` and all that belongs to them to `hidden`."""
        new = set(keys) - hidden.setdefault(kind, set())
        hidden[kind] |= new
        for record, field in links_to(kind) if new else ():
            if isinstance(field, Link) and field.belongs:
                self._hide(record.kind, referring(self.connection, record, field, new), hidden)
