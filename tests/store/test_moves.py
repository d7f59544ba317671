"""What became of challenges between two days, and where they sit."""

from collections.abc import Iterator
from typing import Any

import pytest

from hsmonitor.domain.movement import Movement, Standing, movement
from hsmonitor.store import as_of, figures, history
from hsmonitor.store.conditions import Condition
from hsmonitor.store.heat import Asked, read_first_and_now, read_heat
from hsmonitor.store.listing import Listing
from hsmonitor.store.moves import arrivals, counted, moves, rows_of
from hsmonitor.store.portfolio import Portfolio

MODERATE, WORSE, HIGH = Standing(2, 3, 1, False), Standing(3, 3, 1, False), Standing(5, 5, 3, False)
UNRATED, CLOSED = Standing(None, 3, None, False), Standing(2, 3, 1, True)


@pytest.mark.parametrize(
    ("before", "after", "edited", "what"),
    [
        (None, HIGH, True, Movement.NEW),
        (HIGH, None, True, Movement.GONE),
        (HIGH, CLOSED, True, Movement.CLOSED),
        (CLOSED, HIGH, True, Movement.REOPENED),
        (MODERATE, HIGH, True, Movement.UP),
        (MODERATE, WORSE, True, Movement.UP),
        (HIGH, MODERATE, True, Movement.DOWN),
        (UNRATED, HIGH, True, Movement.RATED),
        (HIGH, UNRATED, True, Movement.CHANGED),
        (HIGH, HIGH, True, Movement.CHANGED),
        (HIGH, HIGH, False, Movement.SAME),
    ],
)
def test_a_movement_is_told_in_one_word(
    before: Standing | None, after: Standing | None, edited: bool, what: Movement
) -> None:
    assert movement(before, after, edited=edited) is what


class Quarter:
    """Six challenges at the end of a quarter, and what became of them in the next one."""

    def __init__(self, portfolio: Portfolio) -> None:
        self.portfolio = portfolio
        self.keys: dict[str, str] = {}
        rated = {"likelihood": 2, "impact": 3}
        self.kenya = self.add("project", {"title": "Kenya"})
        self.mexico = self.add("project", {"title": "Mexico"})
        for title in ("Worse", "Better", "Closed", "Deleted", "Moved"):
            self.keys[title] = self.add("challenge", {"title": title, "project": self.kenya, **rated})
        self.keys["Unrated"] = self.add("challenge", {"title": "Unrated"})
        self.then = history.entries(portfolio.connection, 1)[0].made_at
        self.change("Worse", likelihood=5, impact=4)
        self.change("Better", impact=1)
        self.change("Closed", status="closed")
        self.change("Moved", project=self.mexico)
        self.change("Unrated", likelihood=1, impact=1)
        with portfolio.transaction("Delete") as transaction:
            transaction.delete("challenge", self.keys["Deleted"])
        self.keys["New"] = self.add("challenge", {"title": "New", "project": self.mexico, **rated})

    def add(self, kind: str, values: dict[str, Any]) -> str:
        with self.portfolio.transaction("Add") as transaction:
            return transaction.create(kind, values)

    def change(self, title: str, **values: Any) -> None:
        with self.portfolio.transaction("Change") as transaction:
            transaction.update("challenge", self.keys[title], values)


@pytest.fixture
def quarter(portfolio: Portfolio) -> Iterator[Quarter]:
    return Quarter(portfolio)


def test_what_moved_is_told_of_all_and_of_one_project(quarter: Quarter) -> None:
    now = quarter.portfolio.connection
    with quarter.portfolio.reading() as then:
        as_of.turn(then, quarter.then)
        found = moves(then, now)
        rows = rows_of(then, now, found)
        told = {rows[move.key].display: move.what for move in found}
        assert told == {
            "Worse": Movement.UP, "New": Movement.NEW, "Unrated": Movement.RATED, "Better": Movement.DOWN,
            "Closed": Movement.CLOSED, "Deleted": Movement.GONE, "Moved": Movement.CHANGED,
        }  # fmt: skip
        assert list(counted(found)) == [what for what in Movement if what in told.values()]
        assert arrivals(found) == {(5, 4): (1, 0), (2, 1): (0, 1)}
        of_mexico = {rows[move.key].display for move in moves(then, now, quarter.mexico)}
        assert of_mexico == {"New", "Moved"}


def test_another_table_of_levels_moves_challenges(quarter: Quarter) -> None:
    then_moment = history.entries(quarter.portfolio.connection, 1)[0].made_at
    sql = "SELECT id FROM level_cell WHERE likelihood = 2 AND impact = 3"
    cell = quarter.portfolio.connection.execute(sql).fetchone()[0]
    with quarter.portfolio.transaction("Level table") as transaction:
        transaction.update("level_cell", cell, {"level": "high"})
    with quarter.portfolio.reading() as then:
        as_of.turn(then, then_moment)
        found = moves(then, quarter.portfolio.connection)
        assert {move.key for move in found} == {quarter.keys[title] for title in ("Moved", "New", "Closed")}
        assert {move.what for move in found} == {Movement.UP}


def test_a_heat_map_counts_all_and_opens_what_it_counts(quarter: Quarter) -> None:
    connection = quarter.portfolio.connection
    quarter.add("challenge", {"title": "No rating", "category": "financial"})
    for asked in (
        Asked(),
        Asked(level="inherent_level"),
        Asked(project=quarter.kenya),
        Asked((Condition("category", "=", "financial"),)),
    ):
        heat = read_heat(connection, asked)
        assert sum(heat.cells.values()) + heat.unrated == Listing(connection, asked.query()).count()
        assert Listing(connection, asked.unrated()).count() == heat.unrated
        for cell, count in heat.cells.items():
            assert Listing(connection, asked.cell(*cell)).count() == count
    assert read_heat(connection, Asked()).cells == figures.cells(connection)
    both = read_first_and_now(connection, Asked())
    assert both.now == read_heat(connection, Asked())
    assert both.first == read_heat(connection, Asked(level="inherent_level"))
    assert both.came == {(5, 4): (1, 0), (2, 1): (0, 1)}
