"""Reviews as they are written: append-only, together with the newest values of the challenge, all or nothing."""

import sqlite3
from datetime import date
from typing import Any

import pytest

from hsmonitor.domain.errors import Conflict, Invalid, NotThere, PortfolioError
from hsmonitor.store import history
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.rating_points import points
from hsmonitor.store.review_view import read_review
from hsmonitor.store.reviewing import Look, keep_unchanged, open_responses, periods, save
from hsmonitor.store.rows import level_table, read_all

TODAY = date(2026, 11, 25)
KEEP = {"decision": "keep", "next_review": "2026-12-25", "likelihood": 4, "impact": 5}


def add(portfolio: Portfolio, kind: str = "challenge", **values: Any) -> str:
    title = {"title": "Challenge"} if kind in ("challenge", "response", "project") else {}
    with portfolio.transaction("Add") as transaction:
        return transaction.create(kind, title | values)


def values(portfolio: Portfolio, kind: str, key: str) -> dict[str, Any]:
    return dict(read_all(portfolio.connection, kind))[key].values


def test_a_review_is_kept_with_the_newest_values_of_its_challenge(portfolio: Portfolio) -> None:
    key = add(portfolio, status="identified")
    review = save(portfolio, Look(key, KEEP | {"comment": "First look"}), TODAY)
    assert values(portfolio, "review", review) == {
        **KEEP, "challenge": key, "reviewed_on": "2026-11-25", "comment": "First look", "status": "assessed",
    }  # fmt: skip
    found = values(portfolio, "challenge", key)
    assert (found["likelihood"], found["impact"], found["next_review"]) == (4, 5, "2026-12-25")
    assert (found["inherent_likelihood"], found["inherent_impact"]) == (4, 5)
    assert [entry.name for entry in history.entries(portfolio.connection, 1)] == ["Review of C-1: Keep"]
    portfolio.undo_last()
    assert values(portfolio, "challenge", key) == {"title": "Challenge", "status": "identified"}
    assert dict(read_all(portfolio.connection, "review")) == {}
    portfolio.redo_last()
    assert values(portfolio, "review", review)["comment"] == "First look"


def test_a_later_rating_leaves_the_first_one(portfolio: Portfolio) -> None:
    key = add(portfolio)
    save(portfolio, Look(key, KEEP), TODAY)
    save(portfolio, Look(key, KEEP | {"likelihood": 2, "impact": 2}), TODAY)
    found = values(portfolio, "challenge", key)
    assert (found["likelihood"], found["inherent_likelihood"]) == (2, 4)


def test_nothing_is_written_of_a_review_that_cannot_be_taken(portfolio: Portfolio) -> None:
    key = add(portfolio)
    with pytest.raises(Invalid) as wrong:
        save(portfolio, Look(key, {"decision": "accept", "likelihood": 3}), TODAY)
    assert {problem.field for problem in wrong.value.problems} == {"impact", "comment", "accepted_until"}
    assert values(portfolio, "challenge", key) == {"title": "Challenge"}
    with pytest.raises(NotThere):
        save(portfolio, Look("gone", KEEP), TODAY)


def test_what_somebody_else_changed_meanwhile_is_a_conflict(portfolio: Portfolio) -> None:
    key = add(portfolio, likelihood=3, impact=3)
    seen = {"likelihood": 3, "impact": 3}
    with portfolio.transaction("Rate elsewhere") as transaction:
        transaction.update("challenge", key, {"likelihood": 5})
    with pytest.raises(Conflict):
        save(portfolio, Look(key, KEEP, seen), TODAY)
    assert dict(read_all(portfolio.connection, "review")) == {}


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        ("completed", {"status": "completed", "completed_on": "2026-11-25"}),
        ("cancelled", {"status": "cancelled"}),
        ("open", {"status": "under_way"}),
    ],
)
def test_to_close_says_what_becomes_of_open_responses(
    portfolio: Portfolio, ending: str, expected: dict[str, str]
) -> None:
    key = add(portfolio, next_review="2026-12-01")
    response = add(portfolio, "response", challenge=key, status="under_way")
    over = add(portfolio, "response", challenge=key, status="cancelled")
    assert open_responses(portfolio.connection, key) == [response]
    close = {"decision": "close", "closing_reason": "resolved", "evidence": "Minutes"}
    with pytest.raises(Invalid, match="1 response is still open"):
        save(portfolio, Look(key, close), TODAY)
    save(portfolio, Look(key, close, ending=ending), TODAY)
    found = values(portfolio, "response", response)
    assert {name: found[name] for name in expected} == expected
    assert values(portfolio, "response", over)["status"] == "cancelled"
    assert values(portfolio, "challenge", key) == {
        "title": "Challenge", "status": "closed", "closing_reason": "resolved",
    }  # fmt: skip
    portfolio.undo_last()
    assert values(portfolio, "response", response)["status"] == "under_way"


def test_the_database_refuses_to_change_a_review(portfolio: Portfolio) -> None:
    key = add(portfolio)
    review = save(portfolio, Look(key, KEEP), TODAY)
    with pytest.raises(PortfolioError, match="never changed"), portfolio.transaction("Edit") as transaction:
        transaction.update("review", review, {"comment": "Another"})
    raw = sqlite3.connect(portfolio.path)
    for column in ("comment", "likelihood", "decision", "next_review", "reviewed_on", "reviewer"):
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            raw.execute(f"UPDATE review SET {column} = 1")
    raw.close()


def test_no_change_writes_each_a_review_of_its_own(portfolio: Portfolio) -> None:
    high = add(portfolio, likelihood=5, impact=5)
    half, closed = add(portfolio, likelihood=5), add(portfolio, status="closed")
    assert keep_unchanged(portfolio, [high, half, closed], {"comment": "As it was"}, TODAY) == 2
    reviews = {state.values["challenge"]: state.values for _key, state in read_all(portfolio.connection, "review")}
    assert set(reviews) == {high, half}
    assert reviews[high] == {
        "challenge": high, "reviewed_on": "2026-11-25", "decision": "keep", "comment": "As it was", "likelihood": 5,
        "impact": 5, "next_review": "2026-12-25", "status": "assessed",
    }  # fmt: skip
    assert "likelihood" not in reviews[half]
    assert values(portfolio, "challenge", high)["next_review"] == "2026-12-25"
    portfolio.undo_last()
    assert dict(read_all(portfolio.connection, "review")) == {}


def test_the_periods_are_the_portfolios_own(portfolio: Portfolio) -> None:
    assert periods(portfolio.connection) == {"high": 30, "substantial": 60, "moderate": 90, "low": 180}
    office = next(iter(dict(read_all(portfolio.connection, "office"))))
    with portfolio.transaction("Change") as transaction:
        transaction.update("office", office, {"review_high": 7, "review_low": None})
    assert periods(portfolio.connection) == {"high": 7, "substantial": 60, "moderate": 90, "low": 180}


def test_the_chart_shows_reviews_and_ratings_without_one(portfolio: Portfolio) -> None:
    key = add(portfolio, likelihood=1, impact=2)
    with portfolio.transaction("Rate in the sheet") as transaction:
        transaction.update("challenge", key, {"likelihood": 2, "impact": 3})
    with portfolio.transaction("Rate and take back") as transaction:
        transaction.update("challenge", key, {"likelihood": 5, "impact": 5})
    portfolio.undo_last()
    later = KEEP | {"next_review": "2027-06-01"}
    save(portfolio, Look(key, later), date(2027, 2, 1))
    save(portfolio, Look(key, later), date(2027, 5, 1))
    portfolio.undo_last()
    found = points(portfolio.connection, key, level_table(portfolio.connection))
    assert [(one.likelihood, one.impact, one.level, one.reviewed) for one in found] == [
        (1, 2, "low", False), (2, 3, "moderate", False), (4, 5, "high", True),
    ]  # fmt: skip
    assert (found[-1].day, found[-1].decision) == ("2027-02-01", "keep")


def test_a_review_shows_partners_responses_and_the_last_looks(portfolio: Portfolio) -> None:
    partner = add(portfolio, "partner", name="Youth union")
    other = add(portfolio, "partner", name="County")
    for day, rating in (("2025", "high"), ("2026-03", "moderate")):
        add(portfolio, "assessment", partner=partner, assessed_on=day, rating=rating)
    key = add(portfolio, affected_partners=[partner])
    late = add(portfolio, "response", challenge=key, due="2026-10", partner=other)
    add(portfolio, "response", challenge=key, due="2026-10", status="completed")
    month = add(portfolio, "response", challenge=key, due="2026-11")
    for year in (2023, 2024, 2025, 2026):
        save(portfolio, Look(key, KEEP | {"comment": str(year), "next_review": "2027-01-01"}), date(year, 5, 1))
    view = read_review(portfolio.connection, key, TODAY)
    assert view is not None
    assert [(one.name, one.assessment.shown("rating") if one.assessment else "") for one in view.partners] == [
        ("Youth union", "Moderate"), ("County", ""),
    ]  # fmt: skip
    assert view.late == {late}
    assert {row.key for row in view.open_responses} == {late, month}
    assert ([row.values["comment"] for row in view.reviews], view.review_count) == (["2026", "2025", "2024"], 4)
    assert read_review(portfolio.connection, "gone", TODAY) is None


def test_a_first_review_and_its_reviewer_are_one_step(portfolio: Portfolio) -> None:
    key = add(portfolio)
    first = save(portfolio, Look(key, KEEP, by="Fatou Diallo"), TODAY)
    again = save(portfolio, Look(key, KEEP, by="fatou diallo"), TODAY)
    (person,) = dict(read_all(portfolio.connection, "person"))
    reviews = dict(read_all(portfolio.connection, "review"))
    assert reviews[first].values["reviewer"] == reviews[again].values["reviewer"] == person
    portfolio.undo_last()
    assert list(dict(read_all(portfolio.connection, "person"))) == [person]
    portfolio.undo_last()
    assert not dict(read_all(portfolio.connection, "person"))
    assert not dict(read_all(portfolio.connection, "review"))
    portfolio.redo_last()
    assert list(dict(read_all(portfolio.connection, "person"))) == [person]


def test_many_reviews_at_once_add_their_reviewer_once(portfolio: Portfolio) -> None:
    keys = [add(portfolio), add(portfolio)]
    assert keep_unchanged(portfolio, keys, {}, TODAY, by="Fatou Diallo") == 2
    (person,) = dict(read_all(portfolio.connection, "person"))
    assert {state.values["reviewer"] for _key, state in read_all(portfolio.connection, "review")} == {person}
    portfolio.undo_last()
    assert not dict(read_all(portfolio.connection, "person"))
