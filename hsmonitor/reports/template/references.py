"""References of formulas, charts, names and ranges, moved where rows are repeated.

A row below a repeated one moves down. A range that ends with the repeated row grows with it, so that a sum or a chart over
one row is over all its repetitions.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TEXT_OR_REFERENCE = re.compile(
    r'"(?:[^"]|"")*"'
    r"|(?P<sheet>(?:'(?:[^']|'')+'|[A-Za-z_][\w.]*)!)?(?<![\w.])(?P<first>\$?[A-Z]{1,3}\$?\d{1,7})"
    r"(?::(?P<last>\$?[A-Z]{1,3}\$?\d{1,7}))?(?![\w(.!])"
)
_CELL = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d+)")


@dataclass(frozen=True, slots=True)
class Growth:
    """Rows of one sheet that grow: by how many rows, by the number of the repeated row before anything moved."""

    sheet: str
    added: dict[int, int]

    def row(self, number: int, *, ends: bool = False) -> int:
        """Return where a row lies afterwards; one that `ends` a range is the last of its repetitions."""
        return number + sum(by for at, by in self.added.items() if at < number or (ends and at == number))

    def cells(self, reference: str) -> str:
        """Return a range of this sheet ("B4:D5", several of them separated by blanks) as it lies afterwards."""
        return " ".join(self._range(one) for one in reference.split())

    def area(self, reference: str) -> str:
        """Return an area of looks or rules as it lies afterwards: over one cell of a repeated row it is over all of them."""
        ranges = (self._range(one if ":" in one else f"{one}:{one}") for one in reference.split())
        return " ".join(
            first if first == last else f"{first}:{last}" for first, last in (one.split(":") for one in ranges)
        )

    def repetitions(self, reference: str) -> list[str]:
        """Return a range within one row once for each of its repetitions; any other as it lies afterwards."""
        numbers = {int(found[2]) for found in _CELL.finditer(reference)}
        by = self.added.get(numbers.pop(), 0) if len(numbers) == 1 else 0
        if by <= 0:
            return [self.cells(reference)]

        def at(step: int) -> str:
            return _CELL.sub(lambda found: f"{found[1]}{self.row(int(found[2])) + step}", reference)

        return [at(step) for step in range(by + 1)]

    def _range(self, reference: str) -> str:
        first, colon, last = reference.partition(":")
        return f"{self._cell(first)}:{self._cell(last, ends=True)}" if colon else self._cell(first)

    def _cell(self, cell: str, *, ends: bool = False) -> str:
        return _CELL.sub(lambda found: f"{found[1]}{self.row(int(found[2]), ends=ends)}", cell)


def moved(formula: str, own: str, growths: Sequence[Growth], *, areas: bool = False) -> str:
    """Return a formula of the sheet `own` with its references as they lie afterwards; text in it is left alone.

    As `areas` (of a chart) references to one cell of a repeated row grow too.
    """
    by_sheet = {growth.sheet: growth for growth in growths}

    def place(found: re.Match[str]) -> str:
        first, last, sheet = found["first"], found["last"], found["sheet"] or ""
        growth = by_sheet.get(_named(sheet) or own)
        if first is None or growth is None:
            return found[0]
        reference = f"{first}:{last}" if last else first
        return sheet + (growth.area(reference) if areas else growth.cells(reference))

    return _TEXT_OR_REFERENCE.sub(place, formula)


def _named(prefix: str) -> str:
    """Return the name of a sheet as a formula writes it before a reference."""
    name = prefix.removesuffix("!")
    return name[1:-1].replace("''", "'") if name.startswith("'") else name
