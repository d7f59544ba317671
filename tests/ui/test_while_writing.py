"""While a larger change is written beside the window, the window never waits for it: it says so, and nothing is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

from hsmonitor.store.sheet_state import SheetState
from tests.ui.conftest import Driver
from tests.ui.test_sheet import ALT, SHIFT, Key, recorded


@contextmanager
def writing(desk: Driver) -> Iterator[None]:
    """A larger change is under way meanwhile."""
    ends = Event()

    def job(_progress: Any, _cancelled: Any) -> None:
        ends.wait(30)

    desk.session.desk.write("A larger change", job, lambda _answer: None)
    yield
    ends.set()
    desk.settle()


def told(desk: Driver) -> bool:
    return "A larger change is still being written" in desk.window.message.words.text()


def test_a_view_is_not_saved_meanwhile(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    with writing(desk):
        sheet.views.save("Mine", SheetState(words="moldova"))
        assert told(desk)
    assert recorded(desk, "saved_view") == []


def test_lines_are_not_moved_meanwhile(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    card = next(card for card in page.related.lists if card.record.kind == "activity")
    before = [row.key for row in card.related.rows]
    card.table.setFocus()
    card.table.go(1, 1)
    with writing(desk):
        card.table.dropped.emit(1, 0)
        assert told(desk)
    assert [row.key for row in card.related.rows] == before
    desk.press((Key.Key_Up, ALT | SHIFT))
    desk.qtbot.waitUntil(lambda: [row.key for row in card.related.rows] != before)
