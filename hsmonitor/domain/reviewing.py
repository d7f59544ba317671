"""What a review decides: what it makes of the challenge, when the challenge is looked at next, and what stands against it.

A review is handled as the values of the record `Review`. Whoever fills it in says besides what becomes of the responses
that are still open when a challenge is closed: one of `ENDINGS`.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from hsmonitor.domain.errors import Problem
from hsmonitor.domain.record import Values
from hsmonitor.domain.review import Review
from hsmonitor.domain.terms import ChallengeStatus, ClosingReason, Decision, Level, Treatment, WorkStatus
from hsmonitor.language import _, ngettext

Periods = Mapping[str, int]
"""Days until the next review, by level."""

DEFAULT_PERIODS: Periods = {
    Level.HIGH.value: 30,
    Level.SUBSTANTIAL.value: 60,
    Level.MODERATE.value: 90,
    Level.LOW.value: 180,
}
"""This program's own; a portfolio can have others."""

STAYS_OPEN = "open"
ENDING = "ending"
"""By which name what becomes of open responses goes beside the fields of a review."""
ENDINGS = (WorkStatus.COMPLETED.value, WorkStatus.CANCELLED.value, STAYS_OPEN)
"""What can become of open responses when their challenge is closed."""

CLOSING_REASONS = (ClosingReason.RESOLVED, ClosingReason.NOT_APPLICABLE, ClosingReason.OTHER)
"""Why a review closes a challenge; what is accepted stays open and is monitored until a day."""


def proposed_review(level: str | None, periods: Periods, today: date) -> str:
    """Return the day of the next review by the period of `level`; what is not rated waits no longer than the shortest."""
    return (today + timedelta(days=periods[level] if level else min(periods.values()))).isoformat()


def consequences(challenge: Values, review: Values) -> Values:
    """Return what `review` sets on its challenge, None for what is to be emptied.

    A rating becomes the newest one, and a challenge that was only identified is assessed by it. To accept is to treat by
    accepting and to go on monitoring; to close is to have no next review.
    """
    rated = {name: review[name] for name in ("likelihood", "impact") if review.get(name)}
    changes: Values = {**rated, "next_review": review.get("next_review")}
    if len(rated) == 2 and challenge.get("status") in (None, ChallengeStatus.IDENTIFIED.value):
        changes["status"] = ChallengeStatus.ASSESSED.value
    if review.get("decision") == Decision.ACCEPT:
        changes |= {"treatment": Treatment.ACCEPT.value, "status": ChallengeStatus.MONITORING.value}
    elif review.get("decision") == Decision.CLOSE:
        changes |= {"status": ChallengeStatus.CLOSED.value, "closing_reason": review.get("closing_reason")}
        changes["next_review"] = None
    return changes


def asked(decision: str, open_responses: int = 0) -> dict[str, str]:
    """Return the fields that `decision` cannot do without, in order, and what to say where one is missing.

    "ending", what becomes of open responses, is among those of a close where there are any.
    """
    if decision == Decision.ESCALATE:
        return {
            "escalated_to": _("Say to whom it is escalated."),
            "answer_by": _("Say by when an answer is needed."),
        }
    if decision == Decision.ACCEPT:
        return {
            "accepted_until": _("An acceptance expires. Say until when it holds."),
            "comment": _("An acceptance needs its reason. Write why this can be accepted."),
        }
    if decision == Decision.CLOSE:
        waiting = {ENDING: _still_open(open_responses)} if open_responses else {}
        evidence = {"evidence": _("Say what shows that it can be closed.")}
        return {"closing_reason": _("Choose why it is closed."), **waiting, **evidence}
    return {}


def _still_open(count: int) -> str:
    message = ngettext(
        "{count} response is still open. Choose what becomes of it.",
        "{count} responses are still open. Choose what becomes of them.",
        count,
    )
    return message.format(count=count)


def taken(decision: str, open_responses: int = 0) -> tuple[str, ...]:
    """Return all fields that are given with `decision`, beside the rating; what is closed is not looked at again."""
    always = ("comment", "internal_comment", *(() if decision == Decision.CLOSE else ("next_review",)))
    return tuple(dict.fromkeys((*asked(decision, open_responses), *always)))


def problems(review: Values, today: date, *, open_responses: int = 0, ending: str = "") -> list[Problem]:
    """Return what stands against saving `review`, each beside its field; "ending" is the field of open responses.

    The responses count for a review that closes the challenge only.
    """
    given = {**review, "ending": ending if ending in ENDINGS else ""}
    found = [*_of_rating(review), *_of_days(review, today.isoformat()), *_of_decision(given, open_responses)]
    return [Review.problem(field, message) for field, message in found]


def _of_rating(review: Values) -> Iterator[tuple[str, str]]:
    for name, other in (("likelihood", "impact"), ("impact", "likelihood")):
        if review.get(other) and not review.get(name):
            yield name, _("A rating needs likelihood and impact. Choose the other one too.")


def _of_days(review: Values, today: str) -> Iterator[tuple[str, str]]:
    for name in ("next_review", "answer_by", "accepted_until"):
        if (review.get(name) or today) < today:
            yield name, _("This day is past. Choose today or a later day.")


def _of_decision(review: Values, open_responses: int) -> Iterator[tuple[str, str]]:
    decision = review.get("decision")
    if decision is None:
        yield "decision", _("Choose a decision.")
    for name, message in asked(str(decision), open_responses).items():
        if not review.get(name):
            yield name, message
    if decision in (Decision.KEEP, Decision.ESCALATE) and not review.get("next_review"):
        yield "next_review", _("Say when it is looked at next.")
    until, again = review.get("accepted_until"), review.get("next_review")
    if decision == Decision.ACCEPT and until and again and again > until:
        yield "next_review", _("The acceptance ends before this day. Look at it again by then.")
