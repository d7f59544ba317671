"""The one way to write.

A transaction gathers what becomes of each record, and at its end checks and writes all of it at once: the records, a
history row for each field that changed, and what is derived. Either all of it is in the file or nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hsmonitor.domain.catalogue import RECORDS, links_to
from hsmonitor.domain.errors import Clash, Conflict, Invalid, NotThere, PortfolioError, Problem
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Link, Links
from hsmonitor.domain.record import Record, Values
from hsmonitor.domain.terms import Certainty
from hsmonitor.language import _
from hsmonitor.store import history
from hsmonitor.store.derive import referring, shown
from hsmonitor.store.rows import State, display_names, linked_keys, read_states
from hsmonitor.store.subjects import citations_of, subject, subjects_of

if TYPE_CHECKING:
    import sqlite3

Key = tuple[str, str]


class Transaction:
    """What one named change does to the portfolio; made by `Portfolio.transaction` alone.

    Nothing is written before the end. What is read through `get` is as the transaction has left it so far.
    """

    def __init__(self, connection: "sqlite3.Connection", now: str) -> None:
        self._connection = connection
        self._now = now
        self._before: dict[Key, State | None] = {}
        self._after: dict[Key, State | None] = {}
        self._exactly: set[Key] = set()

    @property
    def connection(self) -> "sqlite3.Connection":
        """What is stored, to be read inside the transaction on the thread that writes; what is gathered is not in it yet."""
        return self._connection

    def get(self, kind: str, key: str) -> Values | None:
        """Return the values of a record, None where there is no such record."""
        state = self.state(kind, key)
        return None if state is None else dict(state.values)

    def load(self, kind: str, keys: Collection[str]) -> None:
        """Read many records at once, so that the calls that follow need not."""
        missing = [key for key in keys if (kind, key) not in self._after]
        found = read_states(self._connection, kind, missing)
        for key in missing:
            self._before[kind, key] = self._after[kind, key] = found.get(key)

    def create(self, kind: str, values: Mapping[str, Any], key: str | None = None) -> str:
        """Add a record and return its key. What is wrong with its values is said at the end, all at once."""
        key = key or _new_key()
        if self.state(kind, key) is not None:
            raise PortfolioError(_("A record with this key exists already."))
        clean = RECORDS[kind].settled({}, RECORDS[kind].cleaned(values))
        self._after[kind, key] = State(self._next_reference(kind), self._now, self._now, clean)
        return key

    def update(self, kind: str, key: str, changes: Mapping[str, Any], seen: Mapping[str, Any] | None = None) -> None:
        """Change fields of a record; None or an empty value makes a field "not recorded".

        `seen` holds what the user saw in the fields: where somebody has changed one meanwhile to something else, Conflict is
        raised. Raises Invalid for values that cannot be taken, NotThere for a record that exists no more.
        """
        state, record = self._existing(kind, key), RECORDS[kind]
        clean = record.cleaned(changes)
        self._refuse_clashes(kind, key, state, {name: clean.get(name) for name in changes}, seen or {})
        after = {name: value for name, value in state.values.items() if name not in changes} | clean
        if record.append_only and after != state.values:
            raise PortfolioError(_("A review is never changed afterwards. Write another one, or undo this one."))
        self._after[kind, key] = state.with_values(record.settled(state.values, after))

    def redirect(self, record: type[Record], field: Link | Links, old: str, new: str) -> None:
        """Have the links by `field` that name `old` name `new`, of append-only records too; for merging alone."""
        for owner in self._pointing(record, field, {old}):
            state = self._existing(record.kind, owner)
            moved = tuple(dict.fromkeys(new if key == old else key for key in _pointed_at(state.values[field.name])))
            value = field.clean(moved if isinstance(field, Links) else new)
            self._after[record.kind, owner] = state.with_values(state.values | {field.name: value})

    def keep_content(self, checksum: str, content: bytes) -> None:
        """Keep the content of an attachment under its checksum; it stays when the attachment goes, as undo brings that back."""
        sql = "INSERT OR IGNORE INTO attachment_content (sha256, content) VALUES (?, ?)"
        self._connection.execute(sql, [checksum, content])

    def update_many(self, kind: str, keys: Collection[str], changes: Mapping[str, Any]) -> None:
        """Make the same change to many records."""
        self.load(kind, keys)
        for key in keys:
            self.update(kind, key, changes)

    def delete(self, kind: str, key: str) -> None:
        """Take a record away with all that belongs to it; links to it from elsewhere are emptied."""
        self.delete_many(kind, [key])

    def delete_many(self, kind: str, keys: Collection[str]) -> None:
        """Take many records away with all that belongs to them."""
        self.load(kind, keys)
        gone = [key for key in keys if self._after[kind, key] is not None]
        for key in gone:
            self._after[kind, key] = None
        if gone:
            self.let_go(kind, gone)

    def _pointing(self, record: type[Record], field: Link | Links, keys: set[str]) -> list[str]:
        """Return the records that point at `keys` by `field`, as this transaction has left them so far."""
        stored = referring(self._connection, record, field, list(keys))
        self.load(record.kind, stored)
        here = ((key, state) for (kind, key), state in self._after.items() if kind == record.kind and state)
        return [key for key, state in here if keys & set(_pointed_at(state.values.get(field.name)))]

    def _empty_links(self, record: type[Record], field: Link | Links, owners: Iterable[str], gone: set[str]) -> None:
        for owner in owners:
            left = tuple(
                key for key in _pointed_at(self._existing(record.kind, owner).values.get(field.name)) if key not in gone
            )
            if record.append_only:
                raise PortfolioError(_("A review names this record, and reviews are never changed. It has to stay."))
            self.update(record.kind, owner, {field.name: left or None})

    def put_back(self, kind: str, key: str, state: State | None) -> None:
        """Make a record exactly what it was, without what an edit by hand brings with it; for undo alone."""
        self._exactly.add((kind, key))
        self._after[kind, key] = replace(state, changed_at=self._now) if state else None

    def hanging(self, kind: str, keys: Collection[str]) -> list[tuple[type[Record], str, str]]:
        """Return what still points at records that are gone: kind, key and field."""
        found: list[tuple[type[Record], str, str]] = []
        for record, field in links_to(kind):
            found += [(record, key, field.name) for key in self._pointing(record, field, set(keys))]
        for owner, tied in self.tied(kind, keys).items():
            found += [(RECORDS[owner], key, "subject") for key in tied]
        return found

    def let_go(self, kind: str, keys: Collection[str]) -> None:
        """Take away what belongs to records that are gone, and empty other links to them."""
        for record, field in links_to(kind):
            owners = self._pointing(record, field, set(keys))
            if isinstance(field, Link) and field.belongs:
                self.delete_many(record.kind, owners)
            else:
                self._empty_links(record, field, owners, set(keys))
        for owner, tied in self.tied(kind, keys).items():
            self.delete_many(owner, tied)

    def tied(self, kind: str, keys: Collection[str]) -> dict[str, list[str]]:
        """Return what is tied to records whatever their kind, as this transaction has left it so far."""
        subjects, found = {subject(kind, key) for key in keys}, dict[str, list[str]]()
        for owner, tied in subjects_of(self._connection, kind, keys).items():
            self.load(owner, tied)
            states = ((key, self._after[owner, key]) for key in tied)
            found[owner] = [key for key, state in states if state and state.values.get("subject") in subjects]
        return found

    # At the end

    def changes(self) -> list[tuple[Key, State | None, State | None]]:
        """Return what the transaction does: key, record before and after, for each record that differs."""
        return [
            (key, self._before.get(key), state)
            for key, state in self._after.items()
            if _content(state) != _content(self._before.get(key))
        ]

    def settle(self) -> None:
        """Check every record that is to be written, and let citations of changed values say "entered".

        Raises Invalid with all problems of all records.
        """
        problems: list[Problem] = []
        for (kind, _key), _before, state in self.changes():
            if state is not None:
                try:
                    RECORDS[kind](state.values)
                except Invalid as error:
                    problems += error.problems
        if problems:
            raise Invalid(problems)
        self._unsettle_citations()

    def _unsettle_citations(self) -> None:
        edited: dict[str, dict[str, set[str]]] = {}
        for (kind, key), before, state in self.changes():
            if before and state and (kind, key) not in self._exactly and kind != "citation":
                edited.setdefault(kind, {})[key] = differing(before.values, state.values)
        for kind, fields in edited.items():
            for citation, key, field in citations_of(self._connection, kind, list(fields)):
                if field in fields[key] and self.state("citation", citation):
                    self.update("citation", citation, {"certainty": Certainty.ENTERED.value})

    def state(self, kind: str, key: str) -> State | None:
        """Return a record whole, as the transaction has left it so far."""
        if (kind, key) not in self._after:
            self.load(kind, [key])
        return self._after[kind, key]

    def _existing(self, kind: str, key: str) -> State:
        state = self.state(kind, key)
        if state is None:
            raise NotThere(
                _("This record exists no more: somebody deleted it. It can be brought back from the history.")
            )
        return state

    def _next_reference(self, kind: str) -> str:
        sql = (
            "INSERT INTO reference_counter (kind, last) VALUES (?, 1)"
            " ON CONFLICT (kind) DO UPDATE SET last = last + 1 RETURNING last"
        )
        number = self._connection.execute(sql, [kind]).fetchone()[0]
        return f"{RECORDS[kind].prefix}-{number}"

    def _refuse_clashes(self, kind: str, key: str, state: State, wanted: Values, seen: Mapping[str, Any]) -> None:
        record = RECORDS[kind]
        old = record.cleaned({name: seen[name] for name in wanted if name in seen})
        clashes = []
        for name, mine in wanted.items():
            theirs = state.values.get(name)
            if name in seen and theirs != old.get(name) and theirs != mine:
                last, field = history.last_change(self._connection, key, name), record.fields[name]
                words = self.words(record, field, theirs), self.words(record, field, mine)
                who = last.person if last else ""
                clashes.append(Clash(kind, key, name, field.label, old.get(name), theirs, mine, who, *words))
        if clashes:
            raise Conflict(clashes)

    def words(self, record: type[Record], field: Field[Any], value: Any) -> str:
        """Return the words of one value of a field, "not recorded" included."""
        values = {} if value is None else {field.name: value}
        names = display_names(self._connection, linked_keys(record, [State("", "", "", values)]))
        return shown(field, values, names) or _("not recorded")


def _pointed_at(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def _content(state: State | None) -> tuple[str, Values] | None:
    return None if state is None else (state.reference, state.values)


def differing(before: Values, after: Values) -> set[str]:
    """Return the names of the fields in which two records differ."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def _new_key() -> str:
    import uuid  # asks what machine this is, for which no start waits

    return str(uuid.uuid4())
