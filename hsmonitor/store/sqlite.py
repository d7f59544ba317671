"""What is special to SQLite: connecting, pragmas, and the numbers in the file's header."""

import contextlib
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from hsmonitor.domain.text import fold

APPLICATION_ID = 0x48534D31  # "HSM1"
BUSY_SECONDS = 5.0

# The keys are handed over as one JSON list, so that a statement takes any number of them.
AMONG = "IN (SELECT value FROM json_each(?))"


def connect(path: Path, *, read_only: bool = False, immutable: bool = False) -> sqlite3.Connection:
    """Open `path`, which must exist, with foreign keys enforced; a connection belongs to one thread at a time.

    In SQL `folded` folds a text.
    `immutable` reads a file whose folder cannot be written to. Raises sqlite3.Error.
    """
    mode = "mode=ro" if read_only or immutable else "mode=rw"
    uri = f"{path.resolve().as_uri()}?{mode}{'&immutable=1' if immutable else ''}"
    connection = sqlite3.connect(
        uri,
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    connection.row_factory = sqlite3.Row
    connection.create_function("folded", 1, fold, deterministic=True)
    connection.executescript(f"PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; {_READS if read_only else _WRITES}")
    return connection


SETTLED_AT = 10_000
"""Pages beside the file (40 MB) at which a commit brings them in itself, and waits for it. The desk does it earlier."""

_WRITES = f"PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint={SETTLED_AT};"

# A sort all in memory cannot be interrupted, one in runs of the cache's 2 MB can, within some 5 ms; and it is no slower.
# What is kept of it in a temporary schema stays in memory all the same.
_READS = "PRAGMA temp_store=FILE; PRAGMA temp.cache_size=-65536;"


def settle(path: Path) -> None:
    """Bring into the file `path` what SQLite keeps beside it, as far as nobody reads it there; nobody waits for it.

    It takes a connection of its own; for any thread. Raises sqlite3.Error.
    """
    with contextlib.closing(connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def make_private(path: Path) -> None:
    """Create the empty file `path`, readable by its owner only. Raises FileExistsError, OSError.

    SQLite gives its -wal and -shm files the mode of the database.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def keep_private(path: Path) -> None:
    """Take from others the right to read `path`, where the file system knows such rights."""
    with contextlib.suppress(OSError):
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)


def pragma(connection: sqlite3.Connection, name: str) -> int:
    """Return the number that a pragma holds."""
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def quoted(name: str) -> str:
    """Return `name` as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def listed(names: Iterable[str]) -> str:
    """Return `names` as a list of SQL identifiers."""
    return ", ".join(quoted(name) for name in names)


def siblings(path: Path) -> list[Path]:
    """Return the files that SQLite keeps beside `path` while it is open."""
    return [path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal")]
