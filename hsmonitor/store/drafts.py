"""Drafts: what was typed and not yet saved, kept so that nothing typed is lost when the program ends without warning.

They are the user's own on this device, have no history and no undo, and are in no copy of the portfolio. A draft belongs to
the program in which it was typed until that program has ended; then it is offered in its field.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.record import Record
from hsmonitor.language import _
from hsmonitor.store import history, presence, sqlite
from hsmonitor.store.author import Author
from hsmonitor.store.listing import Row, read_rows
from hsmonitor.store.portfolio import Portfolio

SELECTED = "*"
"""Stands for the records that are selected in a sheet, in the place of a text that is to be set in all of them."""


class Place(NamedTuple):
    """Where something is typed. `record` is a key; empty for a new record, "field:key" for a new one that names another.

    It is `SELECTED` for what is to be set in many records.
    """

    kind: str
    record: str
    field: str

    @property
    def is_new(self) -> bool:
        """Whether it is typed for a record that does not exist yet."""
        return not self.record or ":" in self.record

    @property
    def is_for_selected(self) -> bool:
        """Whether it is to be set in all records that are selected."""
        return self.record == SELECTED


def tied_to(given: Mapping[str, Any]) -> str:
    """Return how the place of a new record names the one that it is to belong to, by the first of the values `given`."""
    for name, value in given.items():
        return f"{name}:{value[0] if isinstance(value, tuple) else value}"
    return ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is typed in a place; `typed_at` is when its typing began (UTC, ISO 8601)."""

    id: str
    place: Place
    words: str
    typed_at: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that was left over. `title` names its place, `now` what stands there; `who` has changed that since, if anybody."""

    draft: Draft
    title: str
    now: str = ""
    who: str = ""
    gone: bool = False


def begin(portfolio: Portfolio, place: Place, words: str) -> Draft:
    """Return a new draft of this program; it is kept by `write`."""
    moment = datetime.now(UTC).isoformat(timespec="microseconds")
    return Draft(f"{portfolio.presence.id}.{os.urandom(6).hex()}", place, words, moment)


def write(portfolio: Portfolio, connection: sqlite3.Connection, drafts: Mapping[str, Draft | None]) -> None:
    """Keep drafts by their keys, and forget those that are None, all at once. Raises sqlite3.Error."""
    kept = [(one.id, *portfolio.author, *one.place, one.words, one.typed_at) for one in drafts.values() if one]
    connection.execute("BEGIN IMMEDIATE")
    try:
        portfolio.presence.mark(connection)
        connection.executemany("DELETE FROM draft WHERE id = ?", [(key,) for key, one in drafts.items() if one is None])
        connection.executemany(
            "INSERT OR REPLACE INTO draft (id, person, device, kind, record, field, words, typed_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            kept,
        )
        connection.execute("COMMIT")
    except sqlite3.Error:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def waiting(connection: sqlite3.Connection, author: Author, let_go: Iterable[str] = ()) -> list[Waiting]:
    """Return the drafts of `author` whose program has ended, the newest first, with what has become of their places.

    `let_go` are drafts of this program whose editors are gone. A draft that says what is stored by now is left out.
    """
    return [found for draft in _left_over(connection, author, set(let_go)) if (found := _looked_at(connection, draft))]


def _left_over(connection: sqlite3.Connection, author: Author, let_go: set[str]) -> Iterator[Draft]:
    alive: dict[str, bool] = {}
    sql = (
        "SELECT id, kind, record, field, words, typed_at FROM draft WHERE person = ? AND device = ?"
        " ORDER BY typed_at DESC"
    )
    for key, kind, record, field, words, typed_at in connection.execute(sql, author).fetchall():
        program = str(key).partition(".")[0]
        if program not in alive:
            alive[program] = presence.is_alive(program)
        known = kind in RECORDS and field in RECORDS[kind].fields
        if known and (key in let_go or not alive[program]):
            yield Draft(key, Place(kind, record, field), words, typed_at)


def _looked_at(connection: sqlite3.Connection, draft: Draft) -> Waiting | None:
    place, record = draft.place, RECORDS[draft.place.kind]
    label = record.fields[place.field].label
    if place.is_for_selected:
        title = _("Set a field of several {records}: {field}")
        return Waiting(draft, title.format(field=label, records=record.plural.lower()))
    if place.is_new:
        title = _("New {kind}: {field}").format(field=label, kind=record.label.lower())
        return Waiting(draft, title, gone=not _target_is_there(connection, record, place))
    title = _("{name}: {field}")
    rows = read_rows(connection, place.kind, [place.record])
    if not rows:
        return Waiting(draft, title.format(field=label, name=_last_name(connection, place)), gone=True)
    now = rows[0].shown(place.field)
    if now.strip() == draft.words.strip():
        return None
    return Waiting(draft, title.format(field=label, name=rows[0].display), now, _changed_by(connection, draft, rows[0]))


def _target_is_there(connection: sqlite3.Connection, record: type[Record], place: Place) -> bool:
    name, colon, key = place.record.partition(":")
    target = getattr(record.fields.get(name), "target", "")
    return not (colon and target) or bool(read_rows(connection, target, [key]))


def _last_name(connection: sqlite3.Connection, place: Place) -> str:
    record = RECORDS[place.kind]
    state = history.deleted_state(connection, place.kind, place.record)
    return record.name_of(state.values, {}, state.reference) if state else record.label


def _changed_by(connection: sqlite3.Connection, draft: Draft, row: Row) -> str:
    last = history.last_change(connection, row.key, draft.place.field)
    return last.person if last and last.made_at > draft.typed_at else ""


def strip(connection: sqlite3.Connection) -> None:
    """Take all drafts out of a copy, and from its free pages too: it may be given to somebody else."""
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("DELETE FROM draft")


def carry_over(path: Path, other: Path) -> None:
    """Copy the drafts of the portfolio `path` into `other`, which is to take its place; what cannot be read is let be."""
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite.connect(other)) as connection:
        connection.execute("ATTACH ? AS old", [str(path)])
        connection.execute("INSERT OR IGNORE INTO draft SELECT * FROM old.draft")
