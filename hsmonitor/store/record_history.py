"""What one record said at each of its moments: told, compared, and brought back by a transaction of its own."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import NotThere
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Link, Links
from hsmonitor.domain.record import Record, Values
from hsmonitor.language import _
from hsmonitor.store import history
from hsmonitor.store.derive import shown
from hsmonitor.store.record_view import in_words
from hsmonitor.store.rows import State, display_names, linked_keys

if TYPE_CHECKING:
    from hsmonitor.store.portfolio import Portfolio
    from hsmonitor.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Moment:
    """What one transaction did to a record: when (UTC), who, under which name, and each change in words.

    `position` tells moments apart and puts them in order; times may be equal, or come from a clock that was set back.
    """

    position: int
    made_at: str
    person: str
    name: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which a record differs between two moments, with the words of both."""

    field: str
    label: str
    then: str
    now: str


def moments(connection: sqlite3.Connection, key: str, field: str = "") -> list[Moment]:
    """Return what happened to a record, newest first; with `field`, only what touched that field."""
    steps: dict[str, tuple[history.Entry, list[str]]] = {}
    for entry, change in history.entries_of(connection, key):
        if not field or change.field in ("", field):
            steps.setdefault(entry.id, (entry, []))[1].append(in_words(connection, change))
    return [Moment(one.position, one.made_at, one.person, one.name, tuple(words)) for one, words in steps.values()]


def values_at(connection: sqlite3.Connection, kind: str, key: str, position: int = history.END) -> Values:
    """Return what a record said after the transaction at `position`. Raises NotThere where it did not exist then."""
    state = history.record_at(connection, kind, key, position)
    if state is None:
        raise NotThere(_("The record did not exist then. Choose another moment."))
    return state.values


def compared(
    connection: sqlite3.Connection, kind: str, key: str, older: int, newer: int = history.END
) -> list[Difference]:
    """Return the fields in which a record differs between two positions, or between `older` and now. Raises NotThere."""
    record = RECORDS[kind]
    then = values_at(connection, kind, key, older)
    now = values_at(connection, kind, key, newer)
    names = display_names(connection, linked_keys(record, [State("", "", "", then), State("", "", "", now)]))
    return [
        Difference(field.name, field.label, _words(field, then, names), _words(field, now, names))
        for field in record.fields.values()
        if then.get(field.name) != now.get(field.name)
    ]


def _words(field: Field[Any], values: Values, names: dict[str, str]) -> str:
    if values.get(field.name) is None:
        return _("not recorded")
    return shown(field, values, names) or _("deleted")


def restore(portfolio: "Portfolio", kind: str, key: str, position: int, fields: Iterable[str] = ()) -> list[str]:
    """Bring back what a record said at `position`, in all fields or in `fields`, by a transaction of its own.

    A link to a record that exists no more stays as it is; the labels of such fields are returned. Raises NotThere, and
    Invalid where the old values cannot stand any more; then nothing has changed.
    """
    record = RECORDS[kind]
    then = values_at(portfolio.connection, kind, key, position)
    wanted = list(fields) or [field.name for field in record.fields.values() if not field.derived]
    label = record.fields[wanted[0]].label if len(wanted) == 1 else record.label.lower()
    left: list[str] = []
    with portfolio.transaction(_("Restore {what}").format(what=label)) as transaction:
        left = [name for name in wanted if _dangles(transaction, record, name, then.get(name))]
        changes = {name: then.get(name) for name in wanted if name not in left}
        transaction.update(kind, key, changes)
    return [record.fields[name].label for name in left]


def _dangles(transaction: "Transaction", record: type[Record], name: str, value: Any) -> bool:
    field = record.fields[name]
    if value is None or not isinstance(field, Link | Links):
        return False
    return any(
        transaction.state(field.target, key) is None for key in (value if isinstance(value, tuple) else (value,))
    )
