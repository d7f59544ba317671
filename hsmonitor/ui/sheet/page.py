"""The sheet of one kind of record: views, filters and search above the table, and what its keys do."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.language import _, ngettext
from hsmonitor.store.listing import Query, Row
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.preferences import preferences
from hsmonitor.ui.record.inspector import Inspector
from hsmonitor.ui.sheet.actions import Action, bind, sheet_actions, show_menu
from hsmonitor.ui.sheet.bar import SheetBar
from hsmonitor.ui.sheet.beside import Beside
from hsmonitor.ui.sheet.bulk import Bulk
from hsmonitor.ui.sheet.columns import ColumnsPanel
from hsmonitor.ui.sheet.empty_card import EmptyCard
from hsmonitor.ui.sheet.entering import Entering
from hsmonitor.ui.sheet.facets_list import FacetsList
from hsmonitor.ui.sheet.model import SheetModel
from hsmonitor.ui.sheet.narrowing import Narrowing
from hsmonitor.ui.sheet.over import OverSheet
from hsmonitor.ui.sheet.records_model import own_columns
from hsmonitor.ui.sheet.sums import summary
from hsmonitor.ui.sheet.view import SheetView
from hsmonitor.ui.sheet.views import Views
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.message import Message
from hsmonitor.ui.widgets.progress import ProgressLine

SUMMED_AT_MOST = 10_000
"""Rows of a selection up to which its numbers are summed."""

FOLDS_BELOW = 740
"""Pixels at 100 % of the window's height below which the title's row folds into that of the views."""


class SheetPage(QWidget):
    """Shows, enters, narrows and changes the records of one kind.

    `counted` carries the words for the status bar, `mode` what the keys do now, `judged` how many texts wait to be corrected;
    `file_wanted` asks for a file to be brought in, `kind_wanted` for the sheet of another kind.
    """

    counted = Signal(str)
    mode = Signal(str)
    judged = Signal(int)
    file_wanted = Signal()
    kind_wanted = Signal(str)

    def __init__(self, desk: Desk, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.record = RECORDS[kind]
        self._shown_with = {field.target for field in self.record.link_fields()} - {kind}
        self._stale = True
        self._current = ""
        self._column = 0
        self._on_ready_line = False
        self.model = SheetModel(desk.reading, kind, self)
        self.entering = Entering(desk, self.model, self)
        self.table = SheetView(self.model, self.entering)
        self.bulk = Bulk(desk, self.table)
        self.narrowing, self.views = Narrowing(desk, kind, self), Views(desk, kind, self)
        self.bar = SheetBar(self.record)
        self.search, self.note, self.new = self.bar.search, self.bar.note, self.bar.new
        self.message = Message()
        self.inspector = Inspector(desk, kind)
        self.card = EmptyCard(self.record, self.table)
        self._lay_out()
        self.over = OverSheet(self.bulk, self._begun)
        self.actions_here = sheet_actions(self)
        bind(self.actions_here, self, self.table)
        bind([Action("", "Esc", self._leave_search, on_cells=True)], self, self.search)
        self._connect()
        self._connect_table()
        self._allow()
        self._measure()

    def _lay_out(self) -> None:
        whole, self._side = QHBoxLayout(self), QWidget()
        whole.setContentsMargins(0, 0, 0, 0)
        self.beside = Beside(self.desk, self._side, self.inspector)
        whole.addWidget(self.beside)
        self._page = QVBoxLayout(self._side)
        self._begun = QVBoxLayout()
        self._page.addWidget(self.bar)
        self._page.addLayout(self._begun)
        self._page.addWidget(self.message)
        self._page.addWidget(ProgressLine(self.desk.writing))
        self._page.addWidget(self.table, 1)

    def _connect(self) -> None:
        bar, narrowing, views = self.bar, self.narrowing, self.views
        bar.title.wanted.connect(self.kind_wanted)
        bar.new.clicked.connect(self.begin_new)
        bar.columns.clicked.connect(self.choose_columns)
        bar.act.clicked.connect(lambda: self.show_actions(bar.act.mapToGlobal(bar.act.rect().bottomLeft())))
        bar.search.textChanged.connect(narrowing.search)
        bar.search.returnPressed.connect(self._go_table)
        bar.tabs.picked.connect(narrowing.show_view)
        bar.save_view.clicked.connect(bar.name.begin)
        bar.name.named.connect(self._save_view)
        bar.drop_view.clicked.connect(lambda: views.delete(bar.tabs.views[bar.tabs.currentIndex()]))
        narrowing.asked.connect(self._ask)
        narrowing.wrong.connect(self._mark_wrong)
        views.counted.connect(self._show_views)
        self.over.made.connect(self._made)
        self.over.left.connect(self._go_table)
        self.card.typing.connect(self.begin_new)
        self.card.pasting.connect(self._paste_first)
        self.card.opening.connect(self.file_wanted)
        self.inspector.left.connect(self._go_table)
        self.inspector.opened.connect(lambda kind, key: self.desk.open_record(kind, key, self.model.query))
        self.inspector.closed.connect(self.toggle_inspector)
        self.desk.changed.connect(self._changed)
        self.desk.narrowed.connect(self._narrow)
        preferences().changed.connect(self._honour)
        look().changed.connect(self._measure)
        self._honour()

    def _narrow(self) -> None:
        """Follow the project and the day that everything is looked at."""
        self._allow()
        self.narrowing.narrow()
        self.views.count()

    def _save_view(self, name: str) -> None:
        state = self.narrowing.state
        self.views.save(name, replace(state, columns=tuple(self.model.columns), widths=dict(self.table.widths)))

    def _allow(self) -> None:
        """Offer changes where they can be made."""
        changing = not self.desk.portfolio.read_only
        self.model.allow(changing=changing)
        self.bar.allow(changing=changing)

    def _connect_table(self) -> None:
        table, narrowing, columns = self.table, self.narrowing, self._column_name
        table.opened.connect(self._open)
        table.sorting.connect(lambda column, down, more: narrowing.sort(columns(column), down, more))
        table.head.filtering.connect(lambda column, words: narrowing.filter(columns(column), words))
        table.head.choosing.connect(self._list_facets)
        table.resized.connect(self.card.place)
        table.moved.connect(self._moved)
        table.selected.connect(self._summarise)
        table.editing.changed.connect(self._show_mode)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(lambda point: self.show_actions(table.viewport().mapToGlobal(point)))
        self.entering.judged.connect(self._judge)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(lambda error: self.message.say(str(error), "error"))

    def _column_name(self, column: int) -> str:
        return self.model.columns[column]

    def show_actions(self, corner: QPoint) -> None:
        """Open the menu of what can be done here."""
        show_menu(self.actions_here, self, corner, can_change=self.model.ready_line)

    def _honour(self) -> None:
        """Be as the user's preferences say."""
        self.table.enter_opens = preferences().enter_opens
        self.table.set_row_height(preferences().row_height)

    def _measure(self) -> None:
        self._page.setContentsMargins(0, px(12), 0, 0)
        self._page.setSpacing(px(8))
        self._begun.setContentsMargins(0, 0, 0, 0)

    def regions(self) -> list[QWidget]:
        """What F6 goes through on this page."""
        return [self._side, self.inspector]

    def toggle_inspector(self) -> None:
        """Show the inspector, or hide it."""
        had_keyboard = self.inspector.isAncestorOf(self.focusWidget() or self)
        self.beside.toggle()
        if had_keyboard:
            self._go_table()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window folds the title's row."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.beside.fit()
        self.bar.fold(self.window().height() < px(FOLDS_BELOW))

    def open(self) -> None:
        """Be looked at: read what has changed since, and take the keyboard."""
        self._fit()
        if self._stale:
            self._stale = False
            self.narrowing.set(self.narrowing.state)
            self.views.count()
        self._summarise()
        (self.over.widget or self.table).setFocus()

    def show_query(self, query: Query) -> None:
        """Show only what `query` finds, and say so."""
        self._stale = False
        self._show_words(query.words)
        self.narrowing.show(query)
        self.views.count()

    def _show_words(self, words: str) -> None:
        if self.search.text() != words:
            self.search.blockSignals(True)
            self.search.setText(words)
            self.search.blockSignals(False)

    def _ask(self, query: Query) -> None:
        state = self.narrowing.state
        self.table.widths = self.table.widths | state.widths
        self.model.set_columns(list(state.columns) or own_columns(self.record.kind))
        head, columns = self.table.head, self.model.columns
        head.order = tuple((columns.index(name), down) for name, down in state.order if name in columns)
        head.filters = {columns.index(name): words for name, words in state.filters.items() if name in columns}
        head.viewport().update()
        self._show_words(state.words)
        self.model.show_query(query, state.group)
        self.views.give_way()

    def _mark_wrong(self, wrong: dict[str, str]) -> None:
        columns = self.model.columns
        self.table.head.set_wrong({columns.index(name): why for name, why in wrong.items() if name in columns})

    def _show_views(self, views: list[Any]) -> None:
        self.bar.tabs.set_views(views, self.narrowing.state)
        self.bar.fit_views()

    def _loaded(self) -> None:
        count = self.model.count
        self.note.setText(rows_words(count))
        self.bar.show_chips(self.narrowing.chips(), self.narrowing.clear)  # type: ignore[arg-type]
        self.bar.fit_views()
        self._say_empty(count)
        if not self.table.editing.active:
            self._return_to_current()
        self._summarise()

    def _say_empty(self, count: int) -> None:
        none_at_all = not (count or self.narrowing.narrowed)
        self.card.show_if(
            none_at_all and self.model.ready_line and not self.model.begun and not self.table.editing.active
        )
        if count or (none_at_all and self.model.ready_line):
            self.message.hide()
        elif none_at_all:
            self.message.say(_("There are no {records} yet.").format(records=self.record.plural.lower()), "info")
        else:
            self.message.say(_("Nothing is found. Search for fewer or shorter words."), "info")

    def _return_to_current(self) -> None:
        index = self.table.currentIndex()
        if self._current:
            self.model.find(self._current, self._select)
        elif not index.isValid() and self.model.rowCount():
            self.table.go(self.model.lines if self._on_ready_line else 0, self._column)

    def _select(self, number: int | None) -> None:
        index = self.table.currentIndex()
        if number is None and index.isValid():
            return
        if not index.isValid() or index.row() != number:
            self.table.go(number or 0, index.column() if index.isValid() else self._column)

    def _moved(self) -> None:
        number, column = self.table.currentIndex().row(), self.table.currentIndex().column()
        self._column = column if column >= 0 else self._column
        self._on_ready_line = number >= self.model.lines > 0
        if row := self.model.row(number):
            self._current = row.key
        elif self._on_ready_line:
            self._current = ""
        self.inspector.follow(self._current if row else "")

    def _changed(self, touched: dict[str, set[str]]) -> None:
        kind = self.record.kind
        if {kind, "saved_view"} & touched.keys() and self.isVisible():
            self.views.count_soon()
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
        words = rows_words(self.model.count)
        rows, columns = self.table.area()
        self.counted.emit(words)
        if len(rows) * len(columns) > 1 and len(rows) <= SUMMED_AT_MOST:
            fields = [field for column in columns if (field := self.model.field(column))]

            def show(found: list[Row]) -> None:
                self.counted.emit(_("{rows}   {selection}").format(rows=words, selection=summary(found, fields)))

            self.model.with_rows(self.table.lines(), show)

    def _show_mode(self) -> None:
        self.mode.emit(_("Edit") if self.table.editing.active else _("Ready"))
        if self.table.editing.active:
            self.card.hide()

    def _judge(self) -> None:
        self.judged.emit(len(self.model.held) + bool(self.entering.missing()))

    def go_search(self) -> None:
        """Put the keyboard into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def go_filter(self) -> None:
        """Filter the column of the cursor; from there, hide the filters."""
        head = self.table.head
        if head.filters_shown and head.cell.hasFocus():
            head.forget_cell()
            head.show_filters(False)
            self._go_table()
        else:
            head.begin_filter(max(0, self.table.currentIndex().column()))

    def _list_facets(self, column: int) -> None:
        name = self._column_name(column)
        head, field = self.table.head, self.record.fields[name]

        def show(found: list[Any]) -> None:
            if found and head.filtered_column == column:
                panel = FacetsList(field, found, self)
                panel.picked.connect(head.write)
                panel.open_at(head.cell.mapToGlobal(head.cell.rect().bottomLeft()), head.cell.width())

        self.narrowing.list_facets(name, show)

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
        panel.chosen.connect(lambda names: self.narrowing.set(replace(self.narrowing.state, columns=tuple(names))))
        panel.sized.connect(self.table.widen)
        panel.open_at(self.bar.columns.mapToGlobal(self.bar.columns.rect().bottomLeft()))

    def begin_new(self) -> None:
        """Go to the ready line; where that cannot hold what a new record needs, ask for it above the table."""
        if self._can_begin_in_line():
            self.go_to_ready_line()
            self.table.editing.begin()
        else:
            self.over.new_record()

    def _go_ready_line(self) -> None:
        self._go_table()
        first = next(n for n in range(len(self.model.columns)) if self.entering.can_edit(n))
        self.table.go(self.model.lines, first)

    def _paste_first(self) -> None:
        self._go_ready_line()
        self.bulk.paste()

    def _can_begin_in_line(self) -> bool:
        needed = {field.name for field in self.record.fields.values() if field.required}
        return self.model.ready_line and needed <= set(self.model.columns)

    def go_to_ready_line(self) -> None:
        """Put the cursor on the ready line; where that cannot hold what a new record needs, ask for it above the table."""
        if not self._can_begin_in_line():
            self.over.new_record()
        else:
            self._go_ready_line()

    def _made(self, kind: str, key: str) -> None:
        self._current = key
        self.desk.open_record(kind, key)

    def group_by_column(self) -> None:
        """Group by the column of the cursor, or no more."""
        here = max(0, self.table.currentIndex().column())
        self.narrowing.group("" if self.narrowing.state.group else self._column_name(here))

    def begin_set_field(self) -> None:
        """Ask for a field and its value for all selected records."""
        self.over.set_field(self._column_name(max(0, self.table.currentIndex().column())))


def rows_words(count: int) -> str:
    """Return "84 rows"."""
    return ngettext("{count} row", "{count} rows", count).format(count=f"{count:,}")
