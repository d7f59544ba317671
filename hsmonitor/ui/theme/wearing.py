"""The stylesheet, part by part: what is hidden puts it on when it is next shown."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from hsmonitor.ui.theme.look import look
from hsmonitor.ui.theme.style import stylesheet


class Wearing(QObject):
    """Has one part of the window wear the stylesheet; one that is hidden changes it when it is next shown.

    Each part wears its own, and the program has none: Qt would style all widgets anew at each change of theme or zoom, those
    of pages that nobody looks at too, and takes five times as long for each of them.
    """

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        self._part, self._worn = part, ""
        part.installEventFilter(self)
        look().changed.connect(self._renew)
        self._wear()

    def _wear(self) -> None:
        wanted = stylesheet()
        if wanted != self._worn:
            self._worn = wanted
            self._part.setStyleSheet(wanted)

    def _renew(self) -> None:
        if self._part.isVisible():
            self._wear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is shown wears what all others wear by now."""
        if watched is self._part and event.type() == QEvent.Type.Show:
            self._wear()
        return super().eventFilter(watched, event)
