"""What was typed in the cells of a sheet and not saved: kept all the while, and offered under its cell afterwards."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hsmonitor.language import _
from hsmonitor.store.drafts import Place, Waiting
from hsmonitor.ui.commands import on_key
from hsmonitor.ui.drafts.offer import DISCARD, TAKE, Offer, shortened, told
from hsmonitor.ui.moments import local_time
from hsmonitor.ui.sheet.cell_editor import CellEditor
from hsmonitor.ui.sheet.cells_model import CellsModel
from hsmonitor.ui.sheet.cells_table import CellsTable

if TYPE_CHECKING:
    from hsmonitor.ui.sheet.editing import CellEditing


class KeptCells(QObject):
    """Tells the desk's drafts what is typed in cells, and offers what waits when the cursor comes to its cell."""

    def __init__(self, view: CellsTable, model: CellsModel, editing: "CellEditing") -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._editing = editing
        self._hub = editing.entering.desk.drafts
        self._offer = Offer(view)
        self._offer.hide()
        self._offer.taken.connect(self.take)
        self._offer.discarded.connect(self.discard)
        self._hub.offered.connect(self.mark)
        view.moved.connect(self.show)
        model.loaded.connect(self.show)
        editing.changed.connect(self.show)
        on_key(view, TAKE, self.take, inside=False)
        on_key(view, DISCARD, self.discard, inside=False)
        self.mark()

    def _place(self, key: str, name: str) -> Place:
        return Place(self._model.record.kind, key or self._editing.entering.new, name)

    # What is typed

    def watch(self, editor: CellEditor, key: str, name: str, stored: str) -> None:
        """Keep what is typed in the editor of a cell; the key of the ready line is empty."""
        place = self._place(key, name)

        def note() -> None:
            if editor.words() != stored:
                self._hub.note(place, editor.words())
            else:
                self._hub.settle([place])

        editor.textChanged.connect(note)

    def give_up(self, key: str, name: str) -> None:
        """What was typed in a cell is not wanted; what stood in the ready line before is still to be saved."""
        begun = "" if key else self._model.begun.get(name, "")
        if begun:
            self._hub.note(self._place(key, name), begun)
        else:
            self._hub.settle([self._place(key, name)])

    def let_go(self, key: str, name: str) -> None:
        """What was typed could not be taken, and stands in no cell: it is offered again."""
        self._hub.let_go([self._place(key, name)])

    # What waits

    def _here(self) -> list[Waiting]:
        """Return what waits for the cell of the cursor; on the ready line all that was begun there."""
        read_only = self._editing.entering.desk.portfolio.read_only
        if not self._hub.waiting or read_only or not self._view.currentIndex().isValid():
            return []
        index = self._view.currentIndex()
        key, name = self._model.key(index.row()), self._model.columns[index.column()]
        if key is None or self._model.held_at(index):
            return []
        places = (self._place(key, field) for field in ([name] if key else self._model.record.fields))
        return [found for place in places if (found := self._hub.offer(place))]

    def mark(self) -> None:
        """Mark the cells for which a text waits."""
        kind, new = self._model.record.kind, self._editing.entering.new
        places = [one.draft.place for one in self._hub.waiting if not one.gone and one.draft.place.kind == kind]
        self._model.kept = {("" if place.record == new else place.record, place.field) for place in places}
        self._view.viewport().update()
        self._editing.entering.judged.emit()
        self.show()

    def show(self) -> None:
        """Offer what waits for the cell of the cursor, under it."""
        here = [] if self._editing.active else self._here()
        if not here:
            self._offer.hide()
            return
        self._offer.show_words(told(here[0]) if len(here) == 1 else _line(here))
        self._view.put_beneath(self._offer, 340)

    def take(self) -> None:
        """Edit the cell with the text that waits; the ready line gets back all that was begun in it."""
        here = sorted(self._here(), key=lambda one: one.draft.typed_at)
        if not here:
            return
        *begun, last = here
        for one in here:
            self._hub.drop(one)
        for one in begun:
            self._model.begun[one.draft.place.field] = one.draft.words
            self._hub.note(one.draft.place, one.draft.words)
        row, name = self._view.currentIndex().row(), last.draft.place.field
        if name in self._model.columns:
            self._view.go(row, self._model.columns.index(name))
            self._editing.begin(last.draft.words)
        else:
            self._model.begun[name] = last.draft.words
            self._hub.note(last.draft.place, last.draft.words)
        self._editing.entering.judged.emit()

    def discard(self) -> None:
        """Forget what waits for the cell of the cursor."""
        for one in self._here():
            self._hub.drop(one)
        self._view.setFocus()


def _line(waiting: list[Waiting]) -> str:
    """Return what the ready line offers: each text that was typed in it."""
    time = local_time(min(one.draft.typed_at for one in waiting))
    words = ", ".join(shortened(one.draft.words) for one in waiting)
    return _("Kept from {time}: {words}").format(time=time, words=words)
