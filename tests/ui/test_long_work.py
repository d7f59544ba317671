"""Work that takes long: one job after the other, also where an answer begins the next."""

from threading import Event

from pytestqt.qtbot import QtBot

from hsmonitor.ui.long_work import LongWork, Progress, Work
from tests.ui.conftest import WAIT


def test_a_job_that_an_answer_begins_waits_for_those_before_it(qtbot: QtBot) -> None:
    jobs, hold, alone = LongWork(), Event(), Event()
    answers: list[str] = []
    together: list[str] = []

    def job(name: str) -> Work:
        def work(_progress: Progress, _stop: object) -> str:
            hold.wait()
            if alone.is_set():
                together.append(name)
            alone.set()
            Event().wait(0.05)
            alone.clear()
            return name

        return work

    def first(result: str) -> None:
        answers.append(f"A: {result}")
        jobs.start("C", job("c"), lambda result: answers.append(f"C: {result}"), raise_it)

    jobs.start("A", job("a"), first, raise_it)
    jobs.start("B", job("b"), lambda result: answers.append(f"B: {result}"), raise_it)
    hold.set()
    qtbot.waitUntil(lambda: len(answers) == 3, timeout=WAIT)
    assert (answers, together) == (["A: a", "B: b", "C: c"], [])


def raise_it(error: Exception) -> None:
    """No job of these fails."""
    raise error
