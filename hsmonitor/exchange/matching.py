"""Which sheet and row of any spreadsheet are the headings, which kind of record the rows are, which column is which field.

Everything is a proposal with how sure it is; a user corrects it, and it is remembered for the next file of that shape.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.dates import parse_date, today
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Amount, Choice, Choices, Countries, Date, Flag, Number, Rating
from hsmonitor.exchange.book import Rows
from hsmonitor.exchange.contents import text_of
from hsmonitor.exchange.guard import BookRefused
from hsmonitor.exchange.other_names import FIELDS, VALUES
from hsmonitor.exchange.tables import Table, words_of
from hsmonitor.language import _
from hsmonitor.reports.entry_layout import KINDS, entered_fields

SEARCHED_ROWS, SAMPLES, FEW = 25, 60, 60
"""In how many rows headings are looked for, in how many values are tried, and how many values are few."""

EXACT, OTHER_NAME, ALIKE, BY_VALUES = 1.0, 0.9, 0.7, 0.55
"""How sure a match is: the field's own name, another name in use, nearly its name, only its values fit."""

NEARLY = 0.84
_TELLING = (Choice, Choices, Countries, Rating, Date, Amount, Flag)
"""Kinds of field whose values tell them."""


@dataclass(slots=True)
class Column:
    """One column: its place (0 is the first), heading, the values of its first rows, the field that it is, how sure.

    Without a field it is not read. `few` holds all its values where they are few, as those of a choice are.
    """

    place: int
    heading: str
    samples: list[str]
    few: list[str]
    field: str = ""
    sure: float = 0.0


@dataclass(slots=True)
class Match:
    """How a spreadsheet is read: sheet, row of headings, kind of record, columns; `order` of days written in figures.

    `values` maps values of choices, folded, to terms, by field. `remembered` says that a user has settled it before.
    """

    sheet: str
    row: int
    kind: str
    columns: list[Column]
    order: str = "dmy"
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    remembered: bool = False

    @property
    def shape(self) -> str:
        """What tells files of one shape: their headings in order."""
        return json.dumps([words_of(column.heading) for column in self.columns], ensure_ascii=False)

    def place_of(self, name: str) -> int | None:
        """Return the place of the column of a field."""
        return next((column.place for column in self.columns if column.field == name), None)

    def dumped(self) -> str:
        """Return what is kept of it for the next file of its shape."""
        kept = {column.heading: column.field for column in self.columns}
        return json.dumps(
            {"kind": self.kind, "fields": kept, "order": self.order, "values": self.values}, ensure_ascii=False
        )

    def recall(self, mapping: str) -> None:
        """Take what was kept. Raises ValueError, KeyError where it was not written by `dumped`."""
        kept = json.loads(mapping)
        self.kind, self.order, self.values = kept["kind"], kept["order"], kept["values"]
        for column in self.columns:
            column.field, column.sure = kept["fields"].get(column.heading, ""), EXACT
        self.remembered = True


def proposed(tables: Sequence[Table]) -> Match:
    """Return the most likely way to read a spreadsheet. Raises BookRefused where nothing in it looks like a table."""
    best, found = 0.0, None
    for table in tables:
        for number, cells in table.rows[:SEARCHED_ROWS]:
            headings = [words_of(cell) for cell in cells]
            for kind in KINDS if sum(map(bool, headings)) > 1 else ():
                score = sum(_named(kind, heading)[1] for heading in set(headings)) - _missing_title(kind, headings)
                if score > best:
                    best, found = score, (table, number, kind)
    if found is None:
        raise BookRefused(_("No row of headings was found that names fields of the program."))
    return matched(*found)


def matched(table: Table, row: int, kind: str) -> Match:
    """Return how the rows below `row` are read as records of `kind`: each field once, the surest first."""
    headings, below = table.row(row), table.below(row)
    width = max([len(headings), *(len(cells) for _number, cells in below[:SAMPLES])])
    names = [text_of(headings[place]).strip() if place < len(headings) else "" for place in range(width)]
    columns = []
    for place, name in enumerate(names):
        every = _values(below, place, name)
        columns.append(Column(place, name, _values(below[:SAMPLES], place, name), every if len(every) <= FEW else []))
    wanted = sorted(((sure, -c.place, name) for c in columns for name, sure in _fitting(kind, c)), reverse=True)
    for sure, place, name in wanted:
        column = columns[-place]
        if not column.field and all(name != other.field for other in columns):
            column.field, column.sure = name, sure
    return Match(table.title, row, kind, columns, order=_order(kind, columns))


def _values(rows: Rows, place: int, heading: str) -> list[str]:
    """Return the values of a column, each once; a heading that is repeated on the way is none of them."""
    cells = (text_of(cells[place]).strip() for _number, cells in rows if place < len(cells))
    return list(dict.fromkeys(cell for cell in cells if cell and cell != heading))


def _missing_title(kind: str, headings: Sequence[str]) -> float:
    """A record without its name is refused, so a kind whose name is not among the headings is unlikely."""
    needed = {field.name for field in entered_fields(kind) if field.required}
    return 2.0 * len(needed - {_named(kind, heading)[0] for heading in headings})


@cache
def _named(kind: str, heading: str) -> tuple[str, float]:
    """Return the field of a kind that a folded heading names, and how sure."""
    best = ("", 0.0)
    for described in entered_fields(kind):
        label = words_of(described.label)
        names = [described.name.replace("_", " "), *FIELDS.get(described.name, ())]
        if heading == label:
            return described.name, EXACT
        sure = OTHER_NAME if heading in names else ALIKE if _alike(heading, label) else 0.0
        best = max(best, (described.name, sure), key=lambda one: one[1])
    return best


def _alike(one: str, other: str) -> bool:
    return len(one) > 3 and SequenceMatcher(None, one, other).ratio() >= NEARLY


def _fitting(kind: str, column: Column) -> Iterator[tuple[str, float]]:
    """Yield the fields that a column may be, by its heading; where that names none, by its values."""
    name, sure = _named(kind, words_of(column.heading))
    if name:
        described = RECORDS[kind].fields[name]
        unreadable = isinstance(described, _TELLING) and column.samples and _share(described, column.samples) < 0.3
        yield name, sure / 2 if unreadable else sure
        return
    telling = [
        field for field in entered_fields(kind) if isinstance(field, _TELLING) and not isinstance(field, Rating | Flag)
    ]
    for described in telling if len(column.samples) > 2 else ():
        if _share(described, column.samples) > 0.9:
            yield described.name, BY_VALUES


def _share(described: Field[Any], samples: Sequence[str]) -> float:
    """Return which part of the values a field can read, in this program's words or others in use."""
    return sum(_reads(described, sample) for sample in samples) / max(len(samples), 1)


def _reads(described: Field[Any], sample: str) -> bool:
    if term_for(described, sample):
        return True
    try:
        described.parse(sample)
    except ValueError:
        return False
    return not isinstance(described, Number)


def term_for(described: Field[Any], text: str) -> str:
    """Return the term that offices mean by `text` in a field of few values, an empty text where it is not known."""
    if not isinstance(described, Choice | Choices):
        return ""
    wanted = words_of(text)
    return next((term.value for term in described.vocabulary if wanted in VALUES.get(term.value, ())), "")


def _order(kind: str, columns: Sequence[Column]) -> str:
    """Return the order of days in figures that reads all dates of the columns; day first where both do."""
    texts = [text for column in columns for text in column.samples if column.field and _is_date(kind, column.field)]
    readable = {order: sum(_is_day(text, order) for text in texts) for order in ("dmy", "mdy")}
    return "mdy" if readable["mdy"] > readable["dmy"] else "dmy"


def is_ambiguous(match: Match) -> bool:
    """Tell whether days in figures can be read both ways, so that the user has to say which."""
    texts = [t for c in match.columns for t in c.samples if c.field and _is_date(match.kind, c.field)]
    both = [text for text in texts if _day(text, "dmy") != _day(text, "mdy")]
    return bool(both) and all(_is_day(text, "dmy") and _is_day(text, "mdy") for text in both)


def _is_date(kind: str, name: str) -> bool:
    return isinstance(RECORDS[kind].fields[name], Date)


def _is_day(text: str, order: str) -> bool:
    return bool(_day(text, order))


def _day(text: str, order: str) -> str:
    try:
        return parse_date(text, partial=True, today=today(), order=order)
    except ValueError:
        return ""


def unknown_values(match: Match) -> dict[str, list[str]]:
    """Return the values of choices that nobody has mapped to a term yet, by field."""
    found: dict[str, list[str]] = {}
    for column in match.columns:
        described = RECORDS[match.kind].fields.get(column.field)
        if isinstance(described, Choice):
            known = match.values.get(column.field, {})
            unknown = [
                text
                for text in column.few or column.samples
                if words_of(text) not in known and not _reads(described, text)
            ]
            if unknown:
                found[column.field] = unknown
    return found


def is_sure(match: Match) -> bool:
    """Tell whether a match can be used without a user's looking at it: settled before, or named by the fields' own names."""
    used = [column for column in match.columns if column.field]
    return match.remembered or (all(column.sure >= OTHER_NAME for column in used) and not is_ambiguous(match))


def sure_words(column: Column) -> str:
    """Return how sure a column is matched, in a word."""
    if not column.field:
        return _("not read")
    return _("sure") if column.sure >= OTHER_NAME else _("likely") if column.sure >= ALIKE else _("a guess")
