"""The icons of the desk: own paths on a grid of 20 with strokes of 1.5, tinted from the tokens."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from hsmonitor.ui.theme.look import look, px

# ruff: noqa: E501  (a path is not wrapped)

PATHS = {
    "overview": "M3 3h6v7H3zM11 3h6v4h-6zM11 9.5h6V17h-6zM3 12.5h6V17H3z",
    "project": "M2.5 5.5a1.5 1.5 0 0 1 1.5-1.5h3.6l1.9 2.2H16a1.5 1.5 0 0 1 1.5 1.5v7A1.5 1.5 0 0 1 16 16.2H4a1.5 1.5 0 0 1-1.5-1.5z",
    "partner": "M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 16.5c0-3 2.3-4.8 5.5-4.8s5.5 1.8 5.5 4.8M12.8 3.8a3 3 0 0 1 0 5.4M14.5 12c2.1.6 3.5 2.2 3.5 4.5",
    "challenge": "M10 3.2 18 16.6H2zM10 8.2v3.8M10 14.2v.2",
    "response": "M10 2.5 16.5 5v4.7c0 3.8-2.7 6.5-6.5 7.8-3.8-1.3-6.5-4-6.5-7.8V5zM7 9.8l2.2 2.2L13.2 8",
    "activity": "M3 5h14v12H3zM3 8.5h14M7 3v3.5M13 3v3.5M7.2 12.6l1.9 1.9 3.7-3.6",
    "lesson": "M10 5.2C8.2 3.8 5.5 3.5 2.5 4v11.5c3-.5 5.7-.2 7.5 1.2 1.8-1.4 4.5-1.7 7.5-1.2V4c-3-.5-5.7-.2-7.5 1.2zM10 5.2v11.5",
    "source": "M13.5 16.5v-13M10 16.5v-13M16 3.5H8.2a3.4 3.4 0 0 0 0 6.8H10",
    "result": "M3 16.5V3.5M3 4.5h11.5l-2.3 3.3 2.3 3.3H3",
    "report": "M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M7.5 9.5h5.5M7.5 12h5.5M7.5 14.5h3.5",
    "history": "M3.5 10a6.5 6.5 0 1 0 2-4.7L3.5 7.2M3.5 3.5v3.7h3.7M10 6.5V10l2.5 1.7",
    "undo": "M7 4 3.5 7.5 7 11M3.5 7.5H12a4.5 4.5 0 0 1 0 9H8",
    "redo": "M13 4l3.5 3.5L13 11M16.5 7.5H8a4.5 4.5 0 0 0 0 9h4",
    "search": "M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l4 4",
    "light": "M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.3l1.4 1.4M14.3 14.3l1.4 1.4M4.3 15.7l1.4-1.4M14.3 5.7l1.4-1.4",
    "dark": "M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5z",
    "system": "M2.5 4h15v10h-15zM7 17h6M10 14v3",
    "help": "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM7.8 7.8c.2-1.4 1.1-2.1 2.3-2.1 1.3 0 2.3.8 2.3 2 0 1.7-2.3 1.9-2.3 3.7M10 13.8v.2",
    "add": "M10 4v12M4 10h12",
    "delete": "M3.5 5.5h13M8 5.5v-2h4v2M5.5 5.5l.8 11h7.4l.8-11M8.5 8.5v5M11.5 8.5v5",
    "close": "M5 5l10 10M15 5 5 15",
    "check": "M4 10.5l4 4 8-9",
    "error": "M10 3.2 18 16.6H2zM10 8.2v3.8M10 14.2v.2",
    "info": "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM10 9v5M10 6.2v.2",
    "clock": "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4.2l2.7 1.8",
    "up": "M5 12.5l5-5 5 5",
    "down": "M5 7.5l5 5 5-5",
    "next": "M7.5 5l5 5-5 5",
    "back": "M12.5 5l-5 5 5 5",
    "open": "M8 4H4v12h12v-4M11 3.5h5.5V9M16 4l-7 7",
    "portfolio": "M3 6.5h14v10H3zM7.2 6.5V4h5.6v2.5M3 11h5.5M11.5 11H17M8.5 9.8h3v2.6h-3z",
    "folder": "M2.5 5.5a1.5 1.5 0 0 1 1.5-1.5h3.6l1.9 2.2H16a1.5 1.5 0 0 1 1.5 1.5v7A1.5 1.5 0 0 1 16 16.2H4a1.5 1.5 0 0 1-1.5-1.5z",
    "copy": "M7 7h10v10H7zM13 7V3H3v10h4",
    "columns": "M3.5 4h13v12h-13z M8 4v12 M12.3 4v12",
    "import": "M10 3v9M6.5 8.5 10 12l3.5-3.5M3.5 13v3.5h13V13",
    "conflict": "M4 7.5h11M12 4.5l3 3-3 3M16 12.5H5M8 9.5l-3 3 3 3",
    "refused": "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM6.5 10h7",
    "unchanged": "M10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
    "save": "M10 3v9.5M6.2 9 10 12.8 13.8 9M3.5 13.5V17h13v-3.5",
    "review": "M3 5.5l1.6 1.6L7.4 4M3 12.5l1.6 1.6L7.4 11M10 6h7.5M10 13h7.5",
    "keep": "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM6.8 10h6.4",
    "raise": "M10 16V4.5M5.5 9 10 4.5 14.5 9",
    "lock": "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
    "edit": "M4 16l.8-3.5L13.5 3.8l2.7 2.7-8.7 8.7z",
}  # fmt: skip

_KINDS = {
    "fund": "folder", "statement": "source", "citation": "source", "contact": "partner", "engagement": "partner",
    "person": "partner", "assessment": "check", "review": "check", "theme_exemption": "check", "attachment": "copy",
    "meeting": "activity", "saved_view": "columns", "report_definition": "report", "import_match": "open",
    "level_cell": "overview", "office": "folder",
}  # fmt: skip
"""Icons of the kinds of record that have none of their own."""

_MIRRORED = {"back": "next", "next": "back", "undo": "redo", "redo": "undo"}
"""Arrows that point the other way where the language runs from right to left."""

_LOGO = (
    '<path d="M10 1.5 17.5 4.2v5.3c0 4.3-3 7.4-7.5 9-4.5-1.6-7.5-4.7-7.5-9V4.2z" fill="none" stroke="#FFFFFF" stroke-width="1.4"/>'
    '<path d="M7 13v-2.5" stroke="#B8C9DF" stroke-width="1.8"/><path d="M10 13V8.5" stroke="#FFFFFF" stroke-width="1.8"/>'
    '<path d="M13 13V6.5" stroke="#FFD166" stroke-width="1.8"/>'
)


def of_kind(kind: str) -> str:
    """Return the name of the icon of a kind of record."""
    return _KINDS.get(kind, kind)


def icon(name: str, tint: str = "text2") -> QIcon:
    """Return an icon in the colour of the token `tint`."""
    return QIcon(pixmap(name, look().color(tint).name(), px(20)))


@cache
def pixmap(name: str, tint: str, size: int) -> QPixmap:
    """Return an icon in the colour `tint` (#RRGGBB), `size` pixels wide and high."""
    body = f'<path d="{PATHS[name]}" fill="none" stroke="{tint}" stroke-width="1.5"/>' if name in PATHS else _LOGO
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" stroke-linecap="round" stroke-linejoin="round">{body}</svg>'
    return _rendered(svg, size)


def _rendered(svg: str, size: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QApplication) else 1.0
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def paint_icon(painter: QPainter, name: str, tint: QColor, x: int, y: int, size: int) -> None:
    """Paint an icon with its upper left corner at x, y."""
    if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        name = _MIRRORED.get(name, name)
    painter.drawPixmap(x, y, pixmap(name, tint.name(), size))
