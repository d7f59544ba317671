"""How much a sheet may hold, and how more than that is refused: with the cell where it became too much."""

from hsmonitor.exchange.cell_names import cell_name
from hsmonitor.exchange.guard import BookRefused
from hsmonitor.language import _

MOST_COLUMNS = 400
MOST_CELLS = 2_500_000
MOST_MERGED = 10_000
MOST_REPEATED = 10_000
"""How often an OpenDocument sheet may say "the same row once more"; rows that hold nothing may be repeated to its end."""

TELL_EVERY = 50_000
"""How many parts are read between two signs of life."""

NO_VALUE = "="
"""The fault of a formula whose value was not stored; other faults are Excel's errors, such as #REF!."""

Row = tuple[int, list[object]]
"""The number of a row and its cells up to the last that holds something, as JSON keeps them."""


def refuse_columns(row: int, column: int) -> None:
    """Raise BookRefused where a cell stands beyond the last column that is read."""
    if column > MOST_COLUMNS:
        raise _too_much(row, column, _("There are more than {most} columns.").format(most=MOST_COLUMNS))


def refuse_cells(count: int, row: int, column: int) -> None:
    """Raise BookRefused where there are more cells in all than are read."""
    if count > MOST_CELLS:
        raise _too_much(row, column, _("There are more than {most} cells.").format(most=f"{MOST_CELLS:,}"))


def refuse_repeats(times: int, row: int) -> None:
    """Raise BookRefused where a row that holds something is repeated more often than any office writes."""
    if times > MOST_REPEATED:
        raise _too_much(row, 1, _("This row is repeated {times} times.").format(times=f"{times:,}"))


def _too_much(row: int, column: int, what: str) -> BookRefused:
    place = cell_name(row, column)
    advice = _("Take away what is not needed, and try again.")
    return BookRefused(_("cell {cell}: {what} {advice}").format(cell=place, what=what, advice=advice))
