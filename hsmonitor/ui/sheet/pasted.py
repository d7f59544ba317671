"""What was copied elsewhere and is to be pasted: which of its columns are which fields, and what of it has no place here."""

from collections.abc import Sequence
from dataclasses import dataclass

from hsmonitor.domain.kinds import Text
from hsmonitor.domain.record import Record
from hsmonitor.language import _
from hsmonitor.store.listing import Row
from hsmonitor.store.proposal import CellChange
from hsmonitor.ui.sheet.clipboard import Grid

Lines = list[tuple[str | None, dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Pasted:
    """The rows below `headings`, which are empty where the first row is data; `names` says the field of each column."""

    record: type[Record]
    rows: Grid
    names: Sequence[str]
    headings: Sequence[str] = ()

    @property
    def able(self) -> list[tuple[int, str]]:
        """Place and field of the columns that can be written."""
        fields = self.record.fields
        return [(n, name) for n, name in enumerate(self.names) if name in fields and not fields[name].derived]

    def texts(self, row: Sequence[str]) -> dict[str, str]:
        """Return the texts of a row by field."""
        return {name: row[place] for place, name in self.able if place < len(row)}

    def without_place(self, present: Sequence[Row]) -> list[CellChange]:
        """Return the cells that no field takes, each with the reason; what stands there already is none of them."""
        taken, found = {place for place, _name in self.able}, list[CellChange]()
        for line, row in enumerate(self.rows, 1):
            there = present[line - 1] if line <= len(present) else None
            for place, text in enumerate(row):
                now = self._now(there, place)
                if place not in taken and text.strip() not in ("", now.strip()):
                    field = Text(self._label(place))
                    found.append(CellChange(line, there, field, now, text, refused=self._why(place)))
        return found

    def _name(self, place: int) -> str:
        return self.names[place] if place < len(self.names) else ""

    def _now(self, row: Row | None, place: int) -> str:
        if row is None:
            return ""
        name = self._name(place)
        return row.reference if name == "reference" else row.shown(name) if name in self.record.fields else ""

    def _label(self, place: int) -> str:
        name = self._name(place)
        if name == "reference":
            return _("Ref")
        if name in self.record.fields:
            return self.record.fields[name].label
        return self.headings[place] if place < len(self.headings) else _("Column {number}").format(number=place + 1)

    def _why(self, place: int) -> str:
        name = self._name(place)
        if name == "reference":
            return _("References are given by the program.")
        if name in self.record.fields:
            return self.record.fields[name].help or _("This is derived and cannot be typed.")
        if self.headings:
            return _("No field is called so. Write the field's name above the column.")
        return _("There is no column of the sheet for this.")


def pasted(record: type[Record], grid: Grid, visible: Sequence[str], *, headings: bool | None = None) -> Pasted:
    """Return how a paste is read: by its own headings, else by the columns from the cursor on, `visible`.

    Whether the first row is `headings` is found out where it is not said.
    """
    from hsmonitor.exchange.matching import named_by_headings  # it is large, and only a paste needs it

    named = named_by_headings(record.kind, grid[0])
    if named.sure if headings is None else headings:
        return Pasted(record, grid[1:], named.fields, grid[0])
    return Pasted(record, grid, visible)
