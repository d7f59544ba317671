"""The portfolio as of a moment: a connection that is turned to it reads everything as it was then.

In the connection's own temporary schema each table is hidden behind a view of the same name: it shows the records as they
stand, each with its fields put back to what its history says, and beside them those that went since.
So every listing, page, figure and report reads the past without knowing of it. With `main.` before its name a table is
read as it is now.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.dates import parse_date, today
from hsmonitor.language import _
from hsmonitor.store import then_derived, then_history, then_rows
from hsmonitor.store.history import position_at
from hsmonitor.store.sqlite import quoted

if TYPE_CHECKING:
    from hsmonitor.store.portfolio import Portfolio


_MOMENT = then_rows.own("moment")
"""The table that keeps the number of the first history row after the moment."""


def end_of(day: date) -> str:
    """Return the last moment of the user's local `day`, in UTC as the history writes moments."""
    after = datetime.combine(day + timedelta(days=1), time.min).astimezone(UTC)
    return (after - timedelta(microseconds=1)).isoformat(timespec="microseconds")


def past_day(text: str) -> date:
    """Return the day that a user means by `text`. Raises ValueError, also for a day that is still to come."""
    day = date.fromisoformat(parse_date(text, partial=False, today=today()))
    if day > today():
        raise ValueError(_("This day is still to come. Write today or an earlier day."))
    return day


@contextmanager
def reading(portfolio: "Portfolio", day: date) -> Iterator[sqlite3.Connection]:
    """Read the portfolio as of the end of `day` over a connection of its own, closed at the end; for any thread."""
    with portfolio.reading() as connection:
        turn(connection, end_of(day))
        settle(connection)
        yield connection


def turn(connection: sqlite3.Connection, moment: str | None) -> None:
    """Have `connection`, which only reads, read the portfolio as of `moment` (UTC, ISO 8601); None is the present.

    This takes no longer the more records there are: each is put back when it is read. Interrupted, it reads the present. What
    is to read many records calls `settle` too, and what searches `add_words`. What others write afterwards is seen when the
    connection is turned again.
    """
    turn_back(connection)
    if moment is not None:
        with _all_or_nothing(connection):
            _hide_present(connection, position_at(connection, moment))


@contextmanager
def _all_or_nothing(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def turn_back(connection: sqlite3.Connection) -> None:
    """Have `connection` read the present again."""
    made = connection.execute("SELECT type, name FROM temp.sqlite_schema WHERE type IN ('view', 'table')").fetchall()
    for kind, name in made:
        if kind == "view" or name.startswith(then_rows.OWN) or name in _derived():
            connection.execute(f"DROP {kind} IF EXISTS temp.{quoted(name)}")


def turned(connection: sqlite3.Connection) -> bool:
    """Tell whether `connection` reads the past."""
    sql = "SELECT count(*) FROM temp.sqlite_schema WHERE type = 'view' AND name = 'journal'"
    return bool(connection.execute(sql).fetchone()[0])


def changed_between(earlier: sqlite3.Connection, later: sqlite3.Connection, kind: str) -> set[str]:
    """Return the keys of a kind that changed from what `earlier` reads to what `later` reads, each turned to its moment."""
    last = earlier.execute("SELECT coalesce(max(rowid), 0) FROM change").fetchone()[0]
    sql = "SELECT DISTINCT record FROM change WHERE rowid > ? AND +kind = ?"  # by number: few rows of many
    return {row[0] for row in later.execute(sql, [last, kind])}


def settle(connection: sqlite3.Connection) -> None:
    """Have tables sort and count as fast as ever; apart from `turn`, as the rows of one project need not wait for it."""
    for kind in RECORDS:
        with _all_or_nothing(connection):
            then_derived.settle(connection, kind)


def add_words(connection: sqlite3.Connection) -> None:
    """Have search find records by the words of then; apart from `turn`, as the first rows need not wait for it."""
    if turned(connection):
        first = connection.execute(f"SELECT first FROM temp.{_MOMENT}").fetchone()[0]
        for kind in RECORDS:
            then_derived.add_words(connection, kind, first)


def _derived() -> set[str]:
    return {f"{kind}_{table}" for kind in RECORDS for table in ("grid", "search")}


def _hide_present(connection: sqlite3.Connection, position: int) -> None:
    first = then_history.first_after(connection, position)
    connection.execute(f"CREATE TEMP TABLE {_MOMENT} AS SELECT {first} AS first")
    connection.execute(f"CREATE TEMP VIEW journal AS SELECT * FROM main.journal WHERE position <= {position}")
    connection.execute(f"CREATE TEMP VIEW change AS SELECT rowid, * FROM main.change WHERE rowid < {first}")
    pasts = {kind: past for kind in RECORDS if (past := then_rows.past_of(connection, kind, first)).differs}
    for past in pasts.values():
        then_rows.overlay(connection, past)
    then_derived.overlay(connection, pasts)
