"""The mark that a program leaves in a portfolio from its first write until it closes it: one left over tells of an unclean end.

Beside its mark a program holds a lock on a small file in the system's folder for temporary files. The system lets go of it
however the program ends, so that the mark of a living program is told from one that was left over.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from hsmonitor.store import sqlite
from hsmonitor.store.holding import hold

_MARK = "open:"


class Presence:
    """One open portfolio of this process; `id` is told apart from all others, on other computers too."""

    def __init__(self, path: Path) -> None:
        self.id = os.urandom(16).hex()
        self._path = path
        self._guard = Lock()
        self._held: BinaryIO | None = None

    def mark(self, connection: sqlite3.Connection) -> None:
        """Leave the mark, inside the database transaction of what is about to be written; once is enough."""
        with self._guard:
            if self._held is None:
                self._held = _new_lock(self.id)
        if self._held:
            row = (_MARK + self.id, datetime.now(UTC).isoformat(timespec="seconds"))
            connection.execute("INSERT OR IGNORE INTO meta (name, value) VALUES (?, ?)", row)

    def leave(self) -> None:
        """Take the mark away again; where that cannot be done the next start looks for damage, and finds none."""
        if self._held is None:
            return
        forget(self._path, [self.id])
        self._held.close()
        _lock_file(self.id).unlink(missing_ok=True)
        self._held = None


def left_over(connection: sqlite3.Connection) -> list[str]:
    """Return whose marks are in the portfolio although the program has ended."""
    rows = connection.execute("SELECT name FROM meta WHERE name LIKE ?", [f"{_MARK}%"]).fetchall()
    ids = (str(row[0]).removeprefix(_MARK) for row in rows)
    return [one for one in ids if not is_alive(one)]


def is_alive(presence: str) -> bool:
    """Tell whether the program that was `presence` still runs on this computer."""
    lock = _lock_file(presence)
    if not lock.exists():
        return False
    try:
        held = hold(lock)
    except OSError:
        return False
    if held is None:
        return True
    held.close()
    lock.unlink(missing_ok=True)
    return False


def forget(path: Path, presences: Iterable[str]) -> None:
    """Take marks away; what hinders it is let be."""
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite.connect(path)) as connection:
        connection.executemany("DELETE FROM meta WHERE name = ?", [(_MARK + one,) for one in presences])


def strip(connection: sqlite3.Connection) -> None:
    """Take all marks out of a copy: nobody has it open."""
    connection.execute("DELETE FROM meta WHERE name LIKE ?", [f"{_MARK}%"])


def _lock_file(presence: str) -> Path:
    import tempfile

    return Path(tempfile.gettempdir()) / f"hsmonitor-{presence}.lock"


def _new_lock(presence: str) -> BinaryIO | None:
    try:
        return hold(_lock_file(presence))
    except OSError:  # no folder for temporary files: then no mark either, as nobody could tell whose it is
        return None
