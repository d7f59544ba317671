"""Which sheet and row of any spreadsheet are the headings, which kind of record the rows are, which column is which field.

Everything is a proposal with how sure it is; what a user has settled before for files of that shape comes first.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Any, NamedTuple

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Amount, Choice, Choices, Countries, Date, Flag, Number, Rating
from hsmonitor.exchange.book import Rows
from hsmonitor.exchange.contents import text_of
from hsmonitor.exchange.guard import BookRefused
from hsmonitor.exchange.headings import Heading, candidates, headings_of
from hsmonitor.exchange.local_writing import Writing, day, is_bare, mark_of, order_of
from hsmonitor.exchange.match import ALIKE, BY_VALUES, EXACT, OTHER_NAME, REFERENCE, SOURCE, Column, Match, shape_of
from hsmonitor.exchange.other_names import FIELDS, SPECIAL, VALUES
from hsmonitor.exchange.tables import Table, words_of
from hsmonitor.language import _
from hsmonitor.reports.entry_layout import KINDS, entered_fields

SAMPLES, FEW, MOST_TEXTS = 60, 60, 500
"""How many rows are tried, how many values are few, and how many texts tell how days and numbers are written."""

NEARLY = 0.84
USUAL_KIND, LEAST_TABLE = "challenge", 2
"""What is proposed where no heading names anything, and in how few rows of several cells there is no table."""

_TELLING = (Choice, Choices, Countries, Rating, Date, Amount, Flag)
_TELLING_ALONE = (Choice, Choices, Countries, Date)
"""Kinds of field whose values tell them; the second ones do so even where the heading says nothing."""

_TOOLS_OWN = ("_", "@")
"""How the headings begin under which KoboToolbox and ActivityInfo keep what is their own: identifiers, moments, versions."""

Place = tuple[Table, int, int]
"""A sheet, its last row of headings, and how many rows these are."""


def proposed(tables: Sequence[Table], known: Mapping[str, str] | None = None) -> Match:
    """Return the most likely way to read a spreadsheet; `known` holds what was settled, by shape.

    Raises BookRefused where nothing in it looks like a table.
    """
    places = [(table, row, depth) for table in tables for row, _cells in candidates(table) for depth in (1, 2)]
    match = _recalled(places, known or {}) or _likeliest(places)
    if match is None:
        raise BookRefused(_("No row of headings was found that names fields of the program."))
    return match


def _recalled(places: Sequence[Place], known: Mapping[str, str]) -> Match | None:
    for table, row, depth in places if known else ():
        shape = shape_of([heading.words for heading in headings_of(table, row, depth)])
        if shape in known and (match := settled(table, row, depth, known[shape])):
            return match
    return None


def settled(table: Table, row: int, depth: int, mapping: str) -> Match | None:
    """Return how a user has said that the rows below `row` are read, None where another version has kept it."""
    match = matched(table, row, KINDS[0], depth)
    try:
        match.recall(mapping)
    except (ValueError, KeyError, TypeError):
        return None
    return match if match.kind in KINDS else None


def _likeliest(places: Sequence[Place]) -> Match | None:
    """Return the best proposal; where no heading names anything, the first table to begin with, None where there is none."""
    best, found = 0.0, None
    for table, row, depth in places:
        headings = headings_of(table, row, depth)
        for kind in KINDS:
            score = _score(kind, headings)
            if score > best and (depth == 1 or _names_any(kind, headings)):
                best, found = score, (table, row, kind, depth)
    if found is None and len(places) > LEAST_TABLE * 2:
        table, row, depth = places[0]
        found = (table, row, USUAL_KIND, depth)
    return matched(*found) if found else None


def _score(kind: str, headings: Sequence[Heading]) -> float:
    """Return how well headings name a kind; one whose name or a needed field is not among them is unlikely."""
    named: dict[str, float] = {}
    for heading in headings:
        name, sure = _best_name(kind, heading)
        named[name] = max(named.get(name, 0.0), sure)
    named.pop("", None)
    needed = {field.name for field in entered_fields(kind) if field.required}
    title = RECORDS[kind].title_field()
    nameless = title is not None and title.name not in named
    return sum(named.values()) - 2.0 * len(needed - named.keys()) - nameless


def _names_any(kind: str, headings: Sequence[Heading]) -> bool:
    """Tell whether the lower of two rows names fields itself, and is no row of a record below its headings."""
    return any(_named(kind, words_of(heading.lower))[0] for heading in headings if heading.lower)


def matched(table: Table, row: int, kind: str, depth: int = 1) -> Match:
    """Return how the rows below `row` are read as records of `kind`: each field once, the surest first."""
    below, headings = table.below(row), headings_of(table, row, depth)
    width = max([len(headings), *(len(cells) for _number, cells in below[:SAMPLES])])
    headings += [Heading("")] * (width - len(headings))
    columns = [_column(below, place, heading) for place, heading in enumerate(headings)]
    pairs = zip(columns, headings, strict=True)
    wanted = sorted(((sure, -c.place, name) for c, h in pairs for name, sure in _fitting(kind, c, h)), reverse=True)
    for sure, place, name in wanted:
        column = columns[-place]
        if not column.field and all(name != other.field for other in columns):
            column.field, column.sure = name, sure
    match = Match(table.title, row, kind, columns, depth)
    match.writing = Writing(order_of(texts_of(match, Date))[0], mark_of(texts_of(match, Amount, Number))[0])
    return match


class Named(NamedTuple):
    """The field of each column by its heading, an empty text for none; and whether the row is surely one of headings."""

    fields: list[str]
    sure: bool


def named_by_headings(kind: str, cells: Sequence[str]) -> Named:
    """Return the fields that the cells of a row name: each field once, and half of the cells at least in a row of headings."""
    found: list[str] = []
    sure = 0.0
    for cell in cells:
        name, how_sure = _best_name(kind, Heading(" ".join(cell.split())))
        name = "reference" if name == REFERENCE else name
        name = "" if name in found or name == SOURCE else name
        found.append(name)
        sure += how_sure >= OTHER_NAME and bool(name)
    written = sum(bool(cell.strip()) for cell in cells)
    return Named(found, bool(sure) and (sure >= written or (sure >= LEAST_TABLE and sure * 2 >= written)))


def _column(rows: Rows, place: int, heading: Heading) -> Column:
    contents = [cells[place] for _number, cells in rows if place < len(cells)]
    every = _each_once([text_of(content).strip() for content in contents], heading)
    first = _each_once([text_of(content).strip() for content in contents[:SAMPLES]], heading)
    texts = _each_once([content.strip() for content in contents[:MOST_TEXTS] if isinstance(content, str)], heading)
    return Column(place, heading.words, first, texts, every if len(every) <= FEW else [])


def _each_once(texts: Sequence[str], heading: Heading) -> list[str]:
    """Return the values of a column, each once; a heading that is repeated on the way is none of them."""
    return list(dict.fromkeys(text for text in texts if text and text not in heading.names))


def _best_name(kind: str, heading: Heading) -> tuple[str, float]:
    """Return the field that one of the names of a column means, and how sure; columns of form tools' own have none."""
    names = () if heading.words.startswith(_TOOLS_OWN) else heading.names
    return max((_named(kind, words_of(name)) for name in names), key=lambda one: one[1], default=("", 0.0))


@cache
def _named(kind: str, heading: str) -> tuple[str, float]:
    """Return the field of a kind that a folded heading names, and how sure."""
    best = ("", 0.0)
    for described in entered_fields(kind):
        label = words_of(described.label)
        called = (*FIELDS.get(described.name, ()), *FIELDS.get(f"{kind}.{described.name}", ()))
        names = [described.name.replace("_", " "), *called]
        if heading == label:
            return described.name, EXACT
        sure = OTHER_NAME if heading in names else ALIKE if _alike(heading, label) else 0.0
        best = max(best, (described.name, sure), key=lambda one: one[1])
    special = next((place for place, names in SPECIAL.items() if heading in names), "")
    return (special, OTHER_NAME) if special and best[1] < OTHER_NAME else best


def _alike(one: str, other: str) -> bool:
    return len(one) > 3 and SequenceMatcher(None, one, other).ratio() >= NEARLY


def _fitting(kind: str, column: Column, heading: Heading) -> Iterator[tuple[str, float]]:
    """Yield the fields that a column may be, by its heading; where that names none, by its values."""
    name, sure = _best_name(kind, heading)
    if name == SOURCE or (name == REFERENCE and _are_references(kind, column.samples)):
        yield name, sure
    elif name == REFERENCE:
        return
    elif name:
        described = RECORDS[kind].fields[name]
        unreadable = isinstance(described, _TELLING) and column.samples and _share(described, column.samples) < 0.3
        yield name, sure / 2 if unreadable else sure
    elif len(column.samples) > 2:
        telling = (one for one in entered_fields(kind) if isinstance(one, _TELLING_ALONE))
        yield from ((one.name, BY_VALUES) for one in telling if _share(one, column.samples) > 0.9)


def _are_references(kind: str, samples: Sequence[str]) -> bool:
    """Tell whether these are references as this program gives them; an office's own numbers are none."""
    prefix = RECORDS[kind].prefix
    return bool(samples) and all(re.fullmatch(rf"{prefix}-\d+", sample) for sample in samples)


def _share(described: Field[Any], samples: Sequence[str]) -> float:
    """Return which part of the values a field can read, in this program's words or others in use."""
    return sum(reads(described, sample) for sample in samples) / max(len(samples), 1)


def reads(described: Field[Any], text: str) -> bool:
    """Tell whether a field can read a value, in this program's words or others in use."""
    if term_for(described, text) or (isinstance(described, Date) and day(text, "dmy") + day(text, "mdy")):
        return True
    try:
        described.parse(f"USD {text}" if isinstance(described, Amount) and is_bare(text) else text)
    except ValueError:
        return False
    return not isinstance(described, Number)


def term_for(described: Field[Any], text: str) -> str:
    """Return the term that offices mean by `text` in a field of few values, an empty text where it is not known."""
    if not isinstance(described, Choice | Choices):
        return ""
    wanted = words_of(text)
    return next((term.value for term in described.vocabulary if wanted in VALUES.get(term.value, ())), "")


def texts_of(match: Match, *kinds: type[Field[Any]]) -> list[str]:
    """Return the texts of the columns that are fields of some kinds."""
    fields = RECORDS[match.kind].fields
    columns = [column for column in match.columns if isinstance(fields.get(column.field), kinds)]
    return [text for column in columns for text in column.texts]
