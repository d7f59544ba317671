"""The style of stock controls: Fusion, with buttons and focus as the desk draws them."""

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProxyStyle, QStyle

from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, font, look, px

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QApplication, QStyleOption, QWidget

RINGS_ROWS = "rings rows"
"""The property of a table that rings the row with the keyboard itself, not a single cell."""


class DeskStyle(QProxyStyle):
    """Fusion whose push buttons are flat and rounded, so that stock dialogs match the pages."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: "QStyleOption",
        painter: "QPainter",
        widget: "QWidget | None" = None,
    ) -> None:
        """Paint the face of a push button ourselves, all else as Fusion does."""
        if element == QStyle.ControlElement.CE_PushButtonBevel:
            _face(option, painter)
        else:
            super().drawControl(element, option, painter, widget)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: "QStyleOption",
        painter: "QPainter",
        widget: "QWidget | None" = None,
    ) -> None:
        """Paint the focus ring ourselves; tables draw their own."""
        if element == QStyle.PrimitiveElement.PE_FrameFocusRect:
            rings_itself = widget is not None and widget.property(RINGS_ROWS)
            if not rings_itself and bool(option.state & QStyle.StateFlag.State_KeyboardFocusChange):
                paint.focus_ring(painter, option.rect)
            return
        if element == QStyle.PrimitiveElement.PE_PanelScrollAreaCorner:
            painter.fillRect(option.rect, color("canvas"))
            return
        super().drawPrimitive(element, option, painter, widget)

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: "QStyleOption | None" = None, widget: "QWidget | None" = None
    ) -> int:
        """Icons inside fields follow the zoom."""
        if metric in (QStyle.PixelMetric.PM_SmallIconSize, QStyle.PixelMetric.PM_LineEditIconSize):
            return px(16)
        return super().pixelMetric(metric, option, widget)


def _face(option: "QStyleOption", painter: "QPainter") -> None:
    pressed = bool(option.state & (QStyle.StateFlag.State_Sunken | QStyle.StateFlag.State_On))
    over = bool(option.state & QStyle.StateFlag.State_MouseOver)
    painter.save()
    paint.box(painter, option.rect, "accent_mid" if pressed else "accent_soft" if over else "surface", "edge")
    painter.restore()


_SHEET = """
QLineEdit, QPlainTextEdit {{ border: 1px solid {edge}; border-radius: {radius}px; padding: {high}px {wide}px;
    background: {surface}; color: {text}; selection-background-color: {accent}; selection-color: {on_accent};
    placeholder-text-color: {muted}; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: {high1}px {wide1}px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: 2px solid {danger}; background: {danger_soft};
    padding: {high1}px {wide1}px; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: {bar}px; }}
QScrollBar:horizontal {{ height: {bar}px; }}
QScrollBar::handle {{ background: {line2}; border-radius: {radius}px; min-height: {grip}px; min-width: {grip}px; margin: 1px; }}
QScrollBar::handle:hover {{ background: {edge}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QTableCornerButton::section {{ background: {sunken}; border: 0; border-bottom: 1px solid {line2};
    border-right: 1px solid {line2}; }}
QComboBox {{ padding-left: {high}px; }}
QScrollArea {{ border: none; background: transparent; }}
"""


def stylesheet() -> str:
    """Return what the style alone cannot say: fields, scroll bars, tool tips."""
    names = (
        "surface",
        "edge",
        "accent",
        "on_accent",
        "text",
        "line2",
        "raised",
        "danger",
        "danger_soft",
        "muted",
        "sunken",
    )
    sizes = {"radius": px(4), "high": px(4), "wide": px(7), "bar": px(10), "grip": px(24)}
    sizes |= {"high1": sizes["high"] - 1, "wide1": sizes["wide"] - 1}
    return _SHEET.format(**{name: color(name).name() for name in names}, **sizes)


@cache
def dress(application: "QApplication") -> None:
    """Give the program its style, once, and renew what depends on theme and zoom whenever they change."""
    from PySide6.QtWidgets import QToolTip

    application.setStyle(DeskStyle())

    def renew() -> None:
        palette = look().palette()
        application.setPalette(palette)
        application.setFont(font("body"))
        QToolTip.setPalette(palette)
        QToolTip.setFont(font("label"))

    look().changed.connect(renew)
    renew()
