"""Where a fact comes from: the paragraphs that it is tied to, read, added, and how sure they make it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QGridLayout

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.evidence import Citation
from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.domain.terms import Certainty
from hsmonitor.language import _
from hsmonitor.store.listing import Listing, Query, Row
from hsmonitor.store.record_view import read_citations
from hsmonitor.store.subjects import subject
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.record.field_cell import FieldCell
from hsmonitor.ui.record.panels import Panel
from hsmonitor.ui.theme.look import px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.plain_table import PlainTable

MOST_SHOWN = 5
_GIVEN = {Citation.subject.name, Citation.field.name}
"""The fields that follow from where the panel was opened."""
_TOLD = (Citation.paragraph, Citation.certainty, Citation.fact)
"""What the list says of each citation, after what it is of."""


class CitationPanel(Panel):
    """The citations of a field and of its record; the chosen one is read and changed beneath."""

    def __init__(self, desk: Desk, kind: str, key: str, field: str) -> None:
        self._record, self._key, self._field = RECORDS[kind], key, field
        what = self._record.fields[field].label if field else _("the record as a whole")
        super().__init__(_("Where this comes from: {what}").format(what=what))
        self.desk = desk
        self._rows: list[Row] = []
        self._wanted = ""
        self._model = QStandardItemModel(0, 4, self)
        self._model.setHorizontalHeaderLabels([_("Of"), *(field.label for field in _TOLD)])
        self.table = PlainTable(self._model, self.title.text())
        self.table.set_widths([170, 90, 90])
        self.table.selectionModel().currentRowChanged.connect(lambda index, _old: self._show(index.row()))
        self.table.opened.connect(self._edit)
        self.none = Words(_("No source is cited."), font="missing", tint="muted")
        self.cells = {
            name: FieldCell(desk, described) for name, described in Citation.fields.items() if name not in _GIVEN
        }
        self.body.addWidget(self.none)
        self.body.addWidget(self.table)
        self._add_cells()
        self._add_buttons()
        self.desk.changed.connect(self._read)
        self._read()

    def _add_cells(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, px(12), 0, 0)
        grid.setHorizontalSpacing(px(20))
        row = column = 0
        for cell in self.cells.values():
            wide = cell.field.width > 30
            if wide and column:
                row, column = row + 1, 0
            grid.addWidget(cell, row, column, 1, 3 if wide else 1)
            row, column = (row + 1, 0) if wide or column == 2 else (row, column + 1)
        self.body.addLayout(grid)

    def _add_buttons(self) -> None:
        may = not self.desk.portfolio.read_only
        self.add = Button(_("Cite a source"), role="primary", key="Insert", shortcut=may)
        self.remove = Button(_("Remove"), role="danger", key="Ctrl+Del")
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self.delete_here)
        self.add.setEnabled(may)
        self.add_action(Words(_("Esc closes"), font="label", tint="muted"))
        self.add_action(self.remove)
        self.add_action(self.add)

    def begin(self) -> None:
        """Take the keyboard into the list, or to the button where there is none."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        (self.table if self._rows else self.add).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _read(self) -> None:
        kind, key = self._record.kind, self._key
        self.desk.ask("citations", lambda connection: read_citations(connection, kind, key), self._take)

    def _take(self, citations: list[Row]) -> None:
        had_none = not self._rows
        chosen = self._wanted or self._chosen()
        self._rows = sorted(citations, key=lambda row: (row.of(Citation.field) or "") != self._field)
        self._model.removeRows(0, self._model.rowCount())
        for row in self._rows:
            words = (self._place(row), *(row.shown(field) for field in _TOLD))
            self._model.appendRow([QStandardItem(text or NOT_RECORDED) for text in words])
        self.table.setFixedHeight(px(32) + px(28) * min(MOST_SHOWN, max(1, len(self._rows))))
        self.table.setVisible(bool(self._rows))
        self.none.setVisible(not self._rows)
        if had_none and self._rows and self.add.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        keys = [row.key for row in self._rows]
        self.table.selectRow(keys.index(chosen) if chosen in keys else 0)
        self._show(self.table.currentIndex().row())
        if self._wanted in keys:
            self._wanted = ""
            self._edit()

    def _place(self, row: Row) -> str:
        field = self._record.fields.get(row.of(Citation.field) or "")
        return field.label if field else _("The record as a whole")

    def _chosen(self) -> str:
        number = self.table.currentIndex().row()
        return self._rows[number].key if 0 <= number < len(self._rows) else ""

    def _show(self, number: int) -> None:
        there = 0 <= number < len(self._rows)
        self.remove.setEnabled(there and not self.desk.portfolio.read_only)
        for cell in self.cells.values():
            cell.setVisible(there)
            cell.setEnabled(not self.desk.portfolio.read_only)
            if there:
                cell.show_row(self._rows[number], None)

    def _edit(self) -> None:
        self.cells[Citation.source.name].editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add(self) -> None:
        about, sure = subject(self._record.kind, self._key), Certainty.ENTERED.value
        values = {Citation.subject.name: about, Citation.certainty.name: sure}
        if self._field:
            values[Citation.field.name] = self._field
        sources = Listing(self.desk.portfolio.connection, Query("source")).first(2)
        if len(sources) == 1:
            values[Citation.source.name] = sources[0].key
        with self.desk.telling():
            self._wanted = self.desk.create("citation", values, _("Cite a source"))

    def delete_here(self) -> None:
        """Remove the citation that is chosen."""
        if chosen := self._chosen():
            with self.desk.telling():
                self.desk.delete("citation", [chosen], _("Remove a citation"))
