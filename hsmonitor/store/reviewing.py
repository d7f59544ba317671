"""Writing reviews: each one an append-only record, together with the newest values of its challenge, in one transaction."""

import sqlite3
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from hsmonitor.domain.errors import Cancelled, Invalid, NotThere
from hsmonitor.domain.levels import LevelTable, level_of
from hsmonitor.domain.record import Values
from hsmonitor.domain.reviewing import (
    DEFAULT_PERIODS,
    STAYS_OPEN,
    Periods,
    consequences,
    problems,
    proposed_review,
)
from hsmonitor.domain.terms import OVER, ChallengeStatus, Decision, WorkStatus
from hsmonitor.language import _, ngettext
from hsmonitor.store.names import named
from hsmonitor.store.rows import level_table, read_states

if TYPE_CHECKING:
    from hsmonitor.store.portfolio import Portfolio
    from hsmonitor.store.transaction import Transaction

Progress = Callable[[int, int], None]

_NOT_OVER = "(status IS NULL OR status NOT IN ({}))".format(", ".join(f"'{status}'" for status in OVER))


@dataclass(frozen=True, slots=True)
class Look:
    """One look at one challenge, as the reviewer leaves it.

    `values` are those of the review, without challenge, day and status; `seen` is what the reviewer saw of the challenge (a
    change by somebody else meanwhile is a conflict); `ending` says what becomes of open responses when it is closed; `by` is the
    name of the reviewer, who is added to the persons by the first review.
    """

    challenge: str
    values: Values
    seen: Values = field(default_factory=dict)
    ending: str = ""
    by: str = ""


def periods(connection: sqlite3.Connection) -> Periods:
    """Return the portfolio's own periods until the next review, by level; where it has none, those of a new portfolio."""
    columns = ", ".join(f"review_{level}" for level in DEFAULT_PERIODS)
    row = connection.execute(f"SELECT {columns} FROM office LIMIT 1").fetchone()
    own = row or [None] * len(DEFAULT_PERIODS)
    return {level: days or usual for (level, usual), days in zip(DEFAULT_PERIODS.items(), own, strict=True)}


def open_responses(connection: sqlite3.Connection, challenge: str) -> list[str]:
    """Return the responses to a challenge that are neither completed nor cancelled."""
    sql = f"SELECT id FROM response WHERE challenge = ? AND {_NOT_OVER} ORDER BY rowid"
    return [row[0] for row in connection.execute(sql, [challenge])]


def save(portfolio: "Portfolio", look: Look, today: date) -> str:
    """Write one review and what it makes of its challenge; return the key of the review.

    Raises Invalid naming each field that cannot be taken, Conflict where somebody has changed the challenge meanwhile,
    NotThere where it exists no more; then nothing has changed.
    """
    decision = Decision.of(look.values["decision"]).label if look.values.get("decision") else ""
    # Over the connection that is open: to open one of its own takes as long as to write the review.
    found = read_states(portfolio.connection, "challenge", [look.challenge])
    reference = found[look.challenge].reference if found else ""
    title = _("Review of {challenge}: {decision}").format(challenge=reference, decision=decision)
    with portfolio.transaction(title) as transaction:
        still_open = open_responses(transaction.connection, look.challenge)
        wrong = problems(look.values, today, open_responses=len(still_open), ending=look.ending)
        if wrong:
            raise Invalid(wrong)
        review = _write(transaction, look, today, _by(transaction, look.by))
        if look.values["decision"] == Decision.CLOSE and look.ending != STAYS_OPEN:
            _end(transaction, still_open, look.ending, today)
    return review


def _by(transaction: "Transaction", name: str) -> Values:
    """Return who a review is by, as its values; a person who is not known yet is added in the same step."""
    if not name:
        return {}
    found = named(transaction.connection, "person", name)
    return {"reviewer": found[0][0] if found else transaction.create("person", {"name": name})}


def _write(transaction: "Transaction", look: Look, today: date, by: Values) -> str:
    challenge = transaction.get("challenge", look.challenge)
    if challenge is None:
        raise NotThere(
            _("This challenge exists no more: somebody deleted it. It can be brought back from the history.")
        )
    changes = consequences(challenge, look.values)
    transaction.update("challenge", look.challenge, changes, look.seen)
    values = (
        look.values
        | by
        | {
            "challenge": look.challenge,
            "reviewed_on": today.isoformat(),
            "status": changes.get("status", challenge.get("status")),
            "next_review": changes["next_review"],
        }
    )
    return transaction.create("review", values)


def _end(transaction: "Transaction", responses: Collection[str], ending: str, today: date) -> None:
    changes: Values = {"status": ending}
    if ending == WorkStatus.COMPLETED:
        changes["completed_on"] = today.isoformat()
    transaction.update_many("response", responses, changes)


def keep_unchanged(
    portfolio: "Portfolio",
    challenges: Collection[str],
    common: Values,
    today: date,
    *,
    by: str = "",
    progress: Progress = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Review many challenges at once with "no change": each is kept as it is and gets a review of its own.

    `common` is what all these reviews share: meeting, comment; `by` is the name of the reviewer. Closed ones are passed over.
    Returns how many reviews were written. Raises Cancelled; then nothing has changed.
    """
    count = len(challenges)
    title = ngettext("Review of {count} challenge: no change", "Review of {count} challenges: no change", count)
    written = 0
    with portfolio.reading() as connection:
        table, days = level_table(connection), periods(connection)
    with portfolio.transaction(title.format(count=f"{count:,}")) as transaction:
        transaction.load("challenge", challenges)
        reviewer = _by(transaction, by)
        for key in _one_by_one(challenges, progress, cancelled):
            challenge = transaction.get("challenge", key)
            if challenge and challenge.get("status") != ChallengeStatus.CLOSED:
                _write(transaction, Look(key, common | unchanged(challenge, table, days, today)), today, reviewer)
                written += 1
    return written


def _one_by_one(keys: Collection[str], progress: Progress, cancelled: Callable[[], bool]) -> Iterator[str]:
    for done, key in enumerate(keys):
        if cancelled():
            raise Cancelled
        yield key
        if done % 100 == 0:
            progress(done, len(keys))


def unchanged(challenge: Values, table: LevelTable, days: Periods, today: date) -> Values:
    """Return the values of a review that keeps a challenge as it is; half a rating is none."""
    likelihood, impact = challenge.get("likelihood"), challenge.get("impact")
    level = level_of(likelihood, impact, table)
    rating = {"likelihood": likelihood, "impact": impact} if level else {}
    return {**rating, "decision": Decision.KEEP.value, "next_review": proposed_review(level, days, today)}
