"""What the page of heat maps shows: two maps side by side and what moved between them. Runs beside the window."""

import sqlite3
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date

from hsmonitor.domain.challenge import Challenge
from hsmonitor.domain.levels import LevelTable
from hsmonitor.store import as_of
from hsmonitor.store.heat import Asked, Cell, Heat, read_first_and_now, read_heat
from hsmonitor.store.listing import Listing
from hsmonitor.store.moves import arrivals, moves
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.rows import level_table


@dataclass(frozen=True, slots=True)
class Side:
    """One map: what is counted, its numbers, and the levels of the cells by the table of its day."""

    asked: Asked
    heat: Heat
    levels: LevelTable


@dataclass(frozen=True, slots=True)
class HeatView:
    """Both maps, and how many came up and down to each cell of the second since the first."""

    first: Side
    second: Side
    came: dict[Cell, tuple[int, int]]


def read_maps(
    connection: sqlite3.Connection, portfolio: Portfolio, asked: Asked, first: date | None, second: date | None
) -> HeatView:
    """Return the maps of two days; without a `first` day the inherent ratings stand for it, without a `second` now."""
    with ExitStack() as past:
        later = past.enter_context(as_of.reading(portfolio, second)) if second else connection
        if first is None:
            both, levels = read_first_and_now(later, asked), level_table(later)
            inherent = Side(replace(asked, level=Challenge.inherent_level.name), both.first, levels)
            return HeatView(inherent, Side(asked, both.now, levels), both.came)
        earlier = past.enter_context(as_of.reading(portfolio, first))
        return HeatView(_side(earlier, asked), _side(later, asked), _came(earlier, later, asked))


def _side(connection: sqlite3.Connection, asked: Asked) -> Side:
    return Side(asked, read_heat(connection, asked), level_table(connection))


def _came(earlier: sqlite3.Connection, later: sqlite3.Connection, asked: Asked) -> dict[Cell, tuple[int, int]]:
    found = moves(earlier, later, asked.project)
    if asked.conditions:
        listing = Listing(later, asked.query())
        shown = set(listing.keys())
        listing.close()
        found = [move for move in found if move.key in shown]
    return arrivals(found)
