"""Choosing the columns of a sheet: which are shown, and in which order."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hsmonitor.domain.record import Record
from hsmonitor.language import _
from hsmonitor.ui.theme.look import color, px
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.text_list import TextList

_TOP = QModelIndex()
STEP = 16
"""Pixels at 100 % by which a key makes a column wider."""
_NAME, _TICK = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.CheckStateRole


class ColumnsPanel(QFrame):
    """All fields of a kind with a tick at those shown.

    `chosen` carries the names in their order after each change, `sized` a name and by how many pixels it is to be wider.
    """

    chosen = Signal(list)
    sized = Signal(str, int)

    def __init__(self, record: type[Record], shown: list[str], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.list = TextList(_("Columns"))
        self.list.setDragDropMode(TextList.DragDropMode.InternalMove)
        names = [*shown, *(name for name in ("reference", *record.fields) if name not in shown)]
        self.list.show_lines(
            (
                record.fields[name].label if name in record.fields else _("Ref"),
                {_NAME: name, _TICK: Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked},
            )
            for name in names
        )
        hint = Words(
            _(
                "Space shows or hides, Alt+Up and Alt+Down move, Alt+Left and Alt+Right make narrower or wider, Esc is done"
            ),
            font="label",
            tint="text2",
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.addWidget(self.list)
        column.addWidget(hint)
        self.setStyleSheet(
            f"ColumnsPanel {{ background: {color('raised').name()}; border: 1px solid {color('line2').name()}; }}"
        )
        self.setFixedSize(px(280), px(380))
        self.list.model().dataChanged.connect(self._tell)
        self.list.model().rowsMoved.connect(self._tell)
        self.list.setCurrentRow(0)
        self.list.installEventFilter(self)

    def open_at(self, corner: QPoint) -> None:
        """Open under a button."""
        self.move(corner)
        self.show()
        self.list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt with an arrow moves a column, or makes it narrower or wider."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._change(event)
        return pressed or super().eventFilter(watched, event)

    def _change(self, event: QKeyEvent) -> bool:
        if event.modifiers() != Qt.KeyboardModifier.AltModifier:
            return False
        step = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}.get(event.key(), 0)
        wider = {int(Qt.Key.Key_Left): -STEP, int(Qt.Key.Key_Right): STEP}.get(event.key(), 0)
        line = self.list.currentIndex()
        if step:
            self._move(step)
        elif wider and line.isValid():
            self.sized.emit(line.data(_NAME), wider)
        return bool(step or (wider and line.isValid()))

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count():
            self.list.model().moveRow(_TOP, row, _TOP, row + step + (step > 0))

    def _tell(self) -> None:
        shown = [
            line.data(_NAME) for line in self.list.lines() if Qt.CheckState(line.data(_TICK)) == Qt.CheckState.Checked
        ]
        if shown:
            self.chosen.emit(shown)
