"""Whether a portfolio is sound: the file, its constraints, its records, the history against them, and what is derived."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.language import _, ngettext
from hsmonitor.store import attachments, opening, reference_data, sqlite
from hsmonitor.store.backup import back_up, backup_name
from hsmonitor.store.derive import rebuild
from hsmonitor.store.sound_records import find_unsound


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
                yield from find_unsound(connection, kind)
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


def _contents(connection: sqlite3.Connection) -> Iterator[str]:
    """Compare attachments with the contents that are kept for them."""
    yield from attachments.find_missing(connection)
    yield from attachments.find_altered(connection)
    if count := len(attachments.unnamed(connection)):
        words = ngettext("{count} content is kept that no attachment ever named; --repair takes it away.",
                         "{count} contents are kept that no attachment ever named; --repair takes them away.",
                         count)  # fmt: skip
        yield words.format(count=count)
