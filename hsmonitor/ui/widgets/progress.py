"""How far a job beside the window is, with a way to stop it; shown only where it takes a while."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from hsmonitor.language import _
from hsmonitor.ui.long_work import LongWork
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Words

SHOWN_AFTER = 300
"""Milliseconds; what is done sooner shows no progress."""


class ProgressLine(QWidget):
    """Title, bar and Cancel."""

    def __init__(self, work: LongWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words(font="body", tint="text2")
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Progress"))
        self.cancel = Button(_("Cancel"), role="plain")
        self.cancel.clicked.connect(work.cancel)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.words)
        self._row.addWidget(self.bar, 1)
        self._row.addWidget(self.cancel)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)
        work.began.connect(self._begin)
        work.moved.connect(self._move)
        work.ended.connect(self._end)
        look().changed.connect(self._measure)
        self._measure()
        self.hide()

    def _measure(self) -> None:
        self._row.setContentsMargins(px(20), 0, px(16), 0)
        self._row.setSpacing(px(12))

    def _begin(self, title: str) -> None:
        self.words.setText(title)
        self.bar.setRange(0, 0)
        self._timer.start(SHOWN_AFTER)

    def _move(self, done: int, of: int) -> None:
        self.bar.setRange(0, of)  # of an unknown number the bar only shows that work goes on
        self.bar.setValue(done)

    def _end(self) -> None:
        self._timer.stop()
        self.hide()
