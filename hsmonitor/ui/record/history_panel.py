"""The history of a record or of one of its fields: read, compared, and brought back."""

import sqlite3

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import NotThere
from hsmonitor.language import _
from hsmonitor.store import record_history
from hsmonitor.store.history import END
from hsmonitor.store.record_history import Difference, Moment
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.moments import local_time
from hsmonitor.ui.record.panels import Panel
from hsmonitor.ui.theme.look import px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.plain_table import PlainTable

MOST_SHOWN = 8
"""Moments in sight at once; the others are scrolled to."""


class HistoryPanel(Panel):
    """Lists the moments, newest first. One that is chosen is compared with now, two with each other."""

    def __init__(self, desk: Desk, kind: str, key: str, field: str) -> None:
        self._record, self._key, self._field = RECORDS[kind], key, field
        what = self._record.fields[field].label if field else _("the record as a whole")
        super().__init__(_("History: {what}").format(what=what))
        self.desk = desk
        self._moments: list[Moment] = []
        self._model = QStandardItemModel(0, 3, self)
        self._model.setHorizontalHeaderLabels([_("When"), _("Who"), _("What changed")])
        self.table = PlainTable(self._model, self.title.text())
        self.table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.table.set_widths([150, 150])
        self.table.selectionModel().selectionChanged.connect(self._compare)
        self.comparison = Words(wrap=True)
        self.comparison.setTextFormat(Qt.TextFormat.PlainText)
        self.body.addWidget(self.table)
        self.body.addWidget(self.comparison)
        self._add_buttons()
        self.desk.changed.connect(self._read)
        self._read()

    def _add_buttons(self) -> None:
        words = _("Restore this value") if self._field else _("Restore the record as it was then")
        self.restore = Button(words, role="primary", key="Ctrl+Return", shortcut=True)
        self.restore.clicked.connect(self._restore)
        self.restore.setEnabled(False)
        self.add_action(Words(_("Esc closes"), font="label", tint="muted"))
        self.add_action(self.restore)

    def begin(self) -> None:
        """Take the keyboard into the list."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _read(self) -> None:
        key, field = self._key, self._field
        self.desk.ask("moments", lambda connection: record_history.moments(connection, key, field), self._take)

    def _take(self, moments: list[Moment]) -> None:
        kept = self.table.currentIndex().row()
        self._moments = moments
        self._model.removeRows(0, self._model.rowCount())
        for moment in moments:
            words = (local_time(moment.made_at), moment.person, "; ".join(moment.changes))
            self._model.appendRow([QStandardItem(text) for text in words])
        self.table.setFixedHeight(px(32) + px(28) * min(MOST_SHOWN, max(1, len(moments))))
        self._choose(min(max(kept, 0), len(moments) - 1))

    def _choose(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        index = self._model.index(row, 0)
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _chosen(self) -> list[Moment]:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self._moments[row] for row in rows if row < len(self._moments)]

    def _compare(self) -> None:
        chosen = self._chosen()
        self.restore.setEnabled(len(chosen) == 1 and not (self._record.append_only or self.desk.portfolio.read_only))
        if not chosen:
            return
        older, newer = chosen[-1], chosen[0] if len(chosen) > 1 else None
        ends = older.position, newer.position if newer else END
        kind, key = self._record.kind, self._key

        def read(connection: sqlite3.Connection) -> list[Difference] | str:
            try:
                return record_history.compared(connection, kind, key, *ends)
            except NotThere as error:
                return str(error)

        self.desk.ask("compared", read, lambda found: self._show(found, older, newer))

    def _show(self, found: list[Difference] | str, older: Moment, newer: Moment | None) -> None:
        if isinstance(found, str):
            self.comparison.setText(found)
            return
        ends = {"then": local_time(older.made_at), "now": local_time(newer.made_at) if newer else _("now")}
        lines = [_("From {then} to {now}:").format(**ends)]
        wanted = [one for one in found if self._field in ("", one.field)]
        lines += [
            _("{field}: {then} → {now}").format(field=one.label, then=one.then, now=one.now) for one in wanted
        ] or [_("nothing is different")]
        self.comparison.setText("\n".join(lines))

    def _restore(self) -> None:
        chosen = self._chosen()
        if len(chosen) != 1:
            return
        fields, position = [self._field] if self._field else [], chosen[0].position
        with self.desk.telling():
            self.desk.refuse_while_writing()
            left = record_history.restore(self.desk.portfolio, self._record.kind, self._key, position, fields)
            if left:
                words = _("What these named exists no more, so they stay as they are: {fields}")
                self.desk.said.emit(words.format(fields=", ".join(left)), "warn")
