"""Where open challenges sit between likelihood and impact: counts for heat maps, with the query behind each cell."""

import sqlite3
from collections import Counter
from dataclasses import dataclass

from hsmonitor.store.conditions import Condition
from hsmonitor.store.due import open_challenges
from hsmonitor.store.listing import Query, source_of
from hsmonitor.store.rows import HALVES

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Heat:
    """How many open challenges there are in each cell, and how many are not rated: they are in none."""

    cells: dict[Cell, int]
    unrated: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Which challenges a heat map shows: those of a project that fulfil all conditions; `level` is a field of `HALVES`."""

    conditions: tuple[Condition, ...] = ()
    project: str | None = None
    level: str = "level"

    def query(self, *more: Condition) -> Query:
        """Return the query for the open challenges that the map shows."""
        return open_challenges(*self.conditions, *more, project=self.project)

    def cell(self, likelihood: int, impact: int) -> Query:
        """Return the query for those of one cell."""
        halves = zip(HALVES[self.level], (likelihood, impact), strict=True)
        return self.query(*(Condition(name, "=", value) for name, value in halves))

    def unrated(self) -> Query:
        """Return the query for those that are not rated."""
        return self.query(Condition(self.level, "not recorded"))


def read_heat(connection: sqlite3.Connection, asked: Asked) -> Heat:
    """Return the counts of one heat map."""
    source, parameters = source_of(asked.query())
    first, second = (f"g.by_{half}" for half in HALVES[asked.level])
    cells, unrated = dict[Cell, int](), 0
    for likelihood, impact, count in connection.execute(
        f"SELECT {first}, {second}, count(*) {source} GROUP BY 1, 2", parameters
    ):
        if likelihood and impact:
            cells[likelihood, impact] = count
        else:
            unrated += count
    return Heat(cells, unrated)


def arrivals_since_first(connection: sqlite3.Connection, asked: Asked) -> dict[Cell, tuple[int, int]]:
    """Return how many came up to each cell since they were first rated, and how many came down to it."""
    source, parameters = source_of(asked.query())
    columns = ", ".join(f"g.by_{name}" for name in ("likelihood", "impact", "level", "inherent_likelihood",
                                                    "inherent_impact", "inherent_level"))  # fmt: skip
    counted: dict[Cell, Counter[int]] = {}
    for *numbers, count in connection.execute(f"SELECT {columns}, count(*) {source} GROUP BY {columns}", parameters):
        if None not in numbers:
            likelihood, impact, level, *first = numbers
            now, then = (level, likelihood * impact), (first[2], first[0] * first[1])
            counted.setdefault((likelihood, impact), Counter())[(now > then) - (now < then)] += count
    return {cell: (counts[1], counts[-1]) for cell, counts in counted.items() if counts[1] or counts[-1]}
