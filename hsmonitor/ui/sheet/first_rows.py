"""What a sheet begins with: the columns that it shows unasked, and the first rows that a query finds."""

import sqlite3

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.kinds import Subject
from hsmonitor.store.grouping import Group, grouped, groups
from hsmonitor.store.listing import Listing, Query, Row

FIRST_ROWS = 80


def own_columns(kind: str) -> list[str]:
    """Return the columns that the sheet of a kind shows unasked: name, reference, then as its fields are declared.

    What is tied to another record and need not have a name, such as a citation, is known by that record.
    """
    fields = [name for name, field in RECORDS[kind].fields.items() if field.in_table]
    title = RECORDS[kind].title_field()
    tied = (
        [] if title and title.required else [name for name in fields if isinstance(RECORDS[kind].fields[name], Subject)]
    )
    lead = tied or ([title.name] if title and title.name in fields else [])
    return [*lead, "reference", *(name for name in fields if name not in lead)]


def first_rows(connection: sqlite3.Connection, query: Query, group: str) -> tuple[Listing, list[Row], int, list[Group]]:
    """Return what a query finds, its first rows, how many there are, and the groups by a field where there is one."""
    listing = Listing(connection, grouped(query, group) if group else query)
    parts = groups(connection, listing.query) if group else []
    first = listing.first(FIRST_ROWS)
    return listing, first, len(first) if len(first) < FIRST_ROWS else listing.count(), parts
