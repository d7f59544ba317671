"""Editing the cells of a sheet: the editor over the cursor, and what fills or empties a range."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from hsmonitor.domain.dates import today
from hsmonitor.domain.kinds import Date, Link, Links
from hsmonitor.store.listing import Row
from hsmonitor.store.names import proposed
from hsmonitor.ui.record.naming import create_words
from hsmonitor.ui.sheet.cell_editor import CellEditor, CellLine, box_over, make_cell_editor
from hsmonitor.ui.sheet.cell_note import CellNote
from hsmonitor.ui.sheet.cells_model import CellsModel
from hsmonitor.ui.sheet.cells_table import CellsTable
from hsmonitor.ui.sheet.entering import Entering
from hsmonitor.ui.sheet.kept import KeptCells
from hsmonitor.ui.sheet.to_correct import CellsToCorrect


class CellEditing(QObject):
    """The editor of one table at a time. `changed` follows its beginning and its end.

    `note` says what is wrong in a cell, `wrong` knows all cells that are to be corrected.
    """

    changed = Signal()

    def __init__(self, view: CellsTable, model: CellsModel, entering: Entering) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.entering = entering
        self.editor: CellEditor | None = None
        self._cell: tuple[str, str] = ("", "")
        self._since: Row | None = None
        self._tabbed_from = -1
        self.note, self.wrong = CellNote(view, model, entering), CellsToCorrect(view, model, entering)
        self.kept = KeptCells(view, model, self)
        self.entering.judged.connect(self.show_wrong)

    @property
    def active(self) -> bool:
        """Whether a cell is being edited."""
        return self.editor is not None

    def begin(self, typed: str | None = None) -> bool:
        """Edit the cell of the cursor, with what is typed in place of what stands there; tell whether it can be."""
        index = self._view.currentIndex()
        field, key = self._model.field(index.column()), self._model.key(index.row())
        if self.editor or field is None or key is None or not self.entering.can_edit(index.column()):
            return False
        held = self._model.held_at(index)
        self._cell, self._since = (key, field.name), self._model.row(index.row())
        connection = self.entering.desk.portfolio.connection
        offer = partial(create_words, connection, field)
        self.editor = make_cell_editor(field, partial(proposed, connection), offer, self._view.room)
        self.place()
        self.kept.watch(self.editor, key, field.name, self._model.words(index) if key else "")
        self.editor.list.hint.setVisible(self._view.fills and self._view.several)
        self.editor.begin(
            (held.words if held else self._model.words(index)) if typed is None else typed, typed=typed is not None
        )
        self.editor.kept.connect(self.keep)
        self.editor.filled.connect(self._fill)
        self.editor.given_up.connect(self.give_up)
        if isinstance(self.editor, CellLine):
            self.editor.creating.connect(self._create)
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.note.hide()
        self.changed.emit()
        return True

    def _create(self, name: str) -> None:
        if self.editor and isinstance(self.editor.field, Link | Links):
            self.entering.additions.want(self.editor.field.target, name)

    def place(self) -> None:
        """Keep the editor over its cell."""
        if self.editor and (where := self._where()):
            cell = self._view.box(self._model.index(*where))
            self.editor.setGeometry(box_over(cell, self._view.seen(), self.editor))
            if self.editor.list.isVisible():
                self.editor.list.follow(self.editor.geometry())

    def _where(self) -> tuple[int, int] | None:
        key, name = self._cell
        number = self._model.number_of(key) if key else self._model.lines
        if number is None or name not in self._model.columns:
            return None
        return number, self._model.columns.index(name)

    def keep(self, down: int, sideways: int) -> None:
        """Take what stands in the editor, and go on from its cell; what cannot be taken stays there."""
        if self.editor is None:
            return
        where, words = self._where(), self.editor.words()
        self._close()
        if where is None:
            return
        adding = not self._cell[0]
        if self.entering.enter(*where, words, self._since):
            column = self.beside(where[1], sideways)
            at_end = adding and sideways > 0 and column == where[1]
            if down or sideways:
                self._go_on(where, 1 if at_end else down, 0 if at_end else column, tabbed=bool(sideways) and not at_end)
        self.show_wrong()

    def _go_on(self, where: tuple[int, int], down: int, column: int, *, tabbed: bool) -> None:
        """Go to the next cell; Enter after Tab goes below the cell where the line was begun, as in a spreadsheet."""
        row, begun_at = where[0], self._tabbed_from
        if tabbed:
            self._tabbed_from = where[1] if begun_at < 0 else begun_at
        else:
            column = begun_at if begun_at >= 0 and down else column
            self._tabbed_from = -1
        self._view.go(row + down, column)
        if tabbed and self._view.tab_edits and column != where[1]:
            self.begin()

    def beside(self, column: int, step: int) -> int:
        """Return the next column that can be written, in the direction of `step`; the same where there is none."""
        ahead = range(column + step, len(self._model.columns) if step > 0 else -1, step) if step else ()
        return next((other for other in ahead if self.entering.can_edit(other)), column)

    def _fill(self) -> None:
        if self.editor is None:
            return
        words, cell, since = self.editor.words(), self._cell, self._since
        self._close()
        rows, columns = self._view.area()
        if not self._view.several:
            self.entering.enter(rows.start, columns.start, words, self._since)
        else:
            then = partial(self._filled, cell)
            self._with_selected(lambda found: self.entering.enter_all(_as_seen(found, since), columns, words, then))

    def _filled(self, cell: tuple[str, str], done: bool) -> None:
        """Forget what was typed once it is written, offer it where it is not; what is typed there anew is kept as ever."""
        if not (self.active and self._cell == cell):
            (self.kept.give_up if done else self.kept.let_go)(*cell)

    def forget_line(self) -> None:
        """The cursor was put elsewhere: Enter goes straight down again."""
        self._tabbed_from = -1

    def give_up(self) -> None:
        """Forget what was typed; a text to correct is forgotten too."""
        key, name = self._cell
        self._close()
        self._model.held.pop((key, name), None)
        if key:
            self.entering.additions.forget()
        self.kept.give_up(key, name)
        self.entering.judged.emit()

    def forget_here(self) -> bool:
        """Have what is stored back in place of a text to correct; tell whether there was one under the cursor."""
        index = self._view.currentIndex()
        key = self._model.key(index.row())
        if self.active or key is None or not self._model.held_at(index):
            return False
        self._cell = (key, self._model.columns[index.column()])
        self.give_up()
        self._model.show_changed(index.row(), index.row())
        return True

    def say_why_not(self) -> None:
        """Say beside the cell of the cursor why nothing can be typed there."""
        if not self.active:
            self.note.say_why_not()

    def _close(self) -> None:
        editor, self.editor = self.editor, None
        if editor is None:
            return
        editor.blockSignals(True)
        editor.list.deleteLater()
        editor.list.hide()
        if editor.hasFocus():  # before it is hidden, or Qt goes to the next cell as if Tab were pressed
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.hide()
        editor.deleteLater()
        self.changed.emit()

    def clear(self) -> None:
        """Make the selected cells "not recorded"."""
        rows, columns = self._view.area()
        if rows.start >= self._model.lines:
            self.entering.give_up_line()
            self._model.dataChanged.emit(self._view.currentIndex(), self._view.currentIndex())
        elif not self._view.several:
            self.entering.enter(rows.start, columns.start, "")
            self.show_wrong()
        else:
            self._with_selected(lambda found: self.entering.enter_all(found, columns, ""))

    def put_today(self) -> None:
        """Write today's date where a date belongs."""
        index = self._view.currentIndex()
        if isinstance(self._model.field(index.column()), Date):
            self.entering.enter(index.row(), index.column(), today().isoformat())

    def fill_down(self) -> None:
        """Give the selected cells what stands in the first row; one cell alone gets what stands above it."""
        rows, columns = self._view.area()
        span = range(rows.start - 1, rows.stop) if len(rows) == 1 and rows.start else rows
        self._model.with_rows([span], lambda found: self.entering.fill_down(found, list(columns)))

    def _with_selected(self, act: Any) -> None:
        self._model.with_rows(self._view.lines(), act)

    def show_wrong(self) -> None:
        """Show what is wrong beside the cell of the cursor, but while it is edited."""
        if self.active:
            self.note.hide()
        else:
            self.note.show_wrong()


def _as_seen(rows: list[Row], since: Row | None) -> list[Row]:
    """Return `rows`, the one under the editor as it was when the typing began: what became of it since was not seen."""
    return [since if since and row.key == since.key else row for row in rows]
