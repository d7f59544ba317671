"""Exports the sheet that is shown, as it is shown, beside the window."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from hsmonitor.domain.dates import today
from hsmonitor.language import _
from hsmonitor.reports.options import DONOR, INTERNAL
from hsmonitor.store.identity import documents_folder
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.ui.reporting.job import Moved, Stop
from hsmonitor.ui.reporting.told_job import ToldJob
from hsmonitor.ui.widgets.message import Message

if TYPE_CHECKING:
    from hsmonitor.reports.export import Exported, Shown
    from hsmonitor.ui.sheet.page import SheetPage


class SheetExport(QObject):
    """Asks where to, writes the file, and says in `message` what was made."""

    def __init__(self, portfolio: Portfolio, message: Message) -> None:
        super().__init__(message)
        self._portfolio = portfolio
        self.making = ToldJob(message, lambda target, exported: exported.words(target))

    def ask(self, page: "SheetPage") -> None:
        """Ask for a name and for whom it is, and export what `page` shows; the name's ending decides between Excel and CSV."""
        kinds = {words: (suffix, audience) for words, suffix, audience in _kinds()}
        name, kind = QFileDialog.getSaveFileName(page, _("Export"), str(self._proposed(page)), ";;".join(kinds))
        if name:
            target, (suffix, audience) = Path(name), kinds.get(kind, (".xlsx", INTERNAL))
            self.start(page, target if target.suffix else target.with_suffix(suffix), audience)

    def start(self, page: "SheetPage", target: Path, audience: str = INTERNAL) -> None:
        """Export what `page` shows to `target`."""
        from hsmonitor.reports.export import Shown

        words = [words for words, _drop in page.narrowing.chips()]
        words += [page.model.query.words] if page.model.query.words else []
        shown = Shown(page.model.query, list(page.model.columns), words, page.desk.day, audience)
        self.making.start(target, partial(_export, self._portfolio, shown, target))

    def _proposed(self, page: "SheetPage") -> Path:
        name = _("{portfolio}, {records}, {day}.xlsx")
        folder = documents_folder()
        return (folder if folder.is_dir() else self._portfolio.path.parent) / name.format(
            portfolio=self._portfolio.path.stem, records=page.record.plural.lower(), day=today().isoformat()
        )


def _kinds() -> list[tuple[str, str, str]]:
    """Return the kinds of file, as the dialog lists them, each with its ending and audience."""
    return [
        (_("Excel workbook as shown, internal (*.xlsx)"), ".xlsx", INTERNAL),
        (_("Excel workbook for donors, without what is internal (*.xlsx)"), ".xlsx", DONOR),
        (_("Comma-separated values as shown, internal (*.csv)"), ".csv", INTERNAL),
        (_("Comma-separated values for donors, without what is internal (*.csv)"), ".csv", DONOR),
    ]


def _export(portfolio: Portfolio, shown: "Shown", target: Path, moved: Moved, stop: Stop) -> "Exported":
    from hsmonitor.reports.export import export

    return export(portfolio, shown, target, progress=moved, cancelled=stop)
