"""All that the review of one challenge shows, read at once."""

import sqlite3
from dataclasses import dataclass
from datetime import date

from hsmonitor.domain.challenge import Response
from hsmonitor.domain.levels import LevelTable
from hsmonitor.domain.reviewing import Periods
from hsmonitor.domain.terms import OVER
from hsmonitor.store.listing import Row, read_rows
from hsmonitor.store.rating_points import Point, points
from hsmonitor.store.record_view import read_citations
from hsmonitor.store.reviewing import periods
from hsmonitor.store.rows import display_names, level_table

SHOWN_REVIEWS = 3


@dataclass(frozen=True, slots=True)
class Concerned:
    """A partner concerned, with its newest capacity assessment, None where it was never assessed."""

    key: str
    name: str
    assessment: Row | None


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One challenge under review: `reviews` are the newest ones of `review_count`, `late` the responses past their day."""

    row: Row
    citations: list[Row]
    partners: list[Concerned]
    responses: list[Row]
    late: frozenset[str]
    reviews: list[Row]
    review_count: int
    points: list[Point]
    levels: LevelTable
    periods: Periods

    @property
    def open_responses(self) -> list[Row]:
        """The responses that are neither completed nor cancelled."""
        return [row for row in self.responses if row.values.get("status") not in OVER]


def read_review(connection: sqlite3.Connection, challenge: str, today: date) -> ReviewView | None:
    """Return all that the review of a challenge shows; None where it exists no more."""
    rows = read_rows(connection, "challenge", [challenge])
    if not rows:
        return None
    responses = _responses(connection, challenge)
    reviews, count = _reviews(connection, challenge)
    table = level_table(connection)
    return ReviewView(
        row=rows[0],
        citations=read_citations(connection, "challenge", challenge),
        partners=_concerned(connection, rows[0], responses),
        responses=responses,
        late=frozenset(row.key for row in responses if Response.due.is_late(row.values, today)),
        reviews=reviews,
        review_count=count,
        points=points(connection, challenge, table),
        levels=table,
        periods=periods(connection),
    )


def _responses(connection: sqlite3.Connection, challenge: str) -> list[Row]:
    sql = "SELECT id FROM response WHERE challenge = ? ORDER BY due NULLS LAST, rowid"
    keys = [row[0] for row in connection.execute(sql, [challenge])]
    rows = read_rows(connection, "response", keys)
    return sorted(rows, key=lambda row: row.values.get("status") in OVER)


def _reviews(connection: sqlite3.Connection, challenge: str) -> tuple[list[Row], int]:
    sql = "SELECT id FROM review WHERE challenge = ? ORDER BY reviewed_on DESC, created_at DESC"
    keys = [row[0] for row in connection.execute(sql, [challenge])]
    return read_rows(connection, "review", keys[:SHOWN_REVIEWS]), len(keys)


def _concerned(connection: sqlite3.Connection, row: Row, responses: list[Row]) -> list[Concerned]:
    """Return the partners that the challenge affects, and those for which something is done about it."""
    named = [*row.values.get("affected_partners", ()), *(one.values.get("partner") for one in responses)]
    keys = list(dict.fromkeys(key for key in named if key))
    names = display_names(connection, {"partner": keys})
    return [Concerned(key, names.get(key, ""), _newest(connection, key)) for key in keys]


def _newest(connection: sqlite3.Connection, partner: str) -> Row | None:
    sql = "SELECT id FROM assessment WHERE partner = ? ORDER BY assessed_on DESC NULLS LAST, rowid DESC LIMIT 1"
    found = read_rows(connection, "assessment", [row[0] for row in connection.execute(sql, [partner])])
    return found[0] if found else None
