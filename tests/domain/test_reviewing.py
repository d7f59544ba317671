"""What a review decides, and what stands against it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsmonitor.domain.reviewing import DEFAULT_PERIODS, asked, consequences, problems, proposed_review, taken
from hsmonitor.domain.terms import Decision

TODAY = date(2026, 11, 25)
LATER, PAST = "2026-12-15", "2026-11-24"
KEEP = {"decision": "keep", "next_review": LATER}
ESCALATE = {"decision": "escalate", "next_review": LATER, "escalated_to": "Board", "answer_by": LATER}
ACCEPT = {"decision": "accept", "next_review": LATER, "comment": "Nothing more can be done", "accepted_until": LATER}
CLOSE = {"decision": "close", "closing_reason": "resolved", "evidence": "Report of May"}


def fields(review: dict[str, Any], **more: Any) -> list[str]:
    return [problem.field for problem in problems(review, TODAY, **more)]


@pytest.mark.parametrize("review", [KEEP, ESCALATE, ACCEPT, CLOSE])
def test_a_whole_review_is_taken(review: dict[str, Any]) -> None:
    assert fields(review) == []
    assert fields(review | {"likelihood": 3, "impact": 4}) == []


@pytest.mark.parametrize(
    ("review", "wrong"),
    [
        ({}, ["decision"]),
        (KEEP | {"likelihood": 3}, ["impact"]),
        (KEEP | {"impact": 3}, ["likelihood"]),
        (KEEP | {"next_review": PAST}, ["next_review"]),
        (KEEP | {"next_review": None}, ["next_review"]),
        (ESCALATE | {"escalated_to": ""}, ["escalated_to"]),
        (ESCALATE | {"answer_by": None}, ["answer_by"]),
        (ESCALATE | {"answer_by": PAST}, ["answer_by"]),
        (ACCEPT | {"comment": None}, ["comment"]),
        (ACCEPT | {"accepted_until": None}, ["accepted_until"]),
        (ACCEPT | {"accepted_until": PAST, "next_review": None}, ["accepted_until"]),
        (ACCEPT | {"next_review": "2027-01-01"}, ["next_review"]),
        (CLOSE | {"closing_reason": None}, ["closing_reason"]),
        (CLOSE | {"evidence": ""}, ["evidence"]),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_field(review: dict[str, Any], wrong: list[str]) -> None:
    assert fields(review) == wrong


@pytest.mark.parametrize("review", [KEEP, ESCALATE, ACCEPT, CLOSE])
@pytest.mark.parametrize("open_responses", [0, 2])
def test_a_form_that_shows_what_is_taken_shows_all_that_is_asked_and_all_that_is_wrong(
    review: dict[str, Any], open_responses: int
) -> None:
    decision = review["decision"]
    shown, needed = taken(decision, open_responses), asked(decision, open_responses)
    assert needed.keys() <= set(shown)
    assert len(shown) == len(set(shown))
    assert review.keys() - {"decision"} <= set(shown)
    assert set(fields({"decision": decision}, open_responses=open_responses)) <= set(shown)
    assert ("ending" in needed) == (decision == "close" and open_responses > 0)
    assert ("next_review" in shown) == (decision != "close")


def test_without_a_decision_nothing_is_asked() -> None:
    assert asked("") == {}
    assert taken("") == ("comment", "internal_comment", "next_review")


def test_to_close_asks_what_becomes_of_open_responses() -> None:
    assert fields(CLOSE, open_responses=2) == ["ending"]
    assert "2 responses are still open" in str(problems(CLOSE, TODAY, open_responses=2)[0])
    for ending in ("completed", "cancelled", "open"):
        assert fields(CLOSE, open_responses=2, ending=ending) == []
    assert fields(KEEP, open_responses=2) == []


def test_today_is_not_past() -> None:
    assert fields(KEEP | {"next_review": TODAY.isoformat()}) == []


def test_the_next_review_follows_from_the_level() -> None:
    days = {
        level: (date.fromisoformat(proposed_review(level, DEFAULT_PERIODS, TODAY)) - TODAY).days
        for level in DEFAULT_PERIODS
    }
    assert days == {"high": 30, "substantial": 60, "moderate": 90, "low": 180}
    assert proposed_review(None, {"high": 10, "low": 20}, TODAY) == (TODAY + timedelta(days=10)).isoformat()


def test_what_each_decision_sets() -> None:
    assert consequences({"status": "responding"}, KEEP) == {"next_review": LATER}
    assert consequences({"status": "responding"}, ESCALATE) == {"next_review": LATER}
    accepted = {"next_review": LATER, "treatment": "accept", "status": "monitoring"}
    assert consequences({"status": "responding"}, ACCEPT) == accepted
    closed = {"next_review": None, "status": "closed", "closing_reason": "resolved"}
    assert consequences({"status": "responding"}, CLOSE | {"next_review": LATER}) == closed


def test_the_first_rating_of_what_was_only_identified_assesses_it() -> None:
    rated = KEEP | {"likelihood": 2, "impact": 5}
    assert consequences({}, rated)["status"] == "assessed"
    assert consequences({"status": "identified"}, rated)["status"] == "assessed"
    assert "status" not in consequences({"status": "monitoring"}, rated)
    assert "status" not in consequences({"status": "identified"}, KEEP)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "decision": st.sampled_from([decision.value for decision in Decision]),
            "likelihood": st.integers(1, 5),
            "impact": st.integers(1, 5),
            "comment": st.text(max_size=3),
            "next_review": st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(date.isoformat),
            "accepted_until": st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(date.isoformat),
        },
    )
)
def test_what_is_taken_never_leads_into_the_past(review: dict[str, Any]) -> None:
    if not fields(review):
        assert (consequences({}, review)["next_review"] or TODAY.isoformat()) >= TODAY.isoformat()
        assert ("likelihood" in review) == ("impact" in review)
