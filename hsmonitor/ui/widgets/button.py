"""The buttons of the desk: primary, plain, quiet and link, with an icon and the key that does the same."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, look, px, text_width
from hsmonitor.ui.widgets.key_names import key_name, with_key

_FACES = {  # fill, fill under the pointer, edge, text
    "primary": ("accent", "accent_hover", "", "on_accent"),
    "plain": ("surface", "accent_soft", "edge", "text"),
    "quiet": ("", "accent_soft", "", "text2"),
    "chip": ("accent_soft", "accent_mid", "accent", "text"),
    "link": ("", "accent_soft", "", "accent"),
    "danger": ("", "danger_soft", "", "danger"),
    "bar": ("", "bar_field", "", "bar_text"),
}


class Button(QPushButton):
    """A push button; `key` is shown on a key cap and works where `shortcut` is asked for."""

    def __init__(
        self,
        label: str,
        *,
        role: str = "plain",
        icon: str = "",
        key: str = "",
        shortcut: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label)
        if (
            parent
        ):  # by itself: told of a parent, even of none, PySide6 looks for an icon and makes the names of them all
            self.setParent(parent)
        self.role = role
        self.icon_name = icon
        self.key = key
        self._terse = self._capped = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if shortcut:
            QShortcut(QKeySequence(key), self, self.click)  # a button's own shortcut clicks 100 ms later
        look().changed.connect(self._renew)

    def set_terse(self, terse: bool, *, capped: bool = False) -> None:
        """Show the icon alone where there is one, or leave out the key cap where `capped`; what it does stays the same."""
        terse = terse and bool(self.icon_name)
        if (terse, capped) != (self._terse, self._capped):
            self._terse, self._capped = terse, capped
            if not self.toolTip() and terse:
                self.setToolTip(self.text())
            self._renew()

    @property
    def _label(self) -> str:
        return "" if self._terse else self.text()

    @property
    def _cap(self) -> str:
        return "" if self._terse or self._capped else self.key

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()

    def _key_width(self) -> int:
        return QFontMetrics(font("key")).horizontalAdvance(on_cap(self._cap)) + px(10) if self._cap else 0

    def sizeHint(self) -> QSize:
        """As wide as icon, label and key cap need."""
        parts = [px(18)] if self.icon_name else []
        if self._label:
            parts.append(QFontMetrics(font("strong")).horizontalAdvance(self._label) + px(1))
        if self._cap:
            parts.append(self._key_width())
        return QSize(sum(parts) + px(8) * (len(parts) - 1) + 2 * self._inset(), px(24 if self.role == "link" else 30))

    def minimumSizeHint(self) -> QSize:
        """The label is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the face, then icon, label and key cap from the leading edge."""
        painter = QPainter(self)
        fill, over, edge, tint = _FACES[self.role]
        lit = self.underMouse() or self.isDown()
        if self.isEnabled():
            paint.box(painter, self.rect(), over if lit else fill, edge)
        if not self.isEnabled() and self.role == "primary":
            paint.box(painter, self.rect(), "sunken", "line2")
        ink = color(tint if self.isEnabled() else "bar_edge" if self.role == "bar" else "muted")
        self._paint_content(painter, ink)
        if self.hasFocus() and self._by_keyboard():
            ring = "bar_focus" if self.role in ("bar", "primary") else "focus"
            paint.focus_ring(painter, self.rect().adjusted(1, 1, -1, -1), ring)

    def _by_keyboard(self) -> bool:
        return self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)

    def _paint_content(self, painter: QPainter, tint: QColor) -> None:
        inset = (self.width() - (self.sizeHint().width() - 2 * self._inset())) // 2
        x = inset
        if self.icon_name:
            spot = paint.mirrored(self, QRect(x, (self.height() - px(18)) // 2, px(18), px(18)))
            icons.paint_icon(painter, self.icon_name, tint, spot.x(), spot.y(), px(18))
            x += px(18) + px(8)
        name = "strong" if self.role == "primary" else "body"
        width = QFontMetrics(font("strong")).horizontalAdvance(self._label) + px(1)
        area = paint.mirrored(self, QRect(QPoint(x, 0), QSize(width, self.height())))
        paint.text(painter, area, self._label, font(name), tint, Qt.AlignmentFlag.AlignHCenter)
        if self._cap:
            after = width + px(8) if self._label else 0
            cap = QRect(x + after, self.height() // 2 - px(9), self._key_width(), px(18))
            paint_key_cap(painter, paint.mirrored(self, cap), self.key, on_accent=self.role == "primary")

    def _inset(self) -> int:
        return px(6) if self.role in ("link", "bar") else px(12)


class KeyCap(QWidget):
    """A key cap beside what the key does; a screen reader hears of the key where it works."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As wide as its words need."""
        return QSize(max(px(20), QFontMetrics(font("key")).horizontalAdvance(on_cap(self.key)) + px(10)), px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cap."""
        paint_key_cap(QPainter(self), self.rect(), self.key)


def on_cap(sequence: str) -> str:
    """Return what a key cap says."""
    return key_name(sequence).replace("+", " ")


def paint_key_cap(painter: QPainter, rect: QRect, key: str, *, on_accent: bool = False) -> None:
    """Paint a key cap."""
    paint.box(painter, rect, "" if on_accent else "sunken", "on_accent" if on_accent else "line2", radius=3)
    ink = color("on_accent" if on_accent else "text2")
    paint.text(painter, rect, on_cap(key), font("key"), ink, Qt.AlignmentFlag.AlignHCenter)


class Actions(QWidget):
    """Buttons at the trailing end of a head; where there is no room they leave out key caps, then labels."""

    def __init__(self, *buttons: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = buttons
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addStretch(1)
        for button in buttons:
            self._row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look().changed.connect(self._fit)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the icons, and for the label of a primary button."""
        shown = [button for button in self._buttons if not button.isHidden()]
        return QSize(sum(map(_least, shown)) + self._row.spacing() * len(shown), px(30))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._row.setSpacing(px(8))
        for terse, capped in ((False, False), (False, True), (True, True)):
            for button in self._buttons:
                button.set_terse(terse and button.role != "primary", capped=capped)
            wanted = (button.sizeHint().width() + px(8) for button in self._buttons if not button.isHidden())
            if sum(wanted) <= self.width():
                break


def _least(button: Button) -> int:
    if button.icon_name and not (button.role == "primary" and button.text()):
        return px(42)
    return text_width("strong", button.text()) + px(51 if button.icon_name else 26)


class IconButton(Button):
    """A button of an icon alone; its name is what screen readers say and the tool tip shows."""

    def __init__(
        self, icon: str, name: str, *, role: str = "quiet", key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__("", role=role, icon=icon, parent=parent)
        self.setAccessibleName(name)
        self.setToolTip(with_key(name, key) if key else name)
        if key:
            QShortcut(QKeySequence(key), self, self.click)
