"""What must not be lost sight of, counted and found."""

from datetime import date, timedelta
from typing import Any

from hsmonitor.domain.dates import today
from hsmonitor.store.listing import Listing
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.watch import queries, watched

TODAY = date(2026, 11, 25)


def found(portfolio: Portfolio, name: str) -> list[str]:
    query = queries(portfolio.connection, TODAY)[name]
    return sorted(row.display for row in Listing(portfolio.connection, query).rows())


def add(portfolio: Portfolio, kind: str, **values: Any) -> str:
    with portfolio.transaction("Add") as transaction:
        return transaction.create(kind, values)


def review(portfolio: Portfolio, challenge: str, day: str, **values: Any) -> None:
    add(portfolio, "review", challenge=challenge, reviewed_on=day, **values)


def test_the_newest_review_says_what_is_escalated_or_accepted(portfolio: Portfolio) -> None:
    drought, roads, water, clinic = (add(portfolio, "challenge", title=title) for title in
                                     ("Drought", "Roads", "Water", "Clinic"))  # fmt: skip
    closed = add(portfolio, "challenge", title="Closed", status="closed")
    for key in (drought, roads, closed):
        review(portfolio, key, "2026-10-01", decision="escalate", escalated_to="Regional office")
    review(portfolio, roads, "2026-10-01", decision="keep")
    review(portfolio, water, "2026-09-01", decision="accept", accepted_until="2026-12-01")
    review(portfolio, clinic, "2026-09-01", decision="accept", accepted_until="2027-06-01")
    assert found(portfolio, "escalated") == ["Drought"]
    assert found(portfolio, "accepted") == ["Water"]
    review(portfolio, drought, "2026-11-01", decision="accept", accepted_until="2026-11-20")
    assert found(portfolio, "escalated") == []
    assert found(portfolio, "accepted") == ["Drought", "Water"]


def test_a_response_is_late_when_its_day_month_or_year_is_over(portfolio: Portfolio) -> None:
    key = add(portfolio, "challenge", title="Drought")
    for due, status in (
        ("2026-11-24", "under_way"), ("2026-11-25", "planned"), ("2026-10", None), ("2026-11", None), ("2025", None),
        ("2026", None), (None, "planned"), ("2026-01-01", "completed"), ("2026-01-02", "cancelled"),
    ):  # fmt: skip
        add(portfolio, "response", title=f"{due}", challenge=key, due=due, status=status)
    assert found(portfolio, "late") == ["2025", "2026-10", "2026-11-24"]


def test_what_nobody_reviewed_for_long_is_told_when_it_was_there_so_long(portfolio: Portfolio) -> None:
    long_ago, lately = (add(portfolio, "challenge", title=title) for title in ("Long ago", "Lately"))
    later = today() + timedelta(days=120)  # both were there more than 90 days before it
    review(portfolio, long_ago, "2020-01-01", decision="keep")
    review(portfolio, lately, "2020-11-01", decision="keep")
    query = queries(portfolio.connection, later)["unreviewed"]
    assert [row.display for row in Listing(portfolio.connection, query).rows()] == ["Long ago", "Lately"]
    review(portfolio, lately, (later - timedelta(days=20)).isoformat(), decision="keep")
    assert [row.display for row in Listing(portfolio.connection, query).rows()] == ["Long ago"]
    assert found(portfolio, "unreviewed") == []  # on that day neither was there for 90 days


def test_the_numbers_are_those_of_the_lists(portfolio: Portfolio) -> None:
    kenya = add(portfolio, "project", title="Kenya")
    key = add(portfolio, "challenge", title="Drought", project=kenya)
    review(portfolio, key, "2026-10-01", decision="escalate")
    add(portfolio, "response", title="Train", challenge=key, due="2026-01")
    for project in (None, kenya):
        counts = {one.key: one.count for one in watched(portfolio.connection, TODAY, project)}
        assert counts == {"escalated": 1, "accepted": 0, "late": 1, "unreviewed": 0}
