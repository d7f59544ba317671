"""A day by which something is to be done is late when it is past and what was to be done is not over."""

from datetime import date

import pytest

from hsmonitor.domain.challenge import Challenge, Response

TODAY = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("due", "late"),
    [
        (None, False),
        ("2026-03-16", False),
        ("2026-03-15", False),
        ("2026-03-14", True),
        ("2026-03", False),
        ("2026-02", True),
        ("2026", False),
        ("2025", True),
    ],
)
def test_a_day_a_month_or_a_year_is_past_when_its_last_day_is(due: str | None, late: bool) -> None:
    values = {"due": due, "status": "planned"} if due else {"status": "planned"}
    assert Response.due.is_late(values, TODAY) is late


@pytest.mark.parametrize(
    ("status", "late"), [(None, True), ("under_way", True), ("completed", False), ("cancelled", False)]
)
def test_a_response_that_is_over_is_not_late(status: str | None, late: bool) -> None:
    assert Response.due.is_late({"due": "2020", "status": status}, TODAY) is late


@pytest.mark.parametrize(("status", "late"), [(None, True), ("monitoring", True), ("closed", False)])
def test_a_closed_challenge_waits_for_no_review(status: str | None, late: bool) -> None:
    assert Challenge.next_review.is_late({"next_review": "2026-01-01", "status": status}, TODAY) is late
