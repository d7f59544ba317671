"""Making a portfolio and opening one."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.domain.levels import default_table
from hsmonitor.language import _
from hsmonitor.store import opening, reference_data, sqlite
from hsmonitor.store.author import Author
from hsmonitor.store.backup import written_beside
from hsmonitor.store.identity import current_author
from hsmonitor.store.portfolio import Portfolio


def open_portfolio(path: Path, *, author: Author | None = None, thorough: bool = True) -> Portfolio:
    """Open the portfolio `path`; one of an older schema is backed up beside itself and migrated first.

    `thorough` looks for damage on every page; the desk does that beside its first paint instead. Raises PortfolioError
    with a message that says what the file is and what to do; then the file is unchanged.
    """
    reference_data.install()
    found = opening.recognise(path, thorough=thorough)
    if found.outdated:
        found = _migrated(path, found)
    if not found.read_only:
        sqlite.keep_private(path)
        _set_journal(path, found)
    try:
        return Portfolio(path, author or current_author(), found)
    except sqlite3.Error as error:
        message = _("{name} could not be opened: {reason}. Try again, or open a backup.")
        raise PortfolioError(message.format(name=path, reason=error)) from error


def _migrated(path: Path, found: opening.Found) -> opening.Found:
    from hsmonitor.store.migrate import migrate

    if found.read_only:
        message = _(
            "{name} was made by an older version and has to be changed once, but you may not write to it. Copy it first."
        )
        raise PortfolioError(message.format(name=path))
    backup = migrate(path)
    after = opening.recognise(path)
    message = _(
        "An older version of the program made this portfolio. It was brought up to date; {backup} holds it as it was."
    )
    after.notices.append(message.format(backup=backup.name))
    return after


def _set_journal(path: Path, found: opening.Found) -> None:
    """A write-ahead log beside the file, but a rollback journal where a service copies single files about."""
    wanted = "delete" if found.synced else "wal"
    connection = sqlite.connect(path)
    try:
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
            connection.execute(f"PRAGMA journal_mode = {wanted}")
    except sqlite3.OperationalError:
        return  # another program has it open: the journal stays as it is
    finally:
        connection.close()


def new_portfolio(
    path: Path, *, author: Author | None = None, fill: Callable[[Portfolio], None] | None = None
) -> Portfolio:
    """Make the portfolio `path` and open it; `fill` writes what it is to start with.

    The file gets its name when it is complete. Raises PortfolioError; then there is no new file, and none was overwritten.
    """
    reference_data.install()
    with written_beside(path) as beside:
        _make(beside, author or current_author(), fill)
    return open_portfolio(path, author=author, thorough=False)


def _make(beside: Path, author: Author, fill: Callable[[Portfolio], None] | None) -> None:
    from hsmonitor.store.migrate import make_schema

    make_schema(beside)
    with Portfolio(beside, author, opening.Found(opening.SCHEMA)) as portfolio:
        with portfolio.transaction(_("Set up the portfolio"), mode="setup") as transaction:
            for (likelihood, impact), level in default_table().items():
                transaction.create("level_cell", {"likelihood": likelihood, "impact": impact, "level": level})
            transaction.create("office", _periods())
        if fill:
            fill(portfolio)


def _periods() -> dict[str, int]:
    """The periods of a new portfolio; an office may change its own."""
    from hsmonitor.domain.reviewing import DEFAULT_PERIODS
    from hsmonitor.store.due import DUE_DAYS

    return {"due_days": DUE_DAYS} | {f"review_{level}": days for level, days in DEFAULT_PERIODS.items()}
