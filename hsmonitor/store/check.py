"""Whether a portfolio is sound: the file, its constraints, its records, the history against them, and what is derived."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import Invalid
from hsmonitor.language import _, ngettext
from hsmonitor.store import attachments, history, opening, reference_data, sqlite
from hsmonitor.store.backup import back_up, backup_name
from hsmonitor.store.derive import derived_rows, grid_columns, rebuild
from hsmonitor.store.rows import State, all_keys, chunks, read_states
from hsmonitor.store.sqlite import AMONG, listed, quoted


def find_problems(path: Path) -> Iterator[str]:
    """Yield what is wrong with the portfolio, a sentence each. Raises PortfolioError when it cannot be opened at all."""
    reference_data.install()
    found = opening.recognise(path, thorough=False)
    connection = sqlite.connect(path, read_only=True, immutable=found.immutable)
    try:
        connection.execute("BEGIN")
        damage = list(_damage(connection))
        yield from damage
        if not damage and not found.outdated:
            yield from _links(connection)
            for kind in RECORDS:
                yield from _records(connection, kind)
                yield from _derived(connection, kind)
            yield from _past(connection)
            yield from _contents(connection)
    except sqlite3.DatabaseError as error:
        yield _unreadable(error)
    finally:
        connection.close()
        if not found.read_only:
            opening.leave_one_file(path)


def find_damage(path: Path, *, thorough: bool) -> Iterator[str]:
    """Yield what SQLite alone can tell of damage, fast enough for each start; `thorough` is for after an unclean end."""
    opening.recognise(path)
    if not thorough:
        return
    connection = sqlite.connect(path, read_only=True)
    try:
        yield from _damage(connection)
        yield from _links(connection)
        yield from attachments.find_missing(connection)
    except sqlite3.DatabaseError as error:
        yield _unreadable(error)
    finally:
        connection.close()


def repair(path: Path) -> Path:
    """Derive anew what can be derived, after a backup whose path is returned. Raises PortfolioError, sqlite3.Error."""
    reference_data.install()
    opening.recognise(path)
    backup = back_up(path, backup_name(path))
    connection = sqlite.connect(path)
    try:
        connection.execute("BEGIN IMMEDIATE")
        rebuild(connection)
        attachments.forget(connection, attachments.unnamed(connection))
        connection.execute("COMMIT")
    finally:
        connection.close()
        opening.leave_one_file(path)
    return backup


def _unreadable(error: sqlite3.DatabaseError) -> str:
    return _("The file cannot be read to its end: {reason}. Open a backup.").format(reason=error)


def _damage(connection: sqlite3.Connection) -> Iterator[str]:
    for (answer,) in connection.execute("PRAGMA integrity_check(20)"):
        if answer != "ok":
            yield _("The file is damaged: {reason}").format(reason=answer)


def _links(connection: sqlite3.Connection) -> Iterator[str]:
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield _("A record of {kind} links to one of {target} that does not exist.").format(kind=row[0], target=row[2])


def _records(connection: sqlite3.Connection, kind: str) -> Iterator[str]:
    for chunk in chunks(all_keys(connection, kind)):
        for state in read_states(connection, kind, chunk).values():
            try:
                RECORDS[kind](state.values)
            except Invalid as error:
                for problem in error.problems:
                    yield _("{reference}: {problem}").format(reference=state.reference, problem=problem)


def _derived(connection: sqlite3.Connection, kind: str) -> Iterator[str]:
    record, grid, search = RECORDS[kind], quoted(f"{kind}_grid"), quoted(f"{kind}_search")
    columns = listed(grid_columns(record))
    words = ", ".join(f"s.{quoted(name)}" for name in ("reference", *record.fields))
    sql = f"SELECT g.id, {columns}, {words} FROM {grid} g LEFT JOIN {search} s ON s.rowid = g.row WHERE g.id {AMONG}"
    count = 0
    for chunk in chunks(all_keys(connection, kind)):
        kept = {row[0]: list(row)[1:] for row in connection.execute(sql, [json.dumps(chunk)])}
        count += len(kept)
        states = read_states(connection, kind, chunk)
        for key, cells, said in derived_rows(connection, record, states):
            if kept.get(key) != [*cells, *said]:
                message = _("{reference}: what sorting and search know of it is out of date; --repair mends it.")
                yield message.format(reference=states[key].reference)
    for table in (grid, search):
        if connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] != count:
            yield _("{kind}: sorting or search knows records that do not exist; --repair mends it.").format(
                kind=record.plural
            )


def _past(connection: sqlite3.Connection) -> Iterator[str]:
    """Compare what the history says of every record with the record."""
    past = history.as_of(connection, "9999")
    for kind in RECORDS:
        told = past.get(kind, {})
        for chunk in chunks(all_keys(connection, kind)):
            for key, state in read_states(connection, kind, chunk).items():
                if not _same(told.pop(key, None), state):
                    yield _("{reference}: the history tells something else.").format(reference=state.reference)
        for state in told.values():
            yield _("{reference}: the history knows this record, the portfolio does not.").format(
                reference=state.reference
            )


def _contents(connection: sqlite3.Connection) -> Iterator[str]:
    """Compare attachments with the contents that are kept for them."""
    yield from attachments.find_missing(connection)
    yield from attachments.find_altered(connection)
    if count := len(attachments.unnamed(connection)):
        words = ngettext("{count} content is kept that no attachment ever named; --repair takes it away.",
                         "{count} contents are kept that no attachment ever named; --repair takes them away.",
                         count)  # fmt: skip
        yield words.format(count=count)


def _same(told: State | None, state: State) -> bool:
    return told is not None and (told.reference, told.values) == (state.reference, state.values)
