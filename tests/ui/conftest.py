"""A real window on a real portfolio, driven by key and mouse events."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hsmonitor.source.starting import make_starting_portfolio
from hsmonitor.store.author import Author
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.rows import read_all
from hsmonitor.store.session import new_portfolio, open_portfolio
from hsmonitor.ui import app
from hsmonitor.ui.desk import POLL_MILLISECONDS
from hsmonitor.ui.drafts.offer import Offer
from hsmonitor.ui.record.page import RecordPage
from hsmonitor.ui.record.related_card import RelatedCard
from hsmonitor.ui.session import Session
from hsmonitor.ui.sheet.page import SheetPage
from hsmonitor.ui.theme.look import look
from hsmonitor.ui.window import Window
from tests.store.conftest import AMINA
from tests.ui.layout_items import left_behind

WAIT = 10_000


@dataclass
class Driver:
    """What a user does with the window, and what is seen then."""

    qtbot: QtBot
    window: Window
    session: Session

    @property
    def portfolio(self) -> Portfolio:
        return self.session.desk.portfolio

    def settle(self) -> None:
        """Wait until everything that was asked for is on screen."""
        self.qtbot.waitUntil(lambda: not self.session.desk.busy, timeout=WAIT)

    def press(self, *keys: Any, widget: QWidget | None = None) -> None:
        """Press keys, named as Qt names them or with their modifiers, where the keyboard is."""
        for key in keys:
            combination = key if isinstance(key, tuple) else (key, Qt.KeyboardModifier.NoModifier)
            QTest.keyClick(widget or QApplication.focusWidget() or self.window, *combination)
        self.settle()

    def type(self, text: str) -> None:
        for letter in text:  # each goes to where the keyboard is then, as a real one does
            QTest.keyClick(QApplication.focusWidget(), letter)
        self.settle()

    def page(self, name: str) -> Any:
        self.window.open_page(name)
        self.settle()
        return self.window.page_widget(name)

    def sheet(self, name: str) -> SheetPage:
        page = self.page(name)
        assert isinstance(page, SheetPage)
        return page

    def shown(self, name: str, column: str) -> list[str]:
        """The words of a column of a sheet from top to bottom."""
        model = self.window.page_widget(name).model
        index = model.columns.index(column)
        return [str(model.data(model.index(row, index))) for row in range(model.count)]

    def record(self, kind: str, name: str) -> RecordPage:
        """Open the page of the record that is called `name`."""
        self.session.open_record(kind, self.key(kind, name))
        self.settle()
        page = self.window.page_widget("record")
        assert isinstance(page, RecordPage)
        return page

    def hear_no_more(self) -> None:
        """Have the desk not look any more whether somebody else has changed something."""
        for timer in self.session.desk.findChildren(QTimer):
            if timer.interval() == POLL_MILLISECONDS:
                timer.stop()

    def key(self, kind: str, name: str) -> str:
        sql = f"SELECT id FROM {kind}_grid WHERE display = ?"
        return str(self.portfolio.connection.execute(sql, [name]).fetchone()[0])

    def reference(self, kind: str, key: str) -> str:
        return str(self.portfolio.connection.execute(f"SELECT reference FROM {kind} WHERE id = ?", [key]).fetchone()[0])

    def values(self, kind: str, key: str) -> dict[str, Any]:
        return dict(read_all(self.portfolio.connection, kind))[key].values


def related_list(page: RecordPage, kind: str, field: str = "project") -> RelatedCard:
    """The list, on a record's page, of the records of a kind that name it by `field`."""
    cards = page.related.findChildren(RelatedCard)
    return next(card for card in cards if (card.related.kind, card.related.field) == (kind, field))


def offered_in(widget: QWidget) -> list[str]:
    """The words of the kept texts that are offered in sight, in a widget or anywhere in it."""
    return [offer.words.text() for offer in widget.findChildren(Offer) if offer.isVisible()]


def theirs(file: Path, kind: str, key: str, **values: object) -> None:
    """Somebody else changes a record in a program of their own."""
    with open_portfolio(file, author=Author("José", "desktop")) as other, other.transaction("Change") as transaction:
        transaction.update(kind, key, values)


@pytest.fixture(scope="session")
def started_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "started.hsm"
    make_starting_portfolio(path, author=AMINA).close()
    return path


@pytest.fixture
def file(started_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(started_file, tmp_path / "portfolio.hsm"))


Open = Callable[[Path], Driver]


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The one application in the desk's style, put on once: each time more would renew all widgets once more."""
    app.dress(qapp)
    return qapp


@pytest.fixture
def open_desk(qtbot: QtBot, dressed: QApplication) -> Iterator[Open]:
    sessions: list[Session] = []

    def open_one(path: Path) -> Driver:
        look().set_theme("light")
        look().set_zoom(100)
        window = Window(remember=False)
        window.furnish(app.entries())
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        session = Session(window, open_portfolio(path, author=AMINA))
        sessions.append(session)
        driver = Driver(qtbot, window, session)
        driver.page("overview")
        qtbot.waitUntil(lambda: window.isActiveWindow(), timeout=WAIT)
        return driver

    yield open_one
    left = left_behind(*(session.window for session in sessions))
    for session in sessions:
        session.window.close()
        session.window.deleteLater()
        session.close()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # no loop runs that would do it
    assert left == []


@pytest.fixture
def desk(open_desk: Open, file: Path) -> Driver:
    """The desk on the starting portfolio."""
    return open_desk(file)


@pytest.fixture
def empty_desk(open_desk: Open, tmp_path: Path) -> Driver:
    """The desk on a portfolio that holds nothing."""
    path = tmp_path / "empty.hsm"
    new_portfolio(path, author=AMINA).close()
    return open_desk(path)
