"""The card of one report: what it is for, its options, the file, and the buttons that make, stop, save and forget it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QProgressBar, QWidget

from hsmonitor.language import _
from hsmonitor.reports.register import Report
from hsmonitor.store.report_definitions import Saved
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.reporting.options_form import OptionsForm
from hsmonitor.ui.sheet.name_line import NameLine
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.line import Line

IN_A_ROW_FROM = 730
"""Pixels at 100 % of a card from which all its buttons stand in one row, while a report is being made too."""


class ReportCard(Card):
    """`named` carries the name under which report and options are to be saved."""

    named = Signal(str)

    def __init__(self, desk: Desk, report: Report) -> None:
        super().__init__(report.title)
        self.desk = desk
        self.purpose = Words(tint="text2", wrap=True)
        self.form = OptionsForm(desk)
        self._make_file_row()
        self._make_make_row()
        for widget in (self.purpose, self.form):
            self.body.addWidget(widget)
        for row in (self._file_row, self._rows):
            self.body.addLayout(row)
        self._resize()
        look().changed.connect(self._resize)

    def _make_file_row(self) -> None:
        self._caption = Words(_("File"), font="label", tint="text2")
        self.target = Line(_("File"))
        self._proposed = ""
        self.browse = Button(_("Choose…"), role="plain", icon="folder")
        self.browse.clicked.connect(self._choose_file)
        self._file_row = _row(self._caption, self.target, self.browse)

    def _make_make_row(self) -> None:
        self.make = Button(_("Make report"), role="primary", icon="report", key="Ctrl+E", shortcut=True)
        self.cancel = Button(_("Cancel"), role="plain")
        self.progress = QProgressBar()
        self.progress.setAccessibleName(_("Progress of the report"))
        self.save = Button(_("Save these options"), role="quiet", icon="add")
        self.forget = Button(_("Delete what was saved"), role="quiet", icon="delete")
        self.name = NameLine()
        self.name.setAccessibleName(_("Name of the report"))
        self.name.setPlaceholderText(_("Name of the report"))
        self.save.clicked.connect(self.name.begin)
        self.name.named.connect(self.named)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for number, row in enumerate(
            (_row(self.make, self.cancel), _row(self.progress, self.save, self.forget, self.name))
        ):
            row.addStretch(1)
            self._rows.addLayout(row, number)
        self.show_busy(False)

    def _resize(self) -> None:
        self.body.setSpacing(px(12))
        self._file_row.setSpacing(px(12))
        self._rows.setSpacing(px(8))
        for row in self._rows.findChildren(QHBoxLayout):
            row.setSpacing(px(8))
        self._caption.setFixedWidth(px(80))
        self.target.setFixedHeight(px(30))
        self.name.setFixedHeight(px(30))
        for widget in (self.progress, self.name):
            widget.setMinimumWidth(px(80))
            widget.setMaximumWidth(px(220))
        self._turn()

    def _turn(self) -> None:
        """Have what is done with options stand below what makes the report, where both have no room beside each other."""
        wide = self.width() >= px(IN_A_ROW_FROM)
        self._rows.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._turn()

    def show_report(self, report: Report, saved: Saved | None, target: Path) -> None:
        """Show a report, or what was saved of it, and where it would be written."""
        self.title.setText(saved.name if saved else report.title)
        self.purpose.setText(report.purpose)
        self.form.show_for(report)
        self.forget.setVisible(saved is not None)
        self.save.setVisible(saved is None and not self.desk.portfolio.read_only)
        self._proposed = str(target)
        self.target.setText(self._proposed)

    def propose(self, target: Path) -> None:
        """Have the report written to `target`, unless the user has named another file."""
        if self.target.text() == self._proposed:
            self.target.setText(str(target))
            self._proposed = str(target)

    @property
    def path(self) -> Path:
        """The file that is named."""
        return Path(self.target.text().strip()).expanduser()

    def _choose_file(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self,
            _("Report"),
            self.target.text(),
            _("Excel workbook (*.xlsx)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self.target.setText(name)

    def show_busy(self, busy: bool) -> None:
        """Show whether the report is being made, at first without a notion of how far it is."""
        self.progress.setRange(0, 0)
        self.progress.setVisible(busy)
        self.cancel.setVisible(busy)
        self.make.setEnabled(not busy)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the report is."""
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget)
    return row
