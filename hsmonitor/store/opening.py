"""Recognising a portfolio file, and saying of every other file what it is and what to do. Changes nothing."""

import os
import sqlite3
import stat
from dataclasses import dataclass, field
from pathlib import Path

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _
from hsmonitor.store import places, sqlite

SCHEMA = 7
"""The schema that this program writes: the newest revision under `db/`."""

READABLE_FROM = 1
"""The oldest schema number whose programs can read what this program writes; each file states it."""

DRAFTS_SINCE = 3
"""The first schema that has a table of drafts."""

SUFFIX = ".hsm"
"""How the names of portfolios end, in capitals too."""

BACKUP_SUFFIX = f".backup{SUFFIX}"
"""How the names of backups end; nobody should go on writing in one."""


class IsPortfolio(PortfolioError):
    """A portfolio, or what is left of one, that this program cannot read: it is worth keeping all the same."""


def is_portfolio_name(path: Path) -> bool:
    """Tell whether `path` is named as portfolios are."""
    return path.suffix.lower() == SUFFIX


def is_backup_name(path: Path) -> bool:
    """Tell whether `path` is named as backups are."""
    return path.name.lower().endswith(BACKUP_SUFFIX)


@dataclass
class Found:
    """What is known of a portfolio file before it is opened."""

    schema: int
    read_only: bool = False
    immutable: bool = False
    synced: bool = False
    notices: list[str] = field(default_factory=list)

    @property
    def outdated(self) -> bool:
        """Whether an older program made it."""
        return self.schema < SCHEMA


def recognise(path: Path, *, thorough: bool = True) -> Found:
    """Return what is known of `path`; `thorough` looks at every page of it.

    Raises PortfolioError, which says what the file is instead and what to do; IsPortfolio where it is damaged or too new.
    """
    _refuse_what_is_no_file(path)
    _refuse_nothing(path)
    try:
        connection = _peek(path)
        try:
            found = _read_header(path, connection)
            if thorough:
                _refuse_damage(path, connection)
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise _refusal(path, error) from error
    except UnicodeDecodeError as error:  # damage to the schema is told in the words that were damaged
        raise _damaged(path) from error
    _look_at_place(path, found)
    return found


def _refuse_what_is_no_file(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        message = _("{name} does not exist. Check the name, or make a portfolio with: hsmonitor new FILE")
        raise PortfolioError(message.format(name=path)) from None
    except PermissionError:
        raise _unreadable(path) from None
    except (OSError, ValueError) as error:
        raise PortfolioError(
            _("{name} cannot be found: {reason}. Check the name.").format(name=path, reason=error)
        ) from error
    if stat.S_ISDIR(mode):
        raise PortfolioError(
            _("{name} is a folder. Name the portfolio file in it, which ends in .hsm.").format(name=path)
        )
    if not stat.S_ISREG(mode):
        raise PortfolioError(_("{name} is not a file. Name a portfolio file, which ends in .hsm.").format(name=path))
    if not os.access(path, os.R_OK):
        raise _unreadable(path)


def _unreadable(path: Path) -> PortfolioError:
    message = _("You may not read {name}. Ask its owner for the right to read it, or for a copy.")
    return PortfolioError(message.format(name=path))


def _refuse_nothing(path: Path) -> None:
    if path.stat().st_size == 0:
        message = _("{name} is empty. Open a backup, or make a portfolio under another name with: hsmonitor new FILE")
        raise PortfolioError(message.format(name=path))


def _refusal(path: Path, error: sqlite3.DatabaseError) -> PortfolioError:
    # SQLite tells, and not a look into the file: closing a file takes from this process all locks that it holds on it.
    if error.sqlite_errorname == "SQLITE_NOTADB":
        message = _("{name} is not a portfolio of Human Security Monitor. Choose a file that ends in .hsm.")
        return PortfolioError(message.format(name=path))
    return _damaged(path)


def wal_of(path: Path) -> bool:
    """Tell whether another program left or keeps changes beside `path`."""
    wal = sqlite.siblings(path)[0]
    return wal.exists() and wal.stat().st_size > 0


def _peek(path: Path) -> sqlite3.Connection:
    return sqlite.connect(path, read_only=True, immutable=not wal_of(path))


def _read_header(path: Path, connection: sqlite3.Connection) -> Found:
    if sqlite.pragma(connection, "application_id") != sqlite.APPLICATION_ID:
        message = _("{name} is a database of another program, not a portfolio. Choose a file that ends in .hsm.")
        raise PortfolioError(message.format(name=path))
    pages, size = sqlite.pragma(connection, "page_count"), sqlite.pragma(connection, "page_size")
    if path.stat().st_size < pages * size and not wal_of(path):
        raise _damaged(path)
    schema = sqlite.pragma(connection, "user_version")
    if schema < 1:
        raise _damaged(path)
    found = Found(schema)
    if schema > SCHEMA:
        _accept_newer(path, connection, found)
    return found


def _accept_newer(path: Path, connection: sqlite3.Connection, found: Found) -> None:
    row = connection.execute("SELECT value FROM meta WHERE name = 'readable_from'").fetchone()
    if row is None or int(row[0]) > SCHEMA:
        message = _(
            "{name} was made by a newer version of the program, and this one cannot read it. Install the newer one."
        )
        raise IsPortfolio(message.format(name=path))
    found.read_only = True
    found.notices.append(
        _(
            "A newer version of the program made this portfolio. It is open for reading only; install the newer one to change it."
        )
    )


def _refuse_damage(path: Path, connection: sqlite3.Connection) -> None:
    answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if answer != "ok":
        raise _damaged(path)


def _damaged(path: Path) -> IsPortfolio:
    message = _(
        "{name} is damaged and was left as it is. Open its newest backup, or copy the file again from where it came."
    )
    return IsPortfolio(message.format(name=path))


def _look_at_place(path: Path, found: Found) -> None:
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        found.read_only = found.immutable = True
        found.immutable = not wal_of(path)
        found.notices.append(_("You may not write to this file or its folder. The portfolio is open for reading only."))
    elif is_backup_name(path):
        found.read_only = True
        found.notices.append(
            _("This is a backup. It is open for reading only; bring it back, or save a copy, to change it.")
        )
    elif service := places.synced_by(path):
        found.synced = True
        message = _(
            "This portfolio lies in a folder that {service} copies elsewhere. Close the program before another computer opens it;"
            " better, keep it in a folder of this computer."
        )
        found.notices.append(message.format(service=service))


def leave_one_file(path: Path) -> None:
    """Bring what SQLite keeps beside `path` into the file; other programs that have it open are let be."""
    if not any(sibling.exists() for sibling in sqlite.siblings(path)):
        return
    try:
        connection = sqlite.connect(path)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
    except sqlite3.Error:
        return  # somebody else still writes; the last one to close does it
