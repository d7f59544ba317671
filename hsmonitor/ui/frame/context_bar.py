"""The dark bar on top: which portfolio this is, undo and redo, theme and help."""

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from hsmonitor.language import _
from hsmonitor.ui.theme import icons
from hsmonitor.ui.theme.look import color, look, px
from hsmonitor.ui.widgets.button import IconButton
from hsmonitor.ui.widgets.card import Words

_THEMES = ("system", "light", "dark")


class ContextBar(QWidget):
    """The bar; it asks for what its buttons do by its signals."""

    undo = Signal()
    redo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Context bar"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._logo = QLabel()
        self.title = Words(font="strong", tint="bar_text")
        self.caption = Words(font="label", tint="bar_text2")
        self.undo_button = IconButton("undo", _("Undo"), role="bar")
        self.redo_button = IconButton("redo", _("Redo"), role="bar")
        self.theme_button = IconButton("system", _("Theme"), role="bar")
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)
        self.theme_button.clicked.connect(self._next_theme)
        self._row = QHBoxLayout(self)
        for words in (self._logo, self.title, self.caption):
            self._row.addWidget(words)
        self._row.addStretch(1)
        for button in (self.undo_button, self.redo_button, self.theme_button):
            self._row.addWidget(button)
        look().changed.connect(self._dress)
        self._dress()

    def set_portfolio(self, title: str, caption: str) -> None:
        """Say which portfolio this is, and what it holds."""
        self.title.setText(title)
        self.caption.setText(caption)

    def set_steps(self, undo: str, redo: str) -> None:
        """Name what undo and redo would take back; an empty text means that there is nothing."""
        steps = ((self.undo_button, undo, _("Undo: {name}"), _("Nothing to undo"), "Ctrl+Z"),
                 (self.redo_button, redo, _("Redo: {name}"), _("Nothing to redo"), "Ctrl+Y"))  # fmt: skip
        for button, name, pattern, nothing, key in steps:
            words = pattern.format(name=name) if name else nothing
            button.setEnabled(bool(name))
            button.setAccessibleName(words)
            button.setToolTip(f"{words} ({key})")

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
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """46 high."""
        return QSize(px(300), px(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dark ground."""
        QPainter(self).fillRect(QRect(0, 0, self.width(), self.height()), color("bar"))
