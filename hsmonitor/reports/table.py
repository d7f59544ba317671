"""A table of records on a sheet, as formulas see it: where its cells are, and what they will come to.

Each figure is a formula together with its value, counted while the records are written, so that both say the same.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from openpyxl.utils import get_column_letter

from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.domain.money import Money
from hsmonitor.reports.book import Figure, sheet_name
from hsmonitor.reports.columns import Column, Content, number_of, shown_decimals
from hsmonitor.reports.house_style import amount_format
from hsmonitor.store.listing import Row

HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1

_NOTHING = '"="'
"""How COUNTIFS is asked for cells that hold nothing."""


@dataclass(slots=True)
class Tally:
    """What was written into one column, as its formulas will count it; sums are exact, in minor units."""

    recorded: int = 0
    total: int = 0
    minor: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a count asks of one column: as COUNTIFS takes it, and of a cell's content."""

    column: str
    formula: str
    holds: Callable[[Content], bool]


def is_word(column: str, word: str) -> Criterion:
    """A cell holds exactly `word`, one of a vocabulary."""
    return Criterion(column, quoted(word), lambda content: content == word)


def is_empty(column: str) -> Criterion:
    """A cell holds nothing: it is not recorded."""
    return Criterion(column, _NOTHING, lambda content: content is None)


def is_before(column: str, day: date, name: str) -> Criterion:
    """A cell holds a day before `day`, which the workbook's `name` holds."""
    return Criterion(column, f'"<"&{name}', lambda content: isinstance(content, date) and content < day)


def is_up_to(column: str, day: date, formula: str) -> Criterion:
    """A cell holds a day up to `day`, which `formula` comes to."""
    return Criterion(column, f'"<="&{formula}', lambda content: isinstance(content, date) and content <= day)


class RecordTable:
    """Where the records of one sheet stand, and the figures that formulas tell of them.

    `crossed` names columns whose values are counted together.
    """

    def __init__(self, title: str, columns: list[Column], crossed: Sequence[tuple[str, ...]] = ()) -> None:
        self.title = title
        self.columns = columns
        self.rows = 0
        self.tallies = {column.name: Tally() for column in columns}
        self._letters = {column.name: get_column_letter(place) for place, column in enumerate(columns, 1)}
        places = {column.name: place for place, column in enumerate(columns)}
        self._crossed = [
            (names, tuple(places[name] for name in names), Counter[tuple[Content, ...]]()) for names in crossed
        ]

    @property
    def last_row(self) -> int:
        """The number of the last row of the table; it has one even where nothing is recorded."""
        return FIRST_ROW + max(self.rows, 1) - 1

    def take(self, row: Row, contents: list[Content]) -> None:
        """Count one more record, whose cells hold `contents`."""
        self.rows += 1
        for column, content in zip(self.columns, contents, strict=True):
            if content is not None:
                self._count(column, content, row)
        for _names, places, counter in self._crossed:
            counter[tuple([contents[place] for place in places])] += 1

    def _count(self, column: Column, content: Content, row: Row) -> None:
        tally = self.tallies[column.name]
        tally.recorded += 1
        if column.counted:
            tally.words.update(str(content).split("; "))
        elif column.kind == "money":
            money: Money = row.values[column.name]
            tally.minor[money.currency] += money.minor
        elif isinstance(content, int):
            tally.total += content

    def own_cells(self, name: str) -> str:
        """Return the cells of a column as a formula of the same sheet names them."""
        letter = self._letters[name]
        return f"{letter}{FIRST_ROW}:{letter}{self.last_row}"

    def cells(self, name: str) -> str:
        """Return the cells of a column as a formula of any sheet names them."""
        letter = self._letters[name]
        return f"{sheet_name(self.title)}!${letter}${FIRST_ROW}:${letter}${self.last_row}"

    def cell(self, name: str, place: int) -> str:
        """Return one cell of a column as a formula of any sheet names it; 0 is the first record."""
        return f"{sheet_name(self.title)}!{self._letters[name]}{FIRST_ROW + place}"

    def words(self, name: str) -> Counter[str]:
        """Return how often each value of a counted column was written."""
        return self.tallies[name].words

    def currencies(self, name: str) -> list[str]:
        """Return the currencies in which a money column has amounts."""
        return sorted(self.tallies[name].minor)

    def count(self) -> Figure:
        """How many records there are."""
        return Figure(f"COUNTA({self.cells(self.columns[0].name)})", self.rows)

    def recorded(self, name: str) -> Figure:
        """How many records have something in a column."""
        return Figure(f"COUNTA({self.cells(name)})", self.tallies[name].recorded)

    def not_recorded(self, name: str) -> Figure:
        """How many records have nothing in a column."""
        formula = f"COUNTA({self.cells(self.columns[0].name)})-COUNTA({self.cells(name)})"
        return Figure(formula, self.rows - self.tallies[name].recorded)

    def equal(self, name: str, word: str) -> Figure:
        """How many records have exactly `word` in a column of one word each."""
        return Figure(f"COUNTIF({self.cells(name)},{quoted(word)})", self.tallies[name].words[word])

    def having(self, *criteria: Criterion, unless: Criterion | None = None) -> Figure:
        """How many records meet all `criteria` and not `unless`; the columns must have been crossed."""
        asked = [*criteria, *([unless] if unless else [])]
        names, _places, counter = next(one for one in self._crossed if {a.column for a in asked} <= set(one[0]))
        at = {name: place for place, name in enumerate(names)}

        def holds(contents: tuple[Content, ...], criterion: Criterion) -> bool:
            return criterion.holds(contents[at[criterion.column]])

        met = [(key, count) for key, count in counter.items() if all(holds(key, one) for one in criteria)]
        value = sum(count for key, count in met if not (unless and holds(key, unless)))
        formula = self._countifs(criteria)
        return Figure(f"{formula}-{self._countifs(asked)}" if unless else formula, value)

    def _countifs(self, criteria: Sequence[Criterion]) -> str:
        asked = [f"{self.cells(one.column)},{one.formula}" for one in criteria]
        if any(one.formula == _NOTHING for one in criteria):  # a table without records has an empty row
            asked.insert(0, f'{self.cells(self.columns[0].name)},"<>"')
        return f"COUNTIFS({','.join(asked)})"

    def has(self, name: str) -> bool:
        """Tell whether the table has a column."""
        return name in self._letters

    def containing(self, name: str, word: str) -> Figure:
        """How many records have `word` among the words, joined by "; ", of a column."""
        padded = f'"; "&{self.cells(name)}&"; "'
        formula = f"SUMPRODUCT(--ISNUMBER(FIND({quoted(f'; {word}; ')},{padded})))"
        return Figure(formula, self.tallies[name].words[word])

    def sum_in(self, name: str, currency: str) -> Figure:
        """What a money column adds up to in one currency; "not recorded", never zero, where it has no such amount."""
        code, amounts, currencies = quoted(currency), self.cells(name), self.cells(f"{name}.currency")
        formula = f'IF(COUNTIFS({currencies},{code})=0,"{NOT_RECORDED}",SUMIFS({amounts},{currencies},{code}))'
        minor = self.tallies[name].minor
        return Figure(formula, number_of(Money(minor[currency], currency)) if currency in minor else NOT_RECORDED)

    def money_format(self, name: str, currency: str) -> str:
        """Return the number format of a sum."""
        return amount_format(shown_decimals(Money(self.tallies[name].minor[currency], currency)))


def quoted(words: str) -> str:
    """Return `words` as a formula writes text."""
    return '"' + words.replace('"', '""') + '"'
