"""What keys do here, in one line: a key cap and a word each."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hsmonitor.language import _
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, font, look, px, text_width


class KeyHints(QWidget):
    """Pairs of a key, as it is printed on the keyboard, and what it does."""

    def __init__(self, hints: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints = hints
        pairs = (_("{key}: {what}").format(key=key, what=what) for key, what in hints)
        self.setAccessibleName("; ".join(pairs))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """38 high."""
        return QSize(px(200), px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint caps and words from the leading edge; what does not fit is left out."""
        painter, x = QPainter(self), px(20)
        for key, what in self._hints:
            cap, words = text_width("key", key) + px(10), text_width("label", what) + px(2)
            if x + cap + px(8) + words > self.width():
                break
            box = paint.mirrored(self, QRect(x, self.height() // 2 - px(9), cap, px(18)))
            paint.box(painter, box, "sunken", "line2", radius=3)
            paint.text(painter, box, key, font("key"), color("text2"), Qt.AlignmentFlag.AlignHCenter)
            area = paint.mirrored(self, QRect(x + cap + px(8), 0, words, self.height()))
            paint.text(painter, area, what, font("label"), color("text2"))
            x += cap + px(8) + words + px(16)
