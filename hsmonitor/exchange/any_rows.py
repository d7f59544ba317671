"""The rows of any spreadsheet, as a match says: read in the program's words, records that exist found by reference or name."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.kinds import Amount, Choice, Choices, Link, Links
from hsmonitor.domain.text import fold
from hsmonitor.exchange.book import Content
from hsmonitor.exchange.comparison import Comparison
from hsmonitor.exchange.contents import text_of
from hsmonitor.exchange.lines import Columns, Line
from hsmonitor.exchange.local_writing import NOTHING
from hsmonitor.exchange.match import LEFT_EMPTY, REFERENCE, Match
from hsmonitor.exchange.matching import term_for
from hsmonitor.exchange.meaning import COUNTRY, Meant
from hsmonitor.exchange.outcome import Outcome
from hsmonitor.exchange.parts import parts_of
from hsmonitor.exchange.tables import Table, words_of
from hsmonitor.language import ngettext
from hsmonitor.reports.entry_layout import Stamp
from hsmonitor.store.names import named
from hsmonitor.store.rows import read_states

_TOTALS = {"total", "totals", "subtotal", "sub total", "sum", "grand total", "somme", "suma"}
MANY = 3
"""How many cells make a row a record that lacks its name, which is refused, and no note, which is passed over."""


def meant_by(match: Match) -> Meant:
    """Return the records and countries that words of a file mean, by their kind, as a user has said."""
    found: dict[str, dict[str, str]] = {}
    for name, values in match.values.items():
        field = RECORDS[match.kind].fields.get(name)
        if not isinstance(field, Choice | Choices):
            found.setdefault(field.target if isinstance(field, Link | Links) else COUNTRY, {}).update(values)
    return found


class AnyRows:
    """Reads the rows of a table and compares them, over a connection whose transaction its maker has begun."""

    def __init__(self, connection: sqlite3.Connection, match: Match) -> None:
        stamp = Stamp.of(connection)
        self._connection, self._match = connection, match
        self._compare = Comparison(connection, stamp.revision, meant_by(match))
        # The key of a new row follows from what it says, not from the moment: taken twice it is added once.
        self._stamp = replace(stamp, journal=stamp.portfolio, made_at=match.shape)
        known = RECORDS[match.kind].fields
        self._fields = {column.field: column.place for column in match.columns if column.field in known}
        self._currencies = {column.field: column.currency for column in match.columns}
        place = match.place_of(REFERENCE)
        self._reference = -1 if place is None else place
        self._passed: list[int] = []

    def outcomes(self, table: Table) -> Iterator[Outcome]:
        """Yield what becomes of each row that is a record."""
        return map(self._outcome, self._lines(table))

    def _lines(self, table: Table) -> Iterator[Line]:
        """Yield the rows that are records; totals, notes and repeated headings between them are passed over."""
        heading = [words_of(cell) for cell in table.row(self._match.row)]
        for number, cells in table.below(self._match.row):
            if self._is_record(cells, heading):
                yield self._line(number, cells)
            else:
                self._passed.append(number)

    def _is_record(self, cells: list[Content], heading: list[str]) -> bool:
        words = [words_of(cell) for cell in cells]
        filled = [place for place in self._fields.values() if place < len(cells) and words[place]]
        if words == heading or not filled or not _TOTALS.isdisjoint(words):
            return False
        return len(filled) > 1 or len(self._fields) < MANY if self._has_name(words) else len(filled) >= MANY

    def _has_name(self, words: list[str]) -> bool:
        """Tell whether a row says what its record is called, as far as the file says that at all."""
        place = self._fields.get(next(iter(RECORDS[self._match.kind].name_fields)))
        return place is None or (place < len(words) and bool(words[place]))

    def _line(self, number: int, cells: list[Content]) -> Line:
        """Return a row with the columns that hold something in it."""
        read = list(cells)
        for name, place in self._fields.items():
            if place < len(cells):
                read[place] = self._meant(name, cells[place])
        filled = {n: place for n, place in self._fields.items() if place < len(cells) and read[place] not in (None, "")}
        columns = Columns(self._match.kind, self._match.sheet, self._match.row, -1, self._reference, filled)
        return Line(columns, number, read)

    def _meant(self, name: str, content: Content) -> Content:
        """Return a cell in the program's own words, as the match says; what cannot be read stays and is refused later."""
        field, known = RECORDS[self._match.kind].fields[name], self._match.values.get(name, {})
        if isinstance(content, bool) or not isinstance(content, str | int | float):
            return content
        text = text_of(content).strip()
        if isinstance(content, str) and text.lower() in NOTHING:
            return None
        if isinstance(field, Choice | Choices):
            parts = (_term(field, part, known) for part in parts_of(field, text, known))
            return "; ".join(filter(None, parts)) or None
        if not isinstance(content, str) and not isinstance(field, Amount):
            return content
        plain = self._match.writing.plain(field, text, self._currencies.get(name, ""))
        read = "; ".join(parts_of(field, plain, known))
        return content if read == text_of(content) else read

    def _outcome(self, line: Line) -> Outcome:
        """Return what becomes of a row: a change of the record that its reference or its name means, else a new record."""
        key = self._existing(line) or self._compare.announce(line, self._stamp)
        state = read_states(self._connection, line.columns.kind, [key]).get(key)
        return self._compare.existing(line, key, state) if state else self._compare.new(line, key)

    def _existing(self, line: Line) -> str | None:
        record = RECORDS[line.columns.kind]
        if line.reference:
            found = named(self._connection, record.kind, line.reference)
            return next((key for key, reference, _name in found if fold(reference) == fold(line.reference)), None)
        title = record.title_field()
        if title is None or title.name not in line.columns.fields:
            return None
        wanted = text_of(line.content(title.name)).strip()
        found = named(self._connection, record.kind, wanted)
        keys = [key for key, _reference, name in found if fold(name) == fold(wanted)]
        return keys[0] if len(keys) == 1 and self._same_place(line, keys[0]) else None

    def _same_place(self, line: Line, key: str) -> bool:
        """Tell whether a record belongs where the row says: two projects may each have a challenge of one name."""
        record = RECORDS[line.columns.kind]
        state = read_states(self._connection, record.kind, [key])[key]
        belongs = [
            f for f in record.fields.values() if isinstance(f, Link) and f.belongs and f.name in line.columns.fields
        ]
        return all(
            self._compare.means(field, line.content(field.name), state.values.get(field.name)) for field in belongs
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


def _term(field: Choice | Choices, text: str, known: Mapping[str, str]) -> str:
    """Return the term that a word means, the word itself where nobody has said, an empty text for "not recorded"."""
    meant = known.get(words_of(text)) or term_for(field, text) or text
    return "" if meant == LEFT_EMPTY else meant
