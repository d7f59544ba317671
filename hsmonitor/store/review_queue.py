"""What a review goes through, in which order, and which of it is done."""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from hsmonitor.store.due import due_queries, open_challenges
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.sqlite import AMONG
from hsmonitor.store.themes import unasked

_LEVEL = "g.by_level DESC NULLS LAST"

ORDERS = {
    "urgent": f"coalesce(c.next_review < :today, 0) DESC, {_LEVEL}, c.changed_at",
    "level": f"{_LEVEL}, c.next_review NULLS FIRST",
    "next review": f"c.next_review NULLS FIRST, {_LEVEL}",
    "longest untouched": "c.changed_at",
    "reference": "g.by_reference",
}
"""Orders of a queue; the first is the usual one: what is overdue, then the level, then what nobody has touched longest."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The keys of what is to be reviewed; `asked` are the themes among them of which a project is to say whether they occur."""

    keys: tuple[str, ...]
    asked: frozenset[str] = frozenset()


def of_project(connection: sqlite3.Connection, project: str, order: str, today: date) -> Gathered:
    """Return a project's open challenges, and after them the themes that it has not been asked about yet."""
    challenges = _found(connection, open_challenges(project=project))
    themes = unasked(connection, project)
    return Gathered((*in_order(connection, challenges, order, today), *themes), frozenset(themes))


def due(connection: sqlite3.Connection, order: str, today: date, project: str | None = None) -> Gathered:
    """Return all open challenges that are overdue, due within the portfolio's period, or were never reviewed."""
    keys = {key for query in due_queries(connection, today, project) for key in _found(connection, query)}
    return Gathered(tuple(in_order(connection, keys, order, today)))


def of_query(connection: sqlite3.Connection, query: Query, order: str, today: date) -> Gathered:
    """Return what a view of challenges finds."""
    return Gathered(tuple(in_order(connection, _found(connection, query), order, today)))


def of_selection(connection: sqlite3.Connection, keys: Collection[str], order: str, today: date) -> Gathered:
    """Return the challenges `keys` that exist, in an order."""
    return Gathered(tuple(in_order(connection, keys, order, today)))


def _found(connection: sqlite3.Connection, query: Query) -> list[str]:
    listing = Listing(connection, query)
    keys = listing.keys()
    listing.close()
    return keys


def in_order(connection: sqlite3.Connection, keys: Collection[str], order: str, today: date) -> list[str]:
    """Return the challenges `keys` that exist in one of `ORDERS`."""
    sql = (
        "SELECT c.id FROM challenge c JOIN challenge_grid g ON g.id = c.id"
        f" WHERE c.id {AMONG.replace('?', ':keys')} ORDER BY {ORDERS[order]}, g.by_reference"
    )
    parameters = {"keys": json.dumps(list(keys)), "today": today.isoformat()}
    return [row[0] for row in connection.execute(sql, parameters)]


def reviewed_since(connection: sqlite3.Connection, keys: Collection[str], moment: str) -> dict[str, str]:
    """Return the newest decision on each of the challenges `keys` that was reviewed since `moment` (UTC)."""
    sql = f"SELECT challenge, decision FROM review WHERE challenge {AMONG} AND created_at >= ? ORDER BY created_at"
    return {row[0]: row[1] or "" for row in connection.execute(sql, [json.dumps(list(keys)), moment])}
