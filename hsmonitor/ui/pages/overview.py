"""The overview: what the portfolio holds, what is due, where challenges sit, what is not recorded yet, what changed."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.dates import display_date, today
from hsmonitor.language import _
from hsmonitor.store.due import due_rows
from hsmonitor.store.listing import Query, Row
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.moments import local_time
from hsmonitor.ui.pages.due_line import DueColumns, DueLine
from hsmonitor.ui.pages.overview_reading import read_now, read_then, read_watched
from hsmonitor.ui.pages.overview_room import HIGHEST_MAP, Lines, share
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.figures import FigureStrip
from hsmonitor.ui.widgets.heat_map import HeatMap
from hsmonitor.ui.widgets.layouts import let_go
from hsmonitor.ui.widgets.lines import LineButton
from hsmonitor.ui.widgets.watch_strip import Watch, WatchStrip

if TYPE_CHECKING:
    from collections.abc import Callable

    from hsmonitor.ui.pages.overview_words import Shown

ONE_COLUMN_BELOW = 820
MOST_DUE = 24
ABOVE_CARDS = 88
"""Pixels at 100 % that title, insets and gaps take of the page's height, beside the strips of figures."""


class OverviewPage(QWidget):
    """Every number on it opens the records behind it.

    `wanted` carries the name of a command that a card asks for; `first_rows` tells that what is due stands there.
    """

    wanted = Signal(str)
    first_rows = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.shown: Shown | None = None
        self.due_rows: list[Row] | None = None
        self._stale = False
        self.reload()  # while the page is being made
        self.title = Words(_("Overview"), font="title")
        self.day = Words(font="body", tint="text2")
        self._head = QHBoxLayout()
        self._head.addWidget(self.title)
        self._head.addWidget(self.day)
        self._head.addStretch(1)
        self.strip = FigureStrip()
        self.strip.chosen.connect(self._open_figure)
        self.due = Card(_("Due for review"))
        self._offer(self.due, _("Start review"), "review due")
        self._offer(self.due, _("Calendar"), "calendar")
        self._lay_out()
        desk.changed.connect(self._changed)
        desk.narrowed.connect(lambda: self._changed({}))
        look().changed.connect(self._measure)
        self._measure()

    def _add_figures(self) -> None:
        """Make what shows figures; the first rows do not wait for it."""
        self.watch = WatchStrip()
        self.watch.chosen.connect(self._open_watched)
        for strip in (self.strip, self.watch):
            strip.arranged.connect(self._show_lines)
        self.watched: dict[str, Query] = {}
        self.missing, self.sits = Card(_("Not recorded yet")), Card(_("Where challenges sit"))
        self.recent = Card(_("Recently changed"))
        self.map = HeatMap()
        self.map.chosen.connect(self._open_cell)
        self.sits.body.addWidget(self.map)
        self._offer(self.sits, _("Heat map"), "heat map")
        self._offer(self.recent, _("All changes"), "history")
        self._page.insertWidget(2, self.watch)
        self._left.insertWidget(1, self.missing)
        for place, card in enumerate((self.sits, self.recent)):
            self._right.insertWidget(place, card)

    def _offer(self, card: Card, words: str, command: str) -> None:
        button = Button(words, role="link")
        button.clicked.connect(partial(self.wanted.emit, command))
        card.add_action(button)

    def _lay_out(self) -> None:
        inside = self._scrolled()
        self._page = QVBoxLayout(inside)
        self._page.addLayout(self._head)
        self._page.addWidget(self.strip)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._left.addWidget(self.due)
        for column in (self._left, self._right):
            column.addStretch(1)
        self._sides.addLayout(self._left, 19)
        self._sides.addLayout(self._right, 10)
        self._page.addLayout(self._sides, 1)

    def _scrolled(self) -> QWidget:
        scroll, inside = QScrollArea(self), QWidget()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        return inside

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), px(14), px(16), px(12))
        for layout in (self._page, self._sides, self._left, self._right):
            layout.setSpacing(px(12))
        across = QBoxLayout.Direction.TopToBottom if self._narrow else QBoxLayout.Direction.LeftToRight
        self._sides.setDirection(across)

    @property
    def _narrow(self) -> bool:
        return self.width() < px(ONE_COLUMN_BELOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column when narrow; as many lines as there is room for."""
        super().resizeEvent(event)
        self._measure()
        self._show_lines()

    def open(self) -> None:
        """Be looked at: read what has changed since."""
        if self._stale:
            self._stale = False
            self.reload()

    def reload(self) -> None:
        """Read the figures again."""
        project, day = self.desk.project, self.desk.day or today()
        self.desk.ask("due", lambda connection: due_rows(connection, day, MOST_DUE, project), self._take_due)

    def _ask_for_figures(self) -> None:
        project, day = self.desk.project, self.desk.day or today()
        read = read_then if self.desk.day else read_now
        self.desk.ask("overview", lambda connection: read(connection, day, project), self._take)
        self.desk.ask("watched", lambda connection: read_watched(connection, day, project), self._take_watched)

    def _changed(self, touched: dict[str, set[str]]) -> None:
        self._stale = True
        if self.isVisible():
            self.open()

    def _take_due(self, rows: list[Row]) -> None:
        """Show the rows that are wanted first; what has to be counted follows."""
        self.due_rows = rows
        self._ask_for_figures()
        self.first_rows.emit()
        self.day.setText(display_date((self.desk.day or today()).isoformat()))
        self._show_lines()

    def _show_lines(self) -> None:
        """Show as many lines in each card as there is room for."""
        lines, height = self._shared()
        rows = (self.due_rows or [])[: lines.due]
        if [line.row for line in self.due.findChildren(DueLine)] != rows:
            columns = DueColumns(rows)
            self._fill(self.due, [self._due_line(row, columns) for row in rows])
        if self.shown:
            self.map.set_height(height)
            self._fit(self.missing, lines.missing, [partial(self._missing_line, *one) for one in self.shown.missing])
            self._fit(self.recent, lines.recent, [partial(self._recent_line, *one) for one in self.shown.recent])

    def _shared(self) -> tuple[Lines, int]:
        shown = self.shown
        there = Lines(len(self.due_rows or ()), len(shown.missing) if shown else 0, len(shown.recent) if shown else 0)
        if self._narrow:
            return there, HIGHEST_MAP
        strips = self.strip.sizeHint().height() + (self.watch.sizeHint().height() if shown else px(WatchStrip.HEIGHT))
        return share((self.height() - strips) * 100 // look().zoom - ABOVE_CARDS, there)

    def _fit(self, card: Card, count: int, makers: "list[Callable[[], QWidget]]") -> None:
        """Have `count` lines in a card, made anew only where there are others."""
        if card.body.count() != count:
            self._fill(card, [make() for make in makers[:count]])

    def _take(self, shown: "Shown") -> None:
        if self.shown is None:
            self._add_figures()
        self.shown = shown
        self.strip.set_figures(shown.figures)
        self.map.set_cells(shown.cells, shown.levels)
        self.sits.note.setText(shown.sits_note)
        self.due.note.setText(shown.due_note)
        self.missing.note.setText("" if shown.missing else _("nothing"))
        self.recent.note.setText("" if shown.recent else _("nothing"))
        for card in (self.missing, self.recent):
            self._fill(card, [])
        self._show_lines()

    def _take_watched(self, found: "tuple[list[Watch], dict[str, Query]]") -> None:
        watches, self.watched = found
        self.watch.set_watches(watches)

    def _open_watched(self, key: str) -> None:
        self.desk.open_list(self.watched[key])

    def _fill(self, card: Card, lines: list[QWidget]) -> None:
        while item := card.body.takeAt(0):
            if widget := item.widget():
                let_go(widget)
        for line in lines:
            card.body.addWidget(line)

    def _due_line(self, row: Row, columns: DueColumns) -> QWidget:
        line = DueLine(row, self.desk.day or today(), columns)
        line.clicked.connect(partial(self.desk.open_record, row.kind, row.key))
        return line

    def _missing_line(self, words: str, note: str, query: object) -> QWidget:
        line = LineButton("", words, note)
        line.clicked.connect(lambda: self.desk.listed.emit(query))
        return line

    def _recent_line(self, moment: str, name: str, person: str, kind: str, key: str) -> QWidget:
        line = LineButton(local_time(moment), name, person)
        if kind in RECORDS:
            line.clicked.connect(partial(self.desk.open_record, kind, key))
        return line

    def _open_figure(self, key: str) -> None:
        if self.shown and (query := self.shown.queries.get(key)):
            self.desk.open_list(query)

    def _open_cell(self, likelihood: int, impact: int) -> None:
        if self.shown:
            self.desk.open_list(self.shown.cell_query(likelihood, impact))
