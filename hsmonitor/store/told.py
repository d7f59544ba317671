"""What the history tells of records as they are now, to be compared with them, and to bring back what cannot be."""

import json
import sqlite3
from typing import Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.store.sqlite import AMONG

Told = tuple[str, dict[str, Any]]
"""Reference and recorded values of a record, in the JSON of the history; compared so, as making values of it takes longer."""


def told_by_history(connection: sqlite3.Connection, kind: str, keys: list[str]) -> dict[str, Told]:
    """Return what the history tells of records, by key; nothing of one whose beginning it does not tell or garbles."""
    sql = (
        "SELECT c.record, c.action, c.field, c.new FROM change c JOIN journal j ON j.id = c.journal"
        f" WHERE +c.kind = ? AND c.record {AMONG} ORDER BY j.position, c.ordinal"  # by the index of records, not of kinds
    )
    told: dict[str, Told] = {}
    for key, action, field, new in connection.execute(sql, [kind, json.dumps(keys)]):
        try:
            _follow(told, kind, key, action, field, json.loads(new) if new is not None else None)
        except (ValueError, KeyError, TypeError):
            told.pop(key, None)
    return told


def _follow(told: dict[str, Told], kind: str, key: str, action: str, field: str, new: Any) -> None:
    """Let `told` follow one change. Raises KeyError, TypeError, ValueError where it cannot follow on what was told before."""
    if action == "create":
        told[key] = (
            new["reference"],
            {name: new["values"][name] for name in new["values"] if name in RECORDS[kind].fields},
        )
    elif action == "delete":
        del told[key]
    elif action != "edit":
        raise ValueError(action)
    elif new is None:
        told[key][1].pop(field, None)
    elif field in RECORDS[kind].fields:
        told[key][1][field] = new
