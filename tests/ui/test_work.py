"""Work beside the window: who comes first, who waits for nobody, and what goes on meanwhile."""

import sqlite3
from collections.abc import Iterator
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from hsmonitor.ui.work import Reading
from tests.ui.conftest import WAIT, Driver

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def reading(qtbot: QtBot) -> Iterator[Reading]:
    thread = Reading(lambda: sqlite3.connect(":memory:", check_same_thread=False))
    thread.start()
    yield thread
    thread.finish()


def test_a_yielding_job_is_done_behind_what_is_asked_meanwhile(reading: Reading, qtbot: QtBot) -> None:
    begun: list[int] = []
    answers: list[str] = []

    def count(connection: sqlite3.Connection) -> str:
        begun.append(1)
        if len(begun) == 1:
            connection.execute(ENDLESS).fetchone()
        return "counted"

    reading.ask("count", count, answers.append, yielding=True)
    qtbot.waitUntil(lambda: bool(begun), timeout=WAIT)
    reading.ask("rows", lambda _connection: "rows", answers.append)
    qtbot.waitUntil(lambda: not reading.busy, timeout=WAIT)
    assert answers == ["rows", "counted"]


def test_of_those_that_wait_the_yielding_ones_are_done_last(reading: Reading, qtbot: QtBot) -> None:
    answers: list[str] = []
    go = Event()
    reading.ask("first", lambda _connection: go.wait(), lambda _answer: None)
    for name in ("views", "count"):
        reading.ask(name, lambda _connection, name=name: name, answers.append, yielding=True)
    reading.ask("rows", lambda _connection: "rows", answers.append)
    go.set()
    qtbot.waitUntil(lambda: not reading.busy, timeout=WAIT)
    assert answers == ["rows", "views", "count"]


def test_a_newer_job_of_the_same_name_makes_the_older_one_superfluous(reading: Reading, qtbot: QtBot) -> None:
    begun: list[int] = []
    answers: list[str] = []

    def endless(connection: sqlite3.Connection) -> object:
        begun.append(1)
        return connection.execute(ENDLESS).fetchone()

    for yielding in (False, True):
        begun.clear()
        reading.ask("rows", endless, answers.append, yielding=yielding)
        qtbot.waitUntil(lambda: bool(begun), timeout=WAIT)
        reading.ask("rows", lambda _connection: "rows", answers.append)
        qtbot.waitUntil(lambda: not reading.busy, timeout=WAIT)
    assert answers == ["rows", "rows"]


def test_what_goes_wrong_is_told_to_who_asked(reading: Reading, qtbot: QtBot) -> None:
    failed: list[Exception] = []
    for yielding in (False, True):
        job = lambda connection: connection.execute("SELECT x FROM nowhere")  # noqa: E731  (used once)
        reading.ask("rows", job, lambda _answer: None, failed.append, yielding=yielding)
        qtbot.waitUntil(lambda: not reading.busy, timeout=WAIT)
    assert [str(error) for error in failed] == ["no such table: nowhere"] * 2


def test_what_only_reads_keeps_nobody_from_saving(desk: Driver, qtbot: QtBot) -> None:
    here, go = desk.session.desk, Event()
    here.make("Look at a file", lambda _progress, _cancelled: go.wait(), lambda _answer: None)
    key = here.create("project", {"title": "Wells"}, "Add project")
    assert here.making.busy
    go.set()
    desk.settle()
    assert desk.values("project", key) == {"title": "Wells"}


def test_who_hears_of_a_change_beside_the_window_can_make_another_one_at_once(desk: Driver) -> None:
    here, still = desk.session.desk, Event()
    heard: list[object] = []

    def job(_progress: object, _cancelled: object) -> None:
        with here.portfolio.transaction("Add project") as transaction:
            transaction.create("project", {"title": "Wells"})
        still.wait(1)  # all is written by now, and the job goes on

    def follow(touched: object) -> None:
        heard.append(touched)
        if len(heard) == 1:
            here.create("project", {"title": "Pumps"}, "Add project")

    here.changed.connect(follow)
    here.write("Add project", job, lambda _answer: None)
    desk.settle()
    assert desk.key("project", "Pumps")
