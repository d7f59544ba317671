"""What can be done with a sheet: each described once, for its key, for the menu of its bar and for that of a right click."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from hsmonitor.language import _
from hsmonitor.ui.commands import on_key


class Action(NamedTuple):
    """One thing to do. `on_cells`: its key means it only while the keyboard is on the cells; `begins`: a line stands above it.

    An action without a title has a key alone.
    """

    title: str
    key: str
    act: Callable[[], Any]
    on_cells: bool = False
    begins: bool = False
    changes: bool = False


def bind(actions: Sequence[Action], page: QWidget, cells: QWidget) -> None:
    """Have the keys of actions do what they say."""
    for action in actions:
        on_key(cells if action.on_cells else page, action.key, action.act, inside=not action.on_cells)


def show_menu(actions: Sequence[Action], parent: QWidget, corner: QPoint, *, can_change: bool) -> QMenu:
    """Open the menu of those actions that have a title; those that change something only where that is possible."""
    menu = QMenu(parent)
    menu.setAccessibleName(_("Actions"))
    for action in actions:
        if not action.title or (action.changes and not can_change):
            continue
        if action.begins and menu.actions():
            menu.addSeparator()
        shown = menu.addAction(action.title, action.act)
        shown.setShortcut(QKeySequence(action.key))
        shown.setShortcutVisibleInContextMenu(True)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(corner)
    return menu
