"""Files on a record's page: dropped, chosen, opened, saved out, deleted and brought back."""

import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from hsmonitor.domain.files import MOST_BYTES
from hsmonitor.store.attachments import attach, attachments_of
from hsmonitor.store.listing import read_rows
from hsmonitor.store.session import open_portfolio
from hsmonitor.ui.record.attachment_lines import size_in_words
from hsmonitor.ui.record.attachments import view_folder
from hsmonitor.ui.record.page import RecordPage
from hsmonitor.ui.widgets.button import Button, IconButton
from hsmonitor.ui.widgets.lines import LineButton
from tests.store.conftest import AMINA
from tests.ui.conftest import WAIT, Driver, Open


@pytest.fixture
def page(desk: Driver) -> RecordPage:
    return desk.record("project", "Kenya")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF-1.7")
    return path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system's viewer is asked to show; there is none where tests run."""
    shown: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(Path(url.toLocalFile())) or True)
    return shown


def lines(page: RecordPage) -> list[tuple[str, str]]:
    found = page.attachments.findChildren(LineButton)
    return [(line.words, line.note) for line in found]


def listed(desk: Driver, page: RecordPage, names: list[str]) -> None:
    desk.qtbot.waitUntil(lambda: sorted(name for name, _size in lines(page)) == names, timeout=WAIT)


def said(desk: Driver, page: RecordPage, words: str) -> None:
    desk.qtbot.waitUntil(lambda: words in page.attachments.message.words.text(), timeout=WAIT)


def button(page: RecordPage, name: str) -> QWidget:
    kinds = (*page.attachments.findChildren(IconButton), *page.findChildren(Button))
    return next(one for one in kinds if name in (one.accessibleName(), one.text()))


def drop(target: QWidget, files: list[Path], *, let_go: bool = True) -> QDropEvent:
    """What the window system tells the widget under the pointer."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, mime, left, none)
    QApplication.sendEvent(target, enter)
    if not let_go or not enter.isAccepted():
        return enter
    event = QDropEvent(QPointF(5, 5), copy, mime, left, none)
    QApplication.sendEvent(target, event)
    return event


def test_files_that_are_dropped_on_the_page_are_attached(desk: Driver, page: RecordPage, plan: Path) -> None:
    assert drop(page, [plan]).isAccepted()
    listed(desk, page, ["plan.pdf"])
    assert lines(page) == [("plan.pdf", "8 bytes")]
    assert page.attachments.note.text() == "1"
    desk.qtbot.waitUntil(lambda: desk.window.message.words.text() == "1 file was attached.", timeout=WAIT)
    desk.press((Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier))
    listed(desk, page, [])
    desk.press((Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier))
    listed(desk, page, ["plan.pdf"])


def test_a_drop_on_a_field_attaches_too_and_a_portfolio_is_left_to_the_window(
    desk: Driver, page: RecordPage, plan: Path
) -> None:
    assert page.form
    for name in ("title", "summary"):
        assert not page.form.cells[name].editor.acceptDrops()
    assert not drop(page, [plan.with_name("other.hsm")]).isAccepted()
    assert not drop(page, [plan.with_name("OTHER.HSM")]).isAccepted()
    page.attachments.record = None
    assert not drop(page, [plan]).isAccepted()


def test_a_drag_over_the_page_is_answered_and_taken_back(desk: Driver, page: RecordPage, plan: Path) -> None:
    assert drop(page, [plan], let_go=False).isAccepted()
    assert page.attachments.note.text() == "let go to attach it"
    QApplication.sendEvent(page, QDragLeaveEvent())
    desk.settle()
    assert page.attachments.note.text() == "drop a file here, up to 20 MB"


def test_files_are_chosen_by_keyboard(
    desk: Driver, page: RecordPage, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_arguments: ([str(plan)], ""))
    keys = (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    desk.press(keys)
    listed(desk, page, ["plan.pdf"])
    desk.page("overview")
    desk.press(keys)
    assert "Open a record first" in desk.window.message.words.text()


def test_what_cannot_be_attached_is_said_in_the_card(desk: Driver, page: RecordPage, plan: Path) -> None:
    empty, large = plan.with_name("empty.txt"), plan.with_name("large.bin")
    empty.touch()
    with large.open("wb") as made:
        made.truncate(MOST_BYTES + 1)
    drop(page, [empty, large, plan])
    listed(desk, page, ["plan.pdf"])
    said(desk, page, "empty.txt is empty.")
    said(desk, page, "large.bin has 20.0 MB")
    plan.write_bytes(b"another plan")
    drop(page, [plan])
    listed(desk, page, ["plan (2).pdf", "plan.pdf"])
    said(desk, page, "the new one is called plan (2).pdf")
    desk.record("project", "Egypt")
    assert not page.attachments.message.isVisible()
    listed(desk, page, [])


def test_a_record_that_was_deleted_meanwhile_takes_no_file(
    desk: Driver, page: RecordPage, plan: Path, open_desk: Open
) -> None:
    with open_portfolio(desk.portfolio.path, author=AMINA) as other, other.transaction("Delete") as transaction:
        transaction.delete("project", page.key)
    drop(page, [plan])
    said(desk, page, "deleted meanwhile")


def attached(desk: Driver, page: RecordPage, path: Path) -> None:
    assert page.view
    attach(desk.portfolio, page.view.row, [path])
    listed(desk, page, [path.name])
    desk.settle()


def test_a_document_is_shown_as_a_private_copy_to_read(
    desk: Driver, page: RecordPage, plan: Path, opened: list[Path]
) -> None:
    attached(desk, page, plan)
    (line,) = page.attachments.findChildren(LineButton)
    QTest.keyClick(line, Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: bool(opened), timeout=WAIT)
    assert opened[0].read_bytes() == b"%PDF-1.7"
    assert opened[0].is_relative_to(view_folder())
    assert stat.S_IMODE(opened[0].stat().st_mode) == 0o400
    assert stat.S_IMODE(view_folder().stat().st_mode) == 0o700


def test_what_nobody_foresaw_is_said_and_logged(
    desk: Driver, page: RecordPage, caplog: pytest.LogCaptureFixture
) -> None:
    files = page.attachments
    desk.session.desk.reading.ask("view attachment", lambda _connection: 1 / 0, print, files._failed)
    desk.qtbot.waitUntil(lambda: files.message.words.text() == "division by zero", timeout=WAIT)
    assert "ZeroDivisionError" in caplog.text


def test_a_program_is_never_opened_and_it_says_why(
    desk: Driver, page: RecordPage, plan: Path, opened: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    target = plan.with_name("out.bat")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(target), ""))
    attached(desk, page, plan.rename(plan.with_name("plan.pdf.bat")))
    (line,) = page.attachments.findChildren(LineButton)
    line.click()
    desk.settle()
    assert "A file of the kind .bat might run as a program." in page.attachments.message.words.text()
    assert opened == []
    button(page, "Save it…").click()  # type: ignore[attr-defined]
    desk.qtbot.waitUntil(target.exists, timeout=WAIT)
    desk.settle()
    assert not stat.S_IMODE(target.stat().st_mode) & 0o111


def test_where_there_is_no_viewer_it_is_said(
    desk: Driver, page: RecordPage, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    attached(desk, page, plan)
    page.attachments.findChildren(LineButton)[0].click()
    said(desk, page, "No program was found")


def test_an_attachment_is_saved_out_in_place_of_an_older_file(
    desk: Driver, page: RecordPage, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = plan.with_name("out.pdf")
    target.write_text("old")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(target), ""))
    attached(desk, page, plan)
    button(page, "Save plan.pdf as a file…").click()  # type: ignore[attr-defined]
    said(desk, page, "plan.pdf was saved as")
    assert target.read_bytes() == b"%PDF-1.7"
    (row,) = attachments_of(desk.portfolio.connection, page.kind, page.key)
    page.attachments.save(row, plan.parent)
    said(desk, page, "exists already")


def test_delete_by_key_and_undo(desk: Driver, page: RecordPage, plan: Path) -> None:
    attached(desk, page, plan)
    (line,) = page.attachments.findChildren(LineButton)
    line.setFocus()
    desk.press(Qt.Key.Key_Delete)
    listed(desk, page, [])
    assert desk.window.message.words.text() == "plan.pdf was deleted."
    desk.press((Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier), widget=desk.window)
    listed(desk, page, ["plan.pdf"])


def test_a_read_only_portfolio_shows_and_gives_out_but_takes_nothing(
    open_desk: Open, file: Path, plan: Path, opened: list[Path]
) -> None:
    with open_portfolio(file, author=AMINA) as portfolio:
        sql = "SELECT id FROM project_grid WHERE display = 'Kenya'"
        key = portfolio.connection.execute(sql).fetchone()[0]
        attach(portfolio, read_rows(portfolio.connection, "project", [key])[0], [plan])
    file = file.rename(file.with_name("old.backup.hsm"))
    desk = open_desk(file)
    page = desk.record("project", "Kenya")
    listed(desk, page, ["plan.pdf"])
    assert not drop(page, [plan]).isAccepted()
    assert not button(page, "Add a file…").isVisible()
    page.attachments.choose()
    page.attachments.findChildren(LineButton)[0].click()
    desk.qtbot.waitUntil(lambda: bool(opened), timeout=WAIT)


def test_sizes_in_words() -> None:
    sizes = [1, 999, 1_000, 20_000, 1_500_000, 20_000_000]
    assert [size_in_words(size) for size in sizes] == ["1 byte", "999 bytes", "1 kB", "20 kB", "1.5 MB", "20 MB"]


def test_the_keyboard_stays_on_a_line_when_others_come_and_go(
    desk: Driver, page: RecordPage, plan: Path, tmp_path: Path
) -> None:
    attached(desk, page, plan)
    (line,) = page.attachments.findChildren(LineButton)
    line.setFocus()
    other = tmp_path / "budget.xlsx"
    other.write_bytes(b"PK")
    attach(desk.portfolio, page.view.row, [other])  # type: ignore[union-attr]
    listed(desk, page, ["budget.xlsx", "plan.pdf"])
    assert line.hasFocus()
    desk.portfolio.undo_last()
    listed(desk, page, ["plan.pdf"])
    assert line.hasFocus()
    desk.portfolio.undo_last()
    listed(desk, page, [])
    assert button(page, "Add a file…").hasFocus()
