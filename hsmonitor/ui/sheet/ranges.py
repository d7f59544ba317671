"""What is selected in a table, as ranges of lines and columns; where nothing is, that is the cell of the cursor."""

from PySide6.QtCore import QItemSelection, QItemSelectionRange, QModelIndex


def bounds(selection: QItemSelection, here: QModelIndex) -> tuple[range, range]:
    """Return lines and columns from the first that is selected to the last."""
    spans = _spans(selection)
    if not spans:
        return range(here.row(), here.row() + 1), range(here.column(), here.column() + 1)
    top, bottom = min(one.top() for one in spans), max(one.bottom() for one in spans)
    left, right = min(one.left() for one in spans), max(one.right() for one in spans)
    return range(top, bottom + 1), range(left, right + 1)


def lines(selection: QItemSelection, here: QModelIndex) -> list[range]:
    """Return the lines in which something is selected, from top to bottom."""
    spans = sorted((one.top(), one.bottom() + 1) for one in _spans(selection))
    found: list[range] = []
    for top, end in spans or [(here.row(), here.row() + 1)]:
        if found and top <= found[-1].stop:
            found[-1] = range(found[-1].start, max(end, found[-1].stop))
        else:
            found.append(range(top, end))
    return found


def _spans(selection: QItemSelection) -> list[QItemSelectionRange]:
    return [selection.at(number) for number in range(selection.count())]
