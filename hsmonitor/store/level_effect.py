"""Another table of levels: what it would change, counted before it is applied, and applying it as one transaction."""

import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from hsmonitor.domain.levels import LevelTable
from hsmonitor.domain.terms import Level
from hsmonitor.language import _
from hsmonitor.store.portfolio import Portfolio

Cells = dict[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Effect:
    """How many challenges would go from one level to another."""

    before: str
    after: str
    count: int


def rated(connection: sqlite3.Connection) -> Cells:
    """Return how many challenges, open and closed, there are in each cell of likelihood and impact."""
    sql = "SELECT likelihood, impact, count(*) FROM challenge WHERE likelihood > 0 AND impact > 0 GROUP BY 1, 2"
    return {(likelihood, impact): count for likelihood, impact, count in connection.execute(sql)}


def effects(rated: Cells, before: LevelTable, after: LevelTable) -> list[Effect]:
    """Return what `after` would change of the levels by `before`, those that rise highest first."""
    moves: Counter[tuple[str, str]] = Counter()
    for cell, count in rated.items():
        if cell in before and before[cell] != after.get(cell, before[cell]):
            moves[before[cell], after[cell]] += count
    order = [level.value for level in Level]
    by_rise = sorted(moves.items(), key=lambda move: (-order.index(move[0][1]), order.index(move[0][0])))
    return [Effect(old, new, count) for (old, new), count in by_rise]


def set_table(
    portfolio: Portfolio, after: LevelTable, seen: LevelTable, *, cancelled: Callable[[], bool] = lambda: False
) -> int:
    """Write the cells that differ from `seen`, and have all levels derived anew; return how many cells were written.

    Raises PortfolioError; Conflict where somebody else has changed one of those cells since it was seen; Cancelled.
    """
    with portfolio.transaction(_("Change the level table"), cancelled=cancelled) as transaction:
        rows = transaction.connection.execute("SELECT id, likelihood, impact FROM level_cell").fetchall()
        changed = [(key, cell) for key, *place in rows if after[cell := (place[0], place[1])] != seen[cell]]
        for key, cell in changed:
            transaction.update("level_cell", key, {"level": after[cell]}, {"level": seen[cell]})
    return len(changed)
