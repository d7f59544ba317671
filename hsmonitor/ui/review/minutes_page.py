"""The minutes of a meeting or of a period: to read, to print, to PDF, and as text for a mail."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QMarginsF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _
from hsmonitor.store import minutes as store
from hsmonitor.store.minutes import Minutes
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.review.minutes_words import as_html, as_text, count_words
from hsmonitor.ui.theme.look import color, font, look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Words


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
        self.copy = Button(_("Copy for a mail"), role="plain", icon="copy", key="Ctrl+Shift+C", shortcut=True)
        self.pdf = Button(_("PDF"), role="plain", icon="report", key="Ctrl+Shift+E", shortcut=True)
        self.print = Button(_("Print"), role="plain", key="Ctrl+P", shortcut=True)
        self.back = Button(_("Back"), role="quiet", icon="back", key="Esc")
        self.copy.clicked.connect(self.copy_text)
        self.pdf.clicked.connect(self.choose_pdf)
        self.print.clicked.connect(self.choose_printer)
        self.back.clicked.connect(self.left)
        self._lay_out()
        desk.changed.connect(self._changed)
        look().changed.connect(self._dress)
        self._dress()

    def _lay_out(self) -> None:
        self._page, self._head = QVBoxLayout(self), QHBoxLayout()
        self._head.addWidget(self.title)
        self._head.addWidget(self.note)
        self._head.addStretch(1)
        for button in (self.copy, self.pdf, self.print, self.back):
            self._head.addWidget(button)
        self._page.addLayout(self._head)
        self._page.addWidget(self.browser, 1)

    def _dress(self) -> None:
        self._page.setContentsMargins(px(20), px(12), px(16), px(12))
        self._page.setSpacing(px(10))
        self._head.setSpacing(px(8))
        self.browser.document().setDefaultFont(font("body"))
        self.browser.document().setDocumentMargin(px(16))
        self._render()

    def show_meeting(self, meeting: str) -> None:
        """Show the minutes of a meeting."""
        self._meeting, self._since, self._project = meeting, None, None
        self.reload()

    def show_since(self, day: date, project: str | None) -> None:
        """Show what was decided since a day, in one project or in all."""
        self._meeting, self._since, self._project = "", day, project
        self.reload()

    def reload(self) -> None:
        """Read the minutes again."""
        meeting, day, project = self._meeting, self._since, self._project
        if meeting:
            self.desk.ask("minutes", lambda connection: store.of_meeting(connection, meeting), self._take)
        elif day:
            self.desk.ask("minutes", lambda connection: store.since(connection, day, project), self._take)

    def _changed(self, touched: dict[str, set[str]]) -> None:
        if self.isVisible() and {"review", "response", "meeting", "challenge"} & touched.keys():
            self.reload()

    def _take(self, minutes: Minutes) -> None:
        self.minutes = minutes
        self.note.setText(count_words(minutes))
        self._render()
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def _render(self) -> None:
        if self.minutes is not None:
            self.browser.setHtml(as_html(self.minutes, ink=color("text").name(), line=color("line2").name()))

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

    def choose_pdf(self) -> None:
        """Ask where the PDF is to go, and write it."""
        if self.minutes is None:
            return
        name = f"{self.minutes.title}.pdf".replace("/", "-")
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Minutes as PDF"), name, "PDF (*.pdf)")
        if chosen:
            with self.desk.telling():
                self.write_pdf(Path(chosen))

    def write_pdf(self, path: Path) -> None:
        """Write the minutes as a PDF of A4 pages. Raises PortfolioError where that cannot be done."""
        writer = QPdfWriter(str(path))
        writer.setPageLayout(
            QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(15, 15, 15, 15))
        )
        writer.setTitle(self.minutes.title if self.minutes else "")
        self._paper().print_(writer)
        if not path.exists() or not path.stat().st_size:
            raise PortfolioError(_("{name} could not be written. Choose another place.").format(name=path))
        self.desk.said.emit(_("{name} was made.").format(name=path.name), "ok")

    def choose_printer(self) -> None:
        """Ask for a printer, and print."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            self._paper().print_(printer)

    def _paper(self) -> QTextDocument:
        """Return the minutes in black on white, whatever the theme."""
        paper = QTextDocument()
        face = font("body")
        face.setPointSizeF(9)
        paper.setDefaultFont(face)
        if self.minutes is not None:
            paper.setHtml(as_html(self.minutes, ink="#000000", line="#999999"))
        return paper
