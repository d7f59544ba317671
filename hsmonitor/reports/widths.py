"""How wide the columns of a data sheet are, and how high its rows, so that all text is seen on screen and on paper.

Excel counts widths in digits of the workbook's standard letters; data is written a little smaller.
"""

from collections.abc import Sequence
from dataclasses import replace

from hsmonitor.language import _
from hsmonitor.reports.columns import Column
from hsmonitor.store.listing import Row

PAGE = 135.0
"""What fits the width of A4 landscape at full size."""

WIDEST_SHEET = 195.0
"""What still fits it in letters that can be read."""

EMPTY = 11.0
"""A column in which nothing is recorded."""

FLEXIBLE = 22.0
"""Columns of text from this width on give way, or take what room is left."""

NARROWEST, WIDEST = 18.0, 80.0

COMMON_LINES = 2.5
"""How many lines a text of common length takes in a column of its own width."""

INDENT = 1.0
"""The space before the words of a cell."""

LETTERS_A_UNIT = 1.2
"""How many letters of common text take the width of one digit of the standard letters."""

LINE, PADDING, HIGHEST = 13.0, 4.0, 409.0
"""Points: a line of a row, the room around all lines, and the highest row that Excel allows."""


def narrowed(column: Column) -> Column:
    """Return a column in which nothing is recorded: it takes little room."""
    return replace(column, width=EMPTY)


def fitted(columns: list[Column], rows: Sequence[Row] = ()) -> list[Column]:
    """Return the columns of a sheet, wide enough for their headings, and together fit for paper, one page wide or several.

    Columns of text share the room that the others leave by how much `rows`, some of the sheet's own, write into them.
    """
    amounts = sum(column.kind == "money" for column in columns)
    named = [replace(c, heading=_("Currency")) if c.kind == "currency" and amounts == 1 else c for c in columns]
    sized = [replace(column, width=max(column.width + INDENT, _least(column))) for column in named]
    total = sum(column.width for column in sized)
    room = min(max(total, PAGE), pages_of(sized) * WIDEST_SHEET) - total
    flexible = {column.name: _wanted(column, rows) for column in sized if _gives_way(column)}
    if not flexible:
        return sized
    room += sum(column.width for column in sized if column.name in flexible)
    factor = room / sum(flexible.values())
    return [_given(c, flexible[c.name] * factor) if c.name in flexible else c for c in sized]


def _wanted(column: Column, rows: Sequence[Row]) -> float:
    """Return the width by the common length of what a column holds, its own width where that is not known."""
    lengths = [len(content) for content in map(column.value, rows) if isinstance(content, str)]
    if not lengths:
        return column.width
    return min(max(sum(lengths) / len(lengths) / LETTERS_A_UNIT / COMMON_LINES, FLEXIBLE), WIDEST)


def pages_of(columns: Sequence[Column]) -> int:
    """Return how many pages side by side a sheet is printed on."""
    return max(1, round(sum(column.width for column in columns) / WIDEST_SHEET))


def _least(column: Column) -> float:
    """Return the width of the longest word of a heading, with the space before it and the button of the filter."""
    return max(len(word) for word in column.heading.split()) * 1.05 + 2.5 + INDENT


def _gives_way(column: Column) -> bool:
    return column.kind == "text" and column.width >= FLEXIBLE


def _given(column: Column, width: float) -> Column:
    return replace(column, width=round(min(max(width, NARROWEST, _least(column)), WIDEST), 1))


def lines_of(text: str, width: float) -> int:
    """Return how many lines `text` takes in a column, rather one too many than one too few."""
    room = room_of(width)
    return 1 if fits_line(text, room) else lines_in(text, room)


def room_of(width: float) -> int:
    """Return how many letters a line has room for in a column."""
    return max(int(LETTERS_A_UNIT * (width - 1)), 4)


def fits_line(text: str, room: int) -> bool:
    """Tell whether `text` is plainly no longer than one line of so many letters."""
    return len(text) <= room and text.isascii() and "\n" not in text


def lines_in(text: str, room: int) -> int:
    """Return how many lines of so many letters `text` takes."""
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: int) -> int:
    """Return how many lines one paragraph takes when no word is broken that fits a line."""
    lines, used = 1, 0
    for word in line.split(" "):
        length = _letters(word)
        if used and used + 1 + length > room:
            lines, used = lines + 1, 0
        used += length + bool(used)
        if used > room:
            lines, used = lines + (used - 1) // room, (used - 1) % room + 1
    return lines


def _letters(word: str) -> int:
    """Return the length of a word; letters of Chinese, Japanese and Korean are twice as wide."""
    if word.isascii():
        return len(word)
    return len(word) + sum("\u2e80" <= letter <= "\uffdc" for letter in word)


def header_height(columns: Sequence[Column]) -> float:
    """Return the height of the row of headings, whose letters are bold and have a button beside them."""
    return 10 + 14 * max(lines_of(column.heading, column.width - 2.5 - INDENT) for column in columns)


def row_height(lines: int) -> float:
    """Return the height of a row of so many lines."""
    return min(LINE * lines + PADDING, HIGHEST)
