"""What has moved between two days: which challenges went up, down, came and went; of one project or of all."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from hsmonitor.domain.dates import today
from hsmonitor.domain.movement import Movement
from hsmonitor.domain.office import Meeting
from hsmonitor.language import _, ngettext
from hsmonitor.store import as_of
from hsmonitor.store.listing import Listing, Query, Row
from hsmonitor.store.moves import counted, moves, rows_of
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.review.tabs import review_tabs
from hsmonitor.ui.seeing.day_choice import DayChoice
from hsmonitor.ui.seeing.moves_model import MovesModel, Shown, movement_words
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.plain_table import PlainTable

MOST_SHOWN = 2_000
SIDE_BY_SIDE_FROM = 780
A_QUARTER = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Found:
    """What has moved: how many of each kind, the first rows, and the meetings by which a day can be chosen."""

    counts: dict[Movement, int]
    rows: Sequence[Shown]
    meetings: Sequence[Row]


class MovesPage(QWidget):
    """Enter opens the challenge of a row."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.first = today() - A_QUARTER
        self.last: date | None = None
        self.only: Movement | None = None
        self.found = Found({}, (), ())
        self.tabs, self.note = review_tabs("moves"), Words(tint="text2")
        self.tabs.add_keys(self)
        self.days = (
            DayChoice(_("From"), _("31 December 2025, or -3m"), _("From the end of the day")),
            DayChoice(_("to"), _("now"), _("To the end of the day")),
        )
        self.model = MovesModel(self)
        self.table = PlainTable(self.model, _("What has moved"))
        self._chips = QHBoxLayout()
        self._lay_out()
        self.days[0].chosen.connect(self._set_first)
        self.days[1].chosen.connect(self._set_last)
        self.table.opened.connect(self._open)
        desk.changed.connect(lambda _touched: self._read_again())
        desk.narrowed.connect(self._read_again)
        look().changed.connect(self._measure)
        self._measure()

    def _lay_out(self) -> None:
        self._page, head = QVBoxLayout(self), QHBoxLayout()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.addWidget(self.tabs)
        head.addWidget(self.note)
        head.addStretch(1)
        for days in self.days:
            self._sides.addWidget(days)
        self._sides.addStretch(1)
        card = Card()
        card.body.addWidget(self.table)
        for layout in (head, self._sides, self._chips):
            self._page.addLayout(layout)
        self._page.addWidget(card, 1)

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), px(14), px(16), px(12))
        self._page.setSpacing(px(10))
        self._chips.setSpacing(px(8))
        self._sides.setSpacing(px(12))
        wide = self.width() >= px(SIDE_BY_SIDE_FROM)
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.table.set_widths((126, 64, 260, 150, 126, 126), wide=2)

    def since(self, day: date | None) -> None:
        """Show what has moved since `day`; where there is none, since the day that is chosen here."""
        if day:
            self.first, self.last, self.only = day, None, None

    def open(self) -> None:
        """Be looked at."""
        for choice, day in zip(self.days, (self.first, self.last), strict=True):
            choice.set_day(day)
        self._read()
        self.table.setFocus()

    def _set_first(self, day: date | None) -> None:
        self.first = day or today() - A_QUARTER
        self._read()

    def _set_last(self, day: date | None) -> None:
        self.last = day
        self._read()

    def _read_again(self) -> None:
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        portfolio, project, first, last, only = self.desk.portfolio, self.desk.project, self.first, self.last, self.only

        def read(connection: sqlite3.Connection) -> Found:
            with as_of.reading(portfolio, min(first, last or first)) as then:
                if last is None:
                    return _find(then, connection, project, only)
                with as_of.reading(portfolio, max(first, last)) as later:
                    return _find(then, later, project, only)

        self.note.setText(_("reading…"))
        self.desk.ask("moves", read, self._take)

    def _take(self, found: Found) -> None:
        self.found = found
        self.model.show(found.rows)
        self._show_chips()
        total = sum(found.counts.values())
        words = ngettext("{count} challenge", "{count} challenges", total).format(count=f"{total:,}")
        shown = sum(found.counts[what] for what in found.counts if self.only in (None, what))
        if shown > len(found.rows):
            words = _("{challenges}; the first {count} are shown").format(
                challenges=words, count=f"{len(found.rows):,}"
            )
        self.note.setText(words if total else _("nothing has moved"))
        for choice in self.days:
            choice.show_meetings(found.meetings)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both days below each other when narrow."""
        super().resizeEvent(event)
        self._measure()

    def _show_chips(self) -> None:
        while item := self._chips.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for what, count in self.found.counts.items():
            words = _("{movement} {count}").format(movement=movement_words(what), count=f"{count:,}")
            chip = Button(words, role="primary" if what is self.only else "plain")
            chip.setToolTip(_("Show all again") if what is self.only else _("Show only these"))
            chip.clicked.connect(partial(self.show_only, what))
            self._chips.addWidget(chip)
        self._chips.addStretch(1)

    def show_only(self, what: Movement) -> None:
        """Show one kind of movement; the second time all of them again."""
        self.only = None if self.only is what else what
        self._read()

    def _open(self) -> None:
        number = self.table.currentIndex().row()
        if 0 <= number < len(self.model.rows):
            row = self.model.rows[number].row
            self.desk.open_record(row.kind, row.key)


def _find(then: sqlite3.Connection, now: sqlite3.Connection, project: str | None, only: Movement | None) -> Found:
    found = moves(then, now, project)
    wanted = [move for move in found if only in (None, move.what)][:MOST_SHOWN]
    rows = rows_of(then, now, wanted)
    shown = [Shown(move, rows[move.key]) for move in wanted if move.key in rows]
    meetings = Listing(now, Query(Meeting.kind, order=((Meeting.held_on.name, True),))).first(20)
    of_project = (row for row in meetings if project is None or row.of(Meeting.project) in (None, project))
    dated = [row for row in of_project if row.of(Meeting.held_on)]
    return Found(counted(found), shown, dated)
