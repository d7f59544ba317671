"""Lists that stand in an order that somebody has chosen: the order is a field of the records, so it has history and undo."""

from typing import TYPE_CHECKING

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.language import _
from hsmonitor.store.listing import Listing, Query

if TYPE_CHECKING:
    from hsmonitor.store.portfolio import Portfolio


def move(portfolio: "Portfolio", query: Query, key: str, place: int) -> bool:
    """Move a record to `place` (0 is the first) among what `query` finds, in one transaction; tell whether it moved."""
    record = RECORDS[query.kind]
    listing = Listing(portfolio.connection, query)
    keys = listing.keys()
    listing.close()
    place = max(0, min(place, len(keys) - 1))
    if not record.place_field or key not in keys or keys.index(key) == place:
        return False
    keys.remove(key)
    keys.insert(place, key)
    with portfolio.transaction(_("Put {records} in order").format(records=record.plural.lower())) as transaction:
        transaction.load(record.kind, keys)
        for number, one in enumerate(keys, 1):
            transaction.update(record.kind, one, {record.place_field: number})
    return True
