"""The import page: choose a file, look at what it would do, take it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hsmonitor.exchange.matching import Match
from hsmonitor.exchange.tables import Table
from hsmonitor.language import _, ngettext
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.importing.choosing import Choosing
from hsmonitor.ui.importing.looking import Looking, summary
from hsmonitor.ui.importing.matching import Matching
from hsmonitor.ui.importing.rows import Shelf
from hsmonitor.ui.widgets.progress import ProgressLine
from hsmonitor.ui.widgets.turning import turn_to
from hsmonitor.ui.work import Progress

Stop = Callable[[], bool]
Read = Shelf | tuple[list[Table], Match]
"""What reading a file gives: the rows of a workbook that was exported here, else the sheets of another and how it is read."""


class ImportPage(QWidget):
    """A file is chosen, the columns of one from elsewhere are matched, its rows looked at; nothing is written before."""

    counted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.choosing, self.matching, self.looking = Choosing(desk), Matching(), Looking()
        self.progress = ProgressLine(desk.writing)
        self._path = Path()
        self._tables: list[Table] = []
        self._match: Match | None = None
        self._steps = QStackedWidget()
        for step in (self.choosing, self.matching, self.looking):
            self._steps.addWidget(step)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._steps, 1)
        column.addWidget(self.progress)
        self._connect()

    def _connect(self) -> None:
        self.choosing.chosen.connect(self.read)
        self.matching.dropped.connect(self._begin_again)
        self.matching.settled.connect(self._compare)
        self.looking.dropped.connect(self._step_back)
        self.looking.accepted.connect(self._take)
        self.looking.saving.connect(self._save_refused)

    def open(self) -> None:
        """Be looked at."""
        first = {self.choosing: self.choosing.line, self.matching: self.matching.kind, self.looking: self.looking.table}
        shown = self._steps.currentWidget()
        next(target for step, target in first.items() if step is shown).setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, step: QWidget) -> None:
        turn_to(self._steps, step)
        self.open()

    def read(self, path: Path) -> None:
        """Read a file beside the window, then show its rows, or how it is read where it comes from elsewhere."""
        from hsmonitor.exchange.any_sheet import read_any
        from hsmonitor.exchange.lines import NoEntryBook
        from hsmonitor.exchange.planning import plan

        portfolio, self._path = self.desk.portfolio, path

        def work(progress: Progress, stop: Stop) -> Read:
            try:
                return Shelf(plan(portfolio, path, progress=progress, cancelled=stop))
            except NoEntryBook:
                return read_any(portfolio, path, stop)

        self.desk.write(_("Reading {file}").format(file=path.name), work, self._show)

    def _show(self, read: Read) -> None:
        if isinstance(read, Shelf):
            self._match = None
            self._show_rows(read)
        else:
            self._tables, self._match = read
            self.matching.show_match(self._path.name, *read)
            self._go(self.matching)

    def _compare(self) -> None:
        """Compare the rows of a matched spreadsheet beside the window, then show them."""
        from hsmonitor.exchange.any_sheet import plan_any

        match = self._match = self.matching.match
        if match is None:
            return
        portfolio, path, tables = self.desk.portfolio, self._path, self._tables

        def work(_progress: Progress, _stop: Stop) -> Shelf:
            return Shelf(plan_any(portfolio, path, tables, match))

        self.desk.write(_("Reading {file}").format(file=path.name), work, self._show_rows)

    def _show_rows(self, shelf: Shelf) -> None:
        self.looking.show_rows(shelf)
        self.counted.emit(summary(shelf.plan))
        self._go(self.looking)

    def _step_back(self) -> None:
        if self._match is None:
            self._begin_again()
        else:
            self._go(self.matching)

    def _begin_again(self) -> None:
        self.counted.emit("")
        self._go(self.choosing)

    def _take(self) -> None:
        """Write all that was accepted, in one step."""
        from hsmonitor.exchange.any_sheet import cite
        from hsmonitor.exchange.taking import take

        shelf, rows = self.looking.shelf, self.looking.accepted_rows()
        if shelf is None or not rows:
            return
        portfolio, title = self.desk.portfolio, _("Import {file}").format(file=shelf.plan.file)
        also = cite(shelf.plan.file, self._match) if self._match else None

        def work(progress: Progress, stop: Stop) -> None:
            take(portfolio, rows, title, also=also, progress=progress, cancelled=stop)

        self.desk.write(title, work, partial(self._taken, len(rows)))

    def _taken(self, count: int, _nothing: object) -> None:
        self._begin_again()
        self.desk.said.emit(told_taken(count), "undo")

    def _save_refused(self, target: Path) -> None:
        from hsmonitor.exchange.refused import save_refused

        shelf, portfolio = self.looking.shelf, self.desk.portfolio
        if shelf is None:
            return
        self.desk.write(
            _("Refused rows"),
            lambda progress, stop: save_refused(portfolio, shelf.plan, target, progress=progress, cancelled=stop),
            lambda _nothing: self.desk.said.emit(_("{name} was made.").format(name=target.name), "ok"),
        )


def told_taken(count: int) -> str:
    """Return what is said when rows were taken."""
    return ngettext("{count} row was imported.", "{count} rows were imported.", count).format(count=f"{count:,}")
