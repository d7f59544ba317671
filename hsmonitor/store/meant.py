"""What typed text means: the value of a field, links by the name of the record that they name."""

import sqlite3
from typing import Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import NotThere, PortfolioError, UnknownName
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Amount, FieldName, Link, Links, Subject
from hsmonitor.domain.money import is_figure
from hsmonitor.store.additions import Additions
from hsmonitor.store.names import only_one
from hsmonitor.store.sqlite import quoted
from hsmonitor.store.subjects import meant_field, meant_subject


class Reader:
    """Reads typed texts into values, links to `additions` too; the same text of the same field is read once."""

    def __init__(self, connection: sqlite3.Connection, additions: Additions | None = None) -> None:
        self._connection, self._additions = connection, additions
        self._read: dict[tuple[str, str], Any] = {}

    def value(self, described: Field[Any], text: str) -> Any:
        """Return the value that `text` means. Raises ValueError whose text tells the user what to write."""
        place = (described.name, text)
        if place not in self._read:
            try:
                self._read[place] = meant(self._connection, described, text, self._additions)
            except ValueError as error:
                self._read[place] = error
        found = self._read[place]
        if isinstance(found, ValueError):
            raise found
        return found


def meant(connection: sqlite3.Connection, field: Field[Any], text: str, additions: Additions | None = None) -> Any:
    """Return the value that `text` means, links by the name of the record, which may be one of `additions`.

    Raises ValueError whose text tells the user why, UnknownName where no record is called so.
    """
    if not text.strip():
        return None

    def key(kind: str, name: str) -> str:
        return (additions.key(connection, kind, name) if additions else None) or only_one(connection, kind, name)

    try:
        if isinstance(field, Link):
            return key(field.target, text)
        if isinstance(field, Links):
            return field.clean([key(field.target, name) for name in names_in(field, text)])
        if isinstance(field, Subject):
            return meant_subject(connection, text)
    except NotThere as error:
        raise UnknownName(str(error)) from error
    except PortfolioError as error:
        raise ValueError(str(error)) from error
    if isinstance(field, Amount) and is_figure(text) and (currency := usual_currency(connection)):
        return field.parse(f"{currency} {text}")
    return meant_field(text) if isinstance(field, FieldName) else field.parse(text)


def names_in(field: Link | Links, text: str) -> list[str]:
    """Return the names of records that the text of a link holds."""
    parts = [text] if isinstance(field, Link) else text.split(";")
    return [part.strip() for part in parts if part.strip()]


def usual_currency(connection: sqlite3.Connection) -> str:
    """Return the currency of an amount that is typed without one: the first of those in use, as the settings name them.

    Where they name none it is that of all amounts of the portfolio, an empty text where there are none or several.
    """
    field = RECORDS["office"].fields["currencies"]
    office = connection.execute("SELECT * FROM office LIMIT 1").fetchone()
    in_use = field.from_row(office) if office else None
    return str(in_use[0]) if in_use else _only_currency(connection)


def _only_currency(connection: sqlite3.Connection) -> str:
    amounts = [
        (quoted(kind), quoted(column.name))
        for kind, record in RECORDS.items()
        for one in record.fields.values()
        if isinstance(one, Amount)
        for column in one.columns
        if column.sql_type == "TEXT"
    ]
    each = " UNION ".join(f"SELECT {column} FROM {kind} WHERE {column} IS NOT NULL" for kind, column in amounts)
    found = connection.execute(f"{each} LIMIT 2").fetchall()
    return str(found[0][0]) if len(found) == 1 else ""
