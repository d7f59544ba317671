"""The import page: choose a file, look at what it would do, take it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hsmonitor.language import _, ngettext
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.importing.choosing import Choosing
from hsmonitor.ui.importing.looking import Looking, summary
from hsmonitor.ui.importing.rows import Shelf
from hsmonitor.ui.widgets.progress import ProgressLine
from hsmonitor.ui.work import Progress


class ImportPage(QWidget):
    """Step 1 chooses a file, step 2 shows what it would do; nothing is written before the user says so."""

    counted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.choosing, self.looking = Choosing(desk), Looking()
        self.progress = ProgressLine(desk.writing)
        self._steps = QStackedWidget()
        self._steps.addWidget(self.choosing)
        self._steps.addWidget(self.looking)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._steps, 1)
        column.addWidget(self.progress)
        self.choosing.chosen.connect(self.read)
        self.looking.dropped.connect(self._begin_again)
        self.looking.accepted.connect(self._take)
        self.looking.saving.connect(self._save_refused)

    def open(self) -> None:
        """Be looked at."""
        shown = self._steps.currentWidget()
        (self.looking.table if shown is self.looking else self.choosing.line).setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self, path: Path) -> None:
        """Read and compare a file beside the window, then show it."""
        from hsmonitor.exchange.planning import plan

        portfolio = self.desk.portfolio

        def work(progress: Progress, stop: Callable[[], bool]) -> Shelf:
            return Shelf(plan(portfolio, path, progress=progress, cancelled=stop))

        self.desk.write(_("Reading {file}").format(file=path.name), work, self._show)

    def _show(self, shelf: Shelf) -> None:
        self.looking.show_rows(shelf)
        self._steps.setCurrentWidget(self.looking)
        self.counted.emit(summary(shelf.plan))
        self.open()

    def _begin_again(self) -> None:
        self.counted.emit("")
        self._steps.setCurrentWidget(self.choosing)
        self.open()

    def _take(self) -> None:
        """Write all that was accepted, in one step."""
        from hsmonitor.exchange.taking import take

        shelf, rows = self.looking.shelf, self.looking.accepted_rows()
        if shelf is None or not rows:
            return
        portfolio, title = self.desk.portfolio, _("Import {file}").format(file=shelf.plan.file)
        self.desk.write(
            title,
            lambda progress, stop: take(portfolio, rows, title, progress=progress, cancelled=stop),
            partial(self._taken, len(rows)),
        )

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
