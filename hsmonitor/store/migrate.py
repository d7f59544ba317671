"""Making and changing the schema of a portfolio, by the Alembic environment under `db/` alone."""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _
from hsmonitor.shipped import migrations
from hsmonitor.store import opening, sqlite
from hsmonitor.store.backup import back_up, backup_name
from hsmonitor.store.derive import rebuild

if TYPE_CHECKING:
    from sqlalchemy import Connection

RECORD_COUNTS = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%revision%' ORDER BY name"


def make_schema(path: Path) -> None:
    """Give the empty file `path` the newest schema and the numbers that mark it as a portfolio."""
    connection = sqlite.connect(path)
    try:
        connection.execute(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()
    _change_schema(path, "head")


def migrate(path: Path) -> Path:
    """Bring a portfolio of an older schema to the newest; return the backup that was made beside it first.

    Raises PortfolioError when anything fails; then the portfolio is as it was.
    """
    backup = back_up(path, backup_name(path))
    try:
        _change_schema(path, "head")
    except PortfolioError:
        raise
    except Exception as error:  # whatever went wrong, the transaction is rolled back and the user told
        message = _(
            "{name} could not be brought to this version: {reason}. It was left as it was; a backup is in {backup}."
        )
        raise PortfolioError(message.format(name=path.name, reason=error, backup=backup.name)) from error
    return backup


def _change_schema(path: Path, revision: str) -> None:
    from sqlalchemy.exc import DBAPIError

    from hsmonitor.store.engine import make_engine, told

    engine = make_engine(path)
    try:
        with engine.connect() as connection:
            # With foreign keys on, recreating a parent table would delete every child row.
            raw: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
            raw.execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                before = _counts(raw)
                _run(connection, revision)
                rebuild(raw)
                _refuse_loss(raw, before)
                _number(raw)
    except DBAPIError as error:
        raise told(error) from error
    finally:
        engine.dispose()


def _run(connection: "Connection", revision: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _head(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def _number(connection: sqlite3.Connection) -> None:
    """State the schema, and the oldest one whose programs can read it."""
    connection.execute(f"PRAGMA user_version = {_head(connection)}")
    sql = "INSERT OR REPLACE INTO meta (name, value) VALUES ('readable_from', ?)"
    connection.execute(sql, [str(opening.READABLE_FROM)])


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = [row[0] for row in connection.execute(RECORD_COUNTS)]
    return {name: connection.execute(f"SELECT count(*) FROM {sqlite.quoted(name)}").fetchone()[0] for name in tables}


def _refuse_loss(connection: sqlite3.Connection, before: dict[str, int]) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    after = _counts(connection)
    lost = [name for name, count in before.items() if after.get(name, 0) != count]
    if broken or lost or _head(connection) != opening.SCHEMA:
        what = ", ".join(lost) or _("links between records")
        raise PortfolioError(
            _(
                "The portfolio could not be brought to this version: {what} would be lost. It was left as it was."
            ).format(what=what)
        )
