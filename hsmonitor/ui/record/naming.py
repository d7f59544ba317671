"""Records that are added by their name alone, because a field is to name them: which can be, and how that is offered."""

import sqlite3
from typing import Any

from hsmonitor.domain.catalogue import RECORDS, can_be_named
from hsmonitor.domain.errors import UnknownName
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Link, Links
from hsmonitor.language import _
from hsmonitor.store.names import named


def create_words(connection: sqlite3.Connection, field: Field[Any], name: str) -> str:
    """Return the line of a list that adds a record of this name; none where one is called so, or a name is not enough."""
    if not (isinstance(field, Link | Links) and name and can_be_named(field.target)):
        return ""
    return "" if named(connection, field.target, name) else create_line(field.target, name)


def create_line(kind: str, name: str) -> str:
    """Return the words that offer to add a record of this kind and name."""
    return _("Create new {kind}: {name}").format(kind=RECORDS[kind].label.lower(), name=name)


def offering(field: Field[Any], error: Exception) -> str:
    """Return what is wrong with a text; where nothing is called so, also that the list of its field can add the record."""
    if isinstance(error, UnknownName) and isinstance(field, Link | Links) and can_be_named(field.target):
        return _("{wrong} Alt+Down opens the list, which can create it.").format(wrong=error)
    return str(error)
