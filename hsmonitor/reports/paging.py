"""Pages of a sheet that is printed at a scale of its own: what belongs together is not cut by the end of a page.

Excel does not break pages where it is told when it also fits them to the paper, so these sheets have a fixed scale.
"""

from typing import Any

from openpyxl.worksheet.pagebreak import Break, RowBreak

PAGE = 595 - 72 * (0.55 + 0.7) - 15
"""Points between the margins of A4 landscape, the lower one of the two papers; a little less than there are."""


def room(scale: float) -> float:
    """Return how many points of rows a page has room for at a scale in per cent."""
    return PAGE * 100 / scale


class Pages:
    """Counts the rows of `sheet`, and breaks its pages before what would not fit whole."""

    def __init__(self, sheet: Any, scale: float) -> None:
        self.row = 0
        self._sheet = sheet
        self._room = room(scale)
        self._filled = 0.0
        sheet.row_breaks = RowBreak()

    def append(self, cells: list[Any], height: float) -> None:
        """Write a row of so many points."""
        self.row += 1
        self._filled += height
        self._sheet.row_dimensions[self.row].height = height
        self._sheet.append(cells)

    def keep(self, height: float) -> None:
        """Begin a page where what follows, so many points high, fits this one no more."""
        if self._filled and self._filled + height > self._room:
            self._sheet.row_breaks.append(Break(id=self.row))
            self._filled = 0.0
