"""Every control of every page has a name for screen readers, the keyboard alone gets to it, and it is there to be seen."""

import contextlib
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextBrowser,
    QWidget,
)
from pytestqt import exceptions

from hsmonitor.ui.files.commands import FileCommands
from hsmonitor.ui.files.windows import Windows
from hsmonitor.ui.stops import Stop, stops
from hsmonitor.ui.theme.look import look
from tests.ui.conftest import Driver

CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSlider, QComboBox, QLineEdit, QPlainTextEdit, QTabBar, QTextBrowser,
)  # fmt: skip
MOST_REGIONS = 10
SMALL_SCREENS = ((1280, 720), (1366, 688))
"""The second is 1366 x 768 less the bars of the system and of the window."""


def places(desk: Driver, *, minor: bool = False) -> Iterator[Stop]:
    """Go to the places of the desk in turn, the `minor` ones too."""
    window, session = desk.window, desk.session
    session.files = FileCommands(Windows(list), window, session)
    for stop in (one for one in stops(session) if minor or not one.minor):
        stop.show()
        desk.settle()
        yield stop
        stop.leave()


def room(desk: Driver) -> QWidget:
    """What the keyboard is kept in: an open palette, else the whole window."""
    palette = desk.session.finder.palette
    return palette if palette.isVisible() else desk.window


def controls(inside: QWidget) -> list[QWidget]:
    """What can be used now. A part of a control is left out: one gets to the control."""
    usable = (one for one in inside.findChildren(QWidget) if one.isVisible() and one.isEnabled() and is_control(one))
    return [one for one in usable if not any(map(is_control, above(one)))]


def is_control(widget: QWidget) -> bool:
    takes_keys = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return (isinstance(widget, CONTROLS) or takes_keys) and not isinstance(widget, QScrollBar)


def above(widget: QWidget) -> Iterator[QWidget]:
    while widget := widget.parentWidget():
        yield widget


def name_of(widget: QWidget) -> str:
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {name_of(widget)!r} in {type(widget.parentWidget()).__name__}"


def goes_by_tab(widget: QWidget) -> bool:
    """In a sheet Tab goes from cell to cell; F6 leaves it."""
    return isinstance(widget, QAbstractItemView) and widget.tabKeyNavigation()


def in_a_group(widget: QWidget) -> bool:
    """Of the entries of the rail Tab takes one; Up and Down go along."""
    return isinstance(widget, QAbstractButton) and widget.group() is not None


def reached(inside: QWidget) -> set[QWidget]:
    """Where F6 leads, and Tab and Shift+Tab from there."""
    seen: set[QWidget] = set()
    for _region in range(MOST_REGIONS):
        start = keyboard()
        seen |= walked(start, forward=True)
        start.setFocus()
        seen |= walked(start, forward=False)
        start.setFocus()
        QTest.keyClick(start, Qt.Key.Key_F6)
        if not inside.isAncestorOf(keyboard()):
            break
    return seen | {one for widget in seen for one in above(widget)}


def walked(start: QWidget, *, forward: bool) -> set[QWidget]:
    seen, here = set[QWidget](), start
    while here not in seen:
        seen.add(here)
        if not goes_by_tab(here):
            along = (Qt.Key.Key_Down, Qt.Key.Key_Up) if in_a_group(here) else (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            QTest.keyClick(here, along[0 if forward else 1])
        here = keyboard()
    return seen


def keyboard() -> QWidget:
    here = QApplication.focusWidget()
    assert here is not None
    return here


def spared(widget: QWidget) -> bool:
    """Tell whether a control needs no keyboard: a list led by the line above it, as that of the palette, or a lone tab."""
    led = isinstance(widget, QAbstractItemView) and widget.focusPolicy() == Qt.FocusPolicy.NoFocus
    return led or (isinstance(widget, QTabBar) and widget.count() == 1)


def test_every_control_has_a_name(desk: Driver) -> None:
    nameless = [
        f"{stop.name}: {described(one)}"
        for stop in places(desk, minor=True)
        for one in controls(room(desk))
        if not name_of(one).strip()
    ]
    assert nameless == []


def test_the_keyboard_gets_everywhere(desk: Driver) -> None:
    out_of_reach = []
    for stop in places(desk):
        inside = room(desk)
        got = reached(inside)
        out_of_reach += [
            f"{stop.name}: {described(one)}" for one in controls(inside) if one not in got and not spared(one)
        ]
    assert out_of_reach == []


def test_what_is_dropped_on_a_text_is_for_the_page_or_the_window(desk: Driver) -> None:
    taking = [
        f"{stop.name}: {described(one)}"
        for stop in places(desk)
        for one in room(desk).findChildren(QWidget)
        if isinstance(one, QLineEdit | QPlainTextEdit) and one.acceptDrops() and not one.isReadOnly()
    ]
    assert taking == []


@pytest.mark.parametrize("zoom", [100, 200])
def test_every_page_fits(desk: Driver, zoom: int) -> None:
    look().set_zoom(zoom)
    wrong = []
    for stop in places(desk):
        for size in SMALL_SCREENS:
            desk.window.resize(*size)
            if problems := soon(desk, lambda size=size: out_of_place(desk, size)):
                wrong.append((stop.name, size, problems))
    assert wrong == []


def soon(desk: Driver, problems: Callable[[], list[str]]) -> list[str]:
    """What is still wrong when the layout has had its time."""
    with contextlib.suppress(exceptions.TimeoutError):
        desk.qtbot.waitUntil(lambda: not problems(), timeout=1_000)
    return problems()


def out_of_place(desk: Driver, size: tuple[int, int]) -> list[str]:
    window, shown = desk.window, controls(room(desk))
    least = window.centralWidget().layout().minimumSize()
    wrong = [f"{described(one)} is cut" for one in shown if is_cut(one)]
    wrong += [f"{described(one)} is covered" for one in shown if is_covered(one)]
    if (window.width(), window.height()) != size or least.width() > size[0] or least.height() > size[1]:
        wrong.append(f"it takes {least.width()} x {least.height()}")
    return wrong


def is_cut(widget: QWidget) -> bool:
    """Tell whether a control reaches over the edge of what it stands in, where nothing scrolls."""
    scrolled = any(isinstance(one, QAbstractScrollArea) for one in above(widget))
    inside = widget.parentWidget().rect()
    return not scrolled and not inside.contains(widget.geometry())


def is_covered(widget: QWidget) -> bool:
    """Tell whether another control of the same row or column lies over this one."""
    beside = widget.parentWidget().findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    others = (one for one in beside if one is not widget and one.isVisible() and is_control(one))
    return any(one.geometry().intersects(widget.geometry()) for one in others)
