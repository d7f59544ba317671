"""What the cells of a sheet say: the words of its records, of the ready line, and of texts that wait to be corrected."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt

from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.domain.kinds import Level
from hsmonitor.language import _
from hsmonitor.ui.sheet.folding import GroupHead
from hsmonitor.ui.sheet.records_model import Index, RecordsModel
from hsmonitor.ui.work import Reading


@dataclass(frozen=True, slots=True)
class Held:
    """A text that cannot be taken: it stays in its cell, with what is wrong."""

    words: str
    wrong: str


class SheetModel(RecordsModel):
    """The records with their words.

    `begun` are the texts of the ready line by field; `held` has the texts to correct, by the key of the row ("" for the ready
    line) and the field; `kept` the cells that offer a text which was typed and not saved.
    """

    def __init__(self, reading: Reading, kind: str, parent: QObject | None = None) -> None:
        super().__init__(reading, kind, parent)
        self.begun: dict[str, str] = {}
        self.held: dict[tuple[str, str], Held] = {}
        self.kept: set[tuple[str, str]] = set()

    def held_at(self, index: Index) -> Held | None:
        """Return the text to correct that stands in a cell."""
        key = self.key(index.row())
        return self.held.get((key, self.columns[index.column()])) if key is not None and self.held else None

    def is_kept(self, index: Index) -> bool:
        """Tell whether a cell offers a text that was typed and not saved."""
        return bool(self.kept) and (self.key(index.row()), self.columns[index.column()]) in self.kept

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; what is not recorded says so."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        held = self.held_at(index)
        words = held.words if held else self.words(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            heading = self.headerData(index.column(), Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
            nothing = held.wrong if held else self.nothing(index)
            return _("{field}: {words}").format(field=heading, words=words or nothing)
        if role == Qt.ItemDataRole.ToolTipRole:
            return held.wrong if held else words or None
        return words or self.nothing(index)

    def words(self, index: Index) -> str:
        """Return the words of what is stored in a cell, or of what is typed in the ready line so far."""
        name = self.columns[index.column()]
        if index.row() >= self.lines:
            return self.begun.get(name, "")
        if head := self.head(index.row()):
            return self._head_words(head) if index.column() == 0 else ""
        row = self.row(index.row())
        return row.shown(name) if row else ""

    def _head_words(self, head: GroupHead) -> str:
        field = self.record.fields[self.group]
        return _("{field}: {words} ({count})").format(
            field=field.label, words=head.words or NOT_RECORDED, count=f"{head.count:,}"
        )

    def nothing(self, index: Index) -> str:
        """Return the words of a cell in which nothing stands."""
        if index.row() >= self.lines:
            first = self.record.title_field() or next(iter(self.record.fields.values()))
            own = self.columns[index.column()] == first.name
            return _("Type here to add one") if own and not self.begun else ""
        if self.row(index.row()) is None:
            return ""
        return _("not rated") if isinstance(self.field(index.column()), Level) else NOT_RECORDED

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The labels of the fields, with their help as tool tip; the numbers of the rows."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Vertical:
            return self._number(section)
        field = self.field(section) if orientation == Qt.Orientation.Horizontal else None
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return field.label if field else _("Ref")
        return field.help or None if role == Qt.ItemDataRole.ToolTipRole and field else None

    def _number(self, line: int) -> str:
        position = self._rows.position(line) if line < self.lines else None
        return "+" if line >= self.lines else "" if position is None else str(position + 1)
