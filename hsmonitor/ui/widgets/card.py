"""A card: a head with title, note and actions, and whatever stands in it."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import look, px

LEAST_TITLE = 120
"""Pixels at 100 % that a title keeps where a head is narrow."""


class Words(QLabel):
    """A line or paragraph of text in one of the desk's fonts and colours, which follows theme and zoom."""

    def __init__(self, words: str = "", *, font: str = "body", tint: str = "text", wrap: bool = False) -> None:
        super().__init__(words)
        self.font_name = font
        self.tint = tint
        self.setWordWrap(wrap)
        self.setAlignment(paint.leading(self))
        look().changed.connect(self._dress)
        self._dress()

    def minimumSizeHint(self) -> QSize:
        """Words are cut before they make the window grow; of a title something stays."""
        stays = self.font_name == "title" and not self.wordWrap()
        width = min(self.sizeHint().width(), px(LEAST_TITLE)) if stays else 0
        return QSize(width, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cut a line that does not fit by an ellipsis."""
        if self.wordWrap() or self.sizeHint().width() <= self.width():
            super().paintEvent(event)
        else:
            face, ink = look().font(self.font_name), look().color(self.tint)
            paint.text(QPainter(self), self.rect(), self.text(), face, ink)

    def changeEvent(self, event: QEvent) -> None:
        """Begin at the leading side whatever language the words are in; keep the colour where a stylesheet is put on."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.setAlignment(paint.leading(self))
        elif event.type() == QEvent.Type.StyleChange:  # Qt has put the colours of before back by then
            self._dress()

    def set_look(self, *, font: str, tint: str) -> None:
        """Use another font and colour."""
        self.font_name, self.tint = font, tint
        self._dress()

    def _dress(self) -> None:
        self.setFont(look().font(self.font_name))
        ink = self.palette()
        ink.setColor(QPalette.ColorRole.WindowText, look().color(self.tint))
        self.setPalette(ink)


class Card(QFrame):
    """A surface with a hairline round it; add to `body`. A `flat` one has a hairline above it alone."""

    def __init__(self, title: str = "", *, note: str = "", flat: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flat = flat
        self.outer = QVBoxLayout(self)
        self.outer.setSpacing(0)
        self.title = Words(title, font="strong")
        self.note = Words(note, font="label", tint="muted")
        self.head = QHBoxLayout()
        self.head.addWidget(self.title)
        self.head.addWidget(self.note)
        self.head.addStretch(1)
        if title:
            self.setAccessibleName(title)
            self.outer.addLayout(self.head)
        self.body = QVBoxLayout()
        self.outer.addLayout(self.body, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        look().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        inset = 0 if self._flat else px(16)
        self.outer.setContentsMargins(inset, px(10), inset, px(12))
        self.head.setSpacing(px(10))
        self.body.setContentsMargins(0, px(8) if self.title.text() else 0, 0, 0)
        self.body.setSpacing(0)

    def add_action(self, button: QWidget) -> None:
        """Add a control to the trailing end of the head."""
        self.head.addWidget(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface."""
        if self._flat:
            QPainter(self).fillRect(0, 0, self.width(), 1, look().color("line2"))
        else:
            paint.box(QPainter(self), self.rect(), "surface", "line2", radius=6)
