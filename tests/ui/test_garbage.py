"""What nobody can reach any more is taken away in the window's thread, and never while that would be felt."""

import gc
from collections.abc import Callable, Iterator
from threading import Thread, current_thread

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hsmonitor.ui.garbage import keep_to_window
from tests.ui.conftest import WAIT, Driver


class Ring:
    """Refers to itself; only the search for garbage takes it away."""

    def __init__(self, gone: list[Thread]) -> None:
        self.itself = self
        self._gone = gone

    def __del__(self) -> None:
        self._gone.append(current_thread())


def test_what_another_thread_leaves_is_taken_away_in_the_windows_thread(desk: Driver, qtbot: QtBot) -> None:
    gone: list[Thread] = []

    def leave() -> None:
        for _number in range(50_000):
            Ring(gone)

    beside = Thread(target=leave)
    beside.start()
    beside.join()
    qtbot.waitUntil(lambda: len(gone) == 50_000, timeout=WAIT)
    assert set(gone) == {current_thread()}
    assert not gc.isenabled()


@pytest.fixture
def looks() -> Iterator[list[int]]:
    """The generations that are looked through, one by one."""
    found: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            found.append(info["generation"])

    gc.callbacks.append(note)
    yield found
    gc.callbacks.remove(note)


def leaving_rings(gone: list[Thread], looks: list[int]) -> Callable[..., None]:
    """Return a long job, which leaves rings and keeps no time in which nothing may be looked through."""

    def job(_progress: object, _cancelled: object) -> None:
        looks.clear()
        for _number in range(200_000):
            Ring(gone)

    return job


def test_nothing_is_looked_through_while_a_long_job_runs(desk: Driver, looks: list[int]) -> None:
    meanwhile: list[list[int]] = []
    here = desk.session.desk
    here.make("Leave rings", leaving_rings([], looks), lambda _answer: meanwhile.append(list(looks)))
    desk.settle()
    assert meanwhile == [[]]


def test_what_a_long_job_leaves_goes_when_the_user_turns_to_another_program(desk: Driver, looks: list[int]) -> None:
    gone: list[Thread] = []
    desk.session.desk.make("Leave rings", leaving_rings(gone, looks), lambda _answer: None)
    desk.settle()
    assert not gone
    keep_to_window().follow(Qt.ApplicationState.ApplicationInactive)
    assert len(gone) == 200_000
    assert set(gone) == {current_thread()}
    assert gc.get_freeze_count() > 0


def test_a_portfolio_that_is_closed_meanwhile_lets_garbage_be_looked_for_again(desk: Driver, qtbot: QtBot) -> None:
    gone: list[Thread] = []
    desk.session.desk.make("Wait", lambda _progress, _cancelled: None, lambda _answer: None)
    desk.session.close()
    for _number in range(5_000):
        Ring(gone)
    qtbot.waitUntil(lambda: len(gone) == 5_000, timeout=WAIT)


def test_an_answer_that_fails_lets_garbage_be_looked_for_again(desk: Driver, qtbot: QtBot) -> None:
    gone: list[Thread] = []
    with qtbot.capture_exceptions() as failed:
        desk.session.desk.make("Divide", lambda _progress, _cancelled: 0, lambda answer: 1 / answer)
        qtbot.waitUntil(lambda: bool(failed), timeout=WAIT)
    for _number in range(5_000):
        Ring(gone)
    qtbot.waitUntil(lambda: len(gone) == 5_000, timeout=WAIT)
