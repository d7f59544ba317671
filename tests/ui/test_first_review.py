"""Kenya's first review by keys alone, and the next one a quarter later."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from hsmonitor.domain.dates import today
from hsmonitor.store import history, minutes, review_queue, themes
from hsmonitor.store.review_starts import per_project
from hsmonitor.store.rows import read_all
from tests.ui.conftest import Driver

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
SAVE = (Key.Key_Return, Control)


def set_clock(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Have the program believe that so many days have passed."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + timedelta(days=days)

    monkeypatch.setattr("hsmonitor.domain.dates.datetime", Clock)
    monkeypatch.setattr("hsmonitor.store.portfolio.datetime", Clock)


def decide(desk: Driver, *keys: Any, text: str = "") -> None:
    desk.press(*keys)
    if text:
        desk.type(text)


def begin_kenya(desk: Driver) -> Any:
    """Narrow everything to Kenya and begin its review, by keys."""
    desk.press((Key.Key_J, Control))
    desk.type("kenya")
    desk.press(Key.Key_Return)
    desk.press((Key.Key_K, Control))
    desk.type("review this project")
    desk.press(Key.Key_Return)
    page = desk.window.page_widget("review")
    desk.qtbot.waitUntil(lambda: page.flow.place is not None and not desk.session.desk.busy, timeout=10_000)
    return page


def test_kenyas_first_review_and_the_next_quarter(desk: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    connection, kenya = desk.portfolio.connection, desk.key("project", "Kenya")
    page = begin_kenya(desk)
    assert page.work.asking
    for rating in ((Key.Key_4, Key.Key_4), (Key.Key_2, Key.Key_3)):  # each theme is assessed; its case is rated at once
        decide(desk, Key.Key_A, *rating)
        if rating[0] == Key.Key_4:
            decide(desk, Key.Key_E, text="Advisory board")
            decide(desk, Key.Key_Tab, text="+1m")
        else:
            decide(desk, Key.Key_C, Key.Key_Space, Key.Key_Tab)
            page.work.decision.answers["evidence"].begin()
            decide(desk, text="The resolution settled it")
        desk.press(SAVE)
        if rating[0] == Key.Key_4:
            assert page.work.asking
    assert page.work.at_end
    decide(desk, (Key.Key_N, Control), text="Drought closes the roads")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_3, Key.Key_3, Key.Key_K, SAVE)
    assert page.work.at_end
    assert themes.unasked(connection, kenya) == []
    reviews = [state.values for _key, state in read_all(connection, "review")]
    assert sorted(one["decision"] for one in reviews) == ["close", "escalate", "keep"]
    first_day = history.entries(connection, 1)[0].made_at
    then = history.as_of(connection, first_day)["challenge"]

    set_clock(monkeypatch, 95)
    (due,) = per_project(connection, today(), kenya)
    assert (due.challenges, due.overdue, due.themes) == (2, 2, 0)
    queue = review_queue.of_project(connection, kenya, "urgent", today())
    assert len(queue.keys) == 2
    page.flow.end()
    page = begin_kenya(desk)
    desk.press(Key.Key_2, Key.Key_2, Key.Key_K, SAVE)
    found = minutes.since(connection, today(), kenya)
    assert [(one.before, one.after, one.level_before, one.level_after) for one in found.changes] == [
        ((4, 4), (2, 2), "high", "low")
    ]
    assert history.as_of(connection, first_day)["challenge"] == then
