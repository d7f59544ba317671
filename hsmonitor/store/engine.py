"""The SQLAlchemy engine over which a portfolio is written."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _
from hsmonitor.store import sqlite


def make_engine(path: Path) -> Engine:
    """Return an engine with one connection to the file `path`; each transaction takes the write lock at once."""
    engine = create_engine("sqlite://", creator=lambda: sqlite.connect(path), poolclass=StaticPool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    # A record may be written before the one that it links to; the end of the transaction checks all links.
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")


def told(error: Exception) -> PortfolioError:
    """Return what a failure of the database means for the user."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(origin, "sqlite_errorname", "")
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return PortfolioError(
            _("Another program is writing to this portfolio. Nothing was changed; try again in a moment.")
        )
    if code.startswith("SQLITE_FULL"):
        return PortfolioError(_("The disk is full. Nothing was changed; make room and try again."))
    if code.startswith("SQLITE_READONLY"):
        return PortfolioError(_("The portfolio's file cannot be written to. Nothing was changed."))
    if code.startswith("SQLITE_CONSTRAINT_FOREIGNKEY"):
        return PortfolioError(_("A record that is linked to exists no more. Nothing was changed; choose another one."))
    if isinstance(origin, sqlite3.Error):
        message = _("The portfolio's file could not be written: {reason}. Nothing was changed.")
        return PortfolioError(message.format(reason=origin))
    return PortfolioError(str(origin))
