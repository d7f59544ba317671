"""Minutes on paper: the same pages as the PDF, no printer told in words, a closed question changes nothing."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog

from hsmonitor.ui.review.minutes_page import MinutesPage
from tests.ui.conftest import Driver
from tests.ui.review.conftest import SAVE, Control, Key, review


@pytest.fixture
def minutes(kenya: Driver) -> MinutesPage:
    """The minutes of a first review, with so many decisions that they take several pages."""
    project = kenya.key("project", "Kenya")
    with kenya.portfolio.transaction("Add") as transaction:
        for number in range(60):
            transaction.create(
                "challenge", {"title": f"Committee {number} has no second signature", "project": project}
            )
    review(kenya)
    kenya.press(Key.Key_K, SAVE)
    with kenya.portfolio.transaction("Look") as transaction:
        for key in kenya.portfolio.connection.execute(
            "SELECT id FROM challenge WHERE project = ?", [project]
        ).fetchall():
            transaction.create("review", {"challenge": key[0], "reviewed_on": "2026-11-25", "decision": "keep"})
    kenya.session.commands.run("minutes")
    kenya.settle()
    page = kenya.window.page_widget("minutes")
    assert isinstance(page, MinutesPage)
    return page


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that has a printer."""
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["Office"]))
    return


def chosen_to(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the system's question answered with "print to a file", which goes the way of every printer."""

    def answer(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFileName(str(target))
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", answer)


def pages_of(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


@pytest.mark.usefixtures("printer")
def test_what_is_printed_is_the_document_of_the_pdf(
    kenya: Driver, minutes: MinutesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    minutes.write_pdf(tmp_path / "minutes.pdf")
    chosen_to(tmp_path / "printed.pdf", monkeypatch)
    kenya.press((Key.Key_P, Control))
    printed, kept = PdfReader(tmp_path / "printed.pdf"), PdfReader(tmp_path / "minutes.pdf")
    assert pages_of(tmp_path / "printed.pdf") == pages_of(tmp_path / "minutes.pdf")
    assert len(kept.pages) > 1
    assert "Committee 24" in " ".join(pages_of(tmp_path / "printed.pdf")[0].split())
    assert [page.mediabox for page in printed.pages] == [page.mediabox for page in kept.pages]
    assert minutes.message.kind == "ok"
    assert "printed.pdf" in minutes.message.words.text()


@pytest.mark.usefixtures("printer")
def test_a_printer_that_takes_nothing_is_told(
    kenya: Driver, minutes: MinutesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen_to(tmp_path / "nowhere" / "printed.pdf", monkeypatch)
    kenya.press((Key.Key_P, Control))
    assert minutes.message.kind == "error"
    assert "did not take the minutes" in minutes.message.words.text()


@pytest.mark.usefixtures("printer")
def test_closing_the_question_for_a_printer_changes_nothing(
    kenya: Driver, minutes: MinutesPage, tmp_path: Path
) -> None:
    shown, before = minutes.browser.toPlainText(), kenya.portfolio.next_undo()
    asked: list[str] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        asked.append(type(dialog).__name__)
        QTest.keyClick(dialog, Key.Key_Escape)

    QTimer.singleShot(300, close)
    kenya.press((Key.Key_P, Control))
    assert asked == ["QPrintDialog"]
    assert minutes.message.isHidden()
    assert (minutes.browser.toPlainText(), kenya.portfolio.next_undo()) == (shown, before)
    assert kenya.window.page == "minutes"
    assert not list(tmp_path.glob("*.pdf"))


def test_a_computer_without_a_printer_is_told_and_a_pdf_is_offered(
    kenya: Driver, minutes: MinutesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(tmp_path / "minutes.pdf"), ""))
    kenya.press((Key.Key_P, Control))
    assert minutes.message.isVisible()
    assert minutes.message.words.text().startswith("No printer is set up on this computer.")
    offered = next(b for b in minutes.message.findChildren(QAbstractButton) if b.text() == "Make a PDF…")
    offered.setFocus()
    kenya.press(Key.Key_Space)
    assert len(pages_of(tmp_path / "minutes.pdf")) > 1
    assert QPrinter(QPrinter.PrinterMode.HighResolution).isValid(), "nothing was harmed"
