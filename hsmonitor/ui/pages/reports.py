"""The reports page: choose a report, say what of it, see what it will hold, make it beside the window."""

import sqlite3
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from hsmonitor.domain.dates import today
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _
from hsmonitor.reports.options import Options, dumped, loaded
from hsmonitor.reports.register import REPORTS, Report
from hsmonitor.store.history import newest_position
from hsmonitor.store.identity import documents_folder
from hsmonitor.store.listing import Listing, Query, Row
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.report_definitions import Saved, saved_reports
from hsmonitor.store.rows import display_names
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.reporting import made
from hsmonitor.ui.reporting.actions import of_file
from hsmonitor.ui.reporting.choice import ReportChoice
from hsmonitor.ui.reporting.job import Job, Moved, Stop
from hsmonitor.ui.reporting.options_form import OptionsForm
from hsmonitor.ui.sheet.bar import NameLine
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.message import Message

Finished = tuple[Path, list[str]]
"""A report that was made, and what is to be said of it."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the page reads of the portfolio: what is saved, the meetings, the name of the project, what was made last."""

    saved: list[Saved]
    meetings: list[Row]
    project: str
    last: str


class ReportsPage(QWidget):
    """At the left all reports, at the right the one that is chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.report = REPORTS["portfolio"]
        self.saved: Saved | None = None
        self.job = Job(self)
        self.choice = ReportChoice()
        self.form = OptionsForm()
        self.message = Message()
        self._make_card()
        self._make_held()
        self._lay_out()
        self._connect()
        self._measure()
        self.choice.show_reports([])

    def _make_card(self) -> None:
        self.title = Words(_("Reports"), font="title")
        self.card = Card(self.report.title)
        self.purpose = Words(tint="text2", wrap=True)
        self.target = QLineEdit()
        self.target.setProperty("wrong", False)
        self.target.setAccessibleName(_("File"))
        self.browse = Button(_("Choose…"), role="plain", icon="folder")
        self.make = Button(_("Make report"), role="primary", icon="report", key="Ctrl+E", shortcut=True)
        self.cancel = Button(_("Cancel"), role="plain")
        self.progress = QProgressBar()
        self.progress.setAccessibleName(_("Progress of the report"))
        self.save = Button(_("Save these options"), role="quiet", icon="add")
        self.forget = Button(_("Delete what was saved"), role="quiet", icon="delete")
        self.name = NameLine()
        self.name.setAccessibleName(_("Name of the report"))
        self.name.setPlaceholderText(_("Name of the report"))

    def _make_held(self) -> None:
        self.held_card = Card(_("What it will hold"))
        self.held = Words(tint="text2", wrap=True)
        self.last = Words(font="label", tint="muted", wrap=True)
        self.held_card.body.addWidget(self.held)
        self.held_card.body.addWidget(self.last)

    def _lay_out(self) -> None:
        inside, whole = QWidget(), QVBoxLayout(self)
        self._right = QVBoxLayout(inside)
        self._right.setContentsMargins(0, 0, 0, 0)
        for part in (self.card, self.held_card, self.message):
            self._right.addWidget(part)
        self._right.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        self._columns = QHBoxLayout()
        self._columns.addWidget(self.choice)
        self._columns.addWidget(scroll, 1)
        whole.addWidget(self.title)
        whole.addLayout(self._columns, 1)
        self._page = whole
        self._fill_card()

    def _fill_card(self) -> None:
        self._file_row, self._make_row = QHBoxLayout(), QHBoxLayout()
        self._caption = Words(_("File"), font="label", tint="text2")
        file: tuple[QWidget, ...] = (self._caption, self.target, self.browse)
        making: tuple[QWidget, ...] = (self.make, self.cancel, self.progress, self.save, self.forget, self.name)
        for row, widgets in ((self._file_row, file), (self._make_row, making)):
            for widget in widgets:
                row.addWidget(widget)
        self._make_row.addStretch(1)
        self.cancel.hide()
        self.progress.hide()
        self.card.body.addWidget(self.purpose)
        self.card.body.addWidget(self.form)
        self.card.body.addLayout(self._file_row)
        self.card.body.addLayout(self._make_row)

    def _connect(self) -> None:
        self.choice.picked.connect(self._pick)
        self.form.changed.connect(self._preview)
        self.browse.clicked.connect(self._choose_file)
        self.make.clicked.connect(self.start)
        self.cancel.clicked.connect(self.job.cancel)
        self.save.clicked.connect(self.name.begin)
        self.name.named.connect(self.save_as)
        self.forget.clicked.connect(self._forget)
        self.job.moved.connect(self._show_progress)
        self.job.made.connect(self._made)
        self.job.failed.connect(self._failed)
        self.desk.narrowed.connect(self._renew)
        self.desk.changed.connect(lambda _touched: self._renew())
        look().changed.connect(self._measure)

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), px(14), px(16), px(12))
        self._page.setSpacing(px(12))
        self._columns.setSpacing(px(12))
        self._right.setSpacing(px(12))
        self.card.body.setSpacing(px(12))
        self.held_card.body.setSpacing(px(8))
        self._file_row.setSpacing(px(12))
        self._make_row.setSpacing(px(8))
        self._caption.setFixedWidth(px(80))
        self.target.setFixedHeight(px(30))
        self.progress.setFixedWidth(px(220))
        self.name.setFixedSize(px(220), px(30))

    def open(self) -> None:
        """Be looked at."""
        self._renew()
        self.make.setFocus(Qt.FocusReason.OtherFocusReason)

    def _renew(self) -> None:
        """Read what is saved and what was made last, when there is somebody to see it."""
        if not self.isVisible():
            return
        project, path, report = self._project(), self.desk.portfolio.path, self.report.name
        self.desk.ask("reports", partial(_read, path, project, report), self._show_known)
        self._preview()

    def _show_known(self, known: _Known) -> None:
        self.form.set_meetings(known.meetings)
        self.form.project.setText(known.project or _("All projects"))
        self.last.setText(known.last)
        self.last.setVisible(bool(known.last))
        self.choice.show_reports(known.saved, self.choice.chosen)

    def _pick(self, name: str, saved: Saved | None) -> None:
        self.report, self.saved = REPORTS.get(name, self.report), saved
        self.card.title.setText(saved.name if saved else self.report.title)
        self.purpose.setText(self.report.purpose)
        self.form.show_for(self.report)
        self.forget.setVisible(saved is not None)
        self.save.setVisible(saved is None and not self.desk.portfolio.read_only)
        self.message.hide()
        try:
            self.form.set_options(loaded(saved.options) if saved else Options())
        except PortfolioError as error:
            self.message.say(str(error), "error")
        self.target.setText(str(self._proposed()))
        self._renew()

    def _proposed(self) -> Path:
        about = self.saved.name if self.saved else self.report.title
        name = _("{portfolio}, {report}, {day}.xlsx").format(
            portfolio=self.desk.portfolio.path.stem, report=about.replace("/", "-"), day=today().isoformat()
        )
        folder = documents_folder()
        return (folder if folder.is_dir() else self.desk.portfolio.path.parent) / name

    def _project(self) -> str | None:
        """Return the project to which the desk is narrowed, else the one that was saved."""
        return self.desk.project or (loaded(self.saved.options).project if self.saved else None)

    def _options(self) -> Options | None:
        """Return what is chosen; None where it makes no sense, which the page then says."""
        try:
            return self.form.options(self.report, self._project(), self.desk.day)
        except ValueError:
            return None  # the field says why
        except PortfolioError as error:
            self.message.say(str(error), "error")
            return None

    def _preview(self) -> None:
        options, name = self._options(), self.report.name
        self.make.setEnabled(options is not None and not self.job.busy)
        if options is not None:
            self.desk.ask("preview", partial(_preview, self.desk.portfolio, name, options), self._show_held)

    def _show_held(self, held: list[tuple[str, int]]) -> None:
        words = [_("{sheet} {count}").format(sheet=sheet, count=f"{count:,}") for sheet, count in held]
        empty = _("Nothing: no record fits what is asked for. The report would say so on its cover.")
        self.held.setText("   ·   ".join(words) if any(count for _sheet, count in held) else empty)

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

    def start(self) -> None:
        """Make the workbook beside the window."""
        options = self._options()
        if options is None or self.job.busy:
            return
        self.message.hide()
        self._show_busy(True)
        self.progress.setRange(0, 0)
        target = Path(self.target.text().strip()).expanduser()
        self.job.start(partial(_make, self.desk.portfolio, self.report, target, options))

    def _show_busy(self, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.cancel.setVisible(busy)
        self.make.setEnabled(not busy)

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)

    def _made(self, finished: Finished) -> None:
        path, told = finished
        self._show_busy(False)
        subject = _("{report}: {portfolio}").format(report=self.report.title, portfolio=self.desk.portfolio.path.stem)
        words = " ".join([*told, _("{name} was made.").format(name=path.name)])
        self.message.say(words, "warn" if told else "ok", of_file(path, self.message, subject))
        self._renew()

    def _failed(self, reason: str) -> None:
        self._show_busy(False)
        if reason:
            self.message.say(reason, "error")
        else:
            self.message.say(_("The report was cancelled. What was there before is untouched."), "info")

    def save_as(self, name: str) -> None:
        """Keep the report with its options in the portfolio under `name`."""
        options = self._options()
        if options is None:
            return
        values = {"name": name, "report": self.report.name, "options": dumped(options)}
        with self.desk.telling():
            self.desk.create("report_definition", values, _("Save a report"))
            self.message.say(
                _("{name} is saved; everybody who opens this portfolio finds it here.").format(name=name), "ok"
            )

    def _forget(self) -> None:
        if self.saved:
            with self.desk.telling():
                self.desk.delete("report_definition", [self.saved.key], _("Delete a saved report"))


def _read(path: Path, project: str | None, report: str, connection: sqlite3.Connection) -> _Known:
    listing = Listing(connection, Query("meeting", order=(("held_on", True),)))
    last = made.last_made(path, report)
    return _Known(
        saved_reports(connection),
        listing.first(100),
        display_names(connection, {"project": [project]}).get(project, "") if project else "",
        made.in_words(last, made.changed_since(connection, last)) if last else "",
    )


def _preview(
    portfolio: Portfolio, name: str, options: Options, _connection: sqlite3.Connection
) -> list[tuple[str, int]]:
    from hsmonitor.reports.preview import preview

    return preview(portfolio, name, options)


def _make(portfolio: Portfolio, report: Report, target: Path, options: Options, moved: Moved, stop: Stop) -> Finished:
    from hsmonitor.reports.making import make

    with portfolio.reading() as connection:
        position = newest_position(connection)
    told = make(portfolio, report.name, target, options, progress=moved, cancelled=stop)
    made.note_made(portfolio.path, report.name, target, position)
    return target, told
