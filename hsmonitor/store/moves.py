"""Which challenges have moved between two days: read over two connections, each turned to its day (see `as_of`)."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from hsmonitor.domain.movement import Movement, Standing, movement
from hsmonitor.domain.terms import ChallengeStatus
from hsmonitor.store.as_of import changed_between
from hsmonitor.store.listing import Row, read_rows
from hsmonitor.store.rows import level_table
from hsmonitor.store.sqlite import AMONG

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Move:
    """What became of one challenge, and where it stood on both days."""

    key: str
    what: Movement
    before: Standing | None
    after: Standing | None


def moves(then: sqlite3.Connection, now: sqlite3.Connection, project: str | None = None) -> list[Move]:
    """Return all challenges that are another from `then` to `now`, the earlier day first; narrowed to a project.

    A challenge of a project is one that was in it on either day. Another table of levels moves challenges too.
    """
    edited = changed_between(then, now, "challenge")
    table_changed = level_table(then) != level_table(now)
    wanted = None if table_changed else edited
    if project is not None:
        of_project = _of_project(then, project) | _of_project(now, project)
        wanted = of_project if wanted is None else wanted & of_project
    before, after = standings(then, wanted), standings(now, wanted)
    found = []
    for key in before.keys() | after.keys():
        was, is_ = before.get(key), after.get(key)
        what = movement(was, is_, edited=key in edited)
        if what is not Movement.SAME:
            found.append(Move(key, what, was, is_))
    order = list(Movement)
    return sorted(found, key=lambda move: (order.index(move.what), _weight(move), move.key))


def _weight(move: Move) -> tuple[int, int]:
    """The worst first."""
    level, product = (move.after and move.after.weight) or (move.before and move.before.weight) or (0, 0)
    return -level, -product


def _of_project(connection: sqlite3.Connection, project: str) -> set[str]:
    return {row[0] for row in connection.execute("SELECT id FROM challenge WHERE project = ?", [project])}


def standings(connection: sqlite3.Connection, keys: Collection[str] | None = None) -> dict[str, Standing]:
    """Return where challenges stand, by key: those of `keys`, else all."""
    sql = "SELECT g.id, g.by_likelihood, g.by_impact, g.by_level, g.by_status FROM challenge_grid g"
    closed = list(ChallengeStatus).index(ChallengeStatus.CLOSED)
    found = connection.execute(sql) if keys is None else connection.execute(f"{sql} WHERE g.id {AMONG}", [_json(keys)])
    return {
        key: Standing(likelihood, impact, level, status == closed) for key, likelihood, impact, level, status in found
    }


def _json(keys: Iterable[str]) -> str:
    return json.dumps(list(keys))


def counted(found: Iterable[Move]) -> dict[Movement, int]:
    """Return how many moves there are of each kind, in the order in which they are told; those of which there are any."""
    counts = Counter(move.what for move in found)
    return {what: counts[what] for what in Movement if counts[what]}


def arrivals(found: Iterable[Move]) -> dict[Cell, tuple[int, int]]:
    """Return how many open challenges came up to each cell of the heat map, and how many came down to it."""
    result: dict[Cell, tuple[int, int]] = {}
    for move in found:
        if (
            move.after
            and not move.after.closed
            and (cell := move.after.cell)
            and move.what in (Movement.UP, Movement.DOWN)
        ):
            up, down = result.get(cell, (0, 0))
            result[cell] = (up + 1, down) if move.what is Movement.UP else (up, down + 1)
    return result


def rows_of(then: sqlite3.Connection, now: sqlite3.Connection, found: Collection[Move]) -> dict[str, Row]:
    """Return the rows of moved challenges by key, as they are now; those that went since as they were."""
    present = {row.key: row for row in read_rows(now, "challenge", [move.key for move in found if move.after])}
    gone = {row.key: row for row in read_rows(then, "challenge", [move.key for move in found if not move.after])}
    return present | gone
