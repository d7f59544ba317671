"""Review meetings: entered with who attends, closed at their end."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from hsmonitor.language import _
from hsmonitor.store.names import named

if TYPE_CHECKING:
    from hsmonitor.store.portfolio import Portfolio


def enter_meeting(
    portfolio: "Portfolio", name: str, held_on: date, attendees: Iterable[str], project: str | None = None
) -> str:
    """Enter a meeting of a project, or of the whole portfolio, and return its key; attendees not known yet are added.

    A name with commas that is no known person's is taken as several names. Raises Invalid where the meeting's is missing.
    """
    wanted = {one: named(portfolio.connection, "person", one) for one in _persons(portfolio.connection, attendees)}
    with portfolio.transaction(_("Enter a meeting")) as transaction:
        persons = [
            found[0][0] if found else transaction.create("person", {"name": one}) for one, found in wanted.items()
        ]
        values = {"name": name, "held_on": held_on.isoformat(), "attendees": persons, "project": project}
        return transaction.create("meeting", values)


def _persons(connection: sqlite3.Connection, attendees: Iterable[str]) -> Iterator[str]:
    for one in attendees:
        whole = " ".join(one.split())
        parts = [whole] if named(connection, "person", whole) else whole.split(",")
        yield from filter(None, map(str.strip, parts))


def close_meeting(portfolio: "Portfolio", meeting: str) -> None:
    """Close a meeting: it is at its end. Raises NotThere."""
    with portfolio.transaction(_("Close the meeting")) as transaction:
        transaction.update("meeting", meeting, {"closed": True})
