"""What is written with the rows of a spreadsheet from elsewhere: where each value comes from, and how the file was read."""

import sqlite3
from collections.abc import Collection, Iterator
from uuid import uuid4

from hsmonitor.domain.dates import display_date, today
from hsmonitor.domain.terms import Certainty
from hsmonitor.domain.text import fold
from hsmonitor.exchange.contents import text_of
from hsmonitor.exchange.match import SOURCE, Match
from hsmonitor.exchange.outcome import Outcome
from hsmonitor.exchange.taking import STEP, Also, Told
from hsmonitor.language import _
from hsmonitor.store.listing import Listing, Query, Row
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.subjects import subject
from hsmonitor.store.transaction import Transaction

LONGEST_TITLE, LONGEST_SHEET = 500, 26


def cite(portfolio: Portfolio, file: str, match: Match) -> Also:
    """Return what writes, with the rows, a citation of every value that they bring, and the match for the next file."""

    def write(transaction: Transaction, rows: Collection[Outcome], told: Told) -> None:
        with portfolio.reading() as connection:
            sources = _Sources(transaction, connection, file, match)
            kept = _match_kept(connection, match.shape)
        waiting = list(rows)
        for first in range(0, len(waiting), STEP):
            told(first)
            _write(transaction, [tie for row in waiting[first : first + STEP] for tie in _ties(row, sources)])
        _remember(transaction, kept, file, match)

    return write


def _write(transaction: Transaction, ties: list[dict[str, str]]) -> None:
    keyed = {str(uuid4()): values for values in ties}
    transaction.load("citation", list(keyed))  # at once: there may be a thousand of them
    for key, values in keyed.items():
        transaction.create("citation", values, key)


def _ties(row: Outcome, sources: "_Sources") -> Iterator[dict[str, str]]:
    """Yield a citation for each value that a row brings."""
    tied = {"subject": subject(row.kind, row.key), **sources.tie(row)}
    yield from (tied | {"field": name} for name, value in row.values().items() if value is not None)


class _Sources:
    """The sources that the rows of a file come from; one that the portfolio has no record of is added once."""

    def __init__(self, transaction: Transaction, connection: sqlite3.Connection, file: str, match: Match) -> None:
        self._transaction, self._file, self._match = transaction, file, match
        rows = Listing(connection, Query("source")).rows()
        self._known = {(fold(row.values["title"]), row.values.get("note", "")): row.key for row in rows}
        self._public = {title: key for (title, _note), key in self._known.items()}
        self._place = match.place_of(SOURCE)

    def tie(self, row: Outcome) -> dict[str, str]:
        """Return what a citation of a value of a row says beside the field: source, place in it, how sure."""
        sheet, number = row.line.columns.sheet, row.line.number
        if title := self._title(row):
            fact = _("Entered from {file}, {sheet}, row {row}.").format(file=self._file, sheet=sheet, row=number)
            return {"source": self._of_public(title), "certainty": Certainty.STATED, "fact": fact}
        place = _("{sheet}, row {row}").format(sheet=sheet[:LONGEST_SHEET], row=number)
        return {"source": self._of_file(), "paragraph": place, "certainty": Certainty.ENTERED}

    def _title(self, row: Outcome) -> str:
        """Return the public source of a row: that of its column, else that of the whole file."""
        cells = row.line.cells
        named = text_of(cells[self._place]).strip() if self._place is not None and self._place < len(cells) else ""
        return (named or self._match.source).strip()[:LONGEST_TITLE]

    def _of_public(self, title: str) -> str:
        if fold(title) not in self._public:
            self._public[fold(title)] = self._transaction.create("source", {"title": title})
        return self._public[fold(title)]

    def _of_file(self) -> str:
        """Return the source that is the file itself; imported twice on a day it is one."""
        note = _("A spreadsheet that was imported on {day}.").format(day=display_date(today().isoformat()))
        known = fold(self._file[:LONGEST_TITLE]), note
        if known not in self._known:
            values = {"title": self._file[:LONGEST_TITLE], "note": note}
            self._known[known] = self._transaction.create("source", values)
        return self._known[known]


def _match_kept(connection: sqlite3.Connection, shape: str) -> Row | None:
    rows: Iterator[Row] = Listing(connection, Query("import_match")).rows()
    return next((row for row in rows if row.values["shape"] == shape), None)


def _remember(transaction: Transaction, kept: Row | None, file: str, match: Match) -> None:
    """Keep how a file was read; one that was settled for this shape before is replaced, with history as any change."""
    values = {"name": file[:LONGEST_TITLE], "shape": match.shape, "mapping": match.dumped()}
    if kept is None:
        transaction.create("import_match", values)
    elif kept.values["mapping"] != values["mapping"]:
        transaction.update("import_match", kept.key, values)
