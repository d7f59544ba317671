"""A portfolio into which another program has written what cannot be."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def behind_the_back(path: Path) -> Iterator[sqlite3.Connection]:
    """Write to the file as no program should: without transaction, rules, triggers, history or foreign keys."""
    connection = sqlite3.connect(path)
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _sql in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield connection
    for _name, sql in triggers:
        connection.execute(sql)
    connection.commit()
    connection.close()


def forge(path: Path, *changes: str) -> None:
    """Write what no constraint allows."""
    with behind_the_back(path) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for change in changes:
            connection.execute(change)
