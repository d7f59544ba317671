"""Meetings and their minutes: on the page, on the clipboard, as PDF and as workbook."""

import os
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton

from hsmonitor.domain.dates import display_date
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.store.minutes import Minutes
from hsmonitor.store.rows import read_all
from hsmonitor.ui.review.minutes_files import proposed, write_pdf
from hsmonitor.ui.widgets.lines import LineButton
from tests.ui.conftest import WAIT, Driver
from tests.ui.review.conftest import SAVE, TITLES, Control, Key, Shift, later, review, title


def test_a_meeting_with_its_minutes(kenya: Driver, tmp_path: Path) -> None:
    kenya.press((Key.Key_2, Control), Key.Key_M)
    kenya.type("Autumn review")
    kenya.press(Key.Key_Tab, Key.Key_Tab)
    kenya.type("Kenya")
    kenya.press(Key.Key_Tab)
    kenya.type("Njeri, Amina")
    kenya.press(Key.Key_Return)
    page = kenya.window.page_widget("review")
    assert title(page) == TITLES[0]
    kenya.press(Key.Key_4, Key.Key_4, Key.Key_E)
    kenya.type("The board")
    kenya.press(Key.Key_Tab)
    kenya.type("+2w")
    kenya.press(SAVE)
    for _number in range(4):
        kenya.press(Key.Key_S)
    kenya.press(Key.Key_M)
    minutes = kenya.window.page_widget("minutes")
    assert kenya.window.page == "minutes"
    shown = minutes.browser.toPlainText()
    for words in ("Autumn review", "Kenya", "Amina, Njeri", "Escalate to The board", "3 × 3 Moderate", "4 × 4 High"):
        assert words in shown
    kenya.press((Key.Key_C, Control | Shift))
    text = QGuiApplication.clipboard().text()
    assert "- C-3 Drought plans lack trained staff" in text
    assert "THEMES LEFT FOR LATER\n- C-1 " in text
    minutes.write_pdf(tmp_path / "minutes.pdf")
    from pypdf import PdfReader

    printed = " ".join(PdfReader(tmp_path / "minutes.pdf").pages[0].extract_text().split())
    assert "Autumn review" in printed
    minutes.write_excel(tmp_path / "minutes.xlsx")
    made = f"minutes.xlsx was made in {tmp_path}."
    kenya.qtbot.waitUntil(lambda: minutes.message.words.text() == made, timeout=WAIT)
    book = load_workbook(tmp_path / "minutes.xlsx")
    cells = "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row)
    for words in ("Autumn review", TITLES[0], "Amina; Njeri", "Themes left for later"):
        assert words in cells
    assert "All projects" not in cells
    assert minutes.message.findChildren(QAbstractButton)
    minutes.write_pdf(tmp_path / "nowhere" / "minutes.pdf")
    assert minutes.message.kind == "error"
    kenya.press(Key.Key_Escape)
    assert kenya.window.page == "review"
    page.work.end.close_meeting.click()
    kenya.settle()
    (meeting,) = dict(read_all(kenya.portfolio.connection, "meeting")).values()
    assert meeting.values["closed"]
    assert kenya.window.page == "minutes"


def test_minutes_are_offered_to_be_kept_in_a_folder_that_is_there(
    kenya: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kenya.session.commands.run("minutes")
    kenya.settle()
    minutes, documents = kenya.window.page_widget("minutes").minutes, tmp_path / "documents"
    monkeypatch.setattr("platformdirs.user_documents_dir", lambda: str(documents))
    assert Path(proposed(minutes, ".pdf", tmp_path)).parent == tmp_path
    documents.mkdir()
    assert Path(proposed(minutes, ".pdf", tmp_path)).parent == documents


def test_minutes_are_offered_under_a_name_that_any_system_takes(tmp_path: Path) -> None:
    minutes = Minutes("Review: Kenya / Mexico", "2026-11-25", "", [], [], [], [], [])
    assert Path(proposed(minutes, ".pdf", tmp_path)).name == "Review_ Kenya _ Mexico.pdf"


@pytest.mark.skipif(os.name == "nt", reason="limits of file sizes are Unix")
def test_a_disk_that_is_full_leaves_the_old_minutes(tmp_path: Path) -> None:
    from resource import RLIMIT_FSIZE, getrlimit, setrlimit

    target = tmp_path / "minutes.pdf"
    target.write_bytes(b"old")
    minutes, before = Minutes("Kenya", "2026-11-25", "", [], [], [], [], []), getrlimit(RLIMIT_FSIZE)
    setrlimit(RLIMIT_FSIZE, (64, before[1]))
    try:
        with pytest.raises(PortfolioError, match="no room left"):
            write_pdf(minutes, target)
    finally:
        setrlimit(RLIMIT_FSIZE, before)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_cannot_be_written_leaves_the_old_minutes(tmp_path: Path) -> None:
    target = tmp_path / "minutes.pdf"
    target.write_bytes(b"old")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(PortfolioError, match="may not write"):
            write_pdf(Minutes("Kenya", "2026-11-25", "", [], [], [], [], []), target)
    finally:
        tmp_path.chmod(0o700)
    assert target.read_bytes() == b"old"


def test_a_meeting_of_the_whole_portfolio_takes_what_is_due_and_is_gone_on_with(kenya: Driver) -> None:
    kenya.session.commands.run("new meeting")
    kenya.settle()
    kenya.type("Board")
    kenya.press(Key.Key_Return)
    page = kenya.window.page_widget("review")
    place = page.flow.place
    assert (place.name, place.project, len(place.keys)) == ("Board", "", 3)
    assert title(page) == TITLES[0]
    kenya.press(Key.Key_K, SAVE, Key.Key_Escape)
    meeting = next(line for line in page.start.meetings.findChildren(LineButton) if line.words.startswith("Board"))
    meeting.setFocus()
    kenya.press(Key.Key_Return)
    assert page.flow.place.begun_at == place.begun_at
    assert page.work.queue.done.text() == "1 done"
    kenya.session.commands.run("minutes")
    kenya.settle()
    minutes = kenya.window.page_widget("minutes")
    page.read_minutes()
    kenya.settle()
    assert (minutes.minutes.title, len(minutes.minutes.decisions)) == ("Board", 1)


def test_the_minutes_of_a_period_begin_on_any_day(kenya: Driver) -> None:
    review(kenya)
    kenya.press(Key.Key_K, SAVE)
    kenya.press((Key.Key_K, Control))
    kenya.type("minutes of the last")
    kenya.press(Key.Key_Return)
    minutes = kenya.window.page_widget("minutes")
    assert TITLES[0] in minutes.browser.toPlainText()
    assert minutes.since_line.text() == display_date(later(-90))
    minutes.since_line.setFocus()
    kenya.press((Key.Key_A, Control))
    kenya.type("-1m")
    kenya.press(Key.Key_Return)
    assert minutes.since_line.text() != display_date(later(-90))
    assert TITLES[0] in minutes.browser.toPlainText()
    minutes.show_meeting("none")
    kenya.settle()
    assert not minutes.since_line.isVisible()
