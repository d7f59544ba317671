"""Colours, sizes and fonts of the desk; one object for the whole program.

Sizes are written for a zoom of 100% and go through `px`, so that pages know one scale only. Whoever paints listens to
`look().changed`, which is emitted when theme or zoom change.
"""

from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette

from hsmonitor.ui.theme.tokens import tokens

ZOOM_STEPS = (80, 90, 100, 110, 125, 150, 175, 200)
SMALLEST_FONT = 10

_FONTS = {  # size in px at 100%, weight, italic
    "display": (24, QFont.Weight.DemiBold, False),
    "title": (18, QFont.Weight.DemiBold, False),
    "record": (15, QFont.Weight.DemiBold, False),
    "body": (13, QFont.Weight.Normal, False),
    "strong": (13, QFont.Weight.DemiBold, False),
    "missing": (13, QFont.Weight.Normal, True),
    "label": (12, QFont.Weight.Normal, False),
    "label strong": (12, QFont.Weight.DemiBold, False),
    "key": (11, QFont.Weight.Normal, False),
}

_ROLES = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.Highlight: "accent_soft",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Mid: "line2",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Shadow: "line2",
}


class Look(QObject):
    """Theme ("light", "dark" or "system") and zoom (percent) of the whole program."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme = "system"
        self.zoom = 100
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[str, QFont] = {}
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def dark(self) -> bool:
        """Whether the dark colours are in use."""
        if self.theme != "system":
            return self.theme == "dark"
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def set_theme(self, theme: str) -> None:
        """Use "light", "dark" or the "system" choice."""
        if theme != self.theme and theme in ("light", "dark", "system"):
            self.theme = theme
            self._renew()

    def set_zoom(self, percent: int) -> None:
        """Use the zoom step nearest to `percent`."""
        nearest = min(ZOOM_STEPS, key=lambda step: abs(step - percent))
        if nearest != self.zoom:
            self.zoom = nearest
            self._renew()

    def step_zoom(self, steps: int) -> None:
        """Zoom in or out by `steps`."""
        index = ZOOM_STEPS.index(self.zoom) + steps
        self.set_zoom(ZOOM_STEPS[max(0, min(index, len(ZOOM_STEPS) - 1))])

    def _system_changed(self) -> None:
        if self.theme == "system":
            self._renew()

    def _renew(self) -> None:
        self._colors.clear()
        self._fonts.clear()
        self.changed.emit()

    def color(self, token: str) -> QColor:
        """Return the colour of a token."""
        if token not in self._colors:
            self._colors[token] = QColor(tokens()["dark" if self.dark else "light"][token])
        return self._colors[token]

    def font(self, name: str) -> QFont:
        """Return one of the fonts of the desk: display, title, record, body, strong, missing, label, key."""
        if name not in self._fonts:
            size, weight, italic = _FONTS[name]
            font = QFont(QGuiApplication.font())
            font.setPixelSize(max(SMALLEST_FONT, self.px(size)))
            font.setWeight(weight)
            font.setItalic(italic)
            self._fonts[name] = font
        return self._fonts[name]

    def px(self, size: float) -> int:
        """Return the pixels of `size` at the present zoom; what is there at all stays at least one pixel."""
        scaled = round(size * self.zoom / 100)
        return scaled if scaled or not size else 1

    def palette(self) -> QPalette:
        """Return the palette by which stock controls follow the theme."""
        palette = QPalette()
        for role, token in _ROLES.items():
            palette.setColor(role, self.color(token))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("muted"))
        return palette


@cache
def look() -> Look:
    """Return the look of the program; there must be a QGuiApplication."""
    return Look()


def px(size: float) -> int:
    """Return the pixels of `size` at the present zoom."""
    return look().px(size)


def color(token: str) -> QColor:
    """Return the colour of a token in the present theme."""
    return look().color(token)


def font(name: str) -> QFont:
    """Return one of the fonts of the desk."""
    return look().font(name)


def text_width(name: str, text: str) -> int:
    """Return how wide `text` is in one of the fonts of the desk, in pixels."""
    return QFontMetrics(look().font(name)).horizontalAdvance(text)
