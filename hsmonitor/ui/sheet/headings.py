"""What the headings of a sheet show and do: order, filters with their facets, which columns there are, groups."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from hsmonitor.store.facets import Facet
from hsmonitor.store.sheet_state import SheetState
from hsmonitor.ui.sheet.columns import ColumnsPanel
from hsmonitor.ui.sheet.facets_list import FacetsList
from hsmonitor.ui.sheet.first_rows import own_columns
from hsmonitor.ui.sheet.narrowing import Narrowing
from hsmonitor.ui.sheet.view import SheetView


class Headings(QObject):
    """Ties the headings of a table to what the sheet is narrowed to; fields have names there, columns numbers here."""

    def __init__(self, table: SheetView, narrowing: Narrowing) -> None:
        super().__init__(table)
        self._table, self._head, self._model = table, table.head, table.sheet
        self._narrowing = narrowing
        table.sorting.connect(lambda column, down, more: narrowing.sort(self._name(column), down, more))
        self._head.filtering.connect(lambda column, words: narrowing.filter(self._name(column), words))
        self._head.choosing.connect(self._list_facets)
        narrowing.wrong.connect(self._mark_wrong)

    def _name(self, column: int) -> str:
        return self._model.columns[column]

    def here(self) -> str:
        """Return the field of the cursor's column."""
        return self._name(max(0, self._table.currentIndex().column()))

    def show(self, state: SheetState) -> None:
        """Show the columns of `state`, how they sort and what they are filtered by."""
        self._table.sizes.chosen |= state.widths
        self._model.set_columns(list(state.columns) or own_columns(self._model.record.kind))
        columns = self._model.columns
        self._head.order = tuple((columns.index(name), down) for name, down in state.order if name in columns)
        self._head.filters = {columns.index(name): words for name, words in state.filters.items() if name in columns}
        self._head.viewport().update()

    def _mark_wrong(self, wrong: dict[str, str]) -> None:
        columns = self._model.columns
        self._head.set_wrong({columns.index(name): why for name, why in wrong.items() if name in columns})

    def go_filter(self) -> bool:
        """Filter the column of the cursor; from there, hide the filters. Tell whether the keyboard is in a filter then."""
        if self._head.filters_shown and self._head.cell.hasFocus():
            self._head.forget_cell()
            self._head.show_filters(False)
            return False
        self._head.begin_filter(max(0, self._table.currentIndex().column()))
        return True

    def _list_facets(self, column: int) -> None:
        cell, field = self._head.cell, self._model.field(column)

        def show(found: list[Facet]) -> None:
            if field and found and self._head.filtered_column == column:
                panel = FacetsList(field, found, self._table)
                panel.picked.connect(self._head.write)
                panel.open_at(cell.mapToGlobal(cell.rect().bottomLeft()), cell.width())

        self._narrowing.list_facets(self._name(column), show)

    def choose(self, under: QWidget) -> None:
        """Open the list of columns beneath a button."""
        panel = ColumnsPanel(self._model.record, self._model.columns, self._table)
        panel.chosen.connect(self._show_columns)
        panel.sized.connect(self._table.sizes.widen)
        panel.open_at(under.mapToGlobal(under.rect().bottomLeft()))

    def _show_columns(self, names: Sequence[str]) -> None:
        self._narrowing.set(replace(self._narrowing.state, columns=tuple(names)))

    def group(self) -> None:
        """Group by the column of the cursor, or no more."""
        self._narrowing.group("" if self._narrowing.state.group else self.here())
