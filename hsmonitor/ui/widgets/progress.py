"""How far a job beside the window is, with a way to stop it; shown only where it takes a while."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from hsmonitor.language import _
from hsmonitor.ui.long_work import LongWork
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Words

SHOWN_AFTER = 300
"""Milliseconds; what is done sooner shows no progress."""


class ProgressLine(QFrame):
    """Title, bar and Cancel; it stays for as long as the job runs."""

    def __init__(self, work: LongWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words(font="body", tint="info")
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Progress"))
        self.cancel = Button(_("Cancel"), role="plain")
        self.cancel.clicked.connect(work.cancel)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.words)
        self._row.addWidget(self.bar, 1)
        self._row.addWidget(self.cancel)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)
        work.began.connect(self.begin)
        work.moved.connect(self._move)
        work.ended.connect(self._end)
        look().changed.connect(self._measure)
        self._measure()
        self.hide()

    def _measure(self) -> None:
        self._row.setContentsMargins(px(12), px(4), px(6), px(4))
        self._row.setSpacing(px(12))

    def begin(self, title: str) -> None:
        """Tell of a job that has begun, once it has taken a while."""
        self.words.setText(title)
        self.setAccessibleName(title)
        self.bar.setRange(0, 0)
        self._timer.start(SHOWN_AFTER)

    def _move(self, done: int, of: int) -> None:
        if (
            of != self.bar.maximum()
        ):  # else it asks to be laid out anew; of an unknown number it only shows that work goes on
            self.bar.setRange(0, of)
        self.bar.setValue(done)

    def _end(self) -> None:
        self._timer.stop()
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of a message."""
        paint.box(QPainter(self), self.rect(), "info_soft", "line2", radius=6)
