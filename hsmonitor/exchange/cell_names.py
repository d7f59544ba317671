"""The names of cells, as spreadsheets write them.

openpyxl is imported when the first name is made, beside the window: the page of imports would wait for it a quarter of a second.
"""

LAST_COLUMN = 18_278
"""ZZZ, the last one that openpyxl has a name for; those that lie beyond it are named so."""


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell, such as D7; both count from 1."""
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(min(column, LAST_COLUMN))}{row}"


def rows_of(cells: str) -> tuple[int, int] | None:
    """Return first and last row of a range, None where a damaged file names none."""
    from openpyxl.utils import range_boundaries

    try:
        _left, first, _right, last = range_boundaries(cells)
    except (ValueError, TypeError):
        return None
    return (first, last) if first and last else None
