"""What scrolls above a bar that stays in sight."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget


def scrolled(inside: QWidget) -> QScrollArea:
    """Return an area in which `inside` scrolls upwards and downwards, on the ground of what the area stands on."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    for ground in (inside, area.viewport()):
        ground.setAutoFillBackground(False)
    return area


def above(area: QWidget, bar: QWidget, whole: QWidget) -> None:
    """Fill `whole` with an area that takes the room there is, and a bar below it."""
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(area, 1)
    column.addWidget(bar)
