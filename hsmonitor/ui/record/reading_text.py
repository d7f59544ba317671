"""What a typed text means for a field: the value to store, links by the name of the record included."""

import sqlite3
from typing import Any

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Link, Links
from hsmonitor.store.names import only_one


def meant(connection: sqlite3.Connection, field: Field[Any], text: str) -> Any:
    """Return the value that `text` means. Raises ValueError whose text tells the user what to write."""
    if not text.strip():
        return None
    try:
        if isinstance(field, Link):
            return only_one(connection, field.target, text)
        if isinstance(field, Links):
            parts = [part for part in (part.strip() for part in text.split(";")) if part]
            return field.clean([only_one(connection, field.target, part) for part in parts])
    except PortfolioError as error:
        raise ValueError(str(error)) from error
    return field.parse(text)
