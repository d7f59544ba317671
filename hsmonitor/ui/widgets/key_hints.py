"""What keys do here, in one line: a key cap and a word each."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hsmonitor.language import _
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, font, look, px, text_width
from hsmonitor.ui.widgets.key_names import key_name


class KeyHints(QWidget):
    """Pairs of keys, as Qt writes them, and what they do; `inset` and `height` in pixels at 100 %."""

    def __init__(
        self,
        hints: Sequence[tuple[tuple[str, ...], str]],
        *,
        inset: int = 20,
        height: int = 38,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hints = [(tuple(map(key_name, keys)), what) for keys, what in hints]
        self._inset, self._height = inset, height
        pairs = (_("{key}: {what}").format(key=" ".join(keys), what=what) for keys, what in self._hints)
        self.setAccessibleName("; ".join(pairs))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As high as it is asked to be."""
        return QSize(px(200), px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint caps and words from the leading edge; what does not fit is left out."""
        painter, x = QPainter(self), px(self._inset)
        for keys, what in self._hints:
            caps, words = [text_width("key", key) + px(10) for key in keys], text_width("label", what) + px(2)
            if x + sum(caps) + px(4) * len(caps) + words > self.width():
                break
            for key, width in zip(keys, caps, strict=True):
                self._paint_cap(painter, QRect(x, self.height() // 2 - px(9), width, px(18)), key)
                x += width + px(4)
            area = paint.mirrored(self, QRect(x + px(4), 0, words, self.height()))
            paint.text(painter, area, what, font("label"), color("text2"))
            x += px(4) + words + px(16)

    def _paint_cap(self, painter: QPainter, place: QRect, key: str) -> None:
        box = paint.mirrored(self, place)
        paint.box(painter, box, "sunken", "line2", radius=3)
        paint.text(painter, box, key, font("key"), color("text2"), Qt.AlignmentFlag.AlignHCenter)
