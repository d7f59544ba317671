"""The views of a kind of record: those that come with the program, and those that were saved; with their counts."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache

from PySide6.QtCore import QObject, QTimer, Signal

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.office import SavedView
from hsmonitor.language import _
from hsmonitor.store.conditions import Condition
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.sheet_state import SheetState, dumped, loaded, of_view, query_of
from hsmonitor.ui.desk import Desk

COUNTED_AFTER = 100
"""Milliseconds after a change at which the views are counted anew, with all that has changed by then."""


@dataclass(frozen=True, slots=True)
class NamedState:
    """A view under its name; `key` is that of the saved view, empty for one that comes with the program."""

    name: str
    state: SheetState
    key: str = ""
    count: int | None = None


def named_states(connection: sqlite3.Connection, kind: str) -> list[NamedState]:
    """Return the views of a kind, not counted: all records, the program's own, the saved ones."""
    record = RECORDS[kind]
    views = [NamedState(_("All"), SheetState()), *(NamedState(view.name, of_view(view)) for view in record.views)]
    own, by_name = Condition(SavedView.sheet.name, "=", kind), (SavedView.name.name, False)
    saved = Listing(connection, Query(SavedView.kind, conditions=(own,), order=(by_name,)))
    for row in saved.first(200):
        try:
            views.append(NamedState(row.display, loaded(row.of(SavedView.definition) or "", record), row.key))
        except ValueError:
            continue  # made by another version; it stays in the portfolio and is not shown
    return views


def _counted(connection: sqlite3.Connection, kind: str, project: str | None) -> list[NamedState]:
    return [replace(view, count=_count(connection, kind, view, project)) for view in named_states(connection, kind)]


def _count(connection: sqlite3.Connection, kind: str, view: NamedState, project: str | None) -> int | None:
    try:
        return Listing(connection, query_of(connection, RECORDS[kind], view.state, project=project)).count()
    except ValueError:
        return None


COUNTED_WITH_ALL = {"saved_view", "office", "level_cell"}
"""Kinds whose records say what the views are, or what is due and how high it is."""


@cache
def _decides(kind: str) -> frozenset[str]:
    """Return the kinds whose records decide on what the views of `kind` hold: itself, what it names and what names it."""
    linked = {name: {link.target for link in record.link_fields()} for name, record in RECORDS.items()}
    return frozenset({kind, *linked[kind], *(name for name, targets in linked.items() if kind in targets)})


class Views(QObject):
    """Counts the views of one sheet beside the window, keeps new ones and takes them away. `counted` carries them all."""

    counted = Signal(list)

    def __init__(self, desk: Desk, kind: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind = kind
        self._named = self._late = False
        self._views: list[NamedState] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.count)

    def follow(self, touched: Collection[str], *, shown: bool) -> None:
        """Count in a moment where records of the kinds `touched` decide on what a view holds; what is not shown waits."""
        if COUNTED_WITH_ALL.union(_decides(self._kind)).isdisjoint(touched):
            return
        self._late = True
        if shown and not self._soon.isActive():  # many changes are one count
            self._soon.start(COUNTED_AFTER)

    def catch_up(self) -> None:
        """Count what has changed while nobody looked."""
        if self._late:
            self.count()

    def tell(self, state: SheetState, count: int) -> None:
        """Show how many records were just found for `state`, before the other views are counted."""
        views = [replace(view, count=count) if view.state.finds_like(state) else view for view in self._views]
        if views != self._views:
            self._take(views)

    def _take(self, views: list[NamedState]) -> None:
        self._views = views
        self.counted.emit(views)

    def count(self) -> None:
        """Count the records of each view when nothing else is being read; their names are there before."""
        kind, project = self._kind, self._desk.project
        self._late = False
        if not self._named:
            self._named = True
            self._desk.ask(f"names {kind}", lambda connection: named_states(connection, kind), self._take)
        job = lambda connection: _counted(connection, kind, project)  # noqa: E731  (used once)
        self._desk.ask(f"views {kind}", job, self._take, yielding=True)

    def save(self, name: str, state: SheetState) -> None:
        """Keep what is shown as a view for all users of the portfolio; one of the same name is replaced."""
        views = named_states(self._desk.portfolio.connection, self._kind)
        same = next((view for view in views if view.key and view.name == name), None)
        title, definition = _("Save view {name}").format(name=name), dumped(state)
        with self._desk.telling():
            self._desk.refuse_while_writing()
            with self._desk.portfolio.transaction(title) as transaction:
                if same:
                    transaction.update("saved_view", same.key, {SavedView.definition.name: definition})
                else:
                    transaction.create(SavedView.kind, self._values(name, definition))
        self.count()

    def _values(self, name: str, definition: str) -> dict[str, str]:
        return {SavedView.name.name: name, SavedView.sheet.name: self._kind, SavedView.definition.name: definition}

    def delete(self, view: NamedState) -> None:
        """Take a saved view away; it can be undone."""
        with self._desk.telling():
            self._desk.delete("saved_view", [view.key], _("Delete view {name}").format(name=view.name))
            self._desk.said.emit(_("The view {name} was deleted.").format(name=view.name), "undo")
        self.count()
