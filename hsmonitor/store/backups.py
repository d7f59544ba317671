"""The backups that a portfolio keeps of itself: when one is taken, which are kept, how one is brought back.

They lie in a folder beside the portfolio, readable by its owner only. One is taken on each day on which it is open in a
window, before an import, before one is brought back, and at the end if anything changed. All of today and yesterday are
kept, then one a day for twelve days, one a week for ten weeks, one a month for nine months; no more than two gigabytes in all.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from hsmonitor.domain import dates
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _
from hsmonitor.store import drafts, opening, sqlite
from hsmonitor.store.backup import back_up, backup_name
from hsmonitor.store.figures import counts

MOST_BYTES = 2_000_000_000
DAYS, WEEKS, MONTHS = 12, 10, 9


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its file, when it was taken (local time), its size in bytes."""

    path: Path
    taken: datetime
    size: int


def folder_of(path: Path) -> Path:
    """Return the folder that holds the backups of the portfolio `path`."""
    return path.with_name(f"{path.stem} backups")


def backups_of(path: Path) -> list[Backup]:
    """Return the backups of a portfolio, newest first; those that were made beside it before a migration included."""
    beside = [
        *folder_of(path).glob(f"*{opening.BACKUP_SUFFIX}"),
        *path.parent.glob(f"{_literal(path.stem)} *{opening.BACKUP_SUFFIX}"),
    ]
    found = []
    for file in beside:
        with contextlib.suppress(OSError):
            state = file.stat()
            found.append(Backup(file, datetime.fromtimestamp(state.st_mtime).astimezone(), state.st_size))
    return sorted(found, key=lambda one: (one.taken, one.path.name), reverse=True)


def _literal(text: str) -> str:
    return "".join(f"[{letter}]" if letter in "[*?" else letter for letter in text)


def held_by(backup: Path) -> dict[str, int] | None:
    """Return how many records of each kind a backup holds, None where it cannot be read."""
    try:
        with contextlib.closing(sqlite.connect(backup, read_only=True, immutable=True)) as connection:
            return counts(connection)
    except sqlite3.Error:
        return None


def newest_change(path: Path) -> str | None:
    """Return the identity of the newest transaction in a portfolio, None where it cannot be read."""
    try:
        with contextlib.closing(sqlite.connect(path, read_only=True)) as connection:
            row = connection.execute("SELECT id FROM journal ORDER BY position DESC LIMIT 1").fetchone()
    except sqlite3.Error:
        return None
    return str(row[0]) if row else ""


def take(path: Path) -> Path | None:
    """Take a backup of a portfolio, unless the newest one holds the same; return it. Raises PortfolioError."""
    newest = next(iter(backups_of(path)), None)
    if newest and newest_change(newest.path) == newest_change(path) is not None:
        return None
    folder = folder_of(path)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        message = _("No backup could be made in {folder}: {reason}.")
        raise PortfolioError(message.format(folder=folder, reason=error.strerror)) from error
    taken = back_up(path, backup_name(path, folder))
    thin(path)
    return taken


def take_daily(path: Path) -> Path | None:
    """Take the backup of the day, if there is none of today."""
    newest = next(iter(backups_of(path)), None)
    return None if newest and newest.taken.date() == dates.today() else take(path)


def thin(path: Path) -> None:
    """Delete the backups in the portfolio's folder that are kept no longer; those beside it are the user's."""
    own = [one for one in backups_of(path) if one.path.parent == folder_of(path)]
    for one in superfluous(own, dates.today()):
        with contextlib.suppress(OSError):
            one.path.unlink()


def superfluous(backups: Iterable[Backup], today: date, most_bytes: int = MOST_BYTES) -> list[Backup]:
    """Return the backups that are kept no longer; the newest always stays."""
    newest_first = sorted(backups, key=lambda one: one.taken, reverse=True)
    kept: list[Backup] = [one for one in newest_first if one.taken.date() >= today - timedelta(days=1)]
    older = [one for one in newest_first if one not in kept]
    for most, period in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        firsts: dict[str, Backup] = {}
        for one in older:
            firsts.setdefault(period(one.taken), one)
        kept += [one for one in list(firsts.values())[:most] if one not in kept]
    kept.sort(key=lambda one: one.taken, reverse=True)
    total, fitting = 0, list[Backup]()
    for one in kept:
        total += one.size
        if total <= most_bytes or not fitting:
            fitting.append(one)
    return [one for one in newest_first if one not in fitting]


def _day(moment: datetime) -> str:
    return moment.date().isoformat()


def _week(moment: datetime) -> str:
    return moment.strftime("%G-%V")


def _month(moment: datetime) -> str:
    return moment.strftime("%Y-%m")


def _refuse_while_open(path: Path) -> None:
    # SQLite removes what it keeps beside a file when the last one who has it open closes it.
    if any(sibling.exists() for sibling in sqlite.siblings(path)):
        message = _("{name} is open in another window or another program. Close it there first; nothing was changed.")
        raise PortfolioError(message.format(name=path.name))


def bring_back(path: Path, backup: Path) -> Path | None:
    """Put a backup in the place of a portfolio that nobody has open; the present one is backed up first.

    Return that backup, None where there was nothing new in it. Raises PortfolioError; then the portfolio is as it was.
    """
    opening.recognise(backup)
    present = take(path) if path.exists() else None
    beside = path.with_name(f".{path.name}.{os.getpid()}.back")
    try:
        back_up(backup, beside)
        opening.leave_one_file(path)
        _refuse_while_open(path)
        drafts.carry_over(path, beside)
        beside.replace(path)
    except OSError as error:
        message = _("{name} could not be replaced: {reason}. Nothing was changed.")
        raise PortfolioError(message.format(name=path.name, reason=error.strerror)) from error
    finally:
        beside.unlink(missing_ok=True)
    return present
