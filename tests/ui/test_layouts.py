"""A widget leaves its layout in a way that Python hears of."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QLayoutItem, QPushButton, QVBoxLayout, QWidget
from shiboken6 import Shiboken

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.ui.sheet.bar import SheetBar
from hsmonitor.ui.widgets import layouts
from hsmonitor.ui.widgets.layouts import clear, let_go, take_out
from tests.ui.layout_items import left_behind


@pytest.fixture
def nested(qapp: QApplication) -> Iterator[tuple[QWidget, QHBoxLayout, list[QPushButton]]]:
    """A widget with a row of three buttons, filled before it was put there."""
    widget = QWidget()
    column, row = QVBoxLayout(widget), QHBoxLayout()
    buttons = [QPushButton(str(number)) for number in range(3)]
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    column.addLayout(row)
    yield widget, row, buttons
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_what_is_deleted_inside_its_layout_is_found(nested: tuple[QWidget, QHBoxLayout, list[QPushButton]]) -> None:
    widget, row, buttons = nested
    buttons[1].setParent(None)
    assert row.count() == 3
    assert left_behind(widget) == ["QWidgetItem of QVBoxLayout in QWidget"]


def test_what_is_let_go_leaves_nothing(nested: tuple[QWidget, QHBoxLayout, list[QPushButton]]) -> None:
    widget, row, buttons = nested
    let_go(buttons[1])
    assert (row.count(), buttons[1].parent()) == (3, None)
    take_out(buttons[0])
    assert (row.count(), buttons[0].parent()) == (2, widget)
    assert left_behind(widget) == []
    clear(row)
    assert row.count() == 0
    assert left_behind(widget) == []


def test_what_lies_in_no_layout_is_let_go_as_well(qapp: QApplication) -> None:
    alone = QPushButton("alone")
    child = QPushButton("child", alone)
    let_go(child)
    let_go(alone)
    assert child.parent() is None


def test_the_title_of_a_sheet_leaves_its_row_when_it_folds(qapp: QApplication) -> None:
    bar = SheetBar(RECORDS["challenge"])
    for folded in (True, False, True):
        before = _item_of(bar.title)
        bar.fold(folded)
        assert _item_of(bar.title) is not before  # Qt frees it untold: the next at its address would be taken for it
    Shiboken.delete(bar)


def _item_of(widget: QWidget) -> QLayoutItem | None:
    parent = widget.parentWidget()
    whole = parent.layout() if parent else None
    rows = whole.findChildren(QLayout) if whole else []
    return next((row.itemAt(row.indexOf(widget)) for row in rows if row.indexOf(widget) >= 0), None)


def test_nothing_becomes_a_child_on_pythons_side_alone() -> None:
    """A widget that one of these calls names would count as gone when the other one goes."""
    calls = re.compile(r"\.(nextInFocusChain|previousInFocusChain|setFocusProxy)\(")
    desk = Path(layouts.__file__).parents[1]
    assert [path.name for path in desk.rglob("*.py") if calls.search(path.read_text(encoding="utf-8"))] == []
