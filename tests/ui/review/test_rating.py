"""Rating: digits, arrows, half a rating, the matrix and the chart, by keys alone."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hsmonitor.domain.dates import display_date
from hsmonitor.ui.preferences import preferences
from hsmonitor.ui.review.digits import DigitEntry, digit_of_place
from tests.ui.conftest import Driver
from tests.ui.review.conftest import SAVE, TITLES, Alt, Control, Key, later, review, reviews, title


def test_two_digits_a_letter_and_ctrl_enter_are_a_review(kenya: Driver) -> None:
    page = review(kenya)
    assert title(page) == TITLES[0]
    assert page.work.queue.where.text() == "1 of 5"
    kenya.press(Key.Key_4, Key.Key_5)
    assert "is High by the portfolio's table; was Moderate" in page.work.record.rating.note.text()
    assert page.work.decision.answers["next_review"].words() == display_date(later(30))  # type: ignore[union-attr]
    kenya.press(Key.Key_K, (Key.Key_M, Alt))
    kenya.type("Two officers left")
    kenya.press(SAVE)
    assert title(page) == TITLES[1]
    assert page.work.queue.done.text() == "1 done"
    (found,) = reviews(kenya)
    assert (found["likelihood"], found["impact"], found["decision"]) == (4, 5, "keep")
    assert (found["comment"], found["next_review"]) == ("Two officers left", later(30))
    assert kenya.values("person", found["reviewer"])["name"] == "Amina"
    kenya.press((Key.Key_Z, Control))
    assert reviews(kenya) == []
    assert page.work.queue.done.text() == "0 done"


def test_keys_pressed_before_the_next_one_is_shown_are_meant_for_it(kenya: Driver) -> None:
    page = review(kenya)
    kenya.press(Key.Key_K, SAVE, SAVE, Key.Key_5, Key.Key_2, Key.Key_K)
    assert title(page) == TITLES[1]
    assert len(reviews(kenya)) == 1
    assert page.work.record.rating.rating == (5, 2)
    assert page.work.decision.decision == "keep"


def test_without_a_new_rating_the_last_one_stands(kenya: Driver) -> None:
    page = review(kenya)
    kenya.press(Key.Key_K, SAVE)
    assert title(page) == TITLES[1]
    assert [(one["likelihood"], one["impact"]) for one in reviews(kenya)] == [(3, 3)]


def test_arrows_rate_and_one_half_can_be_typed_alone(kenya: Driver) -> None:
    page = review(kenya)
    rating = page.work.record.rating
    kenya.press(Key.Key_Right)
    assert rating.rating == (3, 3)
    kenya.press(Key.Key_Right, Key.Key_Up)
    assert rating.rating == (4, 4)
    kenya.press(Key.Key_L, Key.Key_2)
    assert rating.rating == (2, 4)
    kenya.press(Key.Key_I, Key.Key_1)
    assert rating.rating == (2, 1)
    kenya.press(Key.Key_5)
    assert rating.rating == (5, None)
    cell = rating.matrix.visualRect(rating.matrix.matrix.index_of((1, 5))).center()
    QTest.mouseClick(rating.matrix.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert rating.rating == (1, 5)


def test_single_letters_can_be_switched_off(kenya: Driver) -> None:
    page = review(kenya)
    preferences().choose("letters", "off")
    try:
        kenya.press(Key.Key_K, Key.Key_4)
    finally:
        preferences().choose("letters", "on")
    assert (page.work.decision.decision, page.work.record.rating.rating) == ("", (None, None))


def test_the_chart_is_read_by_keyboard(kenya: Driver) -> None:
    page = review(kenya)
    kenya.press(Key.Key_4, Key.Key_4, Key.Key_K, SAVE, Key.Key_PageUp, Key.Key_5, Key.Key_5)
    chart = page.work.record.chart
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    assert "5 expected, impact 5 extreme, High; not saved yet" in chart.accessibleDescription()
    kenya.press(Key.Key_Left)
    assert "High; decision: Keep" in chart.accessibleDescription()
    kenya.press(Key.Key_Home)
    assert "Moderate; entered without a review" in chart.accessibleDescription()


def test_the_chart_is_read_by_the_pointer(kenya: Driver) -> None:
    page = review(kenya)
    kenya.press(Key.Key_4, Key.Key_4, Key.Key_K, SAVE, Key.Key_PageUp, Key.Key_5, Key.Key_5)
    chart, told = page.work.record.chart, set[str]()
    for left in range(0, chart.width(), 8):
        for top in range(0, chart.height(), 8):
            QTest.mouseMove(chart, QPoint(left, top))
            told.add(chart.accessibleDescription())
    for words in ("entered without a review", "decision: Keep", "not saved yet"):
        assert any(words in one for one in told), told


def test_the_place_of_a_key_counts_where_digits_need_shift() -> None:
    assert [digit_of_place("linux", code, 0) for code in (10, 14, 15, 38)] == [1, 5, None, None]
    assert [digit_of_place("win32", 0, code) for code in (0x31, 0x35, 0x36, 0x41)] == [1, 5, None, None]
    assert [digit_of_place("darwin", 0, code) for code in (18, 23, 22)] == [1, 5, None]


def test_digits_on_a_french_keyboard(kenya: Driver) -> None:
    page = review(kenya)
    for scan, text in ((13, "'"), (10, "&")):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, Key.Key_Apostrophe, Qt.KeyboardModifier.NoModifier, scan, 0, 0, text)
        QApplication.sendEvent(page, event)
    assert page.work.record.rating.rating == (4, 1)


def test_half_a_rating_begins_anew_after_two_digits() -> None:
    entry = DigitEntry()
    rating = entry.take(4, (None, None))
    assert (rating, entry.half) == ((4, None), "impact")
    assert entry.take(2, rating) == (4, 2)
    assert entry.half == ""
    entry.only("impact")
    assert entry.take(5, (4, 2)) == (4, 5)
