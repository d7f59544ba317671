"""What is related to one record: the lists on its page, and what shows only when several of them are laid side by side."""

import dataclasses
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hsmonitor.domain.catalogue import RECORDS, links_to
from hsmonitor.domain.dates import today
from hsmonitor.domain.kinds import Link, Links
from hsmonitor.domain.levels import LevelTable
from hsmonitor.domain.terms import OVER, Approach, Level
from hsmonitor.language import _
from hsmonitor.store.conditions import Condition
from hsmonitor.store.listing import Listing, Query, Row, read_rows
from hsmonitor.store.rating_points import points
from hsmonitor.store.rows import level_table
from hsmonitor.store.sqlite import quoted

MOST_RELATED = 8

_ORDER = {"challenge": (("level", True),), "response": (("due", False),), "engagement": (("leads", True),)}
"""What tells most comes first: the worst challenge, the response that is due next or late, the partner that leads."""

_OPEN_RESPONSES = tuple(Condition("status", "<>", status) for status in OVER)


@dataclass(frozen=True, slots=True)
class Related:
    """Records of `kind` that have to do with the one shown: the first ones, how many there are, the query for all.

    `field` is the one by which they name it, empty where they do so by way of others. `remarks` has, by key, what stands
    out: that the level of a challenge went "up" or "down" with its last rating or is "new", that a response is "late".
    """

    kind: str
    field: str
    query: Query
    rows: list[Row]
    count: int
    remarks: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def told_if_empty(self) -> bool:
        """Whether an empty list is shown, to be added to; what is added elsewhere would only take room."""
        field = RECORDS[self.kind].fields.get(self.field)
        return isinstance(field, Link | Links) and not field.aside


@dataclass(frozen=True, slots=True)
class Balance:
    """A project's partners and activities by the fund's two strategies; what is both stands in both."""

    protection: list[Row]
    empowerment: list[Row]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a partner's way from an assessment over gap and response to the next assessment; `depth` indents it."""

    depth: int
    row: Row


def read_related(connection: sqlite3.Connection, kind: str, key: str) -> list[Related]:
    """Return all lists of records that name the record `key`, and those that belong to it by way of others."""
    found = [
        _read(connection, record.kind, field.name, (Condition(field.name, "=", key),))
        for record, field in links_to(kind)
    ]
    if kind == "project":
        found.append(_read(connection, "response", "", _OPEN_RESPONSES, project=key))
    return found


def _read(
    connection: sqlite3.Connection, kind: str, field: str, conditions: tuple[Condition, ...], project: str | None = None
) -> Related:
    placed = RECORDS[kind].place_field
    order = ((placed, False),) if placed else _ORDER.get(kind, ())
    query = Query(kind, conditions=conditions, project=project, order=order)
    listing = Listing(connection, query)
    rows = listing.first(MOST_RELATED)
    remarks = movements(connection, rows) if kind == "challenge" else late(rows) if kind == "response" else {}
    return Related(kind, field, query, rows, listing.count(), remarks)


def movements(connection: sqlite3.Connection, challenges: list[Row]) -> dict[str, str]:
    """Return how the level of each challenge moved with its last rating; one that has not moved is left out."""
    table = level_table(connection)
    found = ((row.key, _movement(connection, row.key, table)) for row in challenges if row.values.get("level"))
    return {key: movement for key, movement in found if movement}


def _movement(connection: sqlite3.Connection, challenge: str, table: LevelTable) -> str:
    ranks = [level.value for level in Level]
    levels = [ranks.index(point.level) for point in points(connection, challenge, table)]
    if len(levels) < 2:
        return "new" if levels else ""
    return "up" if levels[-1] > levels[-2] else "down" if levels[-1] < levels[-2] else ""


def late(responses: list[Row]) -> dict[str, str]:
    """Return which responses are due before today and neither completed nor cancelled."""
    day = today().isoformat()
    still_open = [row for row in responses if row.values.get("status") not in OVER]
    return {
        row.key: "late" for row in still_open if row.values.get("due", day) < day[: len(row.values.get("due", day))]
    }


def remark_words(remark: str) -> str:
    """Return the words of a remark."""
    words = {
        "up": _("up since the last rating"),
        "down": _("down since the last rating"),
        "new": _("first rating"),
        "late": _("late"),
    }
    return words.get(remark, "")


def read_balance(connection: sqlite3.Connection, project: str) -> Balance:
    """Return what a project does from the top down, and what from the bottom up."""
    sides = {approach: _by_approach(connection, project, approach) for approach in Approach}
    both = sides[Approach.BOTH]
    return Balance(sides[Approach.TOP_DOWN] + both, sides[Approach.BOTTOM_UP] + both)


def _by_approach(connection: sqlite3.Connection, project: str, approach: Approach) -> list[Row]:
    found: list[Row] = []
    for kind, record in RECORDS.items():
        if {"project", "approach"} <= record.fields.keys():
            sql = f"SELECT id FROM {quoted(kind)} WHERE project = ? AND approach = ? ORDER BY rowid"
            keys = [row[0] for row in connection.execute(sql, [project, approach.value])]
            found += read_rows(connection, kind, keys)
    return found


def read_chain(connection: sqlite3.Connection, partner: str) -> list[Step]:
    """Return a partner's way from each assessment over the gaps that it found and their responses to the next one."""
    sql = "SELECT id FROM assessment WHERE partner = ? AND after_response IS NULL ORDER BY assessed_on, rowid"
    first = [row[0] for row in connection.execute(sql, [partner])]
    return [step for key in first for step in _chain(connection, "assessment", key, 0, set())]


_NEXT = {
    "assessment": ("challenge", "gap_found_by"),
    "challenge": ("response", "challenge"),
    "response": ("assessment", "after_response"),
}


def _chain(connection: sqlite3.Connection, kind: str, key: str, depth: int, passed: set[str]) -> Iterator[Step]:
    if key in passed:  # somebody may have tied an assessment to a response of its own gap
        return
    passed.add(key)
    yield from (Step(depth, row) for row in read_rows(connection, kind, [key]))
    after, field = _NEXT[kind]
    sql = f"SELECT id FROM {quoted(after)} WHERE {quoted(field)} = ? ORDER BY rowid"
    for row in connection.execute(sql, [key]).fetchall():
        yield from _chain(connection, after, row[0], depth + 1, passed)
