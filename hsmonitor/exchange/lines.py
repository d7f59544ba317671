"""The rows of a workbook for data entry: which sheet is of which kind, which column of which field."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.text import excerpt, fold
from hsmonitor.exchange.book import Content, Part, Rows, Sheets, read_book
from hsmonitor.exchange.cell_names import cell_name, rows_of
from hsmonitor.exchange.guard import BookRefused
from hsmonitor.language import _
from hsmonitor.reports.entry_layout import EXAMPLE, IDENTIFIER, KINDS, STAMP_SHEET, Stamp, entered_fields, sheet_title

SEARCHED_ROWS = 60
"""In how many rows of a sheet its headings are looked for."""


@dataclass(frozen=True, slots=True)
class Columns:
    """A sheet of one kind whose headings were found: the place of identifier and reference (-1: none) and of each field."""

    kind: str
    sheet: str
    row: int
    identifier: int
    reference: int
    fields: dict[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One row below the headings."""

    columns: Columns
    number: int
    cells: Sequence[Content]

    def content(self, name: str) -> Content:
        """Return what the row holds in the column of a field."""
        return self._at(self.columns.fields[name])

    @property
    def identifier(self) -> str:
        """What the hidden column holds."""
        return str(self._at(self.columns.identifier) or "").strip()

    @property
    def reference(self) -> str:
        """What the column of references holds."""
        return str(self._at(self.columns.reference) or "").strip()

    @property
    def empty(self) -> bool:
        """Whether nothing stands in any column of a field."""
        return all(self.content(name) in (None, "") for name in self.columns.fields)

    def cell(self, name: str) -> str:
        """Return the name of the cell of a field, such as D7; "reference" is a field here."""
        place = self.columns.reference if name == "reference" else self.columns.fields[name]
        return cell_name(self.number, place + 1)

    def _at(self, place: int) -> Content:
        return self.cells[place] if 0 <= place < len(self.cells) else None


@dataclass(slots=True)
class EntryBook:
    """Reads a workbook for data entry; `stamp` and `notices` are known when the first lines come.

    `merged` holds, by sheet, first and last row of each range of merged cells.
    """

    path: Path
    stamp: Stamp | None = None
    notices: list[str] = field(default_factory=list)
    merged: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    _columns: dict[str, Columns | None] = field(default_factory=dict)

    def lines(self, cancelled: Callable[[], bool]) -> Iterator[list[Line]]:
        """Yield the rows with records some hundred at a time. Raises BookRefused, Cancelled."""
        for part in read_book(self.path, cancelled, first=STAMP_SHEET):
            if isinstance(part, Sheets):
                self._begin(part)
            elif part.sheet == STAMP_SHEET:
                self._take_stamp(part.rows)
            elif part.merged:
                self.merged[part.sheet] = [rows for rows in map(rows_of, part.merged) if rows]
            elif lines := self._lines(part):
                self._refuse_unstamped()
                yield lines

    def _begin(self, sheets: Sheets) -> None:
        if STAMP_SHEET not in sheets.titles:
            raise NoEntryBook(_("{file} was not made for data entry by this program.").format(file=self.path.name))
        if sheets.linked:
            self.notices.append(_("The book names other files. They were not opened; what it holds itself was read."))

    def _take_stamp(self, rows: Rows) -> None:
        for _number, cells in rows:
            self.stamp = self.stamp or Stamp.read(str(cells[0]))

    def _refuse_unstamped(self) -> None:
        if self.stamp is None:
            message = _(
                "{file}: What the book says of its portfolio was altered. Export it anew and copy the changes over."
            )
            raise BookRefused(message.format(file=self.path.name))

    def _lines(self, part: Part) -> list[Line]:
        rows = part.rows
        if part.sheet not in self._columns:
            self._columns[part.sheet] = self._found(part)
        columns = self._columns[part.sheet]
        if columns is None:
            return []
        lines = (Line(columns, number, cells) for number, cells in rows if number > columns.row)
        return [line for line in lines if line.identifier != EXAMPLE and not line.empty]

    def _found(self, part: Part) -> Columns | None:
        """Return the columns of a sheet by its row of headings, None for a sheet that holds no records."""
        for number, cells in part.rows[:SEARCHED_ROWS]:
            headings = [fold(" ".join(str(cell or "").split())) for cell in cells]
            if fold(IDENTIFIER) in headings and (kind := _kind_of(part.sheet, headings)):
                return self._matched(part.sheet, kind, number, headings, cells)
        return None

    def _matched(self, sheet: str, kind: str, row: int, headings: list[str], shown: Sequence[Content]) -> Columns:
        labels = {fold(field.label): field.name for field in entered_fields(kind)}
        special = {fold(IDENTIFIER): "identifier", fold(_("Ref")): "reference"}
        fields: dict[str, int] = {}
        for place, heading in enumerate(headings):
            cell = cell_name(row, place + 1)
            if name := labels.get(heading) or special.get(heading):
                if name in fields:
                    raise self._refused(
                        sheet, cell, _("The heading {heading} stands twice. Take one column away."), shown[place]
                    )
                fields[name] = place
            elif heading and heading != fold(_("Why it is refused")):
                words = _('Sheet "{sheet}", column {heading}: it is no field of the program and was not read.')
                self.notices.append(words.format(sheet=sheet, heading=excerpt(str(shown[place]))))
        identifier, reference = fields.pop("identifier"), fields.pop("reference", -1)
        return Columns(kind, sheet, row, identifier, reference, fields)

    def _refused(self, sheet: str, cell: str, why: str, heading: Content) -> BookRefused:
        message = _('{file}, sheet "{sheet}", cell {cell}: {why}')
        return BookRefused(message.format(file=self.path.name, sheet=sheet, cell=cell, why=why.format(heading=heading)))


class NoEntryBook(BookRefused):
    """A spreadsheet that was not exported for data entry: its columns have to be matched."""


def _kind_of(sheet: str, headings: list[str]) -> str | None:
    """Return the kind of a sheet by its title, else by its headings, which tell it when the sheet was renamed."""
    titled = [kind for kind in KINDS if fold(sheet_title(kind)) == fold(sheet.strip())]
    known = {kind: {fold(field.label) for field in entered_fields(kind)} & set(headings) for kind in KINDS}
    best = max(KINDS, key=lambda kind: (len(known[kind]), -len(RECORDS[kind].fields)))
    return titled[0] if titled else best if len(known[best]) >= 2 else None
