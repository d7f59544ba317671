"""Finding the record that a typed name means."""

import sqlite3

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.domain.text import fold
from hsmonitor.language import _
from hsmonitor.store.search import match_expression
from hsmonitor.store.sqlite import quoted

Named = tuple[str, str, str]
"""Key, reference and display name."""


def suggest(connection: sqlite3.Connection, kind: str, text: str, limit: int = 20) -> list[Named]:
    """Return the records of `kind` whose words begin like those of `text`, in the order of their names; all for none."""
    grid, expression = quoted(f"{kind}_grid"), match_expression(RECORDS[kind], text)
    found = ""
    if expression:
        search = quoted(f"{kind}_search")
        found = f"WHERE g.row IN (SELECT rowid FROM {search} WHERE {search} MATCH ?)"
    sql = (
        f"SELECT g.id, r.reference, g.display FROM {grid} g JOIN {quoted(kind)} r ON r.id = g.id {found}"
        " ORDER BY g.by_display, g.by_reference LIMIT ?"
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(sql, [expression, limit] if expression else [limit])]


def named(connection: sqlite3.Connection, kind: str, text: str) -> list[Named]:
    """Return the records of `kind` whose display name, reference or key is `text`, case and accents aside."""
    wanted = " ".join(text.split())
    sql = (
        f"SELECT g.id, r.reference, g.display FROM {quoted(kind + '_grid')} g JOIN {quoted(kind)} r ON r.id = g.id"
        " WHERE g.by_display = ? OR r.reference = upper(?) OR g.id = ?"
    )
    rows = connection.execute(sql, [fold(wanted)[:60], wanted, wanted]).fetchall()
    exact = [(row[0], row[1], row[2]) for row in rows if fold(row[2]) == fold(wanted) or wanted in (row[0], row[1])]
    return exact or [(row[0], row[1], row[2]) for row in rows if row[1] == wanted.upper()]


def only_one(connection: sqlite3.Connection, kind: str, text: str) -> str:
    """Return the key of the one record that `text` names. Raises PortfolioError where there is none or more than one."""
    found, label = named(connection, kind, text), RECORDS[kind].label
    if not found:
        message = _("There is no {kind} named {text}. Choose one from the list, or add it first.")
        raise PortfolioError(message.format(kind=label, text=text))
    if len(found) > 1:
        message = _("More than one {kind} is named {text}. Write its reference: {references}.")
        references = ", ".join(reference for _key, reference, _name in found)
        raise PortfolioError(message.format(kind=label, text=text, references=references))
    return found[0][0]
