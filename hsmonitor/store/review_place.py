"""Where a review is: what it goes through and how far it has come, kept so that it can be gone on with after a crash.

One place a user and device, kept beside the drafts of what is typed: it is no record and has no history. What is done is not
kept here but read from the reviews themselves, so that it cannot disagree with them.
"""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from hsmonitor.store import sqlite

if TYPE_CHECKING:
    from hsmonitor.store.author import Author
    from hsmonitor.store.portfolio import Portfolio

KIND = "review place"
_QUEUE = ("keys", "asked")


@dataclass(frozen=True, slots=True)
class Place:
    """A review under way: what is gone through (`name` in words), since when (UTC), and the one that is being looked at."""

    name: str
    begun_at: str
    keys: tuple[str, ...]
    asked: frozenset[str] = frozenset()
    project: str = ""
    meeting: str = ""
    order: str = "urgent"
    at: str = ""
    skipped: frozenset[str] = frozenset()

    def move(self, key: str) -> "Place":
        """Return the place at another one of its challenges."""
        return replace(self, at=key)

    def skip(self, key: str) -> "Place":
        """Return the place with one more that was passed over."""
        return replace(self, skipped=self.skipped | {key})

    def after(self, here: str, key: str, *, instead: bool = False) -> "Place":
        """Return the place with one more challenge after `here`, or `instead` of it, and at that one."""
        keys = [*self.keys]
        spot = keys.index(here) if here in keys else len(keys) - 1
        keys[spot : spot + 1] = [key] if instead and keys else [*keys[spot : spot + 1], key]
        asked = self.asked - {here} if instead else self.asked
        return replace(self, keys=tuple(keys), asked=asked, at=key)


def kept_place(connection: sqlite3.Connection, author: "Author") -> Place | None:
    """Return the review that this user left on this device, None where there is none."""
    found = _kept(connection, author)
    if not {"queue", "place"} <= found.keys():
        return None
    values: dict[str, Any] = found["queue"] | found["place"]
    sets = {name: frozenset(values[name]) for name in ("asked", "skipped")}
    return Place(**values | sets | {"keys": tuple(values["keys"])})


def _kept(connection: sqlite3.Connection, author: "Author") -> dict[str, Any]:
    sql = "SELECT field, words FROM draft WHERE person = ? AND device = ? AND kind = ?"
    return {row[0]: json.loads(row[1]) for row in connection.execute(sql, [author.person, author.device, KIND])}


def keep_place(portfolio: "Portfolio", place: Place, *, queue: bool = True) -> None:
    """Keep where a review is; without `queue` what it goes through is left as it was kept, which is quicker."""
    if portfolio.read_only:
        return
    names = [field.name for field in fields(place)]
    parts = {"place": _dumped(place, (name for name in names if name not in _QUEUE))}
    if queue:
        parts["queue"] = _dumped(place, _QUEUE)
    _write(portfolio, [(part, json.dumps(kept)) for part, kept in parts.items()])


def _dumped(place: Place, names: Iterable[str]) -> dict[str, Any]:
    values = ((name, getattr(place, name)) for name in names)
    return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in values}


def kept_typed(connection: sqlite3.Connection, author: "Author") -> dict[str, str]:
    """Return what this user gave on this device and did not save, as text by the key of the challenge."""
    found: dict[str, str] = _kept(connection, author).get("typed", {})
    return found


def keep_typed(portfolio: "Portfolio", typed: dict[str, str]) -> None:
    """Keep what was given and is not saved yet, as text by the key of the challenge."""
    if not portfolio.read_only:
        _write(portfolio, [("typed", json.dumps(typed) if typed else "")])


def forget_place(portfolio: "Portfolio") -> None:
    """Forget the review that was under way: it is at its end."""
    if not portfolio.read_only:
        _write(portfolio, [("place", ""), ("queue", "")])


def _write(portfolio: "Portfolio", parts: Iterable[tuple[str, str]]) -> None:
    from hsmonitor.store.portfolio import now

    author = portfolio.author
    columns = ("id", "person", "device", "kind", "record", "field", "words", "typed_at")
    keep = f"INSERT OR REPLACE INTO draft ({sqlite.listed(columns)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    with closing(sqlite.connect(portfolio.path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for part, words in parts:
            key = f"{KIND} {part} {author.person} {author.device}"
            if words:
                connection.execute(keep, [key, author.person, author.device, KIND, "", part, words, now()])
            else:
                connection.execute("DELETE FROM draft WHERE id = ?", [key])
        connection.execute("COMMIT")
