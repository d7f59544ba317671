"""The card over an empty sheet: three ways in. The sheet behind it is ready; the first letter typed closes the card."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hsmonitor.domain.record import Record
from hsmonitor.language import _
from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, look, px, text_width
from hsmonitor.ui.widgets.button import paint_key_cap
from hsmonitor.ui.widgets.card import Words


class Way(QAbstractButton):
    """One way in: icon, what to do, a note, the key that does it."""

    def __init__(self, icon: str, words: str, note: str, key: str) -> None:
        super().__init__()
        self._icon, self._note, self._key = icon, note, key
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(note)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """54 high."""
        return QSize(px(420), px(54))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it as a card of its own."""
        painter = QPainter(self)
        lit = self.underMouse() or self.hasFocus()
        paint.box(painter, self.rect(), "accent_soft" if lit else "surface", "accent" if lit else "line2")
        spot = paint.mirrored(self, QRect(px(14), (self.height() - px(20)) // 2, px(20), px(20)))
        icons.paint_icon(painter, self._icon, color("accent"), spot.x(), spot.y(), px(20))
        cap = text_width("key", self._key) + px(14)
        room = self.width() - px(48) - cap - px(20)
        upper = paint.mirrored(self, QRect(px(48), px(8), room, px(20)))
        lower = paint.mirrored(self, QRect(px(48), px(28), room, px(18)))
        paint.text(painter, upper, self.text(), font("strong"), color("text"))
        paint.text(painter, lower, self._note, font("label"), color("text2"))
        corner = QRect(self.width() - cap - px(12), (self.height() - px(18)) // 2, cap, px(18))
        paint_key_cap(painter, paint.mirrored(self, corner), self._key)


ABOVE = 92
"""Pixels at 100 % that the header and the ready line take above the card."""


class EmptyCard(QFrame):
    """Stands in the middle of `over`. `typing`, `pasting` and `opening` tell which way was taken."""

    typing = Signal()
    pasting = Signal()
    opening = Signal()

    def __init__(self, record: type[Record], over: QWidget) -> None:
        super().__init__(over)
        self._over, self._wanted = over, False
        words = _("No {records} yet").format(records=record.plural.lower())
        self.setAccessibleName(words)
        self._head = Words(words, font="record")
        self._note = Words(_("Each of these can be undone."), tint="text2")
        self._icon = icons.of_kind(record.kind)
        self.type = Way("edit", _("Type in the first row"), _("the sheet behind this card is ready now"), "F2")
        self.paste = Way(
            "copy", _("Paste rows copied from Excel"), _("columns are matched, you see a preview first"), "Ctrl+V"
        )
        self.file = Way("open", _("Open an Excel or CSV file"), _("such as the list of last year"), "Ctrl+I")
        self.type.clicked.connect(self.typing)
        self.paste.clicked.connect(self.pasting)
        self.file.clicked.connect(self.opening)
        self._lay_out()
        look().changed.connect(self._measure)
        self._measure()
        self.hide()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        head, words = QHBoxLayout(), QVBoxLayout()
        self._space = QWidget()
        head.addWidget(self._space)
        words.addWidget(self._head)
        words.addWidget(self._note)
        head.addLayout(words, 1)
        self._column.addLayout(head)
        for way in (self.type, self.paste, self.file):
            self._column.addWidget(way)

    def _measure(self) -> None:
        self._column.setContentsMargins(px(22), px(20), px(22), px(18))
        self._column.setSpacing(px(8))
        self._space.setFixedSize(px(54), px(44))
        self.place()

    def place(self) -> None:
        """Stand in the middle, under the ready line; where there is no room for that, the line alone is the way in."""
        room = self._over.rect()
        size = self.sizeHint().boundedTo(QSize(room.width() - px(24), room.height()))
        below = px(ABOVE)
        y = max(below, (room.height() - size.height()) // 3)
        self.setGeometry((room.width() - size.width()) // 2, y, size.width(), size.height())
        self.setVisible(self._wanted and y + size.height() <= room.height())

    def show_if(self, wanted: bool) -> None:
        """Show the card, or hide it."""
        self._wanted = wanted
        self.place()
        if wanted:
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card and the icon of its kind."""
        painter = QPainter(self)
        paint.box(painter, self.rect(), "raised", "line2", radius=8)
        ground = paint.mirrored(self, QRect(px(22), px(22), px(40), px(40)))
        paint.box(painter, ground, "accent_soft")
        icons.paint_icon(painter, self._icon, color("accent"), ground.x() + px(10), ground.y() + px(10), px(20))
