"""What another table of levels would change is counted before, and is one change when it is applied."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsmonitor.domain.errors import Cancelled, Conflict
from hsmonitor.domain.levels import default_table
from hsmonitor.domain.terms import Level
from hsmonitor.store.level_effect import effects, rated, set_table
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.rows import level_table
from hsmonitor.store.session import new_portfolio
from tests.store.conftest import AMINA

TABLES = st.fixed_dictionaries({cell: st.sampled_from([level.value for level in Level]) for cell in default_table()})
COUNTS = st.dictionaries(st.sampled_from(sorted(default_table())), st.integers(1, 500))


@given(COUNTS, TABLES, TABLES)
def test_what_moves_is_counted_once_and_rises_come_first(counts, before, after) -> None:  # type: ignore[no-untyped-def]
    found = effects(counts, before, after)
    assert sum(one.count for one in found) == sum(n for cell, n in counts.items() if before[cell] != after[cell])
    assert all(one.before != one.after for one in found)
    targets = [[level.value for level in Level].index(one.after) for one in found]
    assert targets == sorted(targets, reverse=True)


@pytest.fixture
def portfolio(tmp_path: Path) -> Portfolio:
    made = new_portfolio(tmp_path / "levels.hsm", author=AMINA)
    with made.transaction("Enter") as transaction:
        for likelihood, impact, status in (
            (1, 1, "identified"),
            (1, 1, "closed"),
            (5, 5, "identified"),
            (3, None, "identified"),
        ):
            values = {"title": "Wells", "likelihood": likelihood, "status": status, "impact": impact}
            if status == "closed":
                values["closing_reason"] = "resolved"
            transaction.create("challenge", {name: value for name, value in values.items() if value})
    return made


def levels(portfolio: Portfolio) -> list[str]:
    return sorted(row.values.get("level", "") for row in Listing(portfolio.connection, Query("challenge")).first(10))


def test_all_levels_follow_and_undo_brings_them_back(portfolio: Portfolio) -> None:
    seen = level_table(portfolio.connection)
    assert rated(portfolio.connection) == {(1, 1): 2, (5, 5): 1}
    assert set_table(portfolio, {**seen, (1, 1): "high", (5, 5): "substantial"}, seen) == 2
    assert levels(portfolio) == ["", "high", "high", "substantial"]
    portfolio.undo_last()
    assert levels(portfolio) == ["", "high", "low", "low"]
    portfolio.close()


def test_an_equal_table_writes_nothing(portfolio: Portfolio) -> None:
    seen, before = level_table(portfolio.connection), portfolio.next_undo()
    assert set_table(portfolio, seen, seen) == 0
    assert portfolio.next_undo() == before
    portfolio.close()


def test_a_cell_that_somebody_has_changed_meanwhile_is_a_conflict(portfolio: Portfolio) -> None:
    seen = level_table(portfolio.connection)
    set_table(portfolio, {**seen, (2, 2): "moderate"}, seen)
    with pytest.raises(Conflict):
        set_table(portfolio, {**seen, (2, 2): "high", (1, 1): "high"}, seen)
    assert levels(portfolio) == ["", "high", "low", "low"]
    portfolio.close()


def test_a_table_that_is_cancelled_leaves_all_as_it_was(portfolio: Portfolio) -> None:
    seen = level_table(portfolio.connection)
    asked = iter([False, True])  # before the levels are derived anew, and after
    with pytest.raises(Cancelled):
        set_table(portfolio, {**seen, (1, 1): "high"}, seen, cancelled=lambda: next(asked))
    assert level_table(portfolio.connection) == seen
    assert levels(portfolio) == ["", "high", "low", "low"]
    portfolio.close()
