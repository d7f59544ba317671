"""Days that a challenge's newest review set: by when an escalation is answered, until when a risk is accepted."""

import json
import sqlite3
from typing import NamedTuple

from hsmonitor.domain.terms import ChallengeStatus
from hsmonitor.store.sqlite import AMONG


class Promise(NamedTuple):
    """Whether a review's day `stands`, and the newest review of its challenge, which decides that."""

    stands: bool
    challenge: str
    newest: str


def promises(connection: sqlite3.Connection, reviews: list[str]) -> dict[str, Promise]:
    """Return how it is with each of `reviews`: its day stands until the challenge is reviewed again or closed."""
    sql = (
        "SELECT r.id, coalesce(c.status, '') <> ?, c.id, (SELECT n.id FROM review n WHERE n.challenge = r.challenge"
        " ORDER BY n.reviewed_on DESC, n.created_at DESC LIMIT 1) FROM review r JOIN challenge c ON c.id = r.challenge"
        f" WHERE r.id {AMONG}"
    )
    found = connection.execute(sql, [ChallengeStatus.CLOSED.value, json.dumps(reviews)])
    return {
        key: Promise(bool(is_open) and key == newest, challenge, newest) for key, is_open, challenge, newest in found
    }
