"""Copies of a portfolio that are whole and checked, taken while it is in use."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _
from hsmonitor.store import drafts, opening, presence, sqlite
from hsmonitor.store.opening import BACKUP_SUFFIX


def backup_name(path: Path, folder: Path | None = None) -> Path:
    """Return where a backup of `path` goes: into `folder`, else beside it, with the moment in its name."""
    moment = datetime.now().astimezone().strftime("%Y-%m-%d %H.%M.%S")
    where = folder or path.parent
    name = where / f"{path.stem} {moment}{BACKUP_SUFFIX}"
    count = 1
    while name.exists():
        count += 1
        name = where / f"{path.stem} {moment} {count}{BACKUP_SUFFIX}"
    return name


def back_up(path: Path, target: Path) -> Path:
    """Copy the portfolio `path` to `target`, check the copy, and return `target`.

    Nothing that exists is overwritten. Raises PortfolioError; then there is no `target`.
    """
    with written_beside(target) as beside:
        _copy(path, beside)
    return target


@contextmanager
def written_beside(target: Path, *, replacing: bool = False) -> Iterator[Path]:
    """Yield a new private file beside `target` to be filled; it gets its name at the end, when it is complete.

    Nothing that exists is overwritten, unless it is `replacing` a file. Raises PortfolioError when it cannot be written;
    then nothing is left of it, and what existed is as it was.
    """
    if target.exists() and not (replacing and target.is_file()):
        raise PortfolioError(_("{name} exists already and was left as it is. Choose another name.").format(name=target))
    if not target.parent.is_dir():
        message = _("The folder {name} does not exist. Make it first, or choose another one.")
        raise PortfolioError(message.format(name=target.parent))
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        sqlite.make_private(beside)
        yield beside
        beside.replace(target) if replacing else publish(beside, target)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        message = _("{name} could not be written: {reason}. Choose another folder, or make room.")
        raise PortfolioError(message.format(name=target, reason=reason)) from error
    finally:
        for leftover in (beside, *sqlite.siblings(beside)):
            with contextlib.suppress(OSError):
                leftover.unlink(missing_ok=True)


def _copy(path: Path, beside: Path) -> None:
    source, copy = sqlite.connect(path, read_only=True), sqlite.connect(beside)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        _strip(copy)
        copy.execute(
            "PRAGMA ignore_check_constraints = ON"
        )  # it holds what the file holds; what cannot be, the check names
        answer = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        if answer != "ok":
            raise sqlite3.DatabaseError(answer)
    finally:
        source.close()
        copy.close()


def _strip(copy: sqlite3.Connection) -> None:
    """Leave out what belongs to those who have the portfolio open, not to the portfolio."""
    presence.strip(copy)
    if sqlite.pragma(copy, "user_version") >= opening.DRAFTS_SINCE:
        drafts.strip(copy)


def publish(beside: Path, target: Path) -> None:
    """Give the finished file `beside` the name `target`. Raises FileExistsError when the name is taken meanwhile."""
    try:
        os.link(beside, target)
    except (PermissionError, NotImplementedError, OSError) as error:
        if isinstance(error, FileExistsError) or target.exists():
            raise
        beside.rename(target)  # a file system without links; on Windows this refuses to overwrite
