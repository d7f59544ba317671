"""Where messages stand: over a page, so that nothing that is read or typed moves when one comes or goes."""

from weakref import WeakSet

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from shiboken6 import isValid

from hsmonitor.ui.theme.look import px

WIDEST = 760
"""Pixels at 100 % of a message, which is read in one look."""
GAP = 12
"""Pixels at 100 % between a message and what it may not touch."""
AROUND = 24
"""Pixels at 100 % above and below a field in which its label stands, or what is wrong with it."""

_floating: "WeakSet[Floating]" = WeakSet()
"""All there are. They are not looked for among the children of a window: they are asked for while the keyboard leaves a dialog
that is going, and a widget that is half gone ends the program (std::bad_typeid) where PySide asks what it is."""


class Floating(QObject):
    """Keeps `message` at the foot of `room`, at its head while the keyboard is at the foot; `parent` lies under both.

    Where another one stands already it goes beside it: none lies on another. `height` is the part of the room that is above
    the message, all of it where nothing is said.
    """

    def __init__(self, message: QWidget, room: QWidget, parent: QWidget | None = None, *, height: float = 1) -> None:
        super().__init__(message)
        self.message = message
        self._room, self._height = room, height
        _floating.add(self)
        message.setParent(parent or room)
        message.hide()
        room.installEventFilter(self)
        message.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self.place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the room, and what the message says."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self.place()
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """Put the message where it covers nothing that is being typed."""
        message, parent = self.message, self.message.parentWidget()
        if parent is None or message.isHidden():
            return
        place = self._free(parent)
        if message.geometry() != place:
            message.setGeometry(place)
        if layout := message.layout():
            layout.setGeometry(
                message.rect()
            )  # at once: what it was told while it was hidden would be laid out as before
        message.raise_()

    def _free(self, parent: QWidget) -> QRect:
        """Return the foot of the room, or its head, as far from the end as others that stand there want."""
        typed, others = _typed_in(parent), self._others(parent)
        foot = self._foot(parent)
        head = foot.translated(0, self._room.mapTo(parent, QPoint()).y() + px(GAP) - foot.y())
        for end, step in ((foot, -1), (head, 1)):
            place = _beside(end, others, step)
            if not place.intersects(typed):
                return place
        return foot

    def _foot(self, parent: QWidget) -> QRect:
        corner, gap = self._room.mapTo(parent, QPoint()), px(GAP)
        width = min(px(WIDEST), self._room.width() - 2 * gap)
        wraps = self.message.hasHeightForWidth()
        height = self.message.heightForWidth(width) if wraps else self.message.sizeHint().height()
        x = corner.x() + (self._room.width() - width) // 2
        return QRect(x, corner.y() + round(self._room.height() * self._height) - height - gap, width, height)

    def _others(self, parent: QWidget) -> list[QRect]:
        """Return where in `parent` other messages of the window stand."""
        others = [one.message for one in _floating if one is not self and isValid(one.message)]
        others = [other for other in others if other.isVisible() and other.window() is parent.window()]
        return [QRect(parent.mapFromGlobal(other.mapToGlobal(QPoint())), other.size()) for other in others]


def _beside(place: QRect, others: list[QRect], step: int) -> QRect:
    """Return `place`, moved up (`step` -1) or down (1) past each of `others` that it would lie on."""
    for other in sorted(others, key=lambda one: step * one.y()):
        if place.intersects(other):
            y = other.bottom() + 1 + px(GAP) // 2 if step > 0 else other.y() - px(GAP) // 2 - place.height()
            place = QRect(place.x(), y, place.width(), place.height())
    return place


def _typed_in(parent: QWidget) -> QRect:
    """Return where in `parent` the keyboard writes; nothing where that is elsewhere, or it writes nothing."""
    typed = parent.window().focusWidget()
    writes = typed is not None and typed.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    if typed is None or not writes or not parent.isAncestorOf(typed):
        return QRect()
    if isinstance(typed, QAbstractItemView):
        return typed.visualRect(typed.currentIndex()).translated(typed.viewport().mapTo(parent, QPoint()))
    return typed.rect().translated(typed.mapTo(parent, QPoint())).adjusted(0, -px(AROUND), 0, px(AROUND))
