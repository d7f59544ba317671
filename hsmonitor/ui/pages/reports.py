"""The reports page: choose a report, say what of it, see what it will hold, make it beside the window."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hsmonitor.domain.dates import display_date, today
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.domain.files import file_name_from
from hsmonitor.language import _
from hsmonitor.reports.options import INTERNAL, Options, dumped, loaded
from hsmonitor.reports.register import REPORTS
from hsmonitor.store.identity import documents_folder
from hsmonitor.store.report_definitions import Saved, definition
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.reporting import known, made
from hsmonitor.ui.reporting.actions import of_file
from hsmonitor.ui.reporting.choice import ReportChoice
from hsmonitor.ui.reporting.held_card import HeldCard
from hsmonitor.ui.reporting.job import Job
from hsmonitor.ui.reporting.known import Finished, Known
from hsmonitor.ui.reporting.report_card import ReportCard
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.floating import Floating
from hsmonitor.ui.widgets.message import Message

if TYPE_CHECKING:
    from hsmonitor.reports.preview import Held


ROOMY_FROM = 760
"""Pixels at 100 % from which the list of reports has room for its longest name."""


class ReportsPage(QWidget):
    """At the left all reports, at the right the one that is chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.report = REPORTS["portfolio"]
        self.saved: Saved | None = None
        self._counted: Options | None = None
        self.job = Job(self)
        self.choice = ReportChoice()
        self.card = ReportCard(desk, self.report)
        self.held = HeldCard()
        self.message = Message()
        self._lay_out()
        self._connect()
        self._measure()
        self.choice.show_reports([])

    def _lay_out(self) -> None:
        inside, scroll = QWidget(), QScrollArea()
        self._right = QVBoxLayout(inside)
        self._right.setContentsMargins(0, 0, 0, 0)
        for part in (self.card, self.held):
            self._right.addWidget(part)
        self._right.addStretch(1)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        self._columns = QHBoxLayout()
        self._columns.addWidget(self.choice)
        self._columns.addWidget(scroll, 1)
        self._page = QVBoxLayout(self)
        self._page.addWidget(Words(_("Reports"), font="title"))
        self._page.addLayout(self._columns, 1)
        Floating(self.message, self)

    def _connect(self) -> None:
        self.choice.picked.connect(self._pick)
        self.card.form.changed.connect(self._preview)
        self.card.make.clicked.connect(self.start)
        self.card.cancel.clicked.connect(self.job.cancel)
        self.card.named.connect(self.save_as)
        self.card.forget.clicked.connect(self._forget)
        self.message.left.connect(self._take_keyboard)
        self.job.moved.connect(self.card.show_progress)
        self.job.made.connect(self._made)
        self.job.failed.connect(self._failed)
        self.desk.narrowed.connect(self._follow)
        self.desk.changed.connect(lambda _touched: self._renew())
        look().changed.connect(self._measure)

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), px(14), px(16), px(12))
        for layout in (self._page, self._columns, self._right):
            layout.setSpacing(px(12))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list gives way where the page is narrow."""
        super().resizeEvent(event)
        self.choice.be_roomy(self.width() >= px(ROOMY_FROM))

    def open(self) -> None:
        """Be looked at."""
        self._renew()
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        self.card.make.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        """Report on the project to which the desk is narrowed from now on."""
        self.card.form.set_project(self.desk.project)
        self._renew()

    def _renew(self) -> None:
        """Read what is saved and what was made last, when there is somebody to see it."""
        if self.isVisible():
            self._preview()
            project = self._counted.project if self._counted else None
            last = made.last_made(self.desk.portfolio.path, self.report.name, project)  # settings are of this thread
            self.desk.ask("reports", partial(known.read, last), self._show_known)

    def _show_known(self, found: Known) -> None:
        self.card.form.set_meetings(found.meetings)
        self.held.show_last(found.last)
        self.choice.show_reports(found.saved, self.choice.chosen)

    def _pick(self, name: str, saved: Saved | None) -> None:
        self.report, self.saved = REPORTS.get(name, self.report), saved
        self.card.show_report(self.report, saved, self._proposed())
        self.message.hide()
        try:
            options = loaded(saved.options) if saved else Options()
        except PortfolioError as error:
            options = Options()
            self.message.say(str(error), "error")
        self.card.form.set_options(options)
        if options.project is None:
            self.card.form.set_project(self.desk.project)
        self._renew()

    def _proposed(self) -> Path:
        """Return where the report would be written: two projects, editions, periods or days never share a name."""
        internal = self.card.form.audience.currentData() == INTERNAL and "audience" in self.report.options
        about = [
            self.desk.portfolio.path.stem,
            self.saved.name if self.saved else self.report.title,
            self.card.form.project.text() if "project" in self.report.options else "",
            _("internal") if internal else "",
            *self._days(),
            today().isoformat(),
        ]
        folder = documents_folder()
        return (folder if folder.is_dir() else self.desk.portfolio.path.parent) / file_name_from(about, ".xlsx")

    def _days(self) -> list[str]:
        """Return the words for the days of which the report tells."""
        words = {"since": _("from {day}"), "until": _("to {day}"), "as_of": _("as of {day}")}
        days = {name: line.text().strip() for name, line in self.card.form.days.items()}
        if self.desk.day and not days["as_of"]:
            days["as_of"] = display_date(self.desk.day.isoformat())
        told = (name for name in words if days[name] and name in self.report.options)
        return [words[name].format(day=days[name]) for name in told]

    def _options(self) -> Options | None:
        """Return what is chosen; None where it makes no sense, which the page then says."""
        try:
            return self.card.form.options(self.report, self.desk.day)
        except ValueError:
            return None  # the field says why
        except PortfolioError as error:
            self.message.say(str(error), "error")
            return None

    def _preview(self) -> None:
        self._counted = options = self._options()
        self.card.make.setEnabled(options is not None and not self.job.busy)
        if options is None:
            return
        self.card.propose(self._proposed())
        if self.report.lacks(options):
            self.held.show_needed(self.report.needed)
            return
        counting = partial(known.preview, self.desk.portfolio, self.report.name, options)
        self.desk.ask("preview", counting, partial(self._show_held, options))

    def _show_held(self, counted: Options, held: "Held") -> None:
        """Show what was counted, unless something else has been chosen meanwhile."""
        if counted is self._counted:
            self.held.show_held(held)

    def start(self) -> None:
        """Make the workbook beside the window, or go to the option without which it cannot be made."""
        options = self._options()
        if options is None or self.job.busy:
            return
        if self.report.lacks(options):
            self.card.form.ask_for(self.report)
            return
        target = self.card.path
        if known.would_lose(self.desk.portfolio, self.report, target, options):
            words = _("{name} is there already. Name another file, or have it replaced.").format(name=target.name)
            self.message.say(words, "warn", [(_("Replace it"), lambda: self._make(target, options))])
            self.message.take_keyboard()
        else:
            self._make(target, options)

    def _make(self, target: Path, options: Options) -> None:
        self.message.hide()
        self.card.show_busy(True)
        self.job.start(partial(known.make, self.desk.portfolio, self.report, target, options))

    def _made(self, finished: Finished) -> None:
        report, options, path, position, told = finished
        made.note_made(self.desk.portfolio.path, report.name, options, path, position)
        self.card.show_busy(False)
        subject = _("{report}: {portfolio}").format(report=report.title, portfolio=self.desk.portfolio.path.stem)
        words = " ".join([*told, _("{name} was made.").format(name=path.name)])
        self.message.say(words, "warn" if told else "ok", of_file(path, self.message, subject))
        self._renew()

    def _failed(self, reason: str) -> None:
        self.card.show_busy(False)
        cancelled = _("The report was cancelled. What was there before is untouched.")
        self.message.say(reason or cancelled, "error" if reason else "info")

    def save_as(self, name: str) -> None:
        """Keep the report with its options in the portfolio under `name`."""
        options = self._options()
        if options is None:
            return
        values = definition(name, self.report.name, dumped(options))
        with self.desk.telling():
            self.desk.create("report_definition", values, _("Save a report"))
            self.message.say(
                _("{name} is saved; everybody who opens this portfolio finds it here.").format(name=name), "ok"
            )

    def _forget(self) -> None:
        if self.saved:
            with self.desk.telling():
                self.desk.delete("report_definition", [self.saved.key], _("Delete a saved report"))
