"""The headings of a sheet: one row, or two of which the upper one stands over several columns."""

import re
from dataclasses import dataclass

from hsmonitor.exchange.book import Rows
from hsmonitor.exchange.contents import text_of
from hsmonitor.exchange.local_writing import currency_in
from hsmonitor.exchange.tables import Table

SEARCHED_ROWS = 25
"""In how many rows headings are looked for."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a column: in the last row of headings, and in the one above, its own or that of a column before it."""

    lower: str
    upper: str = ""
    carried: str = ""

    @property
    def words(self) -> str:
        """The heading as it is shown."""
        above = self.upper or self.carried
        return f"{above}: {self.lower}" if above and self.lower else self.lower or self.upper

    @property
    def names(self) -> tuple[str, ...]:
        """What may name the field of the column, the most telling first."""
        told = [name for name in (self.words, self.lower, self.upper) if name]
        shorter = (cut(name) for cut in (_without_unit, _without_group) for name in told)
        return tuple(dict.fromkeys([*told, *filter(None, shorter)]))


def _without_unit(heading: str) -> str:
    """Return a heading without what stands in brackets or names a currency: "Budget (USD)", "Likelihood (1-5)"."""
    plain = re.sub(r"[(\[].*?[)\]]", " ", heading)
    return " ".join(plain.replace(currency_in(plain) or "\0", " ").split())


def _without_group(heading: str) -> str:
    """Return a heading without the group or form that tools put before it: "partner/country", "Project - Name"."""
    return re.split(r"[/.]| - ", heading)[-1].strip()


def headings_of(table: Table, row: int, depth: int = 1) -> list[Heading]:
    """Return the headings in a row, or in it and the one above."""
    lower = _texts(table, row)
    upper = _texts(table, row - 1) if depth > 1 else []
    width, found, carried = max(len(lower), len(upper)), list[Heading](), ""
    for place in range(width):
        above, below = (line[place] if place < len(line) else "" for line in (upper, lower))
        carried = above or carried
        found.append(Heading(below, above, carried))
    return found


def _texts(table: Table, row: int) -> list[str]:
    return [" ".join(text_of(cell).split()) for cell in table.row(row)]


def candidates(table: Table) -> Rows:
    """Return the rows that may be headings: the first ones with more than one cell."""
    return [
        (number, cells)
        for number, cells in table.rows[:SEARCHED_ROWS]
        if sum(cell not in (None, "") for cell in cells) > 1
    ]
