"""Records as they were when a meeting ended: what its minutes say does not change with what is done afterwards.

The moment is `first`, the number of the first history row after it, as `then_history` counts; None is the present. Names of
what these records link to are those of now.
"""

import sqlite3
from collections.abc import Collection, Mapping
from typing import NamedTuple

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.store import then_history
from hsmonitor.store.history import position_at
from hsmonitor.store.listing import Row, read_rows
from hsmonitor.store.rows import State, display_names, level_table, linked_keys, read_states, with_derived
from hsmonitor.store.sqlite import quoted


def end_of_meeting(connection: sqlite3.Connection, meeting: str) -> int | None:
    """Return the moment at which a meeting was closed, None while it is open.

    That is when it was last said to be closed; one that was entered as closed ended when it was entered.
    """
    sql = (
        "SELECT j.position FROM change c JOIN journal j ON j.id = c.journal"
        " WHERE c.record = ? AND (c.field = 'closed' OR c.action = 'create')"
        " ORDER BY c.field DESC, CASE c.field WHEN '' THEN j.position ELSE -j.position END LIMIT 1"
    )
    if not connection.execute("SELECT closed FROM meeting WHERE id = ?", [meeting]).fetchone()[0]:
        return None
    return then_history.first_after(connection, int(connection.execute(sql, [meeting]).fetchone()[0]))


def first_since(connection: sqlite3.Connection, moment: str) -> int:
    """Return the number of the first history row after a moment (UTC, ISO 8601)."""
    return then_history.first_after(connection, position_at(connection, moment))


class Asked(NamedTuple):
    """Which records are looked for: a condition in SQL on `fields`, with its parameters."""

    condition: str
    parameters: Mapping[str, str | None]
    fields: tuple[str, ...]


def states_held(connection: sqlite3.Connection, kind: str, asked: Asked, first: int | None) -> dict[str, State]:
    """Return the records that may have met a condition then, by key, in the order in which they were made.

    Those that meet it now are among them, and those that have changed in its fields since or are gone: the caller looks at each.
    """
    sql = f"SELECT id FROM {quoted(kind)} WHERE {asked.condition}"
    keys = {row[0] for row in connection.execute(sql, asked.parameters)}
    if first is None:
        states = read_states(connection, kind, sorted(keys))
    else:
        keys |= then_history.keys_changed(connection, kind, asked.fields, first)
        states = dict(then_history.states_then(connection, kind, sorted(keys), first))
    return dict(sorted(states.items(), key=lambda one: (one[1].created_at, len(one[1].reference), one[1].reference)))


def rows_held(connection: sqlite3.Connection, kind: str, keys: Collection[str], first: int | None) -> list[Row]:
    """Return records as rows of a table, as they were then, in the order of `keys`."""
    if first is None:
        return read_rows(connection, kind, list(keys))
    record, table = RECORDS[kind], level_table(connection)
    states = dict(then_history.states_then(connection, kind, keys, first))
    names = display_names(connection, linked_keys(record, states.values()))

    def row(key: str, state: State) -> Row:
        display = record.name_of(state.values, names, state.reference)
        values = with_derived(record, state.values, table)
        return Row(key, state.reference, display, state.revision, values, names, kind)

    return [row(key, states[key]) for key in keys if key in states]
