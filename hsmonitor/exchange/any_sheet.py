"""Taking any spreadsheet: rows are read as a match says, records that exist are found by name, the file is cited."""

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.dates import parse_date, today
from hsmonitor.domain.kinds import Choice, Choices, Date, Link
from hsmonitor.domain.terms import Certainty
from hsmonitor.domain.text import fold
from hsmonitor.exchange.book import Content
from hsmonitor.exchange.comparison import Comparison
from hsmonitor.exchange.contents import text_of
from hsmonitor.exchange.lines import Columns, Line
from hsmonitor.exchange.matching import Match, proposed, term_for
from hsmonitor.exchange.outcome import Outcome, Plan, RowState
from hsmonitor.exchange.tables import Table, read_tables, words_of
from hsmonitor.exchange.taking import Also
from hsmonitor.language import _, ngettext
from hsmonitor.reports.entry_layout import Stamp
from hsmonitor.store.conditions import Condition
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.names import named
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.rows import read_states
from hsmonitor.store.subjects import subject
from hsmonitor.store.transaction import Transaction

_TOTALS = ("total", "totals", "subtotal", "sum", "grand total", "somme", "suma")


def read_any(portfolio: Portfolio, path: Path, cancelled: Callable[[], bool]) -> tuple[list[Table], Match]:
    """Return the sheets of a spreadsheet and how it is read: as a user settled for files of its shape, else as it seems.

    Raises BookRefused, Cancelled.
    """
    tables = read_tables(path, cancelled)
    match = proposed(tables)
    with portfolio.reading() as connection:
        recall(connection, match)
    return tables, match


def recall(connection: sqlite3.Connection, match: Match) -> None:
    """Let a match that was settled for files of this shape take the place of what was guessed."""
    for row in Listing(connection, Query("import_match", conditions=(Condition("shape", "=", match.shape),))).first(1):
        try:
            match.recall(row.values["mapping"])
        except (ValueError, KeyError):
            return  # another version kept it; what is guessed stands


def plan_any(portfolio: Portfolio, path: Path, tables: Collection[Table], match: Match) -> Plan:
    """Return what taking the rows of a spreadsheet would do. An empty cell changes nothing here."""
    table = next(table for table in tables if table.title == match.sheet)
    with portfolio.reading() as connection:
        connection.execute("BEGIN")
        stamp = Stamp.of(connection)
        reader = _Reader(connection, match, Comparison(connection, stamp.revision), stamp)
        rows = [reader.outcome(line) for line in reader.lines(table)]
    return Plan(path.name, None, rows, reader.notices())


class _Reader:
    def __init__(self, connection: sqlite3.Connection, match: Match, comparison: Comparison, stamp: Stamp) -> None:
        self._connection, self._match, self._compare = connection, match, comparison
        # The key of a new row follows from what it says, not from the moment: taken twice it is added once.
        self._stamp = replace(stamp, journal=stamp.portfolio, made_at=match.shape)
        self._fields = {column.field: column.place for column in match.columns if column.field}
        self._passed: list[int] = []

    def lines(self, table: Table) -> list[Line]:
        """Return the rows that are records; totals, notes and repeated headings between them are passed over."""
        title = next(iter(RECORDS[self._match.kind].name_fields))
        place = self._fields.get(title, 0)
        headings = [words_of(column.heading) for column in self._match.columns]
        found = []
        for number, cells in table.below(self._match.row):
            name = words_of(cells[place]) if place < len(cells) else ""
            if not name or name in _TOTALS or name == headings[place] or self._is_note(cells):
                self._passed.append(number)
            else:
                found.append(self._line(number, cells))
        return found

    def _is_note(self, cells: list[Content]) -> bool:
        """Tell whether a row holds one cell only where records have several."""
        filled = [place for place in self._fields.values() if place < len(cells) and cells[place] not in (None, "")]
        return len(filled) < 2 <= len(self._fields) - 2

    def _line(self, number: int, cells: list[Content]) -> Line:
        """Return a row with the columns that hold something in it."""
        filled = {
            n: place for n, place in self._fields.items() if place < len(cells) and cells[place] not in (None, "")
        }
        columns = Columns(self._match.kind, self._match.sheet, self._match.row, -1, -1, filled)
        read = list(cells)
        for name, place in filled.items():
            read[place] = self._meant(name, cells[place])
        return Line(columns, number, read)

    def _meant(self, name: str, content: Content) -> Content:
        """Return a cell in the program's own words, as the match says; what cannot be read stays and is refused later."""
        field = RECORDS[self._match.kind].fields[name]
        if isinstance(field, Choice | Choices) and isinstance(content, str):
            known = self._match.values.get(name, {}).get(words_of(content))
            return known or term_for(field, content) or content
        if isinstance(field, Date) and isinstance(content, str):
            try:
                return parse_date(content, partial=field.partial, today=today(), order=self._match.order)
            except ValueError:
                return content
        return content

    def outcome(self, line: Line) -> Outcome:
        """Return what becomes of a row: a change of the one record that has its name, else a new record."""
        key = self._existing(line)
        if key is None:
            key = self._compare.announce(line, self._stamp)
        state = read_states(self._connection, line.columns.kind, [key]).get(key)
        return self._compare.existing(line, key, state) if state else self._compare.new(line, key)

    def _existing(self, line: Line) -> str | None:
        record = RECORDS[line.columns.kind]
        title = record.title_field()
        if title is None or title.name not in line.columns.fields:
            return None
        found = named(self._connection, record.kind, text_of(line.content(title.name)))
        keys = [key for key, _reference, name in found if fold(name) == fold(text_of(line.content(title.name)).strip())]
        return keys[0] if len(keys) == 1 and self._same_place(line, keys[0]) else None

    def _same_place(self, line: Line, key: str) -> bool:
        """Tell whether a record belongs where the row says: two projects may each have a challenge of one name."""
        record = RECORDS[line.columns.kind]
        state = read_states(self._connection, record.kind, [key])[key]
        belongs = [
            f for f in record.fields.values() if isinstance(f, Link) and f.belongs and f.name in line.columns.fields
        ]
        return all(
            fold(self._compare.shown(field, state.values.get(field.name)))
            == fold(text_of(line.content(field.name)).strip())
            for field in belongs
        )

    def notices(self) -> list[str]:
        """Return what is to be said of rows that were passed over."""
        if not self._passed:
            return []
        words = ngettext(
            "{count} row that is no record was passed over: {rows}.",
            "{count} rows that are no records (notes, totals, headings) were passed over: {rows}.", len(self._passed),
        )  # fmt: skip
        return [words.format(count=len(self._passed), rows=", ".join(map(str, self._passed[:20])))]


def cite(file: str, match: Match) -> Also:
    """Return what is written with the rows: the file as a source, a citation of each row, and the match for next time."""

    def write(transaction: Transaction, rows: Collection[Outcome]) -> None:
        source = transaction.create("source", {"title": file[:500], "note": _("A spreadsheet that was imported.")})
        for row in rows:
            place = _("{sheet}, row {row}").format(sheet=row.line.columns.sheet[:20], row=row.line.number)
            tied = {"source": source, "paragraph": place[:40], "certainty": Certainty.ENTERED}
            about = {"subject": subject(row.kind, row.key), **tied}
            for name in row.values() if row.state == RowState.CHANGED else [""]:
                transaction.create("citation", {**about, "field": name or None})
        if not match.remembered:
            kept = {"name": file[:500], "shape": match.shape, "mapping": match.dumped()}
            transaction.create("import_match", kept)

    return write
