"""Merging two records: field by field, with what moves along named, before anything is changed."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QTableView, QVBoxLayout, QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.language import _, ngettext
from hsmonitor.store.belongings import counted_words
from hsmonitor.store.listing import Row
from hsmonitor.ui.commands import on_key
from hsmonitor.ui.theme import icons
from hsmonitor.ui.theme.look import color, font, look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.guarded import guarded
from hsmonitor.ui.widgets.plain_table import PlainTable

Index = QModelIndex | QPersistentModelIndex
STAYS, GOES = 1, 2


class _Fields(QAbstractTableModel):
    """The fields in which two records differ: what each says, and which of both is taken."""

    def __init__(self, stays: Row, goes: Row, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = (stays, goes)
        fields = RECORDS[stays.kind].fields.values()
        self.fields = [
            field
            for field in fields
            if not field.derived and stays.values.get(field.name) != goes.values.get(field.name)
        ]
        self.from_gone = {field.name: stays.values.get(field.name) is None for field in self.fields}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as Qt declares it)
        """A row a field."""
        return 0 if parent.isValid() else len(self.fields)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as Qt declares it)
        """The field, what the record says that stays, and what the one says that goes."""
        return 0 if parent.isValid() else 3

    def is_taken(self, index: Index) -> bool:
        """Tell whether a cell is the one of its row that is taken."""
        return index.column() == (GOES if self.from_gone[self.fields[index.row()].name] else STAYS)

    def swap(self) -> None:
        """Have the other record stay; what is taken is the same as before."""
        self.beginResetModel()
        self.rows = (self.rows[1], self.rows[0])
        self.from_gone = {name: not taken for name, taken in self.from_gone.items()}
        self.endResetModel()

    def take(self, row: int, column: int) -> None:
        """Take what one of both says."""
        if 0 <= row < len(self.fields) and column in (STAYS, GOES):
            self.from_gone[self.fields[row].name] = column == GOES
            self.dataChanged.emit(self.index(row, STAYS), self.index(row, GOES))

    @guarded
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words; what is taken has a tick and stands out, what is not is muted."""
        field, column = self.fields[index.row()], index.column()
        if column == 0:
            return field.label if role == Qt.ItemDataRole.DisplayRole else None
        words, taken = self.rows[column - 1].shown(field.name) or NOT_RECORDED, self.is_taken(index)
        answers = {
            Qt.ItemDataRole.DisplayRole: words,
            Qt.ItemDataRole.ToolTipRole: words,
            Qt.ItemDataRole.FontRole: font("strong" if taken else "body"),
            Qt.ItemDataRole.ForegroundRole: color("text" if taken else "muted"),
            Qt.ItemDataRole.DecorationRole: icons.icon("check", "accent") if taken else None,
            Qt.ItemDataRole.AccessibleTextRole: _("{words}, taken").format(words=words) if taken else words,
        }
        return answers.get(Qt.ItemDataRole(role))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Which record stays and which goes."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return _("Field")
        row = self.rows[section - 1]
        words = _("Stays: {name} ({reference})") if section == STAYS else _("Goes: {name} ({reference})")
        return words.format(name=row.display, reference=row.reference)


class MergePanel(QWidget):
    """Shows what two records say, and what points at each (`moves`: counts by kind, by key).

    `applied` carries the one that stays, the one that goes, and by field whether it is taken from the latter.
    """

    applied = Signal(object, object, dict)
    dropped = Signal()

    def __init__(self, stays: Row, goes: Row, moves: dict[str, dict[str, int]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moves = moves
        kinds = RECORDS[stays.kind].plural.lower()
        self.card = Card(_("Merge two {kinds}").format(kinds=kinds))
        self.words = Words(tint="text2", wrap=True)
        self.swap = Button(_("Keep the other one"), role="plain", icon="undo", key="Ctrl+T")
        self.apply = Button(_("Merge"), role="primary", icon="check", key="Ctrl+Enter")
        self.drop = Button(_("Drop it"), role="plain", key="Esc")
        self.fields = _Fields(stays, goes, self)
        self.table = PlainTable(self.fields, _("Fields in which the two differ"))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectItems)
        self._lay_out()
        self.swap.clicked.connect(self._swap)
        self.apply.clicked.connect(self._apply)
        self.drop.clicked.connect(self.dropped)
        self.table.clicked.connect(lambda index: self.fields.take(index.row(), index.column()))
        on_key(self, "Ctrl+T", self._swap)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            on_key(self, key, self._apply)
        on_key(self.table, "Space", self._take, inside=False)
        look().changed.connect(self._measure)
        self._measure()
        self._tell()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.words, 1)
        for button in (self.swap, self.drop, self.apply):
            head.addWidget(button)
        self.card.body.addLayout(head)
        self.card.body.addWidget(self.table, 1)
        self._page = QVBoxLayout(self)
        self._page.addWidget(self.card)

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), 0, px(16), px(12))
        self.table.set_widths((180, 320, 320))

    def begin(self) -> None:
        """Put the keyboard on the first field."""
        self.table.setCurrentIndex(self.fields.index(0, STAYS))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        goes, count = self.fields.rows[1], self.fields.rowCount()
        differ = ngettext("They differ in {count} field.", "They differ in {count} fields.", count).format(count=count)
        words = _(
            "{differ} Space or a click takes what a cell says. {goes} then exists no more; one undo brings it back."
        )
        moving = self._moves.get(goes.key)
        if moving:
            words = _(
                "{differ} Space or a click takes what a cell says. {goes} then exists no more; one undo brings it back."
                " What points at it will point at the other: {others}."
            )
        others = counted_words(moving) if moving else ""
        self.words.setText(words.format(differ=differ, goes=goes.reference, others=others))

    def _take(self) -> None:
        here = self.table.currentIndex()
        self.fields.take(here.row(), here.column())

    def _swap(self) -> None:
        self.fields.swap()
        self.begin()
        self._tell()

    def _apply(self) -> None:
        self.applied.emit(*self.fields.rows, dict(self.fields.from_gone))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc drops it."""
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)
