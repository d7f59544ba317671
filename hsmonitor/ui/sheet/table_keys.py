"""What the keys of a sheet's table do, but for those that type: as in a spreadsheet."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt

if TYPE_CHECKING:
    from hsmonitor.ui.sheet.view import SheetView

Key = Qt.Key
Flags = QItemSelectionModel.SelectionFlag
ENTERS = (Key.Key_Return, Key.Key_Enter)
_WALKS = (Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End)


class Held(NamedTuple):
    """The keys that are held down while another one is pressed."""

    control: bool
    alt: bool
    shift: bool


def held(modifiers: Qt.KeyboardModifier) -> Held:
    """Return which of them are held."""
    wanted = (
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.AltModifier,
        Qt.KeyboardModifier.ShiftModifier,
    )
    return Held(*(bool(modifiers & one) for one in wanted))


class TableKeys:
    """The keys of one table."""

    def __init__(self, view: "SheetView") -> None:
        self._view = view

    def press(self, key: Qt.Key, with_it: Held) -> bool:
        """Do what a key means; return False where it is for typing, or for what every table does."""
        if key in _WALKS:
            self._view.editing.forget_line()
        if not self._view.currentIndex().isValid():
            return False
        takes = (self._fold, self._jump, self._go, self._edit, self._sort, self._select, self._fill)
        return any(take(key, with_it) for take in takes)

    def _fold(self, key: Qt.Key, with_it: Held) -> bool:
        """Fold the group whose head is under the cursor, or unfold it: as in every tree."""
        here = self._view.currentIndex()
        head = self._view.sheet.head(here.row())
        if head is None or any(with_it):
            return False
        arrow = (Key.Key_Right if head.folded else Key.Key_Left) if here.column() == 0 else None
        return key in (*ENTERS, Key.Key_Space, arrow) and self._view.sheet.toggle(here.row())

    def _jump(self, key: Qt.Key, with_it: Held) -> bool:
        """Go to the edge of what is recorded, from there to the ready line; Shift selects all between."""
        edges = self._edges() if with_it.control and not with_it.alt else {}
        if key in edges and with_it.shift:
            self._extend(*edges[key])
        elif key in edges:
            self._view.go(*edges[key])
        return key in edges

    def _edges(self) -> dict[Qt.Key, tuple[int, int]]:
        sheet, here = self._view.sheet, self._view.currentIndex()
        row, column, last, end = here.row(), here.column(), len(sheet.columns) - 1, sheet.rowCount() - 1
        below = end if row >= sheet.lines - 1 else sheet.lines - 1
        first, final = (last, 0) if self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft else (0, last)
        return {
            Key.Key_Up: (0, column), Key.Key_Down: (below, column), Key.Key_Left: (row, first),
            Key.Key_Right: (row, final), Key.Key_Home: (0, 0), Key.Key_End: (end, last),
        }  # fmt: skip

    def _extend(self, row: int, column: int) -> None:
        """Select from the corner at which the selection began to another one."""
        view, here = self._view, self._view.currentIndex()
        rows, columns = view.area()
        top = rows.start if here.row() == rows.stop - 1 else rows.stop - 1
        left = columns.start if here.column() == columns.stop - 1 else columns.stop - 1
        corners = [view.sheet.index(fit(top, row), fit(left, column)) for fit in (min, max)]
        view.selectionModel().setCurrentIndex(view.sheet.index(row, column), Flags.NoUpdate)
        view.selectionModel().select(QItemSelection(*corners), Flags.ClearAndSelect)
        view.scrollTo(view.currentIndex())

    def _go(self, key: Qt.Key, with_it: Held) -> bool:
        view, here = self._view, self._view.currentIndex()
        if key in ENTERS:
            self._enter(with_it)
        elif key in (Key.Key_Tab, Key.Key_Backtab) and not with_it.control:
            view.go(here.row(), view.editing.beside(here.column(), -1 if key == Key.Key_Backtab else 1))
        else:
            return False
        return True

    def _enter(self, with_it: Held) -> None:
        view, here = self._view, self._view.currentIndex()
        opens = with_it.shift if with_it.control else view.enter_opens and not with_it.shift
        if here.row() >= view.sheet.lines:
            view.editing.begin()
        elif opens:
            view.opened.emit(here.row())
        else:
            view.go(here.row() + (-1 if with_it.shift else 1), here.column())

    def _edit(self, key: Qt.Key, with_it: Held) -> bool:
        editing = self._view.editing
        if key == Key.Key_F2 or (key == Key.Key_Down and with_it.alt and not with_it.shift):
            editing.begin()
        elif key == Key.Key_Delete and not with_it.control:
            editing.clear()
        elif key == Key.Key_Backspace:
            editing.begin("")
        elif key == Key.Key_Escape and not any(with_it):
            return editing.forget_here()
        else:
            return False
        return True

    def _sort(self, key: Qt.Key, with_it: Held) -> bool:
        wanted = with_it.alt and with_it.shift and key in (Key.Key_Up, Key.Key_Down)
        if wanted:
            self._view.sorting.emit(self._view.currentIndex().column(), key == Key.Key_Down, with_it.control)
        return wanted

    def _select(self, key: Qt.Key, with_it: Held) -> bool:
        here, last = self._view.currentIndex(), len(self._view.sheet.columns) - 1
        if with_it.control and key == Key.Key_A:
            self._select_columns(0, last)
        elif with_it.control and key == Key.Key_Space:
            self._select_columns(here.column(), here.column())
        elif with_it.shift and key == Key.Key_Space:
            self._view.selectRow(here.row())
        else:
            return False
        return True

    def _select_columns(self, first: int, last: int) -> None:
        sheet = self._view.sheet
        span = QItemSelection(sheet.index(0, first), sheet.index(max(0, sheet.lines - 1), last))
        self._view.selectionModel().select(span, Flags.ClearAndSelect)

    def _fill(self, key: Qt.Key, with_it: Held) -> bool:
        acts = {Key.Key_D: self._view.editing.fill_down, Key.Key_Semicolon: self._view.editing.put_today}
        wanted = with_it.control and not with_it.alt and key in acts
        if wanted:
            acts[key]()
        return wanted
