"""What can be done with a sheet: each described once, for its key, for the menu of its bar and for that of a right click."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from hsmonitor.language import _
from hsmonitor.ui.commands import Command, on_key

if TYPE_CHECKING:
    from hsmonitor.ui.sheet.page import SheetPage


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
    for action in _offered(actions, can_change=can_change):
        if action.begins and menu.actions():
            menu.addSeparator()
        shown = menu.addAction(action.title, action.act)
        shown.setShortcut(QKeySequence(action.key))
        shown.setShortcutVisibleInContextMenu(True)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(corner)
    return menu


def _offered(actions: Sequence[Action], *, can_change: bool) -> Iterator[Action]:
    return (one for one in actions if one.title and (can_change or not one.changes))


def commands_of(actions: Sequence[Action], *, can_change: bool) -> Iterator[Command]:
    """Return what the palette offers while the sheet is shown: what its menu offers."""
    for one in _offered(actions, can_change=can_change):
        yield Command(f"sheet {one.key}", one.title, one.act, one.key, _("This sheet"))


def sheet_actions(page: "SheetPage") -> list[Action]:
    """Return what can be done with the sheet of `page`."""
    bulk, over, tabs = page.bulk, page.over, page.bar.tabs

    def once_read(act: Callable[[], Any], **given: Any) -> Callable[[], Any]:
        return partial(page.table.early.when_read, partial(act, **given))

    return [
        Action(_("Copy"), "Ctrl+C", once_read(bulk.copy), on_cells=True),
        Action(_("Copy with headings"), "Ctrl+Shift+C", once_read(bulk.copy, headings=True), on_cells=True),
        Action(_("Cut"), "Ctrl+X", once_read(bulk.cut), on_cells=True, changes=True),
        Action(_("Paste"), "Ctrl+V", once_read(bulk.paste), on_cells=True, changes=True),
        Action(_("Bring in a file"), "Ctrl+I", page.file_wanted.emit, changes=True),
        Action(_("Set a field"), "Ctrl+Shift+B", once_read(page.begin_set_field), begins=True, changes=True),
        Action(_("Duplicate"), "Ctrl+Shift+D", once_read(bulk.duplicate), on_cells=True, changes=True),
        Action(_("Merge the two selected"), "Ctrl+M", once_read(over.merge_selected), changes=True),
        Action(_("Find duplicates"), "Ctrl+Shift+M", over.find_duplicates, changes=True),
        Action(_("Group by the column, or no more"), "Ctrl+Shift+G", page.headings.group, begins=True),
        Action(_("Fold all groups"), "Alt+Shift+Left", partial(page.model.fold_all, True), on_cells=True),
        Action(_("Unfold all groups"), "Alt+Shift+Right", partial(page.model.fold_all, False), on_cells=True),
        Action(_("Filter the column"), "Ctrl+Shift+L", page.go_filter),
        Action(_("Delete"), "Ctrl+Del", once_read(bulk.delete), begins=True, changes=True),
        Action("", "Ctrl+F", page.go_search),
        Action("", "F9", page.toggle_inspector),
        Action("", "Ctrl+PgDown", lambda: tabs.step(1)),
        Action("", "Ctrl+PgUp", lambda: tabs.step(-1)),
        Action("", "Ctrl+Shift+PgDown", lambda: page.bar.title.step(1)),
        Action("", "Ctrl+Shift+PgUp", lambda: page.bar.title.step(-1)),
    ]
