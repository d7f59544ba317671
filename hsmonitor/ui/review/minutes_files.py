"""Minutes that leave the program: on paper, as a PDF, as an Excel workbook."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.domain.files import file_name_from
from hsmonitor.language import _
from hsmonitor.reports.saving import replacing
from hsmonitor.store.identity import documents_folder
from hsmonitor.store.minutes import Minutes
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.ui.reporting.job import Making, Moved, Stop
from hsmonitor.ui.review.minutes_words import as_html
from hsmonitor.ui.theme.look import font

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

POINTS = 9
"""The size of letters on paper."""
MARGIN = 15
"""Points around it, beside the two centimetres that Qt leaves."""


def proposed(minutes: Minutes, suffix: str, beside: Path) -> str:
    """Return the path under which minutes are offered to be kept: among the documents, else in the folder `beside`."""
    folder = documents_folder()  # a dialog would open anywhere, were the folder not there
    return str((folder if folder.is_dir() else beside) / file_name_from([minutes.title], suffix))


def paper(minutes: Minutes) -> QTextDocument:
    """Return the minutes in black on white, whatever the theme."""
    document = QTextDocument()
    face = font("body")
    face.setPointSizeF(POINTS)
    document.setDefaultFont(face)
    document.setHtml(as_html(minutes, ink="#000000", line="#999999"))
    return document


def write_pdf(minutes: Minutes, path: Path) -> None:
    """Write the minutes as a PDF of A4 pages.

    Raises PortfolioError (ReportError) where that cannot be done; then an older file is as it was.
    """
    with replacing(path) as beside:
        beside.write_bytes(_pdf(minutes))


def _pdf(minutes: Minutes) -> bytes:
    pages = QBuffer()  # Qt would not tell that a disk is full
    pages.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(pages)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setTitle(minutes.title)
    _put_on(minutes, writer)
    return bytes(pages.data().data())


def _put_on(minutes: Minutes, device: QPagedPaintDevice) -> None:
    """Put the minutes on the pages of a PDF or of a printer, whose paper is chosen already."""
    device.setPageMargins(QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN), QPageLayout.Unit.Point)
    paper(minutes).print_(device)


def print_out(minutes: Minutes, printer: "QPrinter") -> None:
    """Print the minutes: the same pages as those of the PDF, on the paper of the printer.

    Raises PortfolioError where the printer does not take them.
    """
    printer.setDocName(minutes.title)
    _put_on(minutes, printer)
    if printer.printerState() in (printer.PrinterState.Error, printer.PrinterState.Aborted):
        raise PortfolioError(_("The printer did not take the minutes. Look whether it is on, or make a PDF."))


def workbook(portfolio: Portfolio, path: Path, *, meeting: str, since: date | None, project: str | None) -> Making:
    """Return what writes the minutes of a meeting, else of a period, as the report of reviews in its internal edition.

    It returns the path of what was made.
    """

    def make(moved: Moved, stop: Stop) -> Path:
        from hsmonitor.reports import making
        from hsmonitor.reports.options import INTERNAL, Options

        options = Options(INTERNAL, project=project, since=since, meeting=meeting or None)
        making.make(portfolio, "review", path, options, progress=moved, cancelled=stop)
        return path

    return make
