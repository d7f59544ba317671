"""The portfolio as a report reads it: as of its day, and as it was before its period."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta

from hsmonitor.reports.edition import Edition
from hsmonitor.reports.options import Options
from hsmonitor.store import as_of
from hsmonitor.store.portfolio import Portfolio


@contextmanager
def reading(portfolio: Portfolio, day: date | None) -> Iterator[sqlite3.Connection]:
    """Read the portfolio at one moment, whatever others write meanwhile: as of the end of `day`, None is now."""
    with as_of.reading(portfolio, day) if day else portfolio.reading() as connection:
        connection.execute("BEGIN")
        yield connection


@contextmanager
def edition_of(portfolio: Portfolio, options: Options) -> Iterator[Edition]:
    """Read the portfolio for a report with these options."""
    with ExitStack() as stack:
        connection = stack.enter_context(reading(portfolio, options.as_of))
        before = None
        if options.since:
            before = stack.enter_context(as_of.reading(portfolio, options.since - timedelta(days=1)))
        yield Edition(connection, options, before)
