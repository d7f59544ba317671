"""The dark bar on top: which portfolio this is, undo and redo, theme and help."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QStyle, QWidget

from hsmonitor.language import _
from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, look, px, text_width
from hsmonitor.ui.widgets.button import Button, IconButton, on_cap
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.key_names import with_key

LONGEST_TITLE = 28
_ROOMS = ((1100, 300, 220, True), (900, 220, 190, False), (740, 180, 120, False), (0, 150, 44, False))
"""From which width of the window, at 100 %: how wide chooser and search are, and whether the caption is shown."""
_THEMES = ("system", "light", "dark")


class BarField(QAbstractButton):
    """A field of the dark bar that opens something: icon, words, and a key cap or a chevron at its end."""

    def __init__(self, icon: str, words: str, *, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._cap, self._strong = icon, on_cap(key) if key else "", False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_words(words)

    def set_words(self, words: str, *, strong: bool = True) -> None:
        """Show `words`."""
        self._strong = strong
        self.setText(words)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """30 high."""
        return QSize(px(220), px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field."""
        painter, rect, direction = QPainter(self), self.rect(), self.layoutDirection()
        paint.box(painter, rect, "bar_field", "bar_edge" if self.underMouse() else "")
        spot = QStyle.visualRect(direction, rect, QRect(px(10), (rect.height() - px(16)) // 2, px(16), px(16)))
        icons.paint_icon(painter, self._icon, color("bar_text2"), spot.x(), spot.y(), px(16))
        end = text_width("key", self._cap) + px(20) if self._cap else px(30)
        if rect.width() >= px(34) + end:
            words = QStyle.visualRect(direction, rect, QRect(px(34), 0, rect.width() - px(34) - end, rect.height()))
            tint, face = color("bar_text2" if self._cap else "bar_text"), font("strong" if self._strong else "body")
            paint.text(painter, words, self.text(), font("body") if self._cap else face, tint)
            last = QRect(rect.width() - end + px(4), 0, end - px(12), rect.height())
            self._paint_end(painter, QStyle.visualRect(direction, rect, last))
        self._ring(painter)

    def _paint_end(self, painter: QPainter, place: QRect) -> None:
        """Paint the key cap, or a chevron where there is no key."""
        ink = color("bar_text2")
        if self._cap:
            paint.box(painter, place.adjusted(0, px(7), 0, -px(7)), "", "bar_edge", radius=3)
            paint.text(painter, place, self._cap, font("key"), ink, Qt.AlignmentFlag.AlignHCenter)
        else:
            spot = place.center()
            icons.paint_icon(painter, "down", ink, spot.x() - px(7), spot.y() - px(7), px(14))

    def _ring(self, painter: QPainter) -> None:
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            paint.focus_ring(painter, self.rect(), "bar_focus")


class ContextBar(QWidget):
    """The bar; it asks for what its buttons do by its signals."""

    undo = Signal()
    redo = Signal()
    choosing = Signal()
    finding = Signal()
    looking_back = Signal()
    help = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Context bar"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._logo = QLabel()
        self.portfolio = Button("", role="bar", icon="portfolio")
        self.caption = Words(font="label", tint="bar_text2")
        self.undo_button = IconButton("undo", _("Undo"), role="bar")
        self.redo_button = IconButton("redo", _("Redo"), role="bar")
        self.past_button = IconButton("clock", _("As of an earlier day (Ctrl+Shift+H)"), role="bar")
        self.theme_button = IconButton("system", _("Theme"), role="bar")
        self.help_button = IconButton("help", _("Help of this page (F1)"), role="bar")
        self.project = BarField("project", _("Project"))
        self.search = BarField("search", _("Find or do anything"), key="Ctrl+K")
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)
        self.past_button.clicked.connect(self.looking_back)
        self.theme_button.clicked.connect(self._next_theme)
        self.help_button.clicked.connect(self.help)
        self.project.clicked.connect(self.choosing)
        self.search.clicked.connect(self.finding)
        self._lay_out()
        look().changed.connect(self._dress)
        self._dress()

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        for widget in (self._logo, self.project, self.portfolio, self.caption):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self.search)
        for button in (self.undo_button, self.redo_button, self.past_button, self.theme_button, self.help_button):
            self._row.addWidget(button)

    def set_portfolio(self, title: str, caption: str) -> None:
        """Say which portfolio this is, and what it holds."""
        self.portfolio.setText(title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…")
        self.portfolio.setAccessibleName(_("Portfolio {name}").format(name=title))
        self.portfolio.setToolTip(_("{name}: open another, backups, copies").format(name=title))
        self.portfolio.updateGeometry()
        self.caption.setText(caption)

    def set_project(self, words: str, *, narrowed: bool) -> None:
        """Say which project everything is narrowed to."""
        self.project.set_words(words, strong=narrowed)
        self.project.setToolTip(_("Choose the project that everything is narrowed to (Ctrl+J)"))

    def set_steps(self, undo: str, redo: str) -> None:
        """Name what undo and redo would take back; an empty text means that there is nothing."""
        steps = ((self.undo_button, undo, _("Undo: {name}"), _("Nothing to undo"), "Ctrl+Z"),
                 (self.redo_button, redo, _("Redo: {name}"), _("Nothing to redo"), "Ctrl+Y"))  # fmt: skip
        for button, name, pattern, nothing, key in steps:
            words = pattern.format(name=name) if name else nothing
            button.setEnabled(bool(name))
            button.setAccessibleName(words)
            button.setToolTip(with_key(words, key))

    def _next_theme(self) -> None:
        look().set_theme(_THEMES[(_THEMES.index(look().theme) + 1) % len(_THEMES)])

    def _dress(self) -> None:
        self._logo.setPixmap(icons.pixmap("logo", "#FFFFFF", px(30)))
        self._row.setContentsMargins(px(25), 0, px(16), 0)
        self._row.setSpacing(px(12))
        self.theme_button.icon_name = look().theme
        names = {"system": _("Theme: as the system"), "light": _("Theme: light"), "dark": _("Theme: dark")}
        self.theme_button.setAccessibleName(names[look().theme])
        self.theme_button.setToolTip(names[look().theme])
        self.fit()

    def fit(self) -> None:
        """Give chooser and search the room that the window has; what is less needed goes first."""
        effective = self.window().width() * 100 / look().zoom
        _from, chooser, search, captioned = next(room for room in _ROOMS if effective >= room[0])
        self.project.setFixedWidth(px(chooser))
        self.search.setFixedWidth(px(search))
        self.caption.setVisible(captioned)
        self.portfolio.set_terse(effective < _ROOMS[1][0])
        self._row.setSpacing(px(12 if captioned else 6))
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new width."""
        super().resizeEvent(event)
        self.fit()

    def sizeHint(self) -> QSize:
        """46 high."""
        return QSize(px(300), px(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dark ground."""
        QPainter(self).fillRect(QRect(0, 0, self.width(), self.height()), color("bar"))
