"""Whether the records of a kind are sound: by their own rules, by what is derived of them, and by what the history tells."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import Problem
from hsmonitor.language import _
from hsmonitor.store.derive import derived_rows, grid_columns
from hsmonitor.store.history import dumped_state
from hsmonitor.store.impossible import impossible_among, readable
from hsmonitor.store.rows import State, all_keys, chunks
from hsmonitor.store.sqlite import AMONG, listed, quoted
from hsmonitor.store.told import Told, told_by_history

States = dict[str, State]


def find_unsound(connection: sqlite3.Connection, kind: str) -> Iterator[str]:
    """Yield what is wrong with the records of `kind`, a sentence each; each record is read once for all questions."""
    for chunk in chunks(all_keys(connection, kind)):
        states = readable(connection, kind, chunk)
        wrong = list(impossible_among(connection, kind, chunk, states))
        yield from map(str, wrong)
        possible = _without(states, {one.key for one in wrong})
        broken = _broken_rules(kind, possible)
        for key, problems in broken.items():
            for problem in problems:
                yield _("{reference}: {problem}").format(reference=states[key].reference, problem=problem)
        yield from _outdated(
            connection, kind, _without(possible, broken)
        )  # of what breaks a rule nothing can be derived
        yield from _told_otherwise(connection, kind, states)
    yield from _derived_of_nothing(connection, kind)
    yield from _known_to_history_alone(connection, kind)


def _without(states: States, keys: Collection[str]) -> States:
    return {key: state for key, state in states.items() if key not in keys} if keys else states


def _broken_rules(kind: str, states: States) -> dict[str, Sequence[Problem]]:
    record = RECORDS[kind]
    found = ((key, record.of_clean(state.values).problems_together()) for key, state in states.items())
    return {key: problems for key, problems in found if problems}


def _outdated(connection: sqlite3.Connection, kind: str, states: States) -> Iterator[str]:
    record, grid, search = RECORDS[kind], quoted(f"{kind}_grid"), quoted(f"{kind}_search")
    words = ", ".join(f"s.{quoted(name)}" for name in ("reference", *record.fields))
    sql = (
        f"SELECT g.id, {listed(grid_columns(record))}, {words}"
        f" FROM {grid} g LEFT JOIN {search} s ON s.rowid = g.row WHERE g.id {AMONG}"
    )
    kept = {row[0]: row[1:] for row in connection.execute(sql, [json.dumps(list(states))])}
    try:
        for key, cells, said in derived_rows(connection, record, states):
            if kept.get(key) != (*cells, *said):
                message = _("{reference}: what sorting and search know of it is out of date; --repair mends it.")
                yield message.format(reference=states[key].reference)
    except KeyError:  # the table of levels holds a level that there is not, which is told where its cells are looked at
        return


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
    told = told_by_history(connection, kind, list(states))
    for key, state in states.items():
        if told.get(key) != _as_told(kind, state):
            yield _("{reference}: the history tells something else.").format(reference=state.reference)


def _as_told(kind: str, state: State) -> Told:
    return state.reference, dumped_state(kind, state)["values"]


def _known_to_history_alone(connection: sqlite3.Connection, kind: str) -> Iterator[str]:
    sql = (
        f"SELECT DISTINCT c.record FROM change c WHERE c.kind = ? AND c.field = ''"
        f" AND NOT EXISTS (SELECT 1 FROM {quoted(kind)} n WHERE n.id = c.record)"
    )
    lost = [row[0] for row in connection.execute(sql, [kind])]
    for chunk in chunks(lost):
        for reference, _values in told_by_history(connection, kind, chunk).values():
            message = _("{reference}: the history knows this record, the portfolio does not.")
            yield message.format(reference=reference)
