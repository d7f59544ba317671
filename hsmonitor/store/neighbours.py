"""Where a record stands in the list that it was opened from, and which come before and after it."""

import sqlite3
from dataclasses import dataclass

from hsmonitor.store.listing import Listing, Query


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The place of a record in a list (1 is the first), how many there are, and the keys beside it ("" at an end)."""

    place: int
    count: int
    before: str
    after: str


def neighbours(connection: sqlite3.Connection, query: Query, key: str) -> Neighbours | None:
    """Return where the record `key` stands in what `query` finds; None where it is not among it."""
    listing = Listing(connection, query)
    try:
        position = listing.position(key)
        if position is None:
            return None
        count = listing.count()
        before = listing.page(position - 1, 1)[0].key if position else ""
        after = listing.page(position + 1, 1)[0].key if position + 1 < count else ""
        return Neighbours(position + 1, count, before, after)
    finally:
        listing.close()
