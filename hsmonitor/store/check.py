"""Whether a portfolio is sound: the file, its constraints, its records, the history against them, and what is derived."""

import contextlib
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _, ngettext
from hsmonitor.store import attachments, opening, reference_data, sqlite
from hsmonitor.store.backup import back_up, backup_name
from hsmonitor.store.bringing_back import bring_back
from hsmonitor.store.derive import rebuild
from hsmonitor.store.impossible import find_impossible, impossible_moments
from hsmonitor.store.sound_records import find_unsound


def find_problems(path: Path) -> Iterator[str]:
    """Yield what is wrong with the portfolio, a sentence each. Raises PortfolioError when it cannot be opened at all.

    SQLite looks through its file in a thread of its own, which needs nothing of Python, while the records are looked at; what
    is found of them counts only where the file is not damaged.
    """
    reference_data.install()
    found = opening.recognise(path, thorough=False)
    file, records = (sqlite.connect(path, read_only=True, immutable=found.immutable) for _one in range(2))
    beside = ThreadPoolExecutor(1)
    damage = beside.submit(_told, _damage(file))
    try:
        try:
            problems = [] if found.outdated else _told(_inside(records, found))
        except Exception:  # of what is damaged anything may be read
            if not damage.result():
                raise
        yield from damage.result() or problems
    finally:
        file.interrupt()  # where nobody waits for it any more
        beside.shutdown()
        file.close()
        records.close()
        if not found.read_only:
            opening.leave_one_file(path)


def _told(problems: Iterator[str]) -> list[str]:
    """Return all problems; where the file cannot be read to its end, that is the last one."""
    told: list[str] = []
    try:
        for problem in problems:
            told.append(problem)
    except sqlite3.DatabaseError as error:
        told.append(_unreadable(error))
    return told


def _inside(connection: sqlite3.Connection, found: opening.Found) -> Iterator[str]:
    connection.execute("BEGIN")
    lost = _lost(connection) if found.schema == opening.SCHEMA else []
    for part in lost:
        yield part.words()
    if any(part.kind == "table" for part in lost):
        return  # what is left cannot be compared with what is gone
    yield from _links(connection)
    for kind in RECORDS:
        yield from find_unsound(connection, kind)
    yield from map(str, impossible_moments(connection))
    yield from _contents(connection)


class _Part(NamedTuple):
    """A table, index or trigger of the schema."""

    name: str
    kind: str
    derived: bool

    def words(self) -> str:
        """Return what is told where it is missing."""
        if self.derived:
            return _("{name} is missing in the file; --repair makes it anew.").format(name=self.name)
        return _("{name} is missing in the file. Open a backup.").format(name=self.name)


def _lost(connection: sqlite3.Connection) -> list[_Part]:
    """Return which parts of the schema of a portfolio that is made now are not there."""
    from hsmonitor.store.migrate import make_schema

    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.hsm"
        sqlite.make_private(whole)
        make_schema(whole)
        with contextlib.closing(sqlite.connect(whole)) as fresh:
            return sorted(_parts(fresh) - _parts(connection))


def _parts(connection: sqlite3.Connection) -> set[_Part]:
    rows = connection.execute("SELECT name, type, tbl_name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'")
    return {_Part(name, kind, table.endswith("_grid") or "_search" in table) for name, kind, table in rows}


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
    """Derive anew what can be derived, after a backup whose path is returned.

    Values that cannot be are derived from the history. Raises PortfolioError where one of them is in the way of all else and
    the history does not tell another; sqlite3.Error.
    """
    reference_data.install()
    _refuse_what_is_not_ours(path, opening.recognise(path))
    backup = back_up(path, backup_name(path))
    connection = sqlite.connect(path)
    try:
        connection.execute("BEGIN IMMEDIATE")
        bring_back(connection)
        _rebuild(connection)
        attachments.forget(connection, attachments.unnamed(connection))
        connection.execute("COMMIT")
    finally:
        connection.close()
        opening.leave_one_file(path)
    return backup


def _rebuild(connection: sqlite3.Connection) -> None:
    try:
        rebuild(connection)
    except (KeyError, ValueError, TypeError, ArithmeticError):
        if found := next(find_impossible(connection), None):
            words = _("{found} The history does not tell what it was. Nothing was repaired; open a backup.")
            raise PortfolioError(words.format(found=found)) from None
        raise


def _refuse_what_is_not_ours(path: Path, found: opening.Found) -> None:
    """Raise PortfolioError for what this program must not write to, or knows to derive only after a migration."""
    if found.outdated:
        words = _("{name} was made by an older version. Open it once, which brings it up to date, then repair it.")
        raise PortfolioError(words.format(name=path))
    if found.read_only:
        raise PortfolioError(" ".join([*found.notices, _("Nothing was repaired.")]))


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
