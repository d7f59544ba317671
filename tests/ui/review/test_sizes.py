"""The review at every size: what is beside what, what is in sight, what has a name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from hsmonitor.domain.terms import Level
from hsmonitor.ui.review.queue_list import BARS, reference_width
from hsmonitor.ui.theme.look import look, px, text_width
from tests.ui.conftest import WAIT, Driver
from tests.ui.review.conftest import SAVE, TITLES, Alt, Key, in_sight, review, title


def test_every_size_shows_what_is_needed(kenya: Driver) -> None:
    page = review(kenya)
    work = page.work
    for width, zoom, queue, side in ((1280, 100, True, True), (1000, 100, False, True), (1280, 200, False, False)):
        look().set_zoom(zoom)
        kenya.window.resize(width, 720)
        expected = (queue, not queue, side, True)

        def shown() -> tuple[bool, ...]:
            return tuple(part.isVisible() for part in (work.queue, work.strip, work.side, work.middle))

        # The page follows the window a moment later.
        kenya.qtbot.waitUntil(lambda expected=expected: shown() == expected, timeout=5_000)
        assert kenya.window.width() == width
    page.setFocus()
    kenya.press(Key.Key_D)
    assert (work.side.isVisible(), work.middle.isVisible()) == (True, False)


def test_where_one_thing_has_room_keys_show_what_they_act_on(kenya: Driver) -> None:
    page = review(kenya)
    kenya.window.resize(700, 560)
    kenya.settle()
    work = page.work
    assert work.one_at_a_time
    kenya.press(Key.Key_4, Key.Key_4)
    assert work.record.rating.matrix.isVisible()
    kenya.press(Key.Key_E)
    assert work.decision.isVisible()
    kenya.qtbot.waitUntil(lambda: in_sight(work.decision.answers["escalated_to"]), timeout=WAIT)
    kenya.press(Key.Key_Escape, (Key.Key_N, Alt))
    kenya.qtbot.waitUntil(lambda: in_sight(work.decision.answers["next_review"]), timeout=WAIT)
    kenya.press(Key.Key_Escape, Key.Key_K, SAVE)
    assert title(page) == TITLES[1]
    assert not work.decision.isVisible()
    assert work.record.rating.matrix.isVisible()
    page.flow.go(next(iter(page.flow.place.asked)))  # type: ignore[union-attr]
    kenya.settle()
    assert work.strip.turn.text() == "Does it occur?"
    kenya.press(Key.Key_N)
    kenya.qtbot.waitUntil(lambda: in_sight(work.theme.reason), timeout=WAIT)


def test_every_control_of_the_review_has_a_name(kenya: Driver) -> None:
    page = review(kenya)
    for box in page.work.findChildren(QPlainTextEdit):
        assert box.accessibleName()
    matrix = page.work.record.rating.matrix
    words = matrix.matrix.index_of((3, 3)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Likelihood moderately likely, impact intermediate: Moderate (Last, First)"


def test_queue_challenge_and_decision_stand_side_by_side_at_1280(kenya: Driver) -> None:
    page = review(kenya)
    parts = (page.work.queue, page.work.middle, page.work.side)

    def are_laid_out() -> bool:
        room = kenya.window.width() - kenya.window.rail.width()
        return all(part.isVisible() for part in parts) and sum(part.width() for part in parts) <= room

    kenya.qtbot.waitUntil(are_laid_out)


@pytest.mark.parametrize("zoom", [80, 100, 200])
def test_the_word_of_a_level_is_whole_in_the_queue_beside_a_scroll_bar_and_a_late_day(kenya: Driver, zoom: int) -> None:
    review(kenya)
    look().set_zoom(zoom)
    inset, trail, scroll_bar = 16, 14, 12
    room = px(252 - inset - trail - scroll_bar - BARS) - text_width("label", Level.SUBSTANTIAL.label) - px(4)
    short, long = (room - text_width("label strong", note) for note in ("4 days late", "1,234 days late"))
    assert reference_width("C-303", short) > text_width("label", "C-303")
    assert reference_width("C-98765", long) == 0
    assert long > 0
