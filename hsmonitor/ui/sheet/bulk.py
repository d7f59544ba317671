"""What a sheet does to many records at once: copy, cut, paste, set a field, duplicate, delete; each one undo."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from hsmonitor.language import _, ngettext
from hsmonitor.store.additions import Additions
from hsmonitor.store.belongings import belongings, deleted_words
from hsmonitor.store.listing import Row, read_rows
from hsmonitor.store.proposal import Proposal, propose, write
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.sheet import clipboard
from hsmonitor.ui.sheet.pasted import Lines, Pasted, look_at, pasted
from hsmonitor.ui.sheet.refused import ask_what_becomes
from hsmonitor.ui.sheet.view import SheetView


class Bulk(QObject):
    """Acts on the selection of one table. `proposed` carries a title and what would change, to be looked at first.

    `pasted` is how the paste that is looked at was read, None where it is no paste.
    """

    proposed = Signal(str, object)

    def __init__(self, desk: Desk, table: SheetView) -> None:
        super().__init__(table)
        self.desk = desk
        self.table = table
        self.record = table.sheet.record
        self.pasted: Pasted | None = None
        self._again: Callable[[bool], None] = lambda _headings: None

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

    def _paste_many(self, grid: clipboard.Grid, rows: range, columns: range, headings: bool | None = None) -> None:
        """Find out beside the window what a paste would change, and have it shown."""
        sheet, record, portfolio = self.table.sheet, self.record, self.desk.portfolio
        visible, given = sheet.columns[columns.start :], self._project_words()
        self._again = lambda headings: self._paste_many(grid, rows, columns, headings)

        def found(present: list[Row]) -> None:
            def job(progress: Any, cancelled: Any) -> tuple[Pasted, Proposal]:
                read = pasted(record, grid, visible, headings=headings)
                with portfolio.reading() as connection:
                    return read, look_at(connection, read, present, given, progress=progress, cancelled=cancelled)

            self.desk.make(_("Look at what would change"), job, self._show_pasted)

        sheet.with_rows([sheet.lines_for(rows.start, len(grid))], found)

    def _show_pasted(self, looked_at: tuple[Pasted, Proposal]) -> None:
        self.pasted, proposal = looked_at
        count = len(self.pasted.rows)
        title = ngettext("Paste {count} row", "Paste {count} rows", count).format(count=f"{count:,}")
        self.proposed.emit(title, proposal)

    def turn_headings(self) -> None:
        """Take the first row of the paste for data where it was taken for headings, and the other way round."""
        if self.pasted:
            self._again(not self.pasted.headings)

    def _project_words(self) -> dict[str, str]:
        """Return how a new line names the project that it belongs to unless it names another one."""
        connection, belonging = self.desk.portfolio.connection, self.table.editing.entering.narrowed_to()
        rows = {row.key: row for row in read_rows(connection, "project", list(belonging.values()))}
        return {name: rows[key].reference for name, key in belonging.items() if key in rows}

    def propose(self, title: str, lines: Lines, additions: Additions) -> None:
        """Find out beside the window what `lines` would change, and have it shown.

        The texts may name `additions`, which are added with what is written.
        """
        kind, portfolio = self.record.kind, self.desk.portfolio
        self.pasted = None

        def job(progress: Any, cancelled: Any) -> Proposal:
            with portfolio.reading() as connection:
                return propose(connection, kind, lines, additions, progress=progress, cancelled=cancelled)

        self.desk.make(_("Look at what would change"), job, partial(self.proposed.emit, title))

    def set_field(self, name: str, text: str, additions: Additions) -> None:
        """Propose one value for a field of all selected records; it may name `additions`, which are added with it."""
        field = self.record.fields[name]

        def found(rows: list[Row]) -> None:
            count = len(rows)
            title = ngettext("Set {field} of {count} record", "Set {field} of {count} records", count)
            lines: Lines = [(row.key, {name: text}) for row in rows]
            self.propose(title.format(field=field.label, count=f"{count:,}"), lines, additions)

        self._selected(found)

    def apply(self, title: str, proposal: Proposal, then: Callable[[], object] = lambda: None) -> None:
        """Write what was looked at, beside the window; `then` is called when it is written."""
        portfolio, pasted = self.desk.portfolio, self.pasted is not None

        def job(progress: Any, cancelled: Any) -> list[str]:
            return write(portfolio, proposal, title, progress=progress, cancelled=cancelled)

        def done(made: list[str]) -> None:
            then()
            self._tell_done(title, proposal, made, pasted=pasted)

        self.desk.write(title, job, done)

    def _tell_done(self, title: str, proposal: Proposal, made: list[str], *, pasted: bool) -> None:
        if not proposal.refused:
            self.desk.said.emit(_("{title}: done. Ctrl+Z takes it back.").format(title=title), "undo")
            return
        ask_what_becomes(self.desk, self.table, title, proposal, made, pasted=pasted)

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

        def job(_progress: Any, cancelled: Any) -> None:
            with self.desk.portfolio.transaction(title, cancelled=cancelled) as transaction:
                transaction.delete_many(record.kind, keys)

        self.desk.write(title, job, lambda _answer: self.desk.said.emit(words, "undo"))
