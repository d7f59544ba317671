"""What goes with records when they are deleted, counted beforehand, so that it can be named."""

import sqlite3
from collections.abc import Collection

from hsmonitor.domain.catalogue import RECORDS, links_to
from hsmonitor.domain.kinds import Link
from hsmonitor.language import _
from hsmonitor.store.derive import referring


def belongings(connection: sqlite3.Connection, kind: str, keys: Collection[str]) -> dict[str, int]:
    """Return how many records of each kind belong to `keys` and go with them, those that belong to these included."""
    found: dict[str, set[str]] = {}
    waiting = [(kind, set(keys))]
    while waiting:
        owner, owned = waiting.pop()
        for record, field in links_to(owner):
            if isinstance(field, Link) and field.belongs:
                more = referring(connection, record, field, owned) - found.get(record.kind, set())
                if more:
                    found.setdefault(record.kind, set()).update(more)
                    waiting.append((record.kind, more))
    return {belonging: len(more) for belonging, more in found.items()}


def deleted_words(deleted: str, counts: dict[str, int]) -> str:
    """Return `deleted`, which says what is deleted, with what goes with it by kind; nothing more where nothing does."""
    if not counts:
        return deleted
    words = _("{deleted} What belongs to it went with it: {others}.")
    return words.format(deleted=deleted, others=counted_words(counts))


def counted_words(counts: dict[str, int]) -> str:
    """Return "3 responses; 2 reviews" for counts by kind."""
    parts = (
        _("{count} {kind}").format(
            count=f"{count:,}", kind=(RECORDS[kind].label if count == 1 else RECORDS[kind].plural).lower()
        )
        for kind, count in counts.items()
    )
    return "; ".join(parts)
