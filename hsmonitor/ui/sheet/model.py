"""What the cells of a sheet say: the words of its records, of the ready line, and of texts that wait to be corrected."""

from typing import Any

from PySide6.QtCore import Qt

from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.language import _
from hsmonitor.ui.sheet.cells_model import Index
from hsmonitor.ui.sheet.folding import GroupHead
from hsmonitor.ui.sheet.records_model import RecordsModel


class SheetModel(RecordsModel):
    """The records with their words."""

    def words(self, index: Index) -> str:
        """Return the words of what is stored in a cell, or of what is typed in the ready line so far."""
        if head := self.head(index.row()):
            return self._head_words(head) if index.column() == 0 else ""
        return super().words(index)

    def group_words(self, head: GroupHead) -> str:
        """Return the field by which it is grouped, and what the records of a group have there."""
        field = self.record.fields[self.group]
        return _("{field}: {words}").format(field=field.label, words=head.words or NOT_RECORDED)

    def _head_words(self, head: GroupHead) -> str:
        return _("{group} ({count})").format(group=self.group_words(head), count=f"{head.count:,}")

    def nothing(self, index: Index) -> str:
        """Return the words of a cell in which nothing stands."""
        if index.row() >= self.lines:
            first = self.record.title_field() or next(iter(self.record.fields.values()))
            own = self.columns[index.column()] == first.name
            return _("Type here to add one") if own and not self.begun else ""
        return super().nothing(index)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The labels of the fields, with their help as tool tip; the numbers of the rows."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Vertical:
            return self._number(section)
        return super().headerData(section, orientation, role)

    def _number(self, line: int) -> str:
        position = self._rows.position(line) if line < self.lines else None
        return "+" if line >= self.lines else "" if position is None else str(position + 1)
