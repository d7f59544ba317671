"""Small things that every painted control needs: boxes, text, focus, and mirroring for right to left."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout
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
    """Paint one line of text in the middle of the height of `rect`, cut with an ellipsis where it does not fit."""
    painter.setFont(font)
    painter.setPen(tint)
    cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(align | Qt.AlignmentFlag.AlignVCenter), cut)


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


def focus_ring(painter: QPainter, rect: QRect, edge: str = "focus", radius: int = 4) -> None:
    """Paint the ring that shows where the keyboard is."""
    box(painter, rect, edge=edge, radius=radius, width=2)
