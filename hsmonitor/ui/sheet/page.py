"""The sheet of one kind of record: views, filters and search above the table, the inspector beside it."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.store.listing import Query
from hsmonitor.ui.commands import Command
from hsmonitor.ui.correcting import Spot
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.preferences import preferences
from hsmonitor.ui.record.inspector import Inspector
from hsmonitor.ui.sheet.actions import Action, bind, commands_of, sheet_actions, show_menu
from hsmonitor.ui.sheet.bar import SheetBar
from hsmonitor.ui.sheet.beginning import Beginning
from hsmonitor.ui.sheet.beside import Beside
from hsmonitor.ui.sheet.bulk import Bulk
from hsmonitor.ui.sheet.chips import Chips
from hsmonitor.ui.sheet.correcting import SheetCorrecting
from hsmonitor.ui.sheet.cursor import Cursor
from hsmonitor.ui.sheet.emptiness import Emptiness
from hsmonitor.ui.sheet.entering import Entering
from hsmonitor.ui.sheet.headings import Headings
from hsmonitor.ui.sheet.model import SheetModel
from hsmonitor.ui.sheet.narrowing import Narrowing
from hsmonitor.ui.sheet.over import OverSheet
from hsmonitor.ui.sheet.tabbed_views import TabbedViews
from hsmonitor.ui.sheet.telling import Telling, rows_words
from hsmonitor.ui.sheet.view import SheetView
from hsmonitor.ui.sheet.views import Views
from hsmonitor.ui.theme.look import look, px

READ_ONE_BY_ONE = 10_000
"""Changed records up to which only they are read anew."""

FOLDS_BELOW = 740
"""Pixels at 100 % of the window's height below which the title's row folds into that of the views."""


class SheetPage(QWidget):
    """Shows, enters, narrows and changes the records of one kind.

    `counted` carries the words for the status bar, `mode` what the keys do now, `judged` how many texts wait to be corrected,
    `unfinished` what a new row still wants;
    `file_wanted` asks for a file to be brought in, `kind_wanted` for the sheet of another kind.
    """

    counted = Signal(str)
    mode = Signal(str)
    judged = Signal(int)
    unfinished = Signal(str)
    file_wanted = Signal()
    kind_wanted = Signal(str)

    def __init__(self, desk: Desk, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.record = RECORDS[kind]
        self._shown_with = {field.target for field in self.record.link_fields()} - {kind}
        self._stale = True
        self.model = SheetModel(desk.reading, kind, self)
        self.entering = Entering(desk, self.model, self)
        self.table = SheetView(self.model, self.entering)
        self.bulk = Bulk(desk, self.table)
        self.narrowing, self.views = Narrowing(desk, kind, self), Views(desk, kind, self)
        self.bar, self.chips = SheetBar(self.record), Chips()
        self.search, self.note, self.new = self.bar.search, self.bar.note, self.bar.new
        self.inspector, self.emptiness = Inspector(desk, kind), Emptiness(self.table, self.narrowing, desk)
        self.message, self.card = self.emptiness.message, self.emptiness.card
        self._lay_out()
        self.over = OverSheet(self.bulk, self._begun)
        self.headings, self.following = Headings(self.table, self.narrowing), Cursor(self.table, self.model)
        self.tabbed = TabbedViews(self.bar, self.table, self.narrowing, self.views)
        self.correcting = SheetCorrecting(self.table, self.inspector, self.narrowing)
        self.beginning, self.telling = Beginning(self.table, self.bulk, self.over), Telling(self.table)
        self.actions_here = sheet_actions(self)
        bind(self.actions_here, self, self.table)
        bind([Action("", "Esc", self._leave_search, on_cells=True)], self, self.search)
        self._connect_bar()
        self._connect_table()
        self._connect_desk()
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
        self._page.addWidget(self.bar.name.keep_drafts(self.desk.drafts, self.record.kind))
        self._page.addLayout(self._begun)
        self._page.addWidget(self.table, 1)
        self._page.addWidget(self.chips)

    def _connect_bar(self) -> None:
        bar, narrowing = self.bar, self.narrowing
        bar.title.wanted.connect(self.kind_wanted)
        bar.new.clicked.connect(self.beginning.begin)
        bar.columns.clicked.connect(lambda: self.headings.choose(bar.columns))
        bar.act.clicked.connect(lambda: self.show_actions(bar.act.mapToGlobal(bar.act.rect().bottomLeft())))
        bar.search.textChanged.connect(narrowing.search)
        bar.search.returnPressed.connect(self._go_table)
        narrowing.asked.connect(self._ask)

    def _connect_table(self) -> None:
        table, told = self.table, self.telling
        table.opened.connect(self._open)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(lambda point: self.show_actions(table.viewport().mapToGlobal(point)))
        self.following.moved.connect(self.inspector.follow)
        told.counted.connect(self.counted)
        told.mode.connect(self.mode)
        self.correcting.judged.connect(self.judged)
        told.unfinished.connect(self.unfinished)
        self.model.loaded.connect(self._loaded)

    def _connect_desk(self) -> None:
        self.over.made.connect(self._made)
        self.over.left.connect(self._go_table)
        self.card.typing.connect(self.beginning.begin)
        self.card.pasting.connect(self.beginning.paste)
        self.card.opening.connect(self.file_wanted)
        self.inspector.left.connect(self._go_table)
        self.inspector.opened.connect(lambda kind, key: self.desk.open_record(kind, key, self.model.query))
        self.inspector.closed.connect(self.toggle_inspector)
        self.desk.changed.connect(self._changed)
        self.desk.narrowed.connect(self._narrow)
        preferences().changed.connect(self._honour)
        look().changed.connect(self._measure)
        self._honour()

    # How it looks

    def show_actions(self, corner: QPoint) -> None:
        """Open the menu of what can be done here."""
        show_menu(self.actions_here, self, corner, can_change=self.model.ready_line)

    def commands_here(self) -> Iterator[Command]:
        """Return what can be done here, for the palette."""
        return commands_of(self.actions_here, can_change=self.model.ready_line)

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

    # What it shows

    def open(self) -> None:
        """Be looked at: read what has changed since, and take the keyboard."""
        self._fit()
        if self._stale:
            self._stale = False
            self.narrowing.set(self.narrowing.state)
            self.views.count()
        self.views.catch_up()
        self.telling.count()
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
        self.headings.show(state)
        self._show_words(state.words)
        self.model.show_query(query, state.group)

    def _narrow(self) -> None:
        """Follow the project and the day that everything is looked at."""
        self._allow()
        self.narrowing.narrow()
        self.views.count()

    def _allow(self) -> None:
        """Offer changes where they can be made."""
        changing = not self.desk.portfolio.read_only
        self.model.allow(changing=changing)
        self.bar.allow(changing=changing)

    def _loaded(self) -> None:
        self.note.setText(rows_words(self.model.count))
        self.chips.show_filters(self.narrowing.chips(), self.narrowing.clear)
        self.bar.fit_views()
        self.emptiness.tell()
        if not self.narrowing.base and self.narrowing.project == self.desk.project:
            self.views.tell(self.narrowing.state, self.model.count)
        if not self.table.editing.active:
            self.following.come_back()
        self.table.early.give_back()
        self.telling.count()

    def _changed(self, touched: dict[str, set[str]]) -> None:
        kind = self.record.kind
        self.views.follow(touched.keys(), shown=self.isVisible())
        if not (self._shown_with | {kind, "level_cell"}) & touched.keys():
            return
        if not self.isVisible():
            self._stale = True
        elif kind in touched and len(touched[kind]) < READ_ONE_BY_ONE:
            self.model.refresh(touched[kind])
        else:
            self.model.reload()

    # What is to be corrected

    def to_correct(self) -> list[Spot]:
        """Return what is to be corrected here, from the first cell to the last field of the inspector."""
        return self.correcting.spots()

    # Where one goes

    def _open(self, number: int) -> None:
        if row := self.model.row(number):
            self.following.be_with(row.key)
            self.desk.open_record(self.record.kind, row.key, self.model.query)

    def _made(self, kind: str, key: str) -> None:
        self.following.be_with(key)
        self.desk.open_record(kind, key)

    def go_to_ready_line(self) -> None:
        """Go to where a new record begins."""
        self.beginning.go()

    def go_search(self) -> None:
        """Put the keyboard into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def go_filter(self) -> None:
        """Filter the column of the cursor; from there, hide the filters."""
        if not self.headings.go_filter():
            self._go_table()

    def _leave_search(self) -> None:
        if self.search.text():
            self.search.clear()
        else:
            self._go_table()

    def _go_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin_set_field(self) -> None:
        """Ask for a field and its value for all selected records."""
        self.over.set_field(self.headings.here())
