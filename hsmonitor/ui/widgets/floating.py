"""Where messages stand: over a page, so that nothing that is read or typed moves when one comes or goes."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from hsmonitor.ui.theme.look import px

WIDEST = 760
"""Pixels at 100 % of a message, which is read in one look."""


class Floating(QObject):
    """Keeps `message` at the foot of `room`, at its head while the keyboard is at the foot; `parent` lies under both.

    `height` is the part of the room that is above the message, all of it where nothing is said.
    """

    def __init__(self, message: QWidget, room: QWidget, parent: QWidget | None = None, *, height: float = 1) -> None:
        super().__init__(message)
        self._message, self._room, self._height = message, room, height
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
        message, parent = self._message, self._message.parentWidget()
        if parent is None or message.isHidden():
            return
        corner, gap = self._room.mapTo(parent, QPoint()), px(12)
        width = min(px(WIDEST), self._room.width() - 2 * gap)
        height = message.heightForWidth(width)
        x = corner.x() + (self._room.width() - width) // 2
        foot = QRect(x, corner.y() + round(self._room.height() * self._height) - height - gap, width, height)
        place = foot.translated(0, corner.y() + gap - foot.y()) if foot.intersects(_typed_in(parent)) else foot
        if message.geometry() != place:
            message.setGeometry(place)
        if layout := message.layout():
            layout.setGeometry(
                message.rect()
            )  # at once: what it was told while it was hidden would be laid out as before
        message.raise_()


def _typed_in(parent: QWidget) -> QRect:
    """Return where in `parent` the keyboard writes; nothing where that is elsewhere, or it writes nothing."""
    typed = parent.window().focusWidget()
    writes = typed is not None and typed.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    if typed is None or not writes or not parent.isAncestorOf(typed):
        return QRect()
    if isinstance(typed, QAbstractItemView):
        return typed.visualRect(typed.currentIndex()).translated(typed.viewport().mapTo(parent, QPoint()))
    return typed.rect().translated(typed.mapTo(parent, QPoint()))
