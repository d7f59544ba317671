"""What a review goes through, in which order, and where it was left."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from hsmonitor.store import drafts, sqlite
from hsmonitor.store import review_queue as queue
from hsmonitor.store.conditions import Condition
from hsmonitor.store.listing import Query
from hsmonitor.store.portfolio import Portfolio, now
from hsmonitor.store.review_place import Place, kept_place, no_place, place_drafts
from hsmonitor.store.reviewing import Look, save
from tests.store.conftest import AMINA, JOSE
from tests.store.test_reviewing import KEEP, TODAY, add


@pytest.fixture
def keys(portfolio: Portfolio) -> dict[str, str]:
    """Challenges by name, made in another order than any queue has."""
    project = add(portfolio, "project", title="Kenya")
    wanted = {
        "low, touched": {"likelihood": 1, "impact": 1},
        "unrated": {},
        "high, later": {"likelihood": 5, "impact": 5, "next_review": "2027-03-01"},
        "moderate, soon": {"likelihood": 2, "impact": 3, "next_review": "2026-12-09"},
        "low, overdue": {"likelihood": 1, "impact": 2, "next_review": "2026-11-24"},
        "high, overdue": {"likelihood": 5, "impact": 3, "next_review": "2026-11-24"},
        "low, untouched": {"likelihood": 1, "impact": 2},
        "today": {"likelihood": 1, "impact": 2, "next_review": "2026-11-25"},
        "closed": {"status": "closed"},
    }
    made = {name: add(portfolio, project=project, **values) for name, values in wanted.items()}
    with portfolio.transaction("Touch") as transaction:
        transaction.update("challenge", made["low, touched"], {"cause": "Touched"})
    return made | {"project": project, "theme": add(portfolio, title="Theme")}


def names(found: queue.Gathered, keys: dict[str, str]) -> list[str]:
    return [next(name for name, key in keys.items() if key == one) for one in found.keys]


def test_a_project_brings_its_open_challenges_and_then_what_it_was_not_asked(
    portfolio: Portfolio, keys: dict[str, str]
) -> None:
    found = queue.of_project(portfolio.connection, keys["project"], "urgent", TODAY)
    assert names(found, keys) == [
        "high, overdue", "low, overdue", "high, later", "moderate, soon", "low, untouched", "today", "low, touched",
        "unrated", "theme",
    ]  # fmt: skip
    assert found.asked == {keys["theme"]}


def test_what_is_due(portfolio: Portfolio, keys: dict[str, str]) -> None:
    found = queue.due(portfolio.connection, "next review", TODAY, keys["project"])
    assert names(found, keys) == [
        "low, touched", "low, untouched", "unrated", "high, overdue", "low, overdue", "today", "moderate, soon",
    ]  # fmt: skip
    assert keys["theme"] in queue.due(portfolio.connection, "urgent", TODAY).keys


@pytest.mark.parametrize("order", queue.ORDERS)
def test_every_order_holds_the_same(portfolio: Portfolio, keys: dict[str, str], order: str) -> None:
    some = [keys["today"], keys["high, later"], keys["closed"], "gone"]
    assert set(queue.of_selection(portfolio.connection, some, order, TODAY).keys) == set(some[:3])
    query = Query("challenge", conditions=(Condition("level", "=", "high"),))
    assert names(queue.of_query(portfolio.connection, query, order, TODAY), keys) in (
        ["high, overdue", "high, later"], ["high, later", "high, overdue"],
    )  # fmt: skip


def test_what_was_reviewed_since_is_read_from_the_reviews(portfolio: Portfolio, keys: dict[str, str]) -> None:
    one, other = keys["today"], keys["unrated"]
    save(portfolio, Look(other, KEEP), TODAY)
    begun = now()
    save(portfolio, Look(one, KEEP), TODAY)
    assert queue.reviewed_since(portfolio.connection, [one, other], begun) == {one: "keep"}
    portfolio.undo_last()
    assert queue.reviewed_since(portfolio.connection, [one, other], begun) == {}


def keep(portfolio: Portfolio, writes: dict[str, drafts.Draft | None]) -> None:
    with closing(sqlite.connect(portfolio.path)) as connection:
        drafts.write(portfolio, connection, writes)


def test_a_place_is_found_again_by_the_same_user_on_the_same_device(
    portfolio: Portfolio, path: Path, opened: Callable[..., Portfolio]
) -> None:
    place = Place("Kenya", now(), ("a", "b"), frozenset("b"), project="p", at="a")
    assert kept_place(portfolio.connection, AMINA) is None
    keep(portfolio, place_drafts(AMINA, place))
    keep(portfolio, place_drafts(AMINA, place.skip("a").move("b"), queue=False))
    again = opened(path, JOSE)  # the first is not closed: as if it had been killed
    assert kept_place(again.connection, AMINA) == place.skip("a").move("b")
    assert kept_place(again.connection, JOSE) is None
    keep(portfolio, no_place(AMINA))
    assert kept_place(again.connection, AMINA) is None


def test_more_is_put_in_where_one_is() -> None:
    place = Place("Kenya", "", ("a", "theme", "b"), frozenset({"theme"}), at="theme")
    assert place.after("theme", "case", instead=True).keys == ("a", "case", "b")
    assert place.after("theme", "case", instead=True).asked == frozenset()
    assert place.after("a", "new").keys == ("a", "new", "theme", "b")
    assert place.after("a", "new").at == "new"
    assert Place("Kenya", "", ()).after("", "new").keys == ("new",)
