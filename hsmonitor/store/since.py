"""What the portfolio said at an earlier revision, told from what has changed since: few rows, however old the portfolio is."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.record import Values
from hsmonitor.domain.text import fold
from hsmonitor.store.rows import display_names, linked_keys, read_states

Key = tuple[str, str]


class Since:
    """All that changed after the transaction at `position`, read once."""

    def __init__(self, connection: sqlite3.Connection, position: int) -> None:
        self._fields: dict[Key, Values] = {}
        self._whole: dict[Key, Values | None] = {}
        self._references: dict[Key, str] = {}
        self._gone: set[Key] = set()
        sql = (
            "SELECT c.action, c.kind, c.record, c.field, c.old FROM change c JOIN journal j ON j.id = c.journal"
            " WHERE j.position > ? ORDER BY j.position, c.ordinal"
        )
        for action, kind, key, field, old in connection.execute(sql, [position]):
            if (kind, key) not in self._whole:
                self._take(action, (kind, key), field, None if old is None else json.loads(old))
        self._renamed = self._old_names(connection)

    def _take(self, action: str, key: Key, field: str, old: Any) -> None:
        """Take the first thing that happened to a field, or to a record as a whole: it tells what was before."""
        fields = RECORDS[key[0]].fields
        if action == "create":
            self._whole[key] = None
        elif action == "delete":
            self._references[key] = old["reference"]
            left = {name: fields[name].load(value) for name, value in old["values"].items() if name in fields}
            self._whole[key] = _without_none(left | self._fields.get(key, {}))
        elif field in fields:
            self._fields.setdefault(key, {}).setdefault(field, fields[field].load(old))

    def values(self, kind: str, key: str, now: Values | None) -> Values | None:
        """Return what a record said then; `now` is what it says today, None where it exists no more. None: it did not exist."""
        if (kind, key) in self._whole:
            return self._whole[kind, key]
        return None if now is None else _without_none(now | self._fields.get((kind, key), {}))

    def reference(self, kind: str, key: str) -> str:
        """Return the reference of a record that was deleted since, an empty text for any other."""
        return self._references.get((kind, key), "")

    def old_names(self, kind: str) -> dict[str, str]:
        """Return the names that records had then, by key, of those that anything happened to since."""
        return self._renamed.get(kind, {})

    def once_named(self, kind: str, text: str) -> str | None:
        """Return the key of the one record, among those that were changed since and exist, that was named `text` then."""
        wanted = fold(" ".join(text.split()))
        names = self._renamed.get(kind, {})
        found = [key for key, name in names.items() if fold(name) == wanted and (kind, key) not in self._gone]
        return found[0] if len(found) == 1 else None

    def _old_names(self, connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
        touched: dict[str, list[str]] = {}
        for kind, key in self._fields | self._whole:
            touched.setdefault(kind, []).append(key)
        return {kind: dict(self._names_of(connection, kind, keys)) for kind, keys in touched.items() if kind in _LINKED}

    def _names_of(self, connection: sqlite3.Connection, kind: str, keys: list[str]) -> Iterator[tuple[str, str]]:
        record, states = RECORDS[kind], read_states(connection, kind, keys)
        linked = display_names(connection, linked_keys(record, states.values()))
        for key in keys:
            state = states.get(key)
            if state is None:
                self._gone.add((kind, key))
            if then := self.values(kind, key, state.values if state else None):
                yield key, record.name_of(then, linked, state.reference if state else self.reference(kind, key))


_LINKED = {
    target for record in RECORDS.values()
    for target in (*(link.target for link in record.link_fields()), *(links.target for links in record.link_list_fields()))
}  # fmt: skip
"""The kinds that others link to by name."""


def _without_none(values: Values) -> Values:
    return {name: value for name, value in values.items() if value is not None}
