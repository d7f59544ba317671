"""The sheet of one kind of record: views, filters and search above the table, and what its keys do."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.language import _, ngettext
from hsmonitor.store.listing import Query, Row
from hsmonitor.store.names import suggest
from hsmonitor.store.proposal import Proposal
from hsmonitor.ui.commands import on_key
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.preferences import preferences
from hsmonitor.ui.record.inspector import Inspector
from hsmonitor.ui.record.new_record import NewRecord
from hsmonitor.ui.sheet.bar import SheetBar
from hsmonitor.ui.sheet.bulk import Bulk
from hsmonitor.ui.sheet.columns import ColumnsPanel
from hsmonitor.ui.sheet.entering import Entering
from hsmonitor.ui.sheet.model import SheetModel, own_columns
from hsmonitor.ui.sheet.narrowing import Narrowing
from hsmonitor.ui.sheet.preview import Preview
from hsmonitor.ui.sheet.set_field import SetField
from hsmonitor.ui.sheet.sums import summary
from hsmonitor.ui.sheet.view import SheetView
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.message import Message
from hsmonitor.ui.widgets.progress import ProgressLine

SUMMED_AT_MOST = 10_000
"""Rows of a selection up to which its numbers are summed."""


ROOM_FOR_BOTH = 900
"""Pixels at 100 % from which sheet and inspector stand side by side unasked."""


class SheetPage(QWidget):
    """Shows, enters, narrows and changes the records of one kind.

    `counted` carries the words for the status bar, `mode` what the keys do now, `judged` how many texts wait to be corrected.
    """

    counted = Signal(str)
    mode = Signal(str)
    judged = Signal(int)

    def __init__(self, desk: Desk, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.record = RECORDS[kind]
        self._shown_with = {field.target for field in self.record.link_fields()} - {kind}
        self._stale = True
        self._current = ""
        self._on_ready_line = False
        self.model = SheetModel(desk.reading, kind, self)
        self.model.ready_line = not (self.record.append_only or desk.portfolio.read_only)
        self.entering = Entering(desk, self.model, self)
        self.table = SheetView(self.model, self.entering)
        self.bulk = Bulk(desk, self.table)
        self.narrowing = Narrowing(desk, kind, self)
        self.bar = SheetBar(self.record)
        self.search, self.note, self.new = self.bar.search, self.bar.note, self.bar.new
        self.message = Message()
        self.inspector = Inspector(desk, kind)
        self._over: QWidget | None = None
        self._lay_out()
        self._connect()
        self._add_keys()
        self._measure()

    def _lay_out(self) -> None:
        whole, side = QHBoxLayout(self), QWidget()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(side, 1)
        whole.addWidget(self.inspector)
        self._page = QVBoxLayout(side)
        self._begun = QVBoxLayout()
        self._page.addWidget(self.bar)
        self._page.addLayout(self._begun)
        self._page.addWidget(self.message)
        self._page.addWidget(ProgressLine(self.desk.writing))
        self._page.addWidget(self.table, 1)

    def _connect(self) -> None:
        bar, table, narrowing = self.bar, self.table, self.narrowing
        bar.new.clicked.connect(self.begin_new)
        bar.delete.clicked.connect(self.bulk.delete)
        bar.columns.clicked.connect(self.choose_columns)
        bar.set_field.clicked.connect(self.begin_set_field)
        bar.search.textChanged.connect(narrowing.search)
        bar.search.returnPressed.connect(self._go_table)
        bar.tabs.picked.connect(narrowing.show_view)
        bar.save_view.clicked.connect(bar.name.begin)
        bar.name.named.connect(lambda name: narrowing.save_view(name, self.model.columns, table.widths))
        bar.drop_view.clicked.connect(lambda: narrowing.delete_view(bar.tabs.views[bar.tabs.currentIndex()]))
        narrowing.asked.connect(self._ask)
        narrowing.wrong.connect(self._mark_wrong)
        narrowing.counted.connect(self._show_views)
        table.opened.connect(self._open)
        table.sorting.connect(lambda column, down, more: narrowing.sort(self.model.columns[column], down, more))
        table.head.filtering.connect(lambda column, words: narrowing.filter(self.model.columns[column], words))
        table.moved.connect(self._moved)
        table.selected.connect(self._summarise)
        table.editing.changed.connect(self._show_mode)
        self.entering.judged.connect(self._judge)
        self.bulk.proposed.connect(self._preview)
        self.inspector.left.connect(self._go_table)
        self.inspector.opened.connect(lambda kind, key: self.desk.open_record(kind, key, self.model.query))
        self.inspector.closed.connect(self.toggle_inspector)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(lambda error: self.message.say(str(error), "error"))
        self.desk.changed.connect(self._changed)
        self.desk.narrowed.connect(narrowing.narrow)
        preferences().changed.connect(self._honour)
        look().changed.connect(self._measure)
        self._honour()

    def _honour(self) -> None:
        """Be as the user's preferences say."""
        self.table.enter_opens = preferences().enter_opens
        self.table.set_row_height(preferences().row_height)

    def _add_keys(self) -> None:
        bulk, tabs = self.bulk, self.bar.tabs
        on_table: dict[str, Callable[[], Any]] = {
            "Ctrl+C": bulk.copy,
            "Ctrl+Shift+C": lambda: bulk.copy(headings=True),
            "Ctrl+X": bulk.cut,
            "Ctrl+V": bulk.paste,
            "Ctrl+Shift+D": bulk.duplicate,
        }
        anywhere: dict[str, Callable[[], Any]] = {
            "Ctrl+F": self._go_search,
            "Ctrl+Shift+L": self._go_filter,
            "Ctrl+Shift+B": self.begin_set_field,
            "F9": self.toggle_inspector,
            "Ctrl+PgDown": lambda: tabs.step(1),
            "Ctrl+PgUp": lambda: tabs.step(-1),
        }
        for key, act in on_table.items():
            on_key(self.table, key, act, inside=False)
        for key, act in anywhere.items():
            on_key(self, key, act)
        on_key(self.search, "Esc", self._leave_search, inside=False)

    def _measure(self) -> None:
        self._page.setContentsMargins(0, px(12), 0, 0)
        self._page.setSpacing(px(8))
        self._begun.setContentsMargins(0, 0, 0, 0)

    def toggle_inspector(self) -> None:
        """Show the inspector, or hide it, on all sheets."""
        had_keyboard = self.inspector.isAncestorOf(self.focusWidget() or self)
        self.desk.inspecting = not self.inspector.isVisible()
        self.inspector.setVisible(self.desk.inspecting)
        if had_keyboard:
            self._go_table()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The inspector stands only where there is room for it and for the sheet."""
        super().resizeEvent(event)
        self.inspector.setVisible(self.desk.inspecting and self.width() >= px(ROOM_FOR_BOTH))

    def open(self) -> None:
        """Be looked at: read what has changed since, and take the keyboard."""
        self.inspector.setVisible(self.desk.inspecting and self.width() >= px(ROOM_FOR_BOTH))
        if self._stale:
            self._stale = False
            self.narrowing.set(self.narrowing.state)
            self.narrowing.count()
        (self._over or self.table).setFocus()

    def show_query(self, query: Query) -> None:
        """Show only what `query` finds, and say so."""
        self._stale = False
        self.search.blockSignals(True)
        self.search.setText(query.words)
        self.search.blockSignals(False)
        self.narrowing.show(query)
        self.narrowing.count()

    def _ask(self, query: Query) -> None:
        state = self.narrowing.state
        self.table.widths = self.table.widths | state.widths
        self.model.set_columns(list(state.columns) or own_columns(self.record.kind))
        head, columns = self.table.head, self.model.columns
        head.order = tuple((columns.index(name), down) for name, down in state.order if name in columns)
        head.filters = {columns.index(name): words for name, words in state.filters.items() if name in columns}
        head.viewport().update()
        if self.search.text() != state.words:
            self.search.blockSignals(True)
            self.search.setText(state.words)
            self.search.blockSignals(False)
        self.model.show_query(query)

    def _mark_wrong(self, wrong: dict[str, str]) -> None:
        columns = self.model.columns
        self.table.head.set_wrong({columns.index(name): why for name, why in wrong.items() if name in columns})

    def _show_views(self, views: list[Any]) -> None:
        self.bar.tabs.set_views(views, self.narrowing.state)
        self._show_drop_view()

    def _show_drop_view(self) -> None:
        tabs = self.bar.tabs
        self.bar.drop_view.setVisible(
            0 <= tabs.currentIndex() < len(tabs.views) and bool(tabs.views[tabs.currentIndex()].key)
        )

    def _loaded(self) -> None:
        count = self.model.count
        words = ngettext("{count} row", "{count} rows", count).format(count=f"{count:,}")
        self.note.setText(words)
        self.bar.show_chips(self.narrowing.chips(), self.narrowing.clear)  # type: ignore[arg-type]
        self._show_drop_view()
        self._say_empty(count)
        if not self.table.editing.active:
            self._return_to_current()
        self._summarise()

    def _say_empty(self, count: int) -> None:
        if count:
            self.message.hide()
        elif self.narrowing.narrowed:
            self.message.say(_("Nothing is found. Search for fewer or shorter words."), "info")
        else:
            words = _(
                "There are no {records} yet. Type the first into the sheet, or press Ctrl+N; Ctrl+V pastes from Excel."
            )
            self.message.say(words.format(records=self.record.plural.lower()), "info")

    def _return_to_current(self) -> None:
        index = self.table.currentIndex()
        if self._current:
            self.model.find(self._current, self._select)
        elif not index.isValid() and self.model.rowCount():
            self.table.go(self.model.count if self._on_ready_line else 0, 0)

    def _select(self, number: int | None) -> None:
        index = self.table.currentIndex()
        if number is None and index.isValid():
            return
        if not index.isValid() or index.row() != number:
            self.table.go(number or 0, max(0, index.column()))

    def _moved(self) -> None:
        number = self.table.currentIndex().row()
        self._on_ready_line = number >= self.model.count > 0
        if row := self.model.row(number):
            self._current = row.key
        elif self._on_ready_line:
            self._current = ""
        self.inspector.follow(self._current if row else "")

    def _changed(self, touched: dict[str, set[str]]) -> None:
        kind = self.record.kind
        if "saved_view" in touched and self.isVisible():
            self.narrowing.count()
        if not (self._shown_with | {kind, "level_cell"}) & touched.keys():
            return
        if not self.isVisible():
            self._stale = True
        elif kind in touched and len(touched[kind]) < SUMMED_AT_MOST:
            self.model.refresh(touched[kind])
        else:
            self.model.reload()

    def _open(self, number: int) -> None:
        if row := self.model.row(number):
            self._current = row.key
            self.desk.open_record(self.record.kind, row.key, self.model.query)

    def _summarise(self) -> None:
        count = self.model.count
        words = ngettext("{count} row", "{count} rows", count).format(count=f"{count:,}")
        rows, columns = self.table.range()
        self.counted.emit(words)
        if len(rows) * len(columns) > 1 and len(rows) <= SUMMED_AT_MOST:
            fields = [field for column in columns if (field := self.model.field(column))]
            span = range(rows.start, min(rows.stop, count))

            def show(found: list[Row]) -> None:
                self.counted.emit(_("{rows}   {selection}").format(rows=words, selection=summary(found, fields)))

            self.model.with_rows(span, show)

    def _show_mode(self) -> None:
        self.mode.emit(_("Edit") if self.table.editing.active else _("Ready"))

    def _judge(self) -> None:
        self.judged.emit(len(self.model.held) + bool(self.entering.missing()))

    def _go_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _go_filter(self) -> None:
        head = self.table.head
        if head.filters_shown and head.cell.hasFocus():
            head.forget_cell()
            head.show_filters(False)
            self._go_table()
        else:
            head.begin_filter(max(0, self.table.currentIndex().column()))

    def _leave_search(self) -> None:
        if self.search.text():
            self.search.clear()
        else:
            self._go_table()

    def _go_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose_columns(self) -> None:
        """Open the list of columns."""
        panel = ColumnsPanel(self.record, self.model.columns, self)
        panel.chosen.connect(self._set_columns)
        panel.open_at(self.bar.columns.mapToGlobal(self.bar.columns.rect().bottomLeft()))

    def _set_columns(self, columns: list[str]) -> None:
        from dataclasses import replace

        self.narrowing.set(replace(self.narrowing.state, columns=tuple(columns)))

    def begin_new(self) -> None:
        """Go to the ready line; where that cannot hold what a new record needs, ask for it above the table."""
        if self._can_begin_in_line():
            self.go_to_ready_line()
            self.table.editing.begin()
        elif self._over is None:
            new = NewRecord(self.desk, self.record.kind, {})
            new.made.connect(self._made)
            new.left.connect(self._drop_over)
            self._put_over(new)
            new.begin()

    def _can_begin_in_line(self) -> bool:
        needed = {field.name for field in self.record.fields.values() if field.required}
        return self.model.ready_line and needed <= set(self.model.columns)

    def go_to_ready_line(self) -> None:
        """Put the cursor on the ready line; where that cannot hold what a new record needs, ask for it above the table."""
        if not self._can_begin_in_line():
            self.begin_new()
            return
        self._go_table()
        first = next(n for n in range(len(self.model.columns)) if self.entering.can_edit(n))
        self.table.go(self.model.count, first)

    def _made(self, kind: str, key: str) -> None:
        self._current = key
        self._drop_over()
        self.desk.open_record(kind, key)

    def begin_set_field(self) -> None:
        """Ask for a field and its value for all selected records."""
        connection = self.desk.portfolio.connection
        line = SetField(self.record, lambda kind, text: [name for _k, _r, name in suggest(connection, kind, text)])
        line.wanted.connect(self.bulk.set_field)
        line.dropped.connect(self._drop_over)
        self._put_over(line)
        line.choose(self.model.columns[max(0, self.table.currentIndex().column())])

    def _preview(self, title: str, proposal: Proposal) -> None:
        preview = Preview(title, proposal)
        preview.applied.connect(lambda taken: self._apply(title, taken))
        preview.dropped.connect(self._drop_over)
        self._put_over(preview, instead=True)
        preview.setFocus()

    def _apply(self, title: str, proposal: Proposal) -> None:
        self._drop_over()
        self.bulk.apply(title, proposal)

    def _put_over(self, widget: QWidget, *, instead: bool = False) -> None:
        self._drop_over()
        self._over = widget
        self._begun.addWidget(widget)
        self.table.setVisible(not instead)
        widget.show()

    def _drop_over(self) -> None:
        over, self._over = self._over, None
        if over:
            over.hide()
            QTimer.singleShot(0, over.deleteLater)
        self.table.show()
        self._go_table()
