"""Where open challenges sit between likelihood and impact: counts for heat maps, with the query behind each cell."""

import sqlite3
from collections import Counter
from dataclasses import dataclass

from hsmonitor.domain.movement import Standing
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


@dataclass(frozen=True, slots=True)
class FirstAndNow:
    """The maps of the inherent and the residual ratings, and how many came up and down to each cell of the second."""

    first: Heat
    now: Heat
    came: dict[Cell, tuple[int, int]]


_BOTH = [f"by_{name}" for level in ("inherent_level", "level") for name in (*HALVES[level], level)]


def read_first_and_now(connection: sqlite3.Connection, asked: Asked) -> FirstAndNow:
    """Return both maps of the same challenges, read at once."""
    source, parameters = source_of(asked.query())
    columns = ", ".join(f"g.{column}" for column in _BOTH)
    first, now, came = Counter[Cell | None](), Counter[Cell | None](), dict[Cell, Counter[int]]()
    for *numbers, count in connection.execute(f"SELECT {columns}, count(*) {source} GROUP BY {columns}", parameters):
        then, here = _standing(*numbers[:3]), _standing(*numbers[3:])
        first[then.cell] += count
        now[here.cell] += count
        if here.cell and then.weight and here.weight:
            way = (here.weight > then.weight) - (here.weight < then.weight)
            came.setdefault(here.cell, Counter())[way] += count
    moved = {cell: (ways[1], ways[-1]) for cell, ways in came.items() if ways[1] or ways[-1]}
    return FirstAndNow(_heat(first), _heat(now), moved)


def _standing(likelihood: int | None, impact: int | None, level: int | None) -> Standing:
    return Standing(likelihood, impact, level, closed=False)


def _heat(counted: Counter[Cell | None]) -> Heat:
    return Heat({cell: count for cell, count in counted.items() if cell}, counted[None])
