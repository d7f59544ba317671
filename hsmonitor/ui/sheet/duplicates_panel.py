"""Records that were probably entered twice, pair by pair; Enter looks at a pair to merge it."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hsmonitor.language import _, ngettext
from hsmonitor.store.listing import Row
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.guarded import guarded
from hsmonitor.ui.widgets.plain_table import PlainTable

Index = QModelIndex | QPersistentModelIndex
Pair = tuple[Row, Row]


class _Pairs(QAbstractTableModel):
    """A row a pair: the older record, and the one that is probably the same."""

    def __init__(self, pairs: list[Pair], parent: QWidget) -> None:
        super().__init__(parent)
        self.pairs = pairs
        self._headings = (_("Record"), _("Ref"), _("Probably the same"), _("Ref"))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as Qt declares it)
        """A row a pair."""
        return 0 if parent.isValid() else len(self.pairs)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as Qt declares it)
        """Name and reference of both."""
        return 0 if parent.isValid() else len(self._headings)

    @guarded
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self.pairs[index.row()][index.column() // 2]
        return row.reference if index.column() % 2 else row.display

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._headings[section] if shown else None


class DuplicatesPanel(QWidget):
    """Lists pairs. `picked` carries the two records to be merged, `dropped` follows Esc."""

    picked = Signal(object, object)
    dropped = Signal()

    def __init__(self, pairs: list[Pair], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = Card(_("Probably entered twice"))
        count = len(pairs)
        words = ngettext("{count} pair has", "{count} pairs have", count).format(count=f"{count:,}")
        told = _(
            '{pairs} the same name but for case, accents, "the" and brackets. Nothing is changed before you say so.'
        )
        self.look_at = Button(_("Look at the pair"), role="primary", key="Enter")
        self.drop = Button(_("Close"), role="plain", key="Esc")
        self.table = PlainTable(_Pairs(pairs, self), _("Pairs of records"))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Words(told.format(pairs=words), tint="text2", wrap=True), 1)
        head.addWidget(self.drop)
        head.addWidget(self.look_at)
        self.card.body.addLayout(head)
        self.card.body.addWidget(self.table, 1)
        self._page = QVBoxLayout(self)
        self._page.addWidget(self.card)
        self.look_at.clicked.connect(self._pick)
        self.drop.clicked.connect(self.dropped)
        self.table.opened.connect(self._pick)
        self.table.selectRow(0)
        look().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), 0, px(16), px(12))
        self.table.set_widths((300, 70, 300, 70))

    def begin(self) -> None:
        """Put the keyboard on the pairs."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick(self) -> None:
        model, row = self.table.model(), self.table.currentIndex().row()
        if isinstance(model, _Pairs) and row >= 0:
            self.picked.emit(*model.pairs[row])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)
