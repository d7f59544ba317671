"""Where a review is: what it goes through and how far it has come, kept so that it can be gone on with after a crash.

One place a user and device, written as drafts are (`drafts.write`): it is no record and has no history. What is done is not
kept here but read from the reviews themselves, so that it cannot disagree with them.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from hsmonitor.store import drafts
from hsmonitor.store.drafts import Draft
from hsmonitor.store.portfolio import now

if TYPE_CHECKING:
    from hsmonitor.store.author import Author

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


def place_drafts(author: "Author", place: Place, *, queue: bool = True) -> dict[str, Draft | None]:
    """Return as drafts where a review is; without `queue` what it goes through stays as it was kept, which is quicker."""
    names = [field.name for field in fields(place)]
    parts = {"place": _dumped(place, (name for name in names if name not in _QUEUE))}
    if queue:
        parts["queue"] = _dumped(place, _QUEUE)
    return _drafts(author, {part: json.dumps(kept) for part, kept in parts.items()})


def _dumped(place: Place, names: Iterable[str]) -> dict[str, Any]:
    values = ((name, getattr(place, name)) for name in names)
    return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in values}


def kept_typed(connection: sqlite3.Connection, author: "Author") -> dict[str, str]:
    """Return what this user gave on this device and did not save, as text by the key of the challenge."""
    found: dict[str, str] = _kept(connection, author).get("typed", {})
    return found


def typed_drafts(author: "Author", typed: dict[str, str]) -> dict[str, Draft | None]:
    """Return as drafts what was given and is not saved yet, as text by the key of the challenge."""
    return _drafts(author, {"typed": json.dumps(typed) if typed else ""})


def no_place(author: "Author") -> dict[str, Draft | None]:
    """Return what forgets the review that was under way: it is at its end."""
    return _drafts(author, {"place": "", "queue": ""})


def _drafts(author: "Author", parts: dict[str, str]) -> dict[str, Draft | None]:
    keys = {part: f"{KIND} {part} {author.person} {author.device}" for part in parts}
    return {keys[part]: _draft(keys[part], part, words) if words else None for part, words in parts.items()}


def _draft(key: str, part: str, words: str) -> Draft:
    return Draft(key, drafts.Place(KIND, "", part), words, now())
