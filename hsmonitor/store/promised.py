"""Days that a challenge's newest review set: by when an escalation is answered, until when a risk is accepted."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hsmonitor.domain.record import Values
from hsmonitor.domain.terms import ChallengeStatus
from hsmonitor.store.lapsed import Lapsed, When, deleted, moved_away
from hsmonitor.store.rows import display_names, read_states
from hsmonitor.store.sqlite import AMONG

PROMISED = ("answer_by", "accepted_until")
"""The fields of a review with such a day."""


class Promise(NamedTuple):
    """Whether a review's day `stands`, and the newest review of its challenge, which decides that."""

    stands: bool
    challenge: str
    newest: str


def promises(connection: sqlite3.Connection, reviews: Iterable[str]) -> dict[str, Promise]:
    """Return how it is with each of `reviews`: its day stands until the challenge is reviewed again or closed."""
    sql = (
        "SELECT r.id, coalesce(c.status, '') <> ?, c.id, (SELECT n.id FROM review n WHERE n.challenge = r.challenge"
        " ORDER BY n.reviewed_on DESC, n.created_at DESC LIMIT 1) FROM review r JOIN challenge c ON c.id = r.challenge"
        f" WHERE r.id {AMONG}"
    )
    found = connection.execute(sql, [ChallengeStatus.CLOSED.value, json.dumps(list(reviews))])
    return {
        key: Promise(bool(is_open) and key == newest, challenge, newest) for key, is_open, challenge, newest in found
    }


def withdrawn(connection: sqlite3.Connection, since: str, project: str | None = None) -> Iterator[Lapsed]:
    """Yield the days of reviews that were undone, or went with their challenge, since the moment `since` (UTC).

    Of one project also those of challenges that have moved to another one. Their kind is the field with the day, their
    name that of the challenge.
    """
    yield from _undone(connection, since, project)
    if project:
        moved = moved_away(connection, since, project)
        sql = f"SELECT id FROM review WHERE challenge {AMONG} AND coalesce({', '.join(PROMISED)}) IS NOT NULL"
        keys = [row[0] for row in connection.execute(sql, [json.dumps(list(moved))])]
        names = display_names(connection, {"challenge": moved})
        for key, state in read_states(connection, "review", keys).items():
            challenge = state.values["challenge"]
            if state.created_at < moved[challenge].moment:
                yield from _days(key, state.reference, state.values, names[challenge], moved[challenge])


def _undone(connection: sqlite3.Connection, since: str, project: str | None) -> Iterator[Lapsed]:
    sql = (
        "SELECT c.record, c.old, max(j.position), j.made_at FROM change c JOIN journal j ON j.id = c.journal"
        f" WHERE c.record {AMONG} AND c.action = 'delete' GROUP BY c.record"
    )
    for key, old, position, moment in connection.execute(sql, [json.dumps(deleted(connection, "review", since))]):
        gone = json.loads(old)
        challenge = _challenge(connection, gone["values"]["challenge"])
        if project in (None, challenge.get("project")):
            yield from _days(key, gone["reference"], gone["values"], challenge.get("title", ""), When(position, moment))


def _challenge(connection: sqlite3.Connection, key: str) -> Values:
    """Return the values of a challenge: as it is, else as it was when it was deleted."""
    found = read_states(connection, "challenge", [key])
    if found:
        return found[key].values
    sql = (
        "SELECT c.old FROM change c JOIN journal j ON j.id = c.journal WHERE c.record = ? AND c.action = 'delete'"
        " ORDER BY j.position DESC LIMIT 1"
    )
    values: Values = json.loads(connection.execute(sql, [key]).fetchone()[0])["values"]
    return values


def _days(key: str, reference: str, values: Values, name: str, left: When) -> Iterator[Lapsed]:
    for field in PROMISED:
        if values.get(field):
            yield Lapsed(field, key, reference, name, values[field], left)
