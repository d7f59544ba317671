"""The form of a record: its fields in groups, in one column or two, made of the description alone."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from hsmonitor.domain.evidence import Citation
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Link, Links, Text
from hsmonitor.domain.record import Record
from hsmonitor.language import _, ngettext
from hsmonitor.store.listing import Row
from hsmonitor.ui.correcting import Spot
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.record.field_cell import FieldCell
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.card import Card, Words

TWO_COLUMNS_FROM = 380


class RecordForm(QWidget):
    """Cards of fields, but for `without`. `judged` carries how many fields wait to be corrected.

    Labels stand above their fields, or `beside` them. Made at once it holds the window for some 50 ms; where it is not
    `whole`, it is made by `grow`, a card at a time.
    """

    judged = Signal(int)

    def __init__(
        self,
        desk: Desk,
        record: type[Record],
        *,
        without: Collection[str] = (),
        whole: bool = True,
        beside: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._beside = desk, beside
        self.cells: dict[str, FieldCell] = {}
        self._shown: tuple[Row, Sequence[Row]] | None = None
        self._grids: list[tuple[QGridLayout, list[FieldCell]]] = []
        self._heads: list[Words] = []
        self._columns = 0
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addStretch(1)
        if beside:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._to_come = _groups(record, without)
        look().changed.connect(self._arrange)
        self._arrange()
        while whole and self.grow():
            pass

    @property
    def growing(self) -> bool:
        """Whether a record is shown of which cards are still to come."""
        return self._shown is not None and bool(self._to_come)

    def grow(self) -> bool:
        """Add the next card, with the record that is shown; return whether there was one to add."""
        if not self._to_come:
            return False
        title, fields = self._to_come.pop(0)
        cells = self._add_card(title, fields)
        self._arrange_card(*self._grids[-1])
        if self._shown:
            _fill(cells, *self._shown)
        return True

    def _add_card(self, title: str, fields: Iterable[Field[Any]]) -> list[FieldCell]:
        card, wrong, grid = (
            Card(title, flat=self._beside, parent=self),
            Words(font="label strong", tint="danger"),
            QGridLayout(),
        )
        self._stack.insertWidget(self._stack.count() - 1, card)
        card.add_action(wrong)
        card.body.addLayout(grid)
        cells = [FieldCell(self._desk, field, card, beside=self._beside) for field in fields]
        for cell in cells:
            self.cells[cell.field.name] = cell
            cell.judged.connect(self._judge)
        self._grids.append((grid, cells))
        self._heads.append(wrong)
        return cells

    def show_row(self, row: Row, citations: Sequence[Row]) -> None:
        """Show a record; citations of single fields stand at their ends."""
        self._shown = (row, citations)
        _fill(self.cells.values(), row, citations)

    def _judge(self) -> None:
        for head, (_grid, cells) in zip(self._heads, self._grids, strict=True):
            count = sum(bool(cell.wrong) for cell in cells)
            words = ngettext("{count} field to correct", "{count} fields to correct", count).format(count=count)
            head.setText(words if count else "")
        self.judged.emit(self.wrong)

    @property
    def wrong(self) -> int:
        """How many texts wait to be corrected, those of other records that were shown included."""
        return len(self.wrong_cells()) + len(self.waiting())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room."""
        super().resizeEvent(event)
        if self._wanted_columns() != self._columns:
            self._arrange()

    def _wanted_columns(self) -> int:
        return 2 if not self._beside and self.width() >= px(TWO_COLUMNS_FROM) else 1

    def _arrange(self) -> None:
        self._columns = self._wanted_columns()
        self._stack.setSpacing(px(2 if self._beside else 12))
        for grid, cells in self._grids:
            self._arrange_card(grid, cells)

    def _arrange_card(self, grid: QGridLayout, cells: list[FieldCell]) -> None:
        grid.setHorizontalSpacing(px(20))
        grid.setVerticalSpacing(0 if self._beside else px(4))
        for cell, (row, column, span) in zip(cells, _places(cells, self._columns), strict=True):
            grid.addWidget(cell, row, column, 1, span)
        for column in range(2):
            grid.setColumnStretch(column, 1 if column < self._columns else 0)

    def field_with_keyboard(self) -> str:
        """Return the name of the field that the keyboard is on, an empty text where it is on none."""
        return self.field_of(self.window().focusWidget())

    def field_of(self, widget: QWidget | None) -> str:
        """Return the name of the field that `widget` is of, an empty text where it is of none."""
        return next((name for name, cell in self.cells.items() if cell.isAncestorOf(widget or self)), "")

    def wrong_cells(self) -> list[FieldCell]:
        """Return the fields that wait to be corrected, from top to bottom."""
        return [cell for cell in self.cells.values() if cell.wrong]

    def waiting(self) -> list[tuple[str, str]]:
        """Return record and field of the texts that wait until their records are shown again."""
        return [(key, cell.field.name) for cell in self.cells.values() for key in cell.waiting]

    def spots(self) -> list[Spot]:
        """Return where the texts to correct of the record shown are."""
        return [
            Spot(cell.editor.hasFocus(), partial(cell.editor.setFocus, Qt.FocusReason.ShortcutFocusReason))
            for cell in self.wrong_cells()
        ]

    def keep_all(self) -> None:
        """Save what stands in the editor that has the keyboard."""
        for cell in self.cells.values():
            if cell.editor.hasFocus():
                cell.keep()


def _groups(record: type[Record], without: Collection[str]) -> list[tuple[str, list[Field[Any]]]]:
    """Return the titles of cards with their fields."""
    return [
        (group or _("Details"), wanted)
        for group, fields in record.groups().items()
        if (wanted := [field for field in fields if field.name not in without])
    ]


def _fill(cells: Iterable[FieldCell], row: Row, citations: Iterable[Row]) -> None:
    by_field = {citation.of(Citation.field): citation for citation in citations}
    for cell in cells:
        cell.show_row(row, by_field.get(cell.field.name))


def _places(cells: list[FieldCell], columns: int) -> Iterator[tuple[int, int, int]]:
    row = column = 0
    for cell in cells:
        wide = (
            columns == 1
            or isinstance(cell.field, Link | Links)
            or (isinstance(cell.field, Text) and cell.field.multiline)
        )
        if (wide or cell.field.width > 32) and column:
            row, column = row + 1, 0
        whole = wide or cell.field.width > 32
        yield row, column, columns if whole else 1
        if whole or column + 1 == columns:
            row, column = row + 1, 0
        else:
            column += 1
