"""The queue as a list: its keys are known at once, the words of each challenge are read when it is first shown."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from hsmonitor.domain.dates import first_day, today
from hsmonitor.domain.terms import Decision
from hsmonitor.language import _, ngettext
from hsmonitor.store.listing import Row, read_rows
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.review.flow import ASSESSED, EXEMPT, Flow
from hsmonitor.ui.widgets.guarded import guarded
from hsmonitor.ui.widgets.level import level_words

CHUNK = 100
Index = QModelIndex | QPersistentModelIndex


class QueueModel(QAbstractListModel):
    """One line a challenge. `renewed` says that lines read otherwise: to lay all of a long queue out anew takes too long."""

    renewed = Signal()

    def __init__(self, desk: Desk, flow: Flow) -> None:
        super().__init__(flow)
        self.desk, self.flow = desk, flow
        self.keys: Sequence[str] = ()
        self.rows: dict[str, Row] = {}
        self._wanted: set[str] = set()
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.timeout.connect(self._ask)
        flow.begun.connect(self.renew)
        flow.moved.connect(self._moved)
        flow.counted.connect(self._repaint)
        flow.ended.connect(self.renew)
        desk.changed.connect(self._changed)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """As many as there are challenges."""
        return len(self.keys)

    def renew(self) -> None:
        """Show the queue of the review as it is now."""
        self.beginResetModel()
        self.keys = self.flow.place.keys if self.flow.place else ()
        self._wanted.clear()
        self.endResetModel()

    def _moved(self) -> None:
        place = self.flow.place
        if place is not None and place.keys is not self.keys:
            self.renew()
        self._repaint()

    def _repaint(self) -> None:
        self.renewed.emit()

    def _changed(self, touched: dict[str, set[str]]) -> None:
        stale = touched.get("challenge", set()) & self.rows.keys()
        if "level_cell" in touched:
            stale = set(self.rows)
        self._want(stale)

    def row(self, number: int) -> Row | None:
        """Return the challenge at a position, None while it is being read."""
        found = self.rows.get(self.keys[number])
        if found is None:
            start = number // CHUNK * CHUNK
            self._want(self.keys[start : start + CHUNK])
        return found

    def _want(self, keys: Collection[str]) -> None:
        if keys:
            self._wanted.update(keys)
            self._gather.start(0)

    def _ask(self) -> None:
        keys = list(self._wanted)
        self._wanted.clear()
        self.desk.ask("review queue", lambda connection: read_rows(connection, "challenge", keys), self._take)

    def _take(self, rows: list[Row]) -> None:
        self.rows |= {row.key: row for row in rows}
        self._repaint()

    @guarded
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a line, as a screen reader says them."""
        row = self.row(index.row())
        if row is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.display
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (row.reference, row.display, level_words(row.level), self.note(row)[0])
            return ", ".join(part for part in parts if part)
        return None

    def is_asked(self, row: Row) -> bool:
        """Whether it is a theme of which a project is to say whether it occurs."""
        return self.flow.place is not None and row.key in self.flow.place.asked

    def note(self, row: Row) -> tuple[str, str]:
        """Return the note at the end of a line and its colour: what was decided, else how it stands with its day."""
        place, done = self.flow.place, self.flow.done.get(row.key)
        if done is not None:
            return done_words(done), "text2"
        if place and row.key in place.skipped:
            return _("skipped"), "muted"
        if self.is_asked(row):
            return _("does it occur?"), "accent"
        return _day_words(row.deadline)


def done_words(done: str) -> str:
    """Return what was decided on a challenge, or answered about a theme, in words."""
    words = {
        Decision.KEEP.value: _("kept"), Decision.ESCALATE.value: _("escalated"), Decision.ACCEPT.value: _("accepted"),
        Decision.CLOSE.value: _("closed"), ASSESSED: _("assessed"), EXEMPT: _("not here"),
    }  # fmt: skip
    return words.get(done, _("reviewed"))


def _day_words(day: str) -> tuple[str, str]:
    if not day:
        return _("not planned"), "muted"
    ahead = (first_day(day) - today()).days
    if ahead < 0:
        return ngettext("{count} day late", "{count} days late", -ahead).format(count=f"{-ahead:,}"), "danger"
    if ahead == 0:
        return _("today"), "text2"
    return ngettext("in {count} day", "in {count} days", ahead).format(count=f"{ahead:,}"), "text2"
