"""What a change of many records would do, before it is made: each cell now and then, and what is refused and why."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.language import _, ngettext
from hsmonitor.store.proposal import CellChange, Proposal
from hsmonitor.ui.commands import on_key
from hsmonitor.ui.theme.look import color, look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.guarded import guarded
from hsmonitor.ui.widgets.plain_table import PlainTable

Index = QModelIndex | QPersistentModelIndex
WHY = 4
"""The column that says why a cell is refused."""


class _Cells(QAbstractTableModel):
    """The cells of a proposal, those refused first."""

    def __init__(self, proposal: Proposal, parent: QWidget) -> None:
        super().__init__(parent)
        self._cells = [*proposal.refused, *proposal.cells]
        self._headings = (_("Line"), _("Field"), _("Now"), _("Then"), _("Why it is refused"), _("Record"))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as Qt declares it)
        """A row a cell."""
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as Qt declares it)
        """Line, field, now, then, why not, record."""
        return 0 if parent.isValid() else len(self._headings)

    @guarded
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        cell = self._cells[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(cell)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole:
            return color("danger" if cell.refused else "muted" if index.column() == 2 else "text")
        return None

    def _words(self, cell: CellChange) -> tuple[str, ...]:
        name = cell.row.display if cell.row else _("new")
        now = cell.now or (NOT_RECORDED if cell.row else "")
        return (str(cell.line), cell.field.label, now, cell.new or NOT_RECORDED, cell.refused, name)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._headings[section] if shown else None


class Preview(QWidget):
    """Shows a proposal over the sheet. `applied` carries it when it is taken, `dropped` follows Esc.

    `turned` asks to take the first row of a paste for data, or for headings.
    """

    applied = Signal(object)
    dropped = Signal()
    turned = Signal()

    def __init__(self, title: str, proposal: Proposal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.proposal = proposal
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self.card = Card(title)
        self.counts = Words(_counted(proposal), tint="text2", wrap=True)
        self.apply = Button(_("Apply"), role="primary", icon="check", key="Ctrl+Enter")
        self.drop = Button(_("Cancel"), role="plain", key="Esc")
        self.apply.setEnabled(not proposal.empty)
        self.apply.clicked.connect(self._apply)
        self.drop.clicked.connect(self.dropped)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            on_key(self, key, self._apply)
        self.headings = Words(tint="text2", wrap=True)
        self.turn = Button("", role="plain", key="Alt+H")
        self.turn.clicked.connect(self.turned)
        on_key(self, "Alt+H", self.turned.emit)
        self.table = self._table(proposal)
        self.why = Words(tint="danger", wrap=True)
        self.table.selectionModel().currentRowChanged.connect(self._show_why)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.counts, 1)
        head.addWidget(self.drop)
        head.addWidget(self.apply)
        self.card.body.addLayout(head)
        self._headed = QHBoxLayout()
        self.card.body.addLayout(self._headed)
        self.card.body.addWidget(self.table, 1)
        self.card.body.addWidget(self.why)
        self._page = QVBoxLayout(self)
        self._page.addWidget(self.card)
        look().changed.connect(self._measure)
        self._measure()

    def _table(self, proposal: Proposal) -> PlainTable:
        return PlainTable(_Cells(proposal, self), _("Cells that change"))

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), 0, px(16), px(12))
        self.table.set_widths((44, 100, 96, 110, 250, 120), wide=WHY)

    def ask_headings(self, headings: Sequence[str], passed: Sequence[str]) -> None:
        """Say whether the first row of a paste was taken as headings, and offer the other reading.

        Where columns go by their places, some of the sheet may be `passed` over.
        """
        if headings:
            self.headings.setText(_("The first row is taken as headings: columns go by their names."))
            self.turn.setText(_("Take it as data"))
        else:
            words = _("The first row is taken as data: columns go by their places.")
            over = _("The first row is taken as data: columns go by their places, {columns} being passed over.")
            self.headings.setText(over.format(columns=", ".join(passed)) if passed else words)
            self.turn.setText(_("Take it as headings"))
        self._headed.addWidget(self.headings, 1)
        self._headed.addWidget(self.turn)

    def _show_why(self, current: Index) -> None:
        """Say in full why the line of the cursor is refused."""
        why = self.table.model().index(current.row(), WHY)
        self.why.setText(str(why.data()) if current.isValid() else "")

    def _apply(self) -> None:
        if not self.proposal.empty:
            self.applied.emit(self.proposal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc drops the proposal."""
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


def _counted(proposal: Proposal) -> str:
    kinds = RECORDS[proposal.kind].plural.lower()
    changed = sum(1 for cell in proposal.cells if cell.row)
    parts = (
        ngettext("{count} cell changes", "{count} cells change", changed).format(count=f"{changed:,}"),
        ngettext("{count} new record", "{count} new records", len(proposal.new)).format(count=f"{len(proposal.new):,}"),
        ngettext("{count} cell is refused", "{count} cells are refused", len(proposal.refused)).format(
            count=f"{len(proposal.refused):,}"
        ),
    )
    words = _("{changed} of {kinds}, {new}, {refused}. What is refused is not taken; one undo takes all of it back.")
    return words.format(changed=parts[0], new=parts[1], refused=parts[2], kinds=kinds)
