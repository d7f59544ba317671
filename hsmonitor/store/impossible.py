"""Values that are stored and cannot be: another program wrote them with the constraints turned off.

Nothing that reads values looks at each of them for that. Where a job fails, the records are looked at here, and the first
such value is named. What the history tells of its field is brought back by the repair.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import PortfolioError, Problem
from hsmonitor.domain.fields import Field
from hsmonitor.domain.record import Record
from hsmonitor.domain.text import excerpt
from hsmonitor.language import _
from hsmonitor.store import reference_data, sqlite
from hsmonitor.store.rows import State, all_keys, chunks, read_states
from hsmonitor.store.sqlite import quoted

States = Mapping[str, State]
REFERENCE = "reference"
"""The column of what the program calls a record by."""
Sound = set[tuple[str, Any]]
"""Values, by the names of their fields, that were found to be sound: the same ones come again and again."""


class Impossible(NamedTuple):
    """A record, and what is wrong with one of its values."""

    key: str
    reference: str
    problem: Problem

    def __str__(self) -> str:
        return _("{reference}: {problem}").format(reference=self.reference, problem=self.problem)


def find_impossible(connection: sqlite3.Connection) -> Iterator[Impossible]:
    """Yield each value of all records that cannot be."""
    for kind in RECORDS:
        for keys in chunks(all_keys(connection, kind)):
            yield from impossible_among(connection, kind, keys, readable(connection, kind, keys))


def readable(connection: sqlite3.Connection, kind: str, keys: list[str]) -> dict[str, State]:
    """Return the records of `keys` that can be read at all; where one cannot, each half is tried alone."""
    try:
        return read_states(connection, kind, keys)
    except (ValueError, TypeError, KeyError):
        middle = len(keys) // 2
        halves = (keys[:middle], keys[middle:]) if middle else ()
        return {key: state for half in halves for key, state in readable(connection, kind, half).items()}


def impossible_among(
    connection: sqlite3.Connection, kind: str, keys: Iterable[str], states: States
) -> Iterator[Impossible]:
    """Yield what cannot be in the records `keys`, of which `states` are those that can be read."""
    record, sound = RECORDS[kind], Sound()
    for key in keys:
        if state := states.get(key):
            problems = _in_state(record, state, sound)
            yield from (Impossible(key, state.reference, problem) for problem in problems)
        else:
            yield from _in_row(connection, record, key)


def _in_state(record: type[Record], state: State, sound: Sound) -> Iterator[Problem]:
    yield from _in_own(record, state)
    for pair in state.values.items():
        if not _is_known(pair, sound):
            if wrong := _wrong(record.fields[pair[0]], pair[1]):
                yield record.problem(pair[0], wrong)
            else:
                sound.add(pair)


def _is_known(pair: tuple[str, Any], sound: Sound) -> bool:
    try:
        return pair in sound
    except TypeError:  # a list of lists, which no field makes
        return False


def _wrong(field: Field[Any], value: Any) -> str:
    """Return why a stored value cannot be, an empty text where it is sound: it would be taken as it is."""
    try:
        if field.clean(value) == value:
            return ""
    except ValueError as error:
        return str(error)
    except (TypeError, AttributeError, KeyError, ArithmeticError):  # it is of no kind that the field ever is
        pass
    return _cannot_be(*field.to_row(value).values())


def _cannot_be(*stored: object) -> str:
    return _("What is stored there, “{value}”, cannot be.").format(value=excerpt(" ".join(map(str, stored))))


def _in_own(record: type[Record], state: State) -> Iterator[Problem]:
    """Yield what is wrong with what the program itself keeps of a record."""
    prefix, _dash, number = str(state.reference).rpartition("-")
    own = (
        (REFERENCE, _("Reference"), state.reference, prefix == record.prefix and number.isdecimal()),
        ("revision", _("Revision"), state.revision, isinstance(state.revision, int)),
        ("created_at", _("Added"), state.created_at, _is_moment(state.created_at)),
        ("changed_at", _("Changed"), state.changed_at, _is_moment(state.changed_at)),
    )
    for name, label, value, right in own:
        if not right:
            yield Problem(record.kind, name, label, _cannot_be(value))


def _is_moment(text: object) -> bool:
    try:
        return datetime.fromisoformat(str(text)).tzinfo is not None
    except ValueError:
        return False


def _in_row(connection: sqlite3.Connection, record: type[Record], key: str) -> Iterator[Impossible]:
    """Yield which fields of a record are in the way of reading it."""
    row = connection.execute(f"SELECT * FROM {quoted(record.kind)} WHERE id = ?", [key]).fetchone()
    for field in record.fields.values():
        try:
            if field.columns:
                field.from_row(row)
        except (ValueError, TypeError, KeyError):
            wrong = _cannot_be(*(row[column.name] for column in field.columns))
            yield Impossible(key, row["reference"], record.problem(field.name, wrong))


def impossible_moments(connection: sqlite3.Connection) -> Iterator[Impossible]:
    """Yield the moments of the history that are none."""
    shape = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*+00:00"
    for (moment,) in connection.execute("SELECT made_at FROM journal WHERE made_at NOT GLOB ?", [shape]):
        yield _of_history(_("Moment"), moment)


def _impossible_tellings(connection: sqlite3.Connection) -> Iterator[Impossible]:
    """Yield what the history holds of values that cannot be read."""
    both = "SELECT old AS told FROM change UNION ALL SELECT new FROM change"
    for (told,) in connection.execute(f"SELECT told FROM ({both}) WHERE told IS NOT NULL AND NOT json_valid(told)"):
        yield _of_history(_("Value"), told)


def _of_history(label: str, value: object) -> Impossible:
    return Impossible("", _("History"), Problem("", "", label, _cannot_be(value)))


def explained(connection: sqlite3.Connection, path: Path) -> PortfolioError | None:
    """Return what the portfolio `path` holds that a job could fail over, in words; None where nothing is found."""
    everywhere = chain(find_impossible(connection), impossible_moments(connection), _impossible_tellings(connection))
    if (found := next(everywhere, None)) is None:
        return None
    words = _(
        "{found} Another program has written it so. See all that is wrong with: hsmonitor check {name}; what the history"
        " tells instead is brought back by: hsmonitor check --repair {name}"
    )
    return PortfolioError(words.format(found=found, name=path))


def explained_in(path: Path) -> PortfolioError | None:
    """Return the same of the file `path`, over a connection of its own. Raises sqlite3.Error."""
    reference_data.install()
    kept = {"read_only": True, "immutable": not os.access(path.parent, os.W_OK)}
    with contextlib.closing(sqlite.connect(path, **kept)) as connection:
        return explained(connection, path)
