"""Small things that every painted control needs: boxes, text, focus, and mirroring for right to left."""

from functools import cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QWidget

from hsmonitor.ui.theme.look import color, px


def box(painter: QPainter, rect: QRect, fill: str = "", edge: str = "", radius: int = 4, width: float = 1) -> None:
    """Paint a rounded box; `fill` and `edge` are tokens, left out when empty."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(color(fill) if fill else Qt.BrushStyle.NoBrush)
    pen = QPen(color(edge), width) if edge else QPen(Qt.PenStyle.NoPen)
    painter.setPen(pen)
    half = width / 2 if edge else 0
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), px(radius), px(radius))


def text(
    painter: QPainter,
    rect: QRect,
    words: str,
    font: QFont,
    tint: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Paint one line of text in the middle of the height of `rect`, cut with an ellipsis where it does not fit.

    AlignLeft is the leading side and AlignRight the trailing one: the painter turns them round by itself.
    """
    painter.setFont(font)
    painter.setPen(tint)
    cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, _in_the_middle(align), isolated(cut))


@cache
def _in_the_middle(align: Qt.AlignmentFlag) -> int:
    """Return what Qt is to be told, once for each: to join two flags takes Python as long as to measure a word."""
    return int(align | Qt.AlignmentFlag.AlignVCenter)


def isolated(words: str) -> str:
    """Return `words` so that they keep their own direction among others that run from right to left (Unicode TR 9)."""
    return f"\u2068{words}\u2069" if QGuiApplication.isRightToLeft() else words


def two_lines(words: str, font: QFont, width: int) -> list[str]:
    """Return `words` on as many lines of `width` as they need, two at most; the second is cut with an ellipsis."""
    metrics = QFontMetrics(font)
    layout = QTextLayout(words, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    end = line.textLength()
    layout.endLayout()
    rest = words[end:].strip()
    return [words[:end].strip(), metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)] if rest else [words]


def mirrored(widget: QWidget, rect: QRect) -> QRect:
    """Return where `rect` of `widget` lies when the language runs from right to left."""
    return QStyle.visualRect(widget.layoutDirection(), widget.rect(), rect)


def mirrored_in(widget: QWidget, outer: QRect, part: QRect) -> QRect:
    """Return where `part` of the rectangle `outer` of `widget` lies when the language runs from right to left."""
    return QStyle.visualRect(widget.layoutDirection(), outer, part)


def leading(widget: QWidget) -> Qt.AlignmentFlag:
    """Return the alignment of texts that begin at the leading side of `widget`, whatever language they are in."""
    right = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def focus_ring(painter: QPainter, rect: QRect, edge: str = "focus", radius: int = 4) -> None:
    """Paint the ring that shows where the keyboard is."""
    box(painter, rect, edge=edge, radius=radius, width=2)
