"""Whether the records of a kind are sound: by their own rules, by what is derived of them, and by what the history tells."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import Invalid, Problem
from hsmonitor.domain.record import Record, Values
from hsmonitor.language import _
from hsmonitor.store.derive import derived_rows, grid_columns
from hsmonitor.store.history import dumped_state
from hsmonitor.store.rows import State, all_keys, chunks, read_states
from hsmonitor.store.sqlite import AMONG, listed, quoted

States = dict[str, State]


def find_unsound(connection: sqlite3.Connection, kind: str) -> Iterator[str]:
    """Yield what is wrong with the records of `kind`, a sentence each; each record is read once for all questions."""
    for chunk in chunks(all_keys(connection, kind)):
        states = _read(connection, kind, chunk)
        for key in [key for key in chunk if key not in states]:
            yield _unreadable(connection, kind, key)
        broken = _broken_rules(kind, states)
        for key, problems in broken.items():
            for problem in problems:
                yield _("{reference}: {problem}").format(reference=states[key].reference, problem=problem)
        # Of values that break a rule nothing can be derived.
        sound = {key: state for key, state in states.items() if key not in broken} if broken else states
        yield from _outdated(connection, kind, sound)
        yield from _told_otherwise(connection, kind, states)
    yield from _derived_of_nothing(connection, kind)
    yield from _known_to_history_alone(connection, kind)


def _read(connection: sqlite3.Connection, kind: str, keys: list[str]) -> States:
    """Return the records of `keys` that can be read at all; where one cannot, each half is tried alone."""
    try:
        return read_states(connection, kind, keys)
    except (ValueError, TypeError):
        halves = keys[: len(keys) // 2], keys[len(keys) // 2 :]
        return {} if len(keys) == 1 else _read(connection, kind, halves[0]) | _read(connection, kind, halves[1])


def _unreadable(connection: sqlite3.Connection, kind: str, key: str) -> str:
    (reference,) = connection.execute(f"SELECT reference FROM {quoted(kind)} WHERE id = ?", [key]).fetchone()
    return _("{reference}: what it holds cannot be read. Open a backup.").format(reference=reference)


def _broken_rules(kind: str, states: States) -> dict[str, Sequence[Problem]]:
    clean = set[tuple[str, Any]]()  # the same values come again and again
    found = ((key, _problems(RECORDS[kind], state.values, clean)) for key, state in states.items())
    return {key: problems for key, problems in found if problems}


def _problems(record: type[Record], values: Values, clean: set[tuple[str, Any]]) -> Sequence[Problem]:
    try:
        record.cleaned(dict(pair for pair in values.items() if pair not in clean))
    except Invalid as error:
        return error.problems
    clean.update(values.items())
    return record.of_clean(values).problems_together()


def _outdated(connection: sqlite3.Connection, kind: str, states: States) -> Iterator[str]:
    record, grid, search = RECORDS[kind], quoted(f"{kind}_grid"), quoted(f"{kind}_search")
    words = ", ".join(f"s.{quoted(name)}" for name in ("reference", *record.fields))
    sql = (
        f"SELECT g.id, {listed(grid_columns(record))}, {words}"
        f" FROM {grid} g LEFT JOIN {search} s ON s.rowid = g.row WHERE g.id {AMONG}"
    )
    kept = {row[0]: row[1:] for row in connection.execute(sql, [json.dumps(list(states))])}
    for key, cells, said in derived_rows(connection, record, states):
        if kept.get(key) != (*cells, *said):
            message = _("{reference}: what sorting and search know of it is out of date; --repair mends it.")
            yield message.format(reference=states[key].reference)


def _derived_of_nothing(connection: sqlite3.Connection, kind: str) -> Iterator[str]:
    grid, search = quoted(f"{kind}_grid"), quoted(f"{kind}_search")
    for sql in (
        f"SELECT 1 FROM {grid} WHERE id NOT IN (SELECT id FROM {quoted(kind)}) LIMIT 1",
        f"SELECT 1 FROM {search} WHERE rowid NOT IN (SELECT row FROM {grid}) LIMIT 1",
    ):
        if connection.execute(sql).fetchone():
            message = _("{kind}: sorting or search knows records that do not exist; --repair mends it.")
            yield message.format(kind=RECORDS[kind].plural)


def _told_otherwise(connection: sqlite3.Connection, kind: str, states: States) -> Iterator[str]:
    told = _told(connection, kind, list(states))
    for key, state in states.items():
        if told.get(key) != _as_told(kind, state):
            yield _("{reference}: the history tells something else.").format(reference=state.reference)


Told = tuple[str, dict[str, Any]]
"""Reference and recorded values of a record, in the JSON of the history; compared so, as making values of it takes longer."""


def _as_told(kind: str, state: State) -> Told:
    return state.reference, dumped_state(kind, state)["values"]


def _told(connection: sqlite3.Connection, kind: str, keys: list[str]) -> dict[str, Told]:
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


def _known_to_history_alone(connection: sqlite3.Connection, kind: str) -> Iterator[str]:
    sql = (
        f"SELECT DISTINCT c.record FROM change c WHERE c.kind = ? AND c.field = ''"
        f" AND NOT EXISTS (SELECT 1 FROM {quoted(kind)} n WHERE n.id = c.record)"
    )
    lost = [row[0] for row in connection.execute(sql, [kind])]
    for chunk in chunks(lost):
        for reference, _values in _told(connection, kind, chunk).values():
            message = _("{reference}: the history knows this record, the portfolio does not.")
            yield message.format(reference=reference)
