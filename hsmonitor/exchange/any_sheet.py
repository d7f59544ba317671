"""Taking any spreadsheet: how it is read, and what taking its rows would do."""

import contextlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hsmonitor.domain.errors import Cancelled
from hsmonitor.exchange.any_rows import AnyRows
from hsmonitor.exchange.guard import BookRefused
from hsmonitor.exchange.match import Match
from hsmonitor.exchange.matching import matched, proposed, settled
from hsmonitor.exchange.outcome import Outcome, Plan
from hsmonitor.exchange.planning import Progress
from hsmonitor.exchange.tables import Table, read_tables
from hsmonitor.exchange.taking import STEP
from hsmonitor.exchange.text_rows import SURE
from hsmonitor.language import _
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.names import words_for_links
from hsmonitor.store.portfolio import Portfolio

Known = dict[str, str]
"""What users have settled, by the shape of the files."""


@dataclass(slots=True)
class Found:
    """What a spreadsheet from elsewhere holds, how it is read as things stand, and what the portfolio knows of such files."""

    tables: list[Table]
    match: Match
    known: Known
    sources: list[str]
    """The titles of all sources, which the file may come from."""
    encoding: str = ""
    """That of a text; an empty one for a workbook."""

    def place(self, sheet: str, row: int, depth: int, kind: str) -> None:
        """Read other rows: as settled for the shape of their headings, else matched anew."""
        table = next(table for table in self.tables if table.title == sheet)
        match = matched(table, row, kind, depth)
        recalled = settled(table, row, depth, self.known[match.shape]) if match.shape in self.known else None
        fresh = recalled if recalled and recalled.kind == kind else match
        fresh.source, fresh.encoding = self.match.source, self.match.encoding
        self.match = fresh


def read_any(portfolio: Portfolio, path: Path, cancelled: Callable[[], bool], encoding: str = "") -> Found:
    """Return what a spreadsheet holds and how it is read: as settled for files of its shape, else as it seems.

    The encoding of a text is that which was said for such files, else it is found, unless one is said now.
    Raises BookRefused, Cancelled.
    """
    found = _found(portfolio, path, cancelled, encoding)
    remembered = found.match.encoding
    if encoding:
        found.match.encoding = encoding
    elif remembered and found.encoding not in (remembered, *SURE):
        with contextlib.suppress(BookRefused):  # this file is not written as the one before
            return _found(portfolio, path, cancelled, remembered)
    return found


def _found(portfolio: Portfolio, path: Path, cancelled: Callable[[], bool], encoding: str) -> Found:
    tables, used = read_tables(path, cancelled, encoding)
    with portfolio.reading() as connection:
        known = settled_matches(connection)
        sources = list(words_for_links(connection, "source").values())
    try:
        return Found(tables, proposed(tables, known), known, sources, used)
    except BookRefused as error:
        raise BookRefused(_("{file}: {why}").format(file=path.name, why=error)) from error


def settled_matches(connection: sqlite3.Connection) -> Known:
    """Return what was settled, by shape."""
    rows = Listing(connection, Query("import_match")).rows()
    return {row.values["shape"]: row.values["mapping"] for row in rows}


def plan_any(
    portfolio: Portfolio,
    path: Path,
    found: Found,
    *,
    progress: Progress = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Plan:
    """Return what taking the rows of a spreadsheet would do. An empty cell changes nothing here. Raises Cancelled."""
    match = found.match
    table = next(table for table in found.tables if table.title == match.sheet)
    outcomes: list[Outcome] = []
    with portfolio.reading() as connection:
        connection.execute("BEGIN")
        rows = AnyRows(connection, match)
        for done, outcome in enumerate(rows.outcomes(table)):
            if cancelled():
                raise Cancelled
            if done % STEP == 0:
                progress(done, len(table.rows))
            outcomes.append(outcome)
    read = sum(bool(column.field) for column in match.columns)
    return Plan(path.name, None, outcomes, rows.notices(), len(match.columns), read)
