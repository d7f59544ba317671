"""What must not be lost sight of: escalated and waiting, accepted until soon, responses that are late, long not reviewed."""

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta

from hsmonitor.domain.terms import OVER, Decision
from hsmonitor.store.conditions import Condition
from hsmonitor.store.due import due_days, open_challenges
from hsmonitor.store.listing import Listing, Query

LONG = 90
"""Days after which a challenge that nobody has reviewed is told."""


@dataclass(frozen=True, slots=True)
class Watched:
    """One number; `query` finds the records behind it."""

    key: str
    query: Query
    count: int


def queries(connection: sqlite3.Connection, today: date, project: str | None = None) -> dict[str, Query]:
    """Return the queries by name: "escalated", "accepted" (the acceptance has ended or ends soon), "late", "unreviewed"."""
    soon = (today + timedelta(days=due_days(connection))).isoformat()
    escalated = Condition("", "decided", (Decision.ESCALATE.value, ""))
    accepted = Condition("", "decided", (Decision.ACCEPT.value, soon))
    unreviewed = Condition("", "not reviewed since", (today - timedelta(days=LONG)).isoformat())
    late = (Condition("due", "over by", today.isoformat()), *(Condition("status", "<>", status) for status in OVER))
    return {
        "escalated": open_challenges(escalated, project=project),
        "accepted": open_challenges(accepted, project=project),
        "late": Query("response", conditions=late, project=project),
        "unreviewed": open_challenges(unreviewed, project=project),
    }


def watched(connection: sqlite3.Connection, today: date, project: str | None = None) -> list[Watched]:
    """Return all numbers, those that are none too."""
    found = queries(connection, today, project)
    return [Watched(key, query, Listing(connection, query).count()) for key, query in found.items()]
