"""Review meetings: entered with who attends, closed at their end."""

from collections.abc import Container, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from hsmonitor.domain.text import fold
from hsmonitor.language import _

if TYPE_CHECKING:
    from hsmonitor.store.portfolio import Portfolio


def enter_meeting(
    portfolio: "Portfolio", name: str, held_on: date, attendees: Iterable[str], project: str | None = None
) -> str:
    """Enter a meeting of a project, or of the whole portfolio, and return its key; attendees not known yet are added.

    A name with commas that is no known person's is taken as several names. Raises Invalid where the meeting's is missing.
    """
    known = {
        fold(row[1]): row[0] for row in portfolio.connection.execute("SELECT id, name FROM person ORDER BY rowid DESC")
    }
    wanted = list(dict.fromkeys(_persons(attendees, known)))
    with portfolio.transaction(_("Enter a meeting")) as transaction:
        persons = [known.get(fold(one)) or transaction.create("person", {"name": one}) for one in wanted]
        values = {"name": name, "held_on": held_on.isoformat(), "attendees": persons, "project": project}
        return transaction.create("meeting", values)


def _persons(attendees: Iterable[str], known: Container[str]) -> Iterator[str]:
    for one in attendees:
        whole = " ".join(one.split())
        parts = [whole] if fold(whole) in known else whole.split(",")
        yield from filter(None, map(str.strip, parts))


def close_meeting(portfolio: "Portfolio", meeting: str) -> None:
    """Close a meeting: it is at its end. Raises NotThere."""
    with portfolio.transaction(_("Close the meeting")) as transaction:
        transaction.update("meeting", meeting, {"closed": True})
