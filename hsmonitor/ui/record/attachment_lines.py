"""The lines of an attachments card: one a file, with what can be done with it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from hsmonitor.domain.evidence import Attachment
from hsmonitor.language import _, ngettext
from hsmonitor.store.listing import Row
from hsmonitor.ui.commands import on_key
from hsmonitor.ui.widgets.button import IconButton
from hsmonitor.ui.widgets.layouts import let_go
from hsmonitor.ui.widgets.lines import LineButton


class AttachmentLines(QWidget):
    """Shows files below each other; a line stays the same widget, with the keyboard on it, for as long as its file does.

    Each signal carries the row of the file that is to be opened, saved out or deleted.
    """

    opened = Signal(object)
    wanted = Signal(object)
    unwanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: dict[str, tuple[Row, bool, QWidget]] = {}
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)

    def show_rows(self, rows: Sequence[Row], *, can_change: bool) -> None:
        """Show `rows` in their order, with a way to delete them where one `can_change` them."""
        wanted = {row.key: (row, can_change) for row in rows}
        for key, (*shown, line) in list(self._shown.items()):
            if wanted.get(key) != tuple(shown):
                del self._shown[key]
                let_go(line)
        for place, row in enumerate(rows):
            if row.key not in self._shown:
                line = self._line(row, can_change=can_change)
                self._shown[row.key] = (row, can_change, line)
                self._list.insertWidget(place, line)
                line.show()  # a layout would do it a moment later, and until then keys do nothing

    def has_keyboard(self) -> bool:
        """Tell whether the keyboard is on one of the lines."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _line(self, row: Row, *, can_change: bool) -> QWidget:
        name, line = row.display, QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        opener = LineButton(row.reference, name, size_in_words(row.of(Attachment.size) or 0))
        opener.clicked.connect(lambda: self.opened.emit(row))
        saver = IconButton("save", _("Save {name} as a file…").format(name=name))
        saver.clicked.connect(lambda: self.wanted.emit(row))
        layout.addWidget(opener, 1)
        layout.addWidget(saver)
        if can_change:
            deleter = IconButton("delete", _("Delete {name}").format(name=name), role="danger")
            deleter.clicked.connect(lambda: self.unwanted.emit(row))
            layout.addWidget(deleter)
            on_key(line, "Delete", partial(self.unwanted.emit, row))
        return line


def size_in_words(size: int) -> str:
    """Return a size in bytes as a user reads it."""
    if size < 1_000:
        return ngettext("{count} byte", "{count} bytes", size).format(count=size)
    if size < 1_000_000:
        return _("{size} kB").format(size=f"{size / 1_000:,.0f}")
    return _("{size} MB").format(size=f"{size / 1_000_000:,.1f}".removesuffix(".0"))
