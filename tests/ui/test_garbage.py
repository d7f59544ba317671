"""What nobody can reach any more is taken away in the window's thread."""

import gc
from threading import Thread, current_thread

from pytestqt.qtbot import QtBot

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
