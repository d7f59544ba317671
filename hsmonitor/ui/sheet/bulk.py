"""What a sheet does to many records at once: copy, cut, paste, set a field, duplicate, delete; each one undo."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from hsmonitor.language import _, ngettext
from hsmonitor.store.belongings import belongings, deleted_words
from hsmonitor.store.listing import Row
from hsmonitor.store.proposal import Proposal, columns_of, propose, write
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.sheet import clipboard
from hsmonitor.ui.sheet.view import SheetView

Lines = list[tuple[str | None, dict[str, str]]]


class Bulk(QObject):
    """Acts on the selection of one table. `proposed` carries a title and what would change, to be looked at first."""

    proposed = Signal(str, object)
    cut_done = Signal()

    def __init__(self, desk: Desk, table: SheetView) -> None:
        super().__init__(table)
        self.desk = desk
        self.table = table
        self.record = table.sheet.record

    def _selected(self, act: Callable[[list[Row]], object]) -> None:
        self.table.sheet.with_rows(self.table.lines(), act)

    def copy(self, *, headings: bool = False, then: Callable[[], None] | None = None) -> None:
        """Put the selected cells on the clipboard."""
        names = [self.table.sheet.columns[column] for column in self.table.area()[1]]

        def put(rows: list[Row]) -> None:
            cells = [[row.shown(name) for name in names] for row in rows]
            if headings:
                labels = (self.record.fields[name].label if name in self.record.fields else _("Ref") for name in names)
                cells.insert(0, list(labels))
            QGuiApplication.clipboard().setMimeData(clipboard.data_of(cells))
            if then:
                then()

        self._selected(put)

    def cut(self) -> None:
        """Copy the selected cells, and make them "not recorded"."""
        self.copy(then=self.table.editing.clear)

    def paste(self) -> None:
        """Take what is on the clipboard from the cursor on; more than one cell is shown first."""
        try:
            grid = clipboard.rows_of(QGuiApplication.clipboard().mimeData())
        except ValueError:
            words = _("The clipboard holds too much to be pasted. Save it as a workbook, or paste it in parts.")
            self.desk.said.emit(words, "error")
            return
        rows, columns = self.table.area()
        if not grid:
            self.desk.said.emit(_("There is no text on the clipboard. Copy cells in a spreadsheet first."), "info")
        elif len(grid) == 1 and len(grid[0]) == 1:
            self._paste_one(grid[0][0], rows, columns)
        else:
            self._paste_many(grid, rows, columns)

    def _paste_one(self, text: str, rows: range, columns: range) -> None:
        entering = self.table.editing.entering
        if len(rows) * len(columns) == 1:
            entering.enter(rows.start, columns.start, text)
            self.table.editing.show_wrong()
        else:
            self._selected(lambda found: entering.enter_all(found, columns, text))

    def _paste_many(self, grid: clipboard.Grid, rows: range, columns: range) -> None:
        names = columns_of(self.record, grid[0])
        if names is not None:
            grid = grid[1:]
        else:
            visible = self.table.sheet.columns[columns.start :]
            names = [visible[n] if n < len(visible) else None for n in range(max(len(row) for row in grid))]
        span = self.table.sheet.lines_for(rows.start, len(grid))
        title = ngettext("Paste {count} row", "Paste {count} rows", len(grid)).format(count=f"{len(grid):,}")

        def found(present: list[Row]) -> None:
            keys: list[str | None] = [row.key for row in present]
            keys += [None] * (len(grid) - len(keys))
            self.propose(title, self._lines(keys, grid, names))

        self.table.sheet.with_rows([span], found)

    def _lines(self, keys: list[str | None], grid: clipboard.Grid, names: list[str | None]) -> Lines:
        """Return a line a row; columns that cannot be written, such as references and levels, are passed over."""
        able = {name for name, field in self.record.fields.items() if not field.derived}
        wanted = [(n, name) for n, name in enumerate(names) if name in able]
        lines: Lines = []
        for key, row in zip(keys, grid, strict=True):
            texts = {name: row[n] for n, name in wanted if name and n < len(row)}
            if key is None:
                texts = {name: text for name, text in texts.items() if text.strip()}
                if not texts:
                    continue
                texts = self._with_project(texts)
            lines.append((key, texts))
        return lines

    def _with_project(self, texts: dict[str, str]) -> dict[str, str]:
        """A new record belongs to the project that everything is narrowed to."""
        link = next((link.name for link in self.record.link_fields() if link.target == "project"), None)
        if link and self.desk.project and link not in texts:
            from hsmonitor.store.listing import read_rows

            project = read_rows(self.desk.portfolio.connection, "project", [self.desk.project])
            return texts | {link: project[0].reference} if project else texts
        return texts

    def propose(self, title: str, lines: Lines) -> None:
        """Find out beside the window what `lines` would change, and have it shown."""
        kind, portfolio = self.record.kind, self.desk.portfolio

        def job(progress: Any, cancelled: Any) -> Proposal:
            with portfolio.reading() as connection:
                return propose(connection, kind, lines, progress=progress, cancelled=cancelled)

        self.desk.write(_("Look at what would change"), job, partial(self.proposed.emit, title))

    def set_field(self, name: str, text: str) -> None:
        """Propose one value for a field of all selected records."""
        field = self.record.fields[name]

        def found(rows: list[Row]) -> None:
            count = len(rows)
            title = ngettext("Set {field} of {count} record", "Set {field} of {count} records", count)
            lines: Lines = [(row.key, {name: text}) for row in rows]
            self.propose(title.format(field=field.label, count=f"{count:,}"), lines)

        self._selected(found)

    def apply(self, title: str, proposal: Proposal) -> None:
        """Write what was looked at, beside the window."""
        portfolio = self.desk.portfolio

        def job(progress: Any, cancelled: Any) -> list[str]:
            return write(portfolio, proposal, title, progress=progress, cancelled=cancelled)

        done = _("{title}: done. Ctrl+Z takes it back.").format(title=title)
        self.desk.write(title, job, lambda _made: self.desk.said.emit(done, "undo"))

    def duplicate(self) -> None:
        """Add a copy of each selected record."""

        def copy(rows: list[Row]) -> None:
            record, count = self.record, len(rows)
            copies = [{k: v for k, v in row.values.items() if not record.fields[k].derived} for row in rows]
            title = ngettext("Duplicate {name}", "Duplicate {count} {records}", count)
            proposal = Proposal(record.kind, new=copies)
            names: dict[str, Any] = {"name": rows[0].display if rows else "", "count": count}
            if rows:
                self.apply(title.format(records=record.plural.lower(), **names), proposal)

        self._selected(copy)

    def delete(self) -> None:
        """Delete the selected records with what belongs to them; at once, as it can be undone."""
        self._selected(self._delete)

    def _delete(self, rows: list[Row]) -> None:
        if not rows:
            return
        record, keys, count = self.record, [row.key for row in rows], len(rows)
        with_them = belongings(self.desk.portfolio.connection, record.kind, keys)
        names: dict[str, Any] = {"name": rows[0].display, "count": f"{count:,}", "records": record.plural.lower()}
        title = ngettext("Delete {name}", "Delete {count} {records}", count).format(**names)
        deleted = ngettext("{name} was deleted.", "{count} {records} were deleted.", count).format(**names)
        words = deleted_words(deleted, with_them)

        def job(_progress: Any, _cancelled: Any) -> None:
            with self.desk.portfolio.transaction(title) as transaction:
                transaction.delete_many(record.kind, keys)

        self.desk.write(title, job, lambda _answer: self.desk.said.emit(words, "undo"))
