"""A day that is typed, or chosen as that of a review meeting."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hsmonitor.domain.dates import display_date
from hsmonitor.domain.office import Meeting
from hsmonitor.language import _
from hsmonitor.store.listing import Row
from hsmonitor.ui.seeing.as_of_bar import DayLine
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.choice_box import ChoiceBox


class DayChoice(QWidget):
    """`words` stand before it, `hint` in it while it is empty. `chosen` carries the day, None where nothing is written."""

    chosen = Signal(object)

    def __init__(self, words: str, hint: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = DayLine(name, hint)
        self.meetings = ChoiceBox(_("{day}: that of a meeting").format(day=name))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget in (Words(words, font="label", tint="text2"), self.line, self.meetings):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self.line.chosen.connect(self.chosen)
        self.meetings.activated.connect(self._take_meeting)
        look().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self._row.setSpacing(px(8))
        self.line.setMinimumWidth(px(110))
        self.line.setMaximumWidth(px(170))
        self.meetings.setFixedHeight(px(30))
        self.meetings.setMinimumWidth(px(126))
        self.meetings.setMaximumWidth(px(190))

    def set_day(self, day: date | None) -> None:
        """Show a day."""
        self.line.set_day(day)

    def show_meetings(self, meetings: Sequence[Row]) -> None:
        """Offer the days of these meetings."""
        if self.meetings.count() == len(meetings) + 1:
            return
        self.meetings.clear()
        self.meetings.addItem(_("a meeting"), "")
        for row in meetings:
            day = row.of(Meeting.held_on) or ""
            words = _("{meeting}, {day}").format(meeting=row.display, day=display_date(day))
            self.meetings.addItem(words, day)
        self.meetings.updateGeometry()

    def _take_meeting(self, number: int) -> None:
        if day := self.meetings.itemData(number):
            self.line.set_day(date.fromisoformat(day))
            self.chosen.emit(date.fromisoformat(day))
