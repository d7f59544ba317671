"""Where the language runs from right to left, what is painted begins at the right."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hsmonitor.ui import app
from hsmonitor.ui.frame.context_bar import BarField
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import look
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.choice_box import ChoiceBox
from hsmonitor.ui.widgets.figures import Figure, FigureButton
from hsmonitor.ui.widgets.key_hints import KeyHints
from hsmonitor.ui.widgets.line import Line
from hsmonitor.ui.widgets.lines import LineButton

SIZE = (400, 90)


@pytest.fixture(autouse=True)
def back_to_left(qapp: QApplication) -> Iterator[None]:
    app.dress(qapp)
    look().set_theme("light")
    look().set_zoom(100)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def box() -> ChoiceBox:
    made = ChoiceBox("Kind")
    made.addItem("Challenges")
    return made


MADE = {
    "line": lambda: LineButton("P-1", "Wells"),
    "field of the bar": lambda: BarField("project", "Kenya"),
    "figure": lambda: FigureButton(Figure("project", "Projects", "10", "in 10 countries")),
    "words": lambda: Words("Costa Rica"),
    "line to type in": lambda: Line("Name", text="Amina"),
    "choice": box,
    "hints": lambda: KeyHints((("Esc", "go back"),)),
}


def ink(widget: QWidget, area: QRect) -> int:
    """How many points of an area are darker than its ground."""
    image: QImage = widget.grab().toImage()
    ground = image.pixelColor(widget.width() // 2, widget.height() - 6).lightness()
    points = ((x, y) for x in range(area.left(), area.right()) for y in range(area.top(), area.bottom()))
    return sum(abs(image.pixelColor(x, y).lightness() - ground) > 60 for x, y in points)


@pytest.mark.parametrize("name", MADE)
def test_what_is_painted_begins_at_the_leading_side(name: str, qtbot: QtBot, qapp: QApplication) -> None:
    first, last = QRect(6, 8, 120, 74), QRect(274, 8, 120, 74)
    for direction, lead, trail in (
        (Qt.LayoutDirection.LeftToRight, first, last),
        (Qt.LayoutDirection.RightToLeft, last, first),
    ):
        qapp.setLayoutDirection(direction)
        ground = QWidget()
        qtbot.addWidget(ground)
        widget = MADE[name]()
        widget.setParent(ground)
        widget.setFixedSize(*SIZE)
        ground.setFixedSize(*SIZE)
        ground.show()
        assert ink(ground, lead) > 2 * ink(ground, trail)


def test_a_widget_turns_round_with_its_window(qtbot: QtBot, qapp: QApplication) -> None:
    words = Words("Costa Rica")
    qtbot.addWidget(words)
    assert words.alignment() & Qt.AlignmentFlag.AlignLeft
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert words.alignment() & Qt.AlignmentFlag.AlignRight


def test_texts_keep_their_own_direction(qapp: QApplication) -> None:
    assert paint.isolated("8 of 10") == "8 of 10"
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert paint.isolated("8 of 10") == "\u20688 of 10\u2069"


def test_a_button_without_room_keeps_its_name(qtbot: QtBot) -> None:
    button = Button("Columns", icon="columns")
    qtbot.addWidget(button)
    wide = button.sizeHint().width()
    button.set_terse(True)
    assert button.sizeHint().width() < wide / 2
    assert (button.text(), button.toolTip()) == ("Columns", "Columns")
