"""Records that are added because another one is to name them, in the same step as that one: one undo takes both away."""

import sqlite3
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.text import fold
from hsmonitor.store.names import named

if TYPE_CHECKING:
    from hsmonitor.store.transaction import Transaction


class Additions:
    """Names that are to become records of some kind, each under a key from the start, so that a link can hold it."""

    def __init__(self) -> None:
        self._wanted: dict[tuple[str, str], tuple[str, str]] = {}

    def want(self, kind: str, name: str) -> None:
        """Have a record of this kind and name be added when something names it."""
        self._wanted.setdefault((kind, fold(name)), (str(uuid.uuid4()), name))

    def keep_only(self, names: Iterable[tuple[str, str]]) -> None:
        """Add none but those with one of these kinds and names."""
        kept = {(kind, fold(name)) for kind, name in names}
        self._wanted = {place: wanted for place, wanted in self._wanted.items() if place in kept}

    def forget(self) -> None:
        """Add none of them."""
        self._wanted.clear()

    def key(self, connection: sqlite3.Connection, kind: str, text: str) -> str | None:
        """Return the key under which a record named `text` is to be added; None where it is not, or is there already."""
        wanted = self._wanted.get((kind, fold(text.strip())))
        return wanted[0] if wanted and not named(connection, kind, text) else None

    def add(self, transaction: "Transaction", values: Iterable[Any]) -> None:
        """Add those records that `values` link to."""
        linked = {key for value in values for key in (value if isinstance(value, tuple) else (value,))}
        for (kind, _folded), (key, name) in self._wanted.items():
            title = RECORDS[kind].title_field()
            if key in linked and title:
                transaction.create(kind, {title.name: name}, key)
