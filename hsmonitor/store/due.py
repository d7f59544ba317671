"""Which challenges are due for review, and the first of them: what a user sees first after a start.

Imports little, as the first rows on screen wait for it.
"""

import sqlite3
from dataclasses import replace
from datetime import date, timedelta

from hsmonitor.domain.terms import ChallengeStatus
from hsmonitor.store.conditions import Condition
from hsmonitor.store.listing import Listing, Query, Row

DUE_DAYS = 14
"""How many days ahead a review counts as due, where the portfolio does not say."""

OPEN = Condition("status", "<>", ChallengeStatus.CLOSED.value)


def open_challenges(*conditions: Condition, project: str | None = None) -> Query:
    """Return the query for challenges that are not closed; one without a status is open."""
    return Query("challenge", conditions=(OPEN, *conditions), project=project)


def due_days(connection: sqlite3.Connection) -> int:
    """Return how many days ahead a review counts as due, by the portfolio's own setting."""
    row = connection.execute("SELECT due_days FROM office LIMIT 1").fetchone()
    return DUE_DAYS if row is None or row[0] is None else int(row[0])


def due_queries(connection: sqlite3.Connection, today: date, project: str | None = None) -> tuple[Query, Query, Query]:
    """Return the queries for open challenges whose next review lies ahead within the period, is overdue, was never planned.

    Overdue is a next review before today; without a next review, an open challenge was never reviewed and is due.
    """
    until = (today + timedelta(days=due_days(connection))).isoformat()
    ahead = (Condition("next_review", ">=", today.isoformat()), Condition("next_review", "<=", until))
    overdue = Condition("next_review", "<", today.isoformat())
    never = Condition("next_review", "not recorded")
    return (
        open_challenges(*ahead, project=project),
        open_challenges(overdue, project=project),
        open_challenges(never, project=project),
    )


def due_rows(connection: sqlite3.Connection, today: date, most: int, project: str | None = None) -> list[Row]:
    """Return the challenges that are to be looked at first: overdue, due, then those that were never reviewed."""
    ahead, overdue, never = due_queries(connection, today, project)
    rows: list[Row] = []
    for query in (overdue, ahead, never):
        if len(rows) < most:
            ordered = replace(query, order=(("next_review", False), ("level", True)))
            rows += Listing(connection, ordered).first(most - len(rows))
    return rows
