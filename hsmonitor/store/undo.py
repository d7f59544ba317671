"""Taking a transaction back, by a transaction of its own that follows the history's rows backwards."""

import sqlite3

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import Clash, Conflict, NotThere, PortfolioError
from hsmonitor.language import _
from hsmonitor.store import history
from hsmonitor.store.rows import State, linked_keys
from hsmonitor.store.subjects import subject_keys
from hsmonitor.store.transaction import Key, Transaction


def read_back(connection: sqlite3.Connection, journal: str, mode: str) -> tuple[str, list[history.Change]]:
    """Return the name under which the transaction `journal` is taken back, and its changes.

    Raises NotThere where there is no such transaction, PortfolioError where it is one that cannot be undone.
    """
    entry = history.entry(connection, journal)
    if entry is None:
        raise NotThere(_("The history holds no such change."))
    if entry.mode == "setup":
        raise PortfolioError(_("The portfolio began with this. Delete the records that you do not want instead."))
    return _name(connection, entry, mode), history.changes_of(connection, journal)


def take_back(
    transaction: Transaction, connection: sqlite3.Connection, changes: list[history.Change], *, force: bool
) -> None:
    """Follow `changes` backwards. Raises Conflict where somebody has changed the same since, unless `force`."""
    if clashes := _restore(transaction, connection, changes, force):
        raise Conflict(clashes)


def _name(connection: sqlite3.Connection, entry: history.Entry, mode: str) -> str:
    """Return "Undo: Rate challenge" or "Redo: Rate challenge", however often it went to and fro."""
    root = entry
    while root.mode != "do" and root.undoes:
        root = history.entry(connection, root.undoes) or root
    pattern = _("Redo: {name}") if mode == "redo" else _("Undo: {name}")
    return pattern.format(name=root.name)


def _restore(
    transaction: Transaction, connection: sqlite3.Connection, changes: list[history.Change], force: bool
) -> list[Clash]:
    for kind in {change.kind for change in changes}:
        transaction.load(kind, [change.record for change in changes if change.kind == kind])
    clashes: list[Clash] = []
    for change in reversed(changes):
        state = transaction.state(change.kind, change.record)
        clash = None if force else _clash(transaction, connection, change, state)
        if clash:
            clashes.append(clash)
        else:
            if state is None and change.action == "edit":
                state = history.deleted_state(connection, change.kind, change.record)
            transaction.put_back(change.kind, change.record, _taken_back(change, state))
    missing = _missing(transaction, connection, {(change.kind, change.record) for change in changes}, force)
    return clashes + missing + _hanging(transaction, connection, changes, force)


def _taken_back(change: history.Change, state: State | None) -> State | None:
    if change.action == "create":
        return None
    if change.action == "delete":
        return history.loaded_state(change.kind, change.old, "")
    if state is None:
        return None
    field = RECORDS[change.kind].fields[change.field]
    values = {name: kept for name, kept in state.values.items() if name != change.field}
    if change.old is not None:
        values[change.field] = field.load(change.old)
    return state.with_values(values)


def _clash(
    transaction: Transaction, connection: sqlite3.Connection, change: history.Change, state: State | None
) -> Clash | None:
    if change.action == "delete":
        return _told(connection, change, _("there again"), _("as it was before")) if state else None
    if state is None:
        return _told(connection, change, _("deleted"), _("as it was before"))
    if change.action == "create":
        changed = history.dumped_state(change.kind, state)["values"] != change.new["values"]
        return _told(connection, change, _("something else"), _("gone")) if changed else None
    record = RECORDS[change.kind]
    field = record.fields[change.field]
    value, expected, back = state.values.get(change.field), change.new, change.old
    if value == (None if expected is None else field.load(expected)):
        return None
    old = None if back is None else field.load(back)
    words = transaction.words(record, field, value), transaction.words(record, field, old)
    return _told(connection, change, *words)


def _told(connection: sqlite3.Connection, change: history.Change, theirs: str, mine: str) -> Clash:
    record = RECORDS[change.kind]
    label = record.fields[change.field].label if change.field else record.label
    last = history.last_change(connection, change.record, change.field)
    who = last.person if last else ""
    return Clash(change.kind, change.record, change.field, label, change.new, None, change.old, who, theirs, mine)


def _missing(transaction: Transaction, connection: sqlite3.Connection, keys: set[Key], force: bool) -> list[Clash]:
    """Look for what the records `keys` name and somebody has deleted since: it is told, or with `force` comes back too."""
    gone = _named_and_gone(transaction, keys)
    if not force:
        changes = (history.Change("", "delete", kind, key, "", None, None) for kind, key in sorted(gone))
        return [_told(connection, change, _("deleted"), _("as it was before")) for change in changes]
    while gone:
        for kind, key in gone:
            transaction.put_back(kind, key, history.deleted_state(connection, kind, key))
        gone = _named_and_gone(transaction, gone)
    return []


def _named_and_gone(transaction: Transaction, keys: set[Key]) -> set[Key]:
    named: set[Key] = set()
    for kind in {kind for kind, _key in keys}:
        record = RECORDS[kind]
        states = [state for of_kind, key in keys if of_kind == kind and (state := transaction.state(kind, key))]
        linked, tied = linked_keys(record, states), subject_keys(record, [state.values for state in states])
        named |= {(target, key) for by_kind in (linked, tied) for target in by_kind for key in by_kind[target]}
    for kind in {kind for kind, _key in named}:
        transaction.load(kind, [key for of_kind, key in named if of_kind == kind])
    return {(kind, key) for kind, key in named if transaction.state(kind, key) is None}


def _hanging(
    transaction: Transaction, connection: sqlite3.Connection, changes: list[history.Change], force: bool
) -> list[Clash]:
    clashes: list[Clash] = []
    for kind in {change.kind for change in changes if change.action == "create"}:
        created = [change for change in changes if change.kind == kind and change.action == "create"]
        gone = [change.record for change in created if transaction.state(kind, change.record) is None]
        if force:
            transaction.let_go(kind, gone)
            continue
        for record, key, field in transaction.hanging(kind, gone):
            change = history.Change("", "edit", record.kind, key, field, None, None)
            clashes.append(_told(connection, change, _("a record that would be gone"), _("not recorded")))
    return clashes
