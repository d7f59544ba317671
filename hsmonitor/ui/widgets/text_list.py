"""A list whose lines are texts with data, none of them an object of its own on Python's side."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QListWidget, QWidget

Data = Mapping[int, object]
"""What belongs to a line, by Qt's role."""


class TextList(QListWidget):
    """`show_lines` says what it holds, `at` reads a line, and `data` what belongs to it.

    Clearing a list of QListWidgetItems that were made in Python, each letter typed a new list, ended the program now and then
    (PySide6 6.11.3, some hundred lists): its table of objects kept items that were gone.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_lines(self, lines: Iterable[tuple[str, Data]]) -> None:
        """Hold these lines, and none of those before."""
        lines = list(lines)
        self.clear()
        self.addItems([words for words, _data in lines])
        for row, (_words, data) in enumerate(lines):
            for role, value in data.items():
                self.model().setData(self.at(row), value, role)

    def at(self, row: int) -> QModelIndex:
        """Return where a line is."""
        return self.model().index(row, 0)

    def lines(self) -> list[QModelIndex]:
        """Return all lines from top to bottom."""
        return [self.at(row) for row in range(self.count())]
