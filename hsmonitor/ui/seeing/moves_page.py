"""What has moved between two days: which challenges went up, down, came and went; of one project or of all."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hsmonitor.domain.dates import display_date, today
from hsmonitor.domain.movement import Movement
from hsmonitor.language import _, ngettext
from hsmonitor.store import as_of
from hsmonitor.store.listing import Listing, Query, Row
from hsmonitor.store.moves import counted, moves, rows_of
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.review.tabs import review_tabs
from hsmonitor.ui.seeing.as_of_bar import DayLine
from hsmonitor.ui.seeing.moves_model import MovesModel, Shown, movement_words
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.choice_box import ChoiceBox
from hsmonitor.ui.widgets.plain_table import PlainTable

MOST_SHOWN = 2_000
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
        self.from_line = DayLine(_("From the end of the day"), _("31 December 2025, or -3m"))
        self.to_line = DayLine(_("To the end of the day"), _("now"))
        self.meetings = ChoiceBox(_("Since the meeting"))
        self.model = MovesModel(self)
        self.table = PlainTable(self.model, _("What has moved"))
        self._chips = QHBoxLayout()
        self._lay_out()
        self.from_line.chosen.connect(self._set_first)
        self.to_line.chosen.connect(self._set_last)
        self.meetings.activated.connect(self._since_meeting)
        self.table.opened.connect(self._open)
        desk.changed.connect(lambda _touched: self._read_again())
        desk.narrowed.connect(self._read_again)
        look().changed.connect(self._measure)
        self._measure()

    def _lay_out(self) -> None:
        self._page, head, days = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.tabs)
        head.addWidget(self.note)
        head.addStretch(1)
        for words, widget in ((_("From"), self.from_line), (_("to"), self.to_line), (_("or since"), self.meetings)):
            days.addWidget(Words(words, font="label", tint="text2"))
            days.addWidget(widget)
        days.addStretch(1)
        card = Card()
        card.body.addWidget(self.table)
        for layout in (head, days, self._chips):
            self._page.addLayout(layout)
        self._page.addWidget(card, 1)

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), px(14), px(16), px(12))
        self._page.setSpacing(px(10))
        self._chips.setSpacing(px(8))
        for line in (self.from_line, self.to_line):
            line.setMinimumWidth(px(110))
            line.setMaximumWidth(px(190))
        self.meetings.setFixedHeight(px(30))
        self.meetings.setMinimumWidth(px(120))
        self.table.set_widths((140, 70, 360, 190, 170))

    def since(self, day: date | None) -> None:
        """Show what has moved since `day`; where there is none, since the day that is chosen here."""
        if day:
            self.first, self.last, self.only = day, None, None

    def open(self) -> None:
        """Be looked at."""
        self.from_line.set_day(self.first)
        self.to_line.set_day(self.last)
        self._read()
        self.table.setFocus()

    def _set_first(self, day: date | None) -> None:
        self.first = day or today() - A_QUARTER
        self._read()

    def _set_last(self, day: date | None) -> None:
        self.last = day
        self._read()

    def _since_meeting(self, number: int) -> None:
        if day := self.meetings.itemData(number):
            self.first = date.fromisoformat(day)
            self.from_line.set_day(self.first)
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
        if self.meetings.count() != len(found.meetings) + 1:
            self._show_meetings(found.meetings)

    def _show_meetings(self, meetings: Sequence[Row]) -> None:
        self.meetings.clear()
        self.meetings.addItem(_("a meeting"), "")
        for row in meetings:
            day = row.values["held_on"]
            words = _("{meeting}, {day}").format(meeting=row.display, day=display_date(day))
            self.meetings.addItem(words, day)

    def _show_chips(self) -> None:
        while item := self._chips.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for what, count in self.found.counts.items():
            words = _("{movement} {count}").format(movement=movement_words(what), count=f"{count:,}")
            chip = Button(words, role="primary" if what is self.only else "plain")
            chip.setToolTip(_("Show all again") if what is self.only else _("Show only these"))
            chip.clicked.connect(partial(self._show_only, what))
            self._chips.addWidget(chip)
        self._chips.addStretch(1)

    def _show_only(self, what: Movement) -> None:
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
    meetings = Listing(now, Query("meeting", order=(("held_on", True),))).first(20)
    of_project = (row for row in meetings if project is None or row.values.get("project") in (None, project))
    dated = [row for row in of_project if "held_on" in row.values]
    return Found(counted(found), shown, dated)
