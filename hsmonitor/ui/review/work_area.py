"""Queue, challenge and decision side by side; narrow the queue is one line, narrower still there is one thing at a time."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hsmonitor.language import _
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.review.decision_panel import DecisionPanel
from hsmonitor.ui.review.end_panel import EndPanel
from hsmonitor.ui.review.flow import Flow
from hsmonitor.ui.review.looks import Looks
from hsmonitor.ui.review.queue_column import QueueColumn, QueueStrip
from hsmonitor.ui.review.queue_model import QueueModel
from hsmonitor.ui.review.record_column import RecordColumn
from hsmonitor.ui.review.theme_panel import ThemePanel
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, look, px
from hsmonitor.ui.widgets.turning import turn_to

WITHOUT_QUEUE_BELOW = 1000
ONE_AT_A_TIME_BELOW = 700
"""Pixels at 100 % of the page's width."""


class Side(QStackedWidget):
    """The decision, or the question about a theme, on a ground of its own."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the hairline towards the challenge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("surface"))
        painter.fillRect(paint.mirrored(self, QRect(0, 0, 1, self.height())), color("line2"))


class WorkArea(QWidget):
    """Lays the parts out; what they do is the page's."""

    def __init__(self, desk: Desk, flow: Flow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow = flow
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.queue = QueueColumn(flow, QueueModel(desk, flow))
        self.strip = QueueStrip(flow)
        self.record, self.end = RecordColumn(desk), EndPanel(flow)
        self.decision, self.theme, self.looks = DecisionPanel(), ThemePanel(), Looks()
        self.decision.below.addWidget(self.looks)
        self.side, self.middle = Side(), QStackedWidget()
        self.middle.addWidget(self.record)
        self.middle.addWidget(self.end)
        self.side.addWidget(self.decision)
        self.side.addWidget(self.theme)
        turn_to(self.middle, self.record)
        turn_to(self.side, self.decision)
        self._deciding = False
        self.strip.turned.connect(self.turn)
        self._lay_out()
        look().changed.connect(self.fit)

    def _lay_out(self) -> None:
        whole, row = QVBoxLayout(self), QHBoxLayout()
        for layout in (whole, row):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        row.addWidget(self.queue)
        row.addWidget(self.middle, 1)
        row.addWidget(self.side)
        whole.addWidget(self.strip)
        whole.addLayout(row, 1)

    @property
    def at_end(self) -> bool:
        """Whether there is nothing to look at."""
        return self.middle.currentWidget() is self.end

    @property
    def asking(self) -> bool:
        """Whether a project is asked about a theme."""
        return not self.at_end and self.side.currentWidget() is self.theme

    def show_end(self) -> None:
        """Say that there is nothing to look at."""
        turn_to(self.middle, self.end)
        self.fit()
        self.end.show_end()

    def show_record(self, *, asking: bool) -> None:
        """Show a challenge with its decision, or a theme with its question."""
        turn_to(self.middle, self.record)
        turn_to(self.side, self.theme if asking else self.decision)
        self.record.set_asking(asking)
        self.fit()

    def close_to_changes(self, why: str) -> None:
        """Have what is shown be looked at only, and say why; an empty text opens it again."""
        for part in (self.record.rating, self.record.responses, self.decision.area, *self.theme.answers.values()):
            part.setEnabled(not why)
        for bar in (self.decision.bar, self.theme.bar):
            bar.close_to_changes(why)
        self.end.close_to_changes(why)

    def turn(self) -> None:
        """Where only one of them has room: show the decision instead of the challenge, or back."""
        self._deciding = not self._deciding
        self.fit()

    def show_side(self) -> None:
        """Have the decision, or the question about a theme, in sight where only one thing has room."""
        if self.one_at_a_time and not self._deciding:
            self.turn()

    def show_middle(self) -> None:
        """Have the challenge in sight where only one thing has room."""
        if self._deciding:
            self.turn()

    @property
    def one_at_a_time(self) -> bool:
        """Whether challenge and decision have no room side by side."""
        return self.width() < px(ONE_AT_A_TIME_BELOW)

    def fit(self) -> None:
        """Give the parts the room there is."""
        narrow, single = self.width() < px(WITHOUT_QUEUE_BELOW), self.one_at_a_time
        self.queue.setVisible(not narrow)
        self.strip.setVisible(narrow)
        self.strip.turn.setVisible(single and not self.at_end)
        self.strip.turn.setText(_("Challenge") if self._deciding else self._side_words())
        self.middle.setVisible(self.at_end or not (single and self._deciding))
        self.side.setVisible(not self.at_end and (not single or self._deciding))
        self.side.setMinimumWidth(0 if single else px(336))
        self.side.setMaximumWidth(16_777_215 if single else px(336))

    def _side_words(self) -> str:
        return _("Does it occur?") if self.asking else _("Decision")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self.fit()
