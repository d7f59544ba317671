"""The import page: choose a file, look at what it would do, take it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.kinds import Link, Links
from hsmonitor.exchange.any_sheet import Found
from hsmonitor.exchange.meaning import COUNTRY
from hsmonitor.exchange.outcome import Cell, Outcome, Plan, RowState
from hsmonitor.exchange.tables import words_of
from hsmonitor.language import _, ngettext
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.importing.choosing import Choosing
from hsmonitor.ui.importing.looking import Looking, summary
from hsmonitor.ui.importing.matching import Matching
from hsmonitor.ui.importing.rows import Shelf
from hsmonitor.ui.long_work import Progress
from hsmonitor.ui.refused_rows import save_refused_rows, target_of_refused
from hsmonitor.ui.widgets.turning import turn_to

Stop = Callable[[], bool]
Read = Shelf | Found
"""What reading a file gives: the rows of a workbook that was exported here, else what another holds and how it is read."""


class ImportPage(QWidget):
    """A file is chosen, the columns of one from elsewhere are matched, its rows looked at; nothing is written before."""

    counted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.choosing, self.matching, self.looking = Choosing(desk), Matching(), Looking()
        self._path = Path()
        self._found: Found | None = None
        self._meant: dict[str, dict[str, str]] = {}
        self._steps = QStackedWidget()
        for step in (self.choosing, self.matching, self.looking):
            self._steps.addWidget(step)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._steps, 1)
        self._connect()

    def _connect(self) -> None:
        self.choosing.chosen.connect(self.read)
        self.matching.dropped.connect(self._begin_again)
        self.matching.settled.connect(self._compare)
        self.matching.placed.connect(self._place)
        self.matching.reading.encoded.connect(self._read_in)
        self.looking.dropped.connect(self._step_back)
        self.looking.accepted.connect(self._take)
        self.looking.saving.connect(self._save_refused)
        self.looking.meant.connect(self._mean)

    def open(self) -> None:
        """Be looked at."""
        first = {
            self.choosing: self.choosing.line,
            self.matching: self.matching.reading.sheet,
            self.looking: self.looking.table,
        }
        shown = self._steps.currentWidget()
        self.choosing.line.selectAll()  # the next name that is typed takes the place of the one before
        next(target for step, target in first.items() if step is shown).setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, step: QWidget) -> None:
        turn_to(self._steps, step)
        self.open()

    def read(self, path: Path) -> None:
        """Read a file beside the window, then show its rows, or how it is read where it comes from elsewhere."""
        self._path, self._meant = path, {}
        self._read()

    def _read_in(self, encoding: str) -> None:
        """Read a text again in another encoding; where it cannot be written in that, what is shown stays."""
        from hsmonitor.exchange.any_sheet import read_any

        portfolio, path = self.desk.portfolio, self._path

        def show(found: Found) -> None:
            self._show(found)
            self.matching.reading.encoding.setFocus(Qt.FocusReason.OtherFocusReason)

        self.desk.make(
            _("Reading {file}").format(file=path.name),
            lambda _progress, stop: read_any(portfolio, path, stop, encoding),
            show,
        )

    def _read(self) -> None:
        from hsmonitor.exchange.any_sheet import read_any
        from hsmonitor.exchange.lines import NoEntryBook
        from hsmonitor.exchange.planning import plan

        portfolio, path, meant = self.desk.portfolio, self._path, self._meant

        def work(progress: Progress, stop: Stop) -> Read:
            try:
                return Shelf(plan(portfolio, path, meant=meant, progress=progress, cancelled=stop))
            except NoEntryBook:
                return read_any(portfolio, path, stop)

        self.desk.make(_("Reading {file}").format(file=path.name), work, self._show)

    def _show(self, read: Read) -> None:
        self.desk.said.emit("", "")  # what was said of another try is over
        if isinstance(read, Shelf):
            self._found = None
            self._show_rows(read)
        else:
            self._found = read
            self.matching.show_found(self._path.name, read)
            self._go(self.matching)

    def _place(self, sheet: str, row: int, depth: int, kind: str) -> None:
        """Match other rows beside the window."""
        if (found := self._found) is None:
            return

        def show(_nothing: None) -> None:
            self.matching.show_found(self._path.name, found)

        self.desk.ask("match", lambda _connection: found.place(sheet, row, depth, kind), show)

    def _compare(self) -> None:
        """Compare the rows of a matched spreadsheet beside the window, then show them."""
        from hsmonitor.exchange.any_sheet import plan_any

        if (found := self._found) is None:
            return
        portfolio, path = self.desk.portfolio, self._path

        def work(progress: Progress, stop: Stop) -> Shelf:
            return Shelf(plan_any(portfolio, path, found, progress=progress, cancelled=stop))

        self.desk.make(_("Reading {file}").format(file=path.name), work, self._show_rows)

    def _mean(self, row: Outcome, cell: Cell, key: str) -> None:
        """Have a name that means nothing mean what the user chose, wherever the file says it, and compare again."""
        if self._found:
            self._found.match.mean(cell.name, cell.meaning, key)
            self._compare()
        else:
            field = RECORDS[row.kind].fields[cell.name]
            kind = field.target if isinstance(field, Link | Links) else COUNTRY
            self._meant.setdefault(kind, {})[words_of(cell.meaning)] = key
            self._read()

    def _show_rows(self, shelf: Shelf) -> None:
        self.looking.show_rows(shelf)
        self.counted.emit(summary(shelf))
        self._go(self.looking)

    def _step_back(self) -> None:
        if self._found is None:
            self._begin_again()
        else:
            self._go(self.matching)

    def _begin_again(self) -> None:
        self.counted.emit("")
        self._go(self.choosing)
        self._found = None
        shelf = self.looking.forget()
        working = self.desk.writing.busy or self.desk.making.busy
        if shelf and not working:  # what is still being taken or saved keeps its rows
            self.desk.ask("let go", lambda _connection: shelf.let_go(), lambda _nothing: None)

    def _take(self) -> None:
        """Write all that was accepted, in one step."""
        from hsmonitor.exchange.citing import cite
        from hsmonitor.exchange.taking import take

        shelf, rows = self.looking.shelf, self.looking.accepted_rows()
        if shelf is None or not rows:
            return
        if self.desk.writing.busy:  # these very rows, mostly: they are not to be queued twice
            self.desk.said.emit(_("A larger change is still being written. Try again in a moment."), "error")
            return
        portfolio, title = self.desk.portfolio, _("Import {file}").format(file=shelf.plan.file)
        also = cite(portfolio, shelf.plan.file, self._found.match) if self._found else None

        def work(progress: Progress, stop: Stop) -> None:
            take(portfolio, rows, title, also=also, progress=progress, cancelled=stop)

        refused = replace(shelf.plan, rows=shelf.plan.of(RowState.REFUSED))  # they outlive the rows that are let go
        self.desk.write(title, work, partial(self._taken, shelf, len(rows), refused))

    def _taken(self, shelf: Shelf, count: int, refused: Plan, _nothing: object) -> None:
        if (
            self.looking.shelf is shelf and self._steps.currentWidget() is self.looking
        ):  # else another file is looked at
            self.choosing.line.setText("")  # nothing is typed in it any more: undo is the window's
            self._begin_again()
        answer = _("Save the refused rows…") if refused.rows else ""
        self.desk.imported.emit(told_taken(count, len(refused.rows)), answer, partial(self._ask_target, refused))

    def _ask_target(self, refused: Plan) -> None:
        if target := target_of_refused(self, refused.file):
            self._save_plan(refused, target)

    def _save_refused(self, target: Path) -> None:
        if self.looking.shelf:
            self._save_plan(self.looking.shelf.plan, target)

    def _save_plan(self, plan: Plan, target: Path) -> None:
        """Write the refused rows of a file beside the window."""
        from hsmonitor.exchange.refused import save_refused

        portfolio = self.desk.portfolio
        save_refused_rows(
            self.desk,
            target,
            lambda target, progress, stop: save_refused(portfolio, plan, target, progress=progress, cancelled=stop),
        )


def told_taken(count: int, refused: int) -> str:
    """Return what is said when rows were taken, and how many were refused."""
    taken = ngettext("{count} row was imported.", "{count} rows were imported.", count).format(count=f"{count:,}")
    if not refused:
        return taken
    words = ngettext(
        "{taken} {count} row was refused; save it to correct it.",
        "{taken} {count} rows were refused; save them to correct them.",
        refused,
    )
    return words.format(taken=taken, count=f"{refused:,}")
