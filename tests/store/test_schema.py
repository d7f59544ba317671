"""The migrations make what the models say."""

import re
import sqlite3
from pathlib import Path

from hsmonitor.store.models import METADATA, MODELS

DERIVED = ("_grid", "_search", "_search_data", "_search_idx", "_search_content", "_search_docsize", "_search_config")


def tables(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {name: sql for name, sql in rows if not name.endswith(DERIVED) and name != "alembic_version"}


def checks(sql: str) -> dict[str, str]:
    """The CHECK constraints of a table by name, each up to the bracket that closes it."""
    found = {}
    for match in re.finditer(r"CONSTRAINT (\w+) CHECK\s*\(", sql):
        open_brackets, end = 1, match.end()
        while open_brackets:
            open_brackets += {"(": 1, ")": -1}.get(sql[end], 0)
            end += 1
        found[match[1]] = " ".join(sql[match.end() : end - 1].split())
    return found


def shape(connection: sqlite3.Connection, table: str, sql: str) -> dict[str, object]:
    """Everything of a table but the order of its columns."""
    indexes = [row[1] for row in connection.execute(f'PRAGMA index_list("{table}")') if row[3] == "c"]
    return {
        "columns": {(*tuple(row)[1:4], row[5]) for row in connection.execute(f'PRAGMA table_info("{table}")')},
        "keys": {tuple(row)[2:5] for row in connection.execute(f'PRAGMA foreign_key_list("{table}")')},
        "indexes": {name: [row[2] for row in connection.execute(f'PRAGMA index_info("{name}")')] for name in indexes},
        "checks": checks(sql),
    }


def test_models_and_migrations_agree(empty_file: Path, tmp_path: Path) -> None:
    from sqlalchemy import create_engine

    assert MODELS
    engine = create_engine(f"sqlite:///{tmp_path / 'models.db'}")
    METADATA.create_all(engine)
    engine.dispose()
    ours, theirs = sqlite3.connect(tmp_path / "models.db"), sqlite3.connect(empty_file)
    modelled, migrated = tables(ours), tables(theirs)
    assert set(modelled) == set(migrated)
    for table, sql in modelled.items():
        assert shape(theirs, table, migrated[table]) == shape(ours, table, sql), table
    assert len(checks(migrated["challenge"])) >= 20, "they are found at all"
    ours.close()
    theirs.close()
