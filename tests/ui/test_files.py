"""Portfolios as files: opened, made, copied, backed up and brought back from the desk."""

import shutil
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from hsmonitor.domain import dates
from hsmonitor.store.backups import backups_of, take
from hsmonitor.store.history import entries
from hsmonitor.store.identity import remembered
from hsmonitor.store.recent import note_opened, recent_portfolios
from hsmonitor.store.session import open_portfolio
from hsmonitor.ui import app
from hsmonitor.ui.files.commands import FileCommands
from hsmonitor.ui.files.windows import Windows, back_up, front
from hsmonitor.ui.unexpected import Unexpected
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.window import Window
from tests.store.conftest import AMINA


@dataclass
class Shelf:
    """The windows of a process that has one open."""

    qtbot: QtBot
    windows: Windows

    @property
    def window(self) -> Window:
        return self.windows.newest()

    @property
    def files(self) -> FileCommands:
        session = self.windows.session_of(self.window)
        assert session is not None
        assert isinstance(session.files, FileCommands)
        return session.files

    def settle(self) -> None:
        session = self.windows.session_of(self.window)
        assert session is not None
        self.qtbot.waitUntil(lambda: not session.desk.busy, timeout=10_000)

    @property
    def path(self) -> Path:
        session = self.windows.session_of(self.window)
        assert session is not None
        return session.desk.portfolio.path

    def said(self) -> str:
        return self.window.message.words.text()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user without settings."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


@pytest.fixture
def shelf(qtbot: QtBot, dressed: QApplication, home: Path, file: Path) -> Iterator[Shelf]:
    window = Window(remember=False)
    window.furnish(app.entries())
    windows = Windows(app.entries)
    assert windows.take(window, file, lambda: open_portfolio(file, thorough=False))
    window.show()
    yield Shelf(qtbot, windows)
    for open_one in windows.all():
        open_one.close()


def rename(path: Path, title: str) -> None:
    with open_portfolio(path, author=AMINA) as portfolio, portfolio.transaction("Add") as transaction:
        transaction.create("project", {"title": title})


def count(path: Path) -> int:
    with open_portfolio(path, author=AMINA) as portfolio:
        return int(portfolio.connection.execute("SELECT count(*) FROM project").fetchone()[0])


def test_another_portfolio_takes_the_place_of_this_one(shelf: Shelf, file: Path) -> None:
    other = Path(shutil.copy(file, file.with_name("other.hsm")))
    first = shelf.window
    shelf.files.open(other)
    assert len(shelf.windows) == 1
    assert shelf.window is not first
    assert not first.isVisible()
    assert shelf.path == other
    shelf.qtbot.waitUntil(lambda: recent_portfolios() == [other.resolve(), file.resolve()])


def test_the_menu_offers_what_was_opened_last_and_is_still_there(shelf: Shelf, file: Path) -> None:
    other, gone = (Path(shutil.copy(file, file.with_name(name))) for name in ("other.hsm", "gone.hsm"))
    shelf.qtbot.waitUntil(lambda: recent_portfolios() == [file.resolve()])
    for path in (gone, other):  # as another window does
        note_opened(path)
    gone.unlink()
    QTest.keyClick(shelf.window.bar.portfolio, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    titles = [action.text() for action in menu.actions()]
    assert "Open other" in titles
    assert "Open gone" not in titles
    assert f"Open {file.stem}" not in titles
    menu.close()
    first = shelf.window
    menu.actions()[titles.index("Open other")].trigger()
    assert shelf.window is not first
    assert shelf.path == other


@pytest.mark.parametrize("content", [b"", b"text", b"SQLite format 3\0 but no more"])
def test_a_bad_file_leaves_the_window_as_it_was(content: bytes, shelf: Shelf, file: Path) -> None:
    bad = file.with_name("bad.hsm")
    bad.write_bytes(content)
    first = shelf.window
    shelf.files.open(bad)
    assert shelf.window is first
    assert first.isVisible()
    assert str(bad) in shelf.said()
    assert bad.read_bytes() == content


def test_a_window_that_has_no_portfolio_offers_its_newest_backup_and_another_one(shelf: Shelf, file: Path) -> None:
    broken = Path(shutil.copy(file, file.with_name("broken.hsm")))
    backup = take(broken)
    broken.write_bytes(b"no portfolio any more")
    window = Window(remember=False)
    window.furnish(app.entries())
    window.show()
    assert shelf.windows.take(window, broken, lambda: open_portfolio(broken)) is None
    offers = [one for one in window.message.findChildren(Button) if one.text()]
    assert [one.text() for one in offers] == ["Look into the newest backup", "Open another portfolio…"]
    assert window.focusWidget() is offers[0]
    QTest.keyClick(offers[0], Qt.Key.Key_Space)
    assert shelf.path == backup
    assert not window.isVisible()
    assert str(broken) not in map(str, recent_portfolios())


def test_what_nobody_expected_is_told_in_the_window_in_front_from_a_thread_too(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    unexpected = Unexpected(front, shelf.windows.desk_of)
    unexpected.listen()
    thread = threading.Thread(target=lambda: [][0])
    thread.start()
    thread.join()
    shelf.qtbot.waitUntil(lambda: "IndexError: list index out of range" in shelf.said())
    assert shelf.window.message.kind == "error"


def test_a_new_portfolio_is_made_and_none_is_overwritten(shelf: Shelf, file: Path) -> None:
    shelf.files.make(file.with_name("new.hsm"))
    assert shelf.path.name == "new.hsm"
    assert count(shelf.path) == 0
    shelf.files.make(file)
    assert "exists already" in shelf.said()
    assert count(file) == 10


def test_a_copy_is_whole(shelf: Shelf, file: Path) -> None:
    target = file.with_name("copy.hsm")
    shelf.files.copy(target)
    shelf.settle()
    assert "A copy was saved" in shelf.said()
    assert count(target) == 10


@pytest.mark.parametrize("name", ["dropped.hsm", "DROPPED.HSM"])
def test_a_dropped_portfolio_is_opened(name: str, shelf: Shelf, file: Path) -> None:
    other = Path(shutil.copy(file, file.with_name(name)))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(other))])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(shelf.window, QDragEnterEvent(QPoint(5, 5), *how))
    QApplication.sendEvent(shelf.window, QDropEvent(QPointF(5, 5), *how))
    shelf.qtbot.waitUntil(lambda: shelf.path == other)


def test_two_windows_on_one_portfolio_follow_each_other(shelf: Shelf) -> None:
    first = shelf.window
    shelf.windows.show_beside(first)
    assert len(shelf.windows) == 2
    here, there = shelf.windows.session_of(first), shelf.windows.session_of(shelf.window)
    assert here is not None
    assert there is not None
    heard: list[dict[str, set[str]]] = []
    there.desk.changed.connect(heard.append)
    here.desk.create("project", {"title": "Wells"}, "Add project")
    shelf.qtbot.waitUntil(lambda: any("project" in one for one in heard), timeout=3_000)


def test_another_name_of_the_user_holds_in_every_window(shelf: Shelf) -> None:
    first = shelf.window
    shelf.windows.show_beside(first)
    here, there = shelf.windows.session_of(first), shelf.windows.session_of(shelf.window)
    assert here is not None
    assert there is not None
    first.open_page("preferences")
    shelf.window.open_page("preferences")
    page = first.page_widget("preferences")
    page.name.setText("Ana Popa")  # type: ignore[attr-defined]
    QTest.keyClick(page.name, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    assert shelf.window.page_widget("preferences").name.text() == "Ana Popa"  # type: ignore[attr-defined]
    there.desk.create("project", {"title": "Wells"}, "Add project")
    assert entries(there.desk.portfolio.connection, 1)[0].person == "Ana Popa"
    undo = there.desk.portfolio.next_undo()
    assert undo is not None
    assert undo.name == "Add project"


def test_a_backup_is_looked_into_and_brought_back(shelf: Shelf, file: Path) -> None:
    taken = take(file)
    assert taken is not None
    rename(file, "Made since")
    shelf.window.open_page("backups")
    shelf.settle()
    page = shelf.window.page_widget("backups")
    assert page.model.listed[0][1].startswith("10 projects")  # type: ignore[attr-defined]
    page.look_into.click()  # type: ignore[attr-defined]
    assert len(shelf.windows) == 2
    assert "This is a backup" in shelf.said()
    shelf.window.close()
    assert len(shelf.windows) == 1
    shelf.files.bring_back(taken)
    assert "is in place" in shelf.said()
    assert count(file) == 10
    assert any(count(one.path) == 11 for one in backups_of(file) if one.path != taken)


def test_nothing_is_brought_back_under_a_second_window(shelf: Shelf, file: Path) -> None:
    taken = take(file)
    assert taken is not None
    rename(file, "Made since")
    first = shelf.window
    shelf.windows.show_beside(first)
    shelf.settle()
    shelf.files.bring_back(taken)
    assert "open in another window" in shelf.said()
    assert len(shelf.windows) == 2
    assert count(file) == 11


def test_a_backup_that_takes_the_place_of_the_portfolio_is_not_the_one_to_begin_with(shelf: Shelf, file: Path) -> None:
    note_opened(file)
    taken = take(file)
    assert taken is not None
    shelf.files.open(taken)
    assert shelf.path == taken
    QApplication.processEvents()
    assert remembered()["last"] == str(file.resolve())
    assert recent_portfolios() == [file.resolve()]


def test_another_day_has_a_backup_of_its_own(shelf: Shelf, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  (a plain one is what is asked for)
            return datetime.now(tz) + timedelta(days=1)

    assert take(file)
    rename(file, "Made since")
    shelf.windows.look_at_day()
    assert len(backups_of(file)) == 1
    monkeypatch.setattr(dates, "datetime", Tomorrow)
    shelf.windows.look_at_day()
    shelf.qtbot.waitUntil(lambda: len(backups_of(file)) == 2, timeout=10_000)


def test_what_was_changed_is_backed_up_at_the_end(shelf: Shelf, file: Path) -> None:
    session = shelf.windows.session_of(shelf.window)
    assert session is not None
    session.desk.create("project", {"title": "Wells"}, "Add project")
    shelf.windows.close_all()
    assert [count(one.path) for one in backups_of(file)] == [11]


def test_a_backup_that_cannot_be_taken_stops_nobody(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    file.with_name(f"{file.stem} backups").write_text("in the way")
    back_up(file, daily=True)
    assert "no backup could be taken" in caplog.text


def test_recent_portfolios_are_remembered_newest_first(home: Path, file: Path) -> None:
    other = Path(shutil.copy(file, file.with_name("other.hsm")))
    for path in (file, other, file):
        note_opened(path)
    assert recent_portfolios() == [file, other]
    other.unlink()
    assert recent_portfolios() == [file]
