"""What stands over a sheet for a while: a new record's line, a field to set, a preview, duplicates, two records to merge."""

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hsmonitor.language import _
from hsmonitor.store.drafts import SELECTED
from hsmonitor.store.duplicates import duplicates
from hsmonitor.store.listing import Row, read_rows
from hsmonitor.store.merging import merge, merged, moving
from hsmonitor.store.proposal import Proposal
from hsmonitor.ui.record.new_record import NewRecord
from hsmonitor.ui.sheet.bulk import Bulk
from hsmonitor.ui.sheet.duplicates_panel import DuplicatesPanel, Pair
from hsmonitor.ui.sheet.merge_panel import MergePanel
from hsmonitor.ui.sheet.preview import Preview
from hsmonitor.ui.sheet.set_field import SetField
from hsmonitor.ui.widgets.layouts import take_out


class OverSheet(QObject):
    """Puts one thing at a time into `room`, above the table or in its place. `made` carries a new record, `left` its end."""

    made = Signal(str, str)
    left = Signal()

    def __init__(self, bulk: Bulk, room: QVBoxLayout) -> None:
        super().__init__(bulk)
        self.desk, self.table, self.record = bulk.desk, bulk.table, bulk.record
        self.widget: QWidget | None = None
        self._bulk = bulk
        self._room = room
        bulk.proposed.connect(self._preview)

    def _put(self, widget: QWidget, *, instead: bool = False) -> None:
        self._take_away()
        self.widget = widget
        self._room.addWidget(widget)
        self.table.setVisible(not instead)
        widget.show()

    def drop(self) -> None:
        """Take it away and go back to the table."""
        self._take_away()
        self.table.show()
        self.left.emit()

    def _take_away(self) -> None:
        old, self.widget = self.widget, None
        if old:
            old.hide()
            take_out(old)
            QTimer.singleShot(0, old.deleteLater)

    def new_record(self) -> None:
        """Ask for what a new record needs."""
        if self.widget is None:
            new = NewRecord(self.desk, self.record.kind, {})
            new.made.connect(self._made)
            new.left.connect(self.drop)
            self._put(new)
            new.begin()

    def _made(self, kind: str, key: str) -> None:
        self.drop()
        self.made.emit(kind, key)

    def set_field(self, name: str) -> None:
        """Ask for a field, `name` first, and its value for all selected records."""
        line = SetField(self.record, self.desk.portfolio.connection, self.desk.drafts)
        line.wanted.connect(self._bulk.set_field)
        line.dropped.connect(self.drop)
        self._put(line)
        line.choose(name)

    def _preview(self, title: str, proposal: Proposal) -> None:
        preview = Preview(title, proposal)
        preview.applied.connect(partial(self._apply, title))
        preview.dropped.connect(self.drop)
        preview.turned.connect(self._bulk.turn_headings)
        if self._bulk.pasted:
            preview.ask_headings(self._bulk.pasted.headings, self._bulk.pasted.passed_words)
        self._put(preview, instead=True)
        preview.setFocus()

    def _apply(self, title: str, proposal: Proposal) -> None:
        self.drop()
        self._bulk.apply(title, proposal, partial(self.desk.drafts.forget, proposal.kind, SELECTED))

    # Duplicates and merging

    def find_duplicates(self) -> None:
        """Look for records that were probably entered twice, and list them."""
        kind, project = self.record.kind, self.desk.project

        def find(connection: sqlite3.Connection) -> list[Pair]:
            lists = duplicates(connection, kind, project)
            rows = {row.key: row for row in read_rows(connection, kind, [key for keys in lists for key in keys])}
            return [(rows[keys[0]], rows[other]) for keys in lists for other in keys[1:]]

        self.desk.ask(f"duplicates {kind}", find, self._list)

    def _list(self, pairs: list[Pair]) -> None:
        if not pairs:
            words = _("No {records} look as if they were entered twice.")
            self.desk.said.emit(words.format(records=self.record.plural.lower()), "info")
            self.drop()
            return
        panel = DuplicatesPanel(pairs)
        panel.picked.connect(partial(self._look_at, from_list=True))
        panel.dropped.connect(self.drop)
        self._put(panel, instead=True)
        panel.begin()

    def merge_selected(self) -> None:
        """Look at the two selected records side by side, to merge them."""

        def found(rows: list[Row]) -> None:
            if len(rows) == 2:
                self._look_at(*rows)
            else:
                words = _("Select the two {records} that are to become one: Shift or Ctrl with a click.")
                self.desk.said.emit(words.format(records=self.record.plural.lower()), "info")

        self.table.sheet.with_rows(self.table.lines(), found)

    def _look_at(self, stays: Row, goes: Row, *, from_list: bool = False) -> None:
        kind, keys = self.record.kind, (stays.key, goes.key)

        def count(connection: sqlite3.Connection) -> dict[str, dict[str, int]]:
            return {key: moving(connection, kind, key) for key in keys}

        self.desk.ask(f"merge {kind}", count, partial(self._show_merge, stays, goes, from_list))

    def _show_merge(self, stays: Row, goes: Row, from_list: bool, moves: dict[str, dict[str, int]]) -> None:
        panel = MergePanel(stays, goes, moves)
        back: Callable[[], None] = self.find_duplicates if from_list else self.drop
        panel.applied.connect(partial(self._merge, back))
        panel.dropped.connect(back)
        self._put(panel, instead=True)
        panel.begin()

    def _merge(self, back: Callable[[], None], stays: Row, goes: Row, from_gone: dict[str, bool]) -> None:
        kind, portfolio = self.record.kind, self.desk.portfolio
        title = _("Merge {gone} into {name}").format(gone=goes.reference, name=stays.display)
        values = merged(self.record, stays, goes, from_gone)

        def job(_progress: Any, cancelled: Any) -> None:
            with portfolio.transaction(title, cancelled=cancelled) as transaction:
                merge(transaction, kind, stays.key, goes.key, values)

        def done(_answer: None) -> None:
            words = _("{gone} is merged into {name}.").format(gone=goes.reference, name=stays.display)
            self.desk.said.emit(words, "undo")
            back()

        self.desk.write(title, job, done)
