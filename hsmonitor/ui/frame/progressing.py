"""How far the work beside the window is, told over whatever page is looked at."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hsmonitor.ui.long_work import LongWork


class Progressing:
    """Shows over `room` how far each of `works` is; what tells of it is made when the first job begins."""

    def __init__(self, works: Iterable[LongWork], room: QWidget) -> None:
        self._room = room
        for work in works:
            work.began.connect(partial(self._begin, work), Qt.ConnectionType.SingleShotConnection)

    def _begin(self, work: LongWork, title: str) -> None:
        from hsmonitor.ui.theme.wearing import Wearing
        from hsmonitor.ui.widgets.floating import Floating
        from hsmonitor.ui.widgets.progress import ProgressLine

        line = ProgressLine(work)
        Wearing(line)
        Floating(line, self._room, self._room.parentWidget())
        line.begin(title)
