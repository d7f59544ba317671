"""How challenges have moved: how each was rated at an earlier moment, read back from the history of its rating alone."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

RATING = ("likelihood", "impact", "status")

Earlier = dict[str, dict[str, Any] | None]
"""By key of a challenge, the fields of its rating that were others then (None in them: not recorded); None: not there yet."""


def earlier_ratings(connection: sqlite3.Connection, moment: str) -> Earlier:
    """Return what was another at `moment` (UTC, ISO 8601) of all challenges that were rated, came or moved since."""
    earlier: Earlier = {}
    sql = (
        "SELECT c.record, c.action, c.field, c.old FROM change c JOIN journal j ON j.id = c.journal"
        " WHERE c.kind = 'challenge' AND j.made_at >= ? AND (c.field IN (?, ?, ?) OR c.field = '')"
        " ORDER BY j.position DESC, c.ordinal DESC"
    )
    for record, action, field, old in connection.execute(sql, [moment, *RATING]):
        if action == "create":
            earlier[record] = None
        elif action == "delete":
            values = json.loads(old)["values"]
            earlier[record] = {name: values.get(name) for name in RATING}
        else:
            fields = earlier.get(record) or {}
            earlier[record] = fields | {field: json.loads(old) if old else None}
    return earlier


def rating_then(values: Mapping[str, Any], key: str, earlier: Earlier) -> dict[str, Any] | None:
    """Return the rating that a challenge had, whose `values` are those of now; None where it was not there yet."""
    others = earlier.get(key, {})
    return None if others is None else {name: values.get(name) for name in RATING} | others
