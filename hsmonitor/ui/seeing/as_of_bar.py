"""The bar above every page that says of which day it is, while an earlier day is looked at; the day is typed here."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from hsmonitor.domain.dates import display_date
from hsmonitor.language import _
from hsmonitor.store.as_of import past_day
from hsmonitor.ui.record.dressing import mark_wrong
from hsmonitor.ui.theme import icons
from hsmonitor.ui.theme.look import color, look, px, text_width
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.line import Line


class DayLine(Line):
    """A day of the past as a user writes it. `chosen` carries it, None where nothing is written; what is wrong is shown."""

    chosen = Signal(object)

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(name, prompt=hint, parent=parent)
        self.wrong = ""
        self.returnPressed.connect(self.take)
        look().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setFixedHeight(px(30))

    def take(self) -> None:
        """Judge what is written, and tell of the day."""
        try:
            day = past_day(self.text()) if self.text().strip() else None
        except ValueError as error:
            self._judge(str(error))
            return
        self._judge("")
        self.set_day(day)
        self.chosen.emit(day)

    def set_day(self, day: date | None) -> None:
        """Show a day."""
        self.setText(display_date(day.isoformat()) if day else "")
        self._judge("")

    def _judge(self, wrong: str) -> None:
        self.wrong = wrong
        self.setToolTip(wrong)
        self.setAccessibleDescription(wrong)
        mark_wrong(self, bool(wrong))


class AsOfBar(QFrame):
    """Hidden while now is looked at. `asked` carries a day, `compared` asks what has changed since, `left` for now."""

    asked = Signal(object)
    compared = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._icon = QLabel()
        self.title, self.note = Words(font="strong", tint="warn"), Words(tint="warn")
        self.line = DayLine(_("Day to look at"), _("31 December 2025, or -3m"))
        self.line.chosen.connect(self._chosen)
        self.compare = Button(_("What has changed since"), role="plain", icon="history")
        self.compare.clicked.connect(self.compared)
        self.now = Button(_("Back to today"), role="plain", icon="close", key="Esc")
        self.now.clicked.connect(self.left)
        self._row = QHBoxLayout(self)
        for widget in (self._icon, self.title, self.note):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        for control in (self.line, self.compare, self.now):
            self._row.addWidget(control)
        look().changed.connect(self._dress)
        self._dress()
        self.hide()

    def begin(self) -> None:
        """Ask for a day."""
        if not self.isVisible():
            self.show_day(None)
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def show_day(self, day: date | None) -> None:
        """Say which day is looked at."""
        self.title.setText(_("As of {day}").format(day=display_date(day.isoformat())) if day else _("As of which day?"))
        self.note.setText(_("What was said then; nothing can be changed.") if day else "")
        self.setAccessibleName(" ".join((self.title.text(), self.note.text())))
        self.compare.setVisible(day is not None)
        self.line.set_day(day)
        self._fit()

    def _chosen(self, day: date | None) -> None:
        if day:
            self.asked.emit(day)
        else:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The explanation goes where there is no room for all of it, then what stands on the buttons; the day never does."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.title.setMinimumWidth(text_width("strong", self.title.text()) + px(2))
        for terse, capped in ((False, False), (False, True), (True, True)):
            for button in (self.compare, self.now):
                button.set_terse(terse, capped=capped)
            parts = [one for one in (self.title, self.line, self.compare, self.now) if not one.isHidden()]
            taken = sum(max(one.sizeHint().width(), one.minimumWidth()) for one in parts) + px(106)
            if taken <= self.width():
                break
        self.note.setVisible(bool(self.note.text()) and taken + text_width("body", self.note.text()) <= self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to now."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self._row.setContentsMargins(px(20), px(6), px(16), px(6))
        self._row.setSpacing(px(10))
        self._icon.setPixmap(icons.pixmap("clock", color("warn").name(), px(18)))
        self.line.setFixedWidth(px(190))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a ground that no page has, and a strong line under it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("warn_soft"))
        painter.fillRect(0, self.height() - px(2), self.width(), px(2), color("warn"))
