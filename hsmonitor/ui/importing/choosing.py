"""Step 1: which file comes back; and the workbook that colleagues without the program fill in."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from hsmonitor.domain.dates import today
from hsmonitor.language import _
from hsmonitor.store.identity import documents_folder
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.importing.path_line import PathLine, file_named
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card, Words


class Choosing(QWidget):
    """A line for the file, a button that looks for it, and a place to drop it on. `chosen` carries its path."""

    chosen = Signal(Path)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setAcceptDrops(True)
        self.title = Words(_("Import"), font="title")
        self.line = PathLine()
        self.browse = Button(_("Choose…"), role="plain", icon="folder")
        self.look = Button(_("Look at it"), role="primary", icon="next", key="Enter")
        self.export = Button(_("Export a workbook…"), role="plain", icon="report")
        self.line.returnPressed.connect(self._look)
        self.look.clicked.connect(self._look)
        self.browse.clicked.connect(self._browse)
        self.export.clicked.connect(self._export)
        self._page = QVBoxLayout(self)
        self._page.addWidget(self.title)
        self._page.addWidget(self._back())
        self._page.addWidget(self._out())
        self._page.addStretch(1)
        look().changed.connect(self._measure)
        self._measure()

    def _back(self) -> Card:
        card = Card(_("A workbook that comes back, or any spreadsheet"))
        words = _(
            "Every row is compared with the portfolio: new, changed, unchanged, changed on both sides, or refused with the"
            " reason. Columns of a spreadsheet from elsewhere are matched to fields first, and that is remembered. Nothing is"
            " written before you have seen it, and one undo takes all of it back."
        )
        row = QHBoxLayout()
        for widget in (self.line, self.browse, self.look):
            row.addWidget(widget)
        card.body.addWidget(Words(words, tint="text2", wrap=True))
        card.body.addLayout(row)
        return card

    def _out(self) -> Card:
        card = Card(_("For colleagues without the program"))
        words = _("A workbook with a sheet for each kind of record, to be filled in and sent back. It is internal.")
        row = QHBoxLayout()
        row.addWidget(self.export)
        row.addStretch(1)
        card.body.addWidget(Words(words, tint="text2", wrap=True))
        card.body.addLayout(row)
        return card

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), px(8), px(16), px(8))
        self._page.setSpacing(px(12))
        self.line.setFixedHeight(px(30))
        for card in self.findChildren(Card):
            card.body.setSpacing(px(12))

    def _look(self) -> None:
        if text := self.line.text().strip():
            self.chosen.emit(file_named(text))

    def _browse(self) -> None:
        kinds = _("Spreadsheets (*.xlsx *.ods *.csv *.tsv *.txt);;All files (*)")
        name, _kind = QFileDialog.getOpenFileName(self, _("Import"), str(documents_folder()), kinds)
        if name:
            self.line.setText(name)
            self._look()

    def _export(self) -> None:
        file = _("{portfolio} data entry {day}.xlsx")
        proposed = documents_folder() / file.format(portfolio=self._desk.portfolio.path.stem, day=today().isoformat())
        name, _kind = QFileDialog.getSaveFileName(self, _("Export"), str(proposed), _("Excel workbook (*.xlsx)"))
        if name:
            self.export_to(Path(name))

    def export_to(self, target: Path) -> None:
        """Write the workbook for data entry beside the window."""
        from hsmonitor.reports import data_entry_report

        portfolio = self._desk.portfolio
        self._desk.make(
            _("Export for data entry"),
            lambda progress, stop: data_entry_report.write(portfolio, target, progress=progress, cancelled=stop),
            lambda _nothing: self._desk.said.emit(_("{name} was made.").format(name=target.name), "ok"),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the file that was dropped."""
        event.acceptProposedAction()
        self.line.setText(event.mimeData().urls()[0].toLocalFile())
        self._look()
