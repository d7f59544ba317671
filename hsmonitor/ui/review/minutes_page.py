"""The minutes of a meeting or of a period: to read, to print, to PDF and Excel, and as text for a mail."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _
from hsmonitor.store import minutes as store
from hsmonitor.store.minutes import Minutes
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.reporting.actions import of_file
from hsmonitor.ui.reporting.job import Job
from hsmonitor.ui.review import minutes_files
from hsmonitor.ui.review.minutes_words import as_html, as_text, count_words
from hsmonitor.ui.seeing.as_of_bar import DayLine
from hsmonitor.ui.theme.look import color, font, look, px
from hsmonitor.ui.widgets.button import Actions, Button
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.floating import Floating
from hsmonitor.ui.widgets.message import Message


class MinutesPage(QWidget):
    """`left` asks for the page that one came from."""

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.minutes: Minutes | None = None
        self._meeting = ""
        self._since: date | None = None
        self._project: str | None = None
        self.title, self.note = Words(_("Minutes"), font="title"), Words(tint="text2")
        self.browser = QTextBrowser()
        self.browser.setAccessibleName(_("Minutes"))
        self.browser.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.browser.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # all of it wraps
        self.copy = Button(_("Copy for a mail"), role="plain", icon="copy", key="Ctrl+Shift+C", shortcut=True)
        self.excel = Button(_("Excel"), role="plain", key="Ctrl+Shift+X", shortcut=True)
        self.pdf = Button(_("PDF"), role="plain", key="Ctrl+Shift+E", shortcut=True)
        self.print = Button(_("Print"), role="plain", key="Ctrl+P", shortcut=True)
        self.back = Button(_("Back"), role="quiet", icon="back", key="Esc")
        self.since_words = Words(_("since"), font="label", tint="text2")
        self.since_line = DayLine(_("First day"), _("31 December 2025, or -3m"))
        self.message, self.job = Message(), Job(self)
        self._lay_out()
        self._connect()
        self._dress()

    def _connect(self) -> None:
        self.since_line.chosen.connect(self._since_day)
        self.job.made.connect(self._made)
        self.job.failed.connect(self._failed)
        self.message.left.connect(self.browser.setFocus)
        self.copy.clicked.connect(self.copy_text)
        self.excel.clicked.connect(self.choose_excel)
        self.pdf.clicked.connect(self.choose_pdf)
        self.print.clicked.connect(self.choose_printer)
        self.back.clicked.connect(self.left)
        self.desk.changed.connect(self._changed)
        self.desk.narrowed.connect(self._read_again)
        look().changed.connect(self._dress)

    def _lay_out(self) -> None:
        self._page, self._head = QVBoxLayout(self), QHBoxLayout()
        self._head.addWidget(self.title)
        self._head.addWidget(self.note)
        self._head.addWidget(self.since_words)
        self._head.addWidget(self.since_line)
        self._head.addWidget(Actions(self.copy, self.excel, self.pdf, self.print, self.back), 1)
        self._page.addLayout(self._head)
        self._page.addWidget(self.browser, 1)
        Floating(self.message, self.browser, self)

    def _dress(self) -> None:
        self._page.setContentsMargins(px(20), px(12), px(16), px(12))
        self._page.setSpacing(px(10))
        self._head.setSpacing(px(8))
        self.since_line.setFixedWidth(px(150))
        self.browser.document().setDefaultFont(font("body"))
        self.browser.document().setDocumentMargin(px(16))
        self._render()

    def show_meeting(self, meeting: str) -> None:
        """Show the minutes of a meeting."""
        self._ask_for(meeting, None, None)

    def show_since(self, day: date, project: str | None) -> None:
        """Show what was decided since a day, in one project or in all."""
        self._ask_for("", day, project)

    def _ask_for(self, meeting: str, day: date | None, project: str | None) -> None:
        self._meeting, self._since, self._project = meeting, day, project
        for widget in (self.since_words, self.since_line):
            widget.setVisible(day is not None)
        self.since_line.set_day(day)
        self.message.hide()
        self.reload()

    def _since_day(self, day: date | None) -> None:
        if day:
            self._ask_for("", day, self._project)

    def _read_again(self) -> None:
        if self.isVisible():
            self.reload()

    def reload(self) -> None:
        """Read the minutes again."""
        meeting, day, project = self._meeting, self._since, self._project
        if meeting:
            self.desk.ask("minutes", lambda connection: store.of_meeting(connection, meeting), self._take)
        elif day:
            self.desk.ask("minutes", lambda connection: store.since(connection, day, project), self._take)

    def _changed(self, touched: dict[str, set[str]]) -> None:
        if self.isVisible() and {"review", "response", "meeting", "challenge", "theme_exemption"} & touched.keys():
            self.reload()

    def _take(self, minutes: Minutes) -> None:
        self.minutes = minutes
        self.note.setText(count_words(minutes))
        self._render()
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def _render(self) -> None:
        if self.minutes is not None:
            page = as_html(self.minutes, ink=color("text").name(), line=color("line2").name())
            self.browser.setHtml(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def copy_text(self) -> None:
        """Put the minutes on the clipboard as text."""
        if self.minutes is not None:
            QGuiApplication.clipboard().setText(as_text(self.minutes))
            self.desk.said.emit(_("The minutes are on the clipboard. Paste them into a mail."), "ok")

    def _choose(self, title: str, suffix: str, kinds: str) -> Path | None:
        """Ask where the minutes are to go; None where that is left open or there are none yet."""
        if self.minutes is None:
            return None
        proposed = minutes_files.proposed(self.minutes, suffix, self.desk.portfolio.path.parent)
        chosen, _kind = QFileDialog.getSaveFileName(self, title, proposed, kinds)
        return Path(chosen) if chosen else None

    def choose_pdf(self) -> None:
        """Ask where the PDF is to go, and write it."""
        if target := self._choose(_("Minutes as PDF"), ".pdf", _("PDF (*.pdf)")):
            self.write_pdf(target)

    def write_pdf(self, target: Path) -> None:
        """Write the minutes as a PDF, and say so."""
        if self.minutes is not None:
            try:
                minutes_files.write_pdf(self.minutes, target)
            except PortfolioError as error:
                self.message.say(str(error), "error")
            else:
                self._made((target, self.minutes.title))

    def choose_excel(self) -> None:
        """Ask where the workbook is to go, and write it."""
        if target := self._choose(_("Minutes as Excel workbook"), ".xlsx", _("Excel workbook (*.xlsx)")):
            self.write_excel(target)

    def write_excel(self, target: Path) -> None:
        """Write the minutes as a workbook beside the window, and say so when it is made."""
        self.message.say(_("{name} is being made…").format(name=target.name), "work", [(_("Cancel"), self.job.cancel)])
        portfolio, meeting, since = self.desk.portfolio, self._meeting, self._since
        making = minutes_files.workbook(portfolio, target, meeting=meeting, since=since, project=self._project)
        title = self.minutes.title if self.minutes else ""  # others may be shown when it is made
        self.job.start(lambda moved, stop: (making(moved, stop), title))

    def _made(self, made: tuple[Path, str]) -> None:
        path, subject = made
        words = _("{name} was made in {folder}.").format(name=path.name, folder=path.parent)
        self.message.say(words, "ok", of_file(path, self.message, subject))

    def _failed(self, reason: str) -> None:
        words = reason or _("It was cancelled. What was there before is untouched.")
        self.message.say(words, "error" if reason else "info")

    def choose_printer(self) -> None:
        """Ask for a printer, and print; where there is none, say so and offer what can be done without."""
        from PySide6.QtPrintSupport import QPrinterInfo

        if self.minutes is None:
            return
        if QPrinterInfo.availablePrinterNames():
            self._print(self.minutes)
        else:
            words = _("No printer is set up on this computer. A PDF can be printed on another one.")
            self.message.say(words, "info", [(_("Make a PDF…"), self.choose_pdf)])

    def _print(self, minutes: Minutes) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if not QPrintDialog(printer, self).exec():
            return
        try:
            minutes_files.print_out(minutes, printer)
        except PortfolioError as error:
            self.message.say(str(error), "error")
        else:
            name = printer.printerName() or Path(printer.outputFileName()).name
            self.message.say(_("The minutes went to {printer}.").format(printer=name), "ok")
