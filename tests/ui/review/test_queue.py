"""The queue: begun anywhere, put in order, skipped, left and gone on with, after a crash too."""

from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtWidgets import QApplication

from hsmonitor.store import sqlite
from hsmonitor.store.review_place import kept_place, kept_typed
from hsmonitor.ui.review.page import ReviewPage
from hsmonitor.ui.widgets.lines import LineButton
from tests.store.conftest import AMINA
from tests.ui.conftest import WAIT, Driver, Open
from tests.ui.review.conftest import SAVE, TITLES, Alt, Control, Key, Shift, review, reviews, title


def test_the_queue_is_put_into_another_order(kenya: Driver) -> None:
    page = review(kenya)
    shown = page.flow.place.keys  # type: ignore[union-attr]
    page.work.queue.order.setFocus()
    kenya.press(Key.Key_End)
    assert page.work.queue.order.currentText() == "By reference"
    assert page.flow.place.order == "reference"  # type: ignore[union-attr]
    assert set(page.flow.place.keys) == set(shown)  # type: ignore[union-attr]
    assert title(page) == TITLES[0]


def test_skip_and_the_end(kenya: Driver) -> None:
    page = review(kenya)
    for _number in range(5):
        kenya.press(Key.Key_S)
    assert page.work.at_end
    assert "5 were skipped" in page.work.end.words.text()
    kenya.press(Key.Key_S)
    assert not page.work.at_end
    assert title(page) == TITLES[0]


def test_what_is_typed_waits_and_survives_a_crash(kenya: Driver, open_desk: Open, file: Path) -> None:
    page = review(kenya)
    kenya.press(Key.Key_5, Key.Key_4, Key.Key_E)
    kenya.type("Board")
    kenya.press((Key.Key_M, Alt))
    kenya.type("Half a thought")
    kenya.press(Key.Key_PageDown)
    assert title(page) == TITLES[1]
    assert page.work.decision.decision == ""
    kenya.press(Key.Key_2)
    kenya.qtbot.waitUntil(lambda: not page.flow.unsaved.waiting, timeout=5_000)
    again = open_desk(file)  # the first is still open: as if it had been killed
    again.press((Key.Key_2, Control))
    assert getattr(QApplication.focusWidget(), "words", "") == "Go on: Kenya"
    again.press(Key.Key_Space)
    page = again.window.page_widget("review")
    assert title(page) == TITLES[1]
    assert page.work.record.rating.rating == (2, None)
    again.press(Key.Key_PageUp)
    assert page.work.record.rating.rating == (5, 4)
    assert page.work.decision.typed().words["comment"] == "Half a thought"
    assert page.work.decision.decision == "escalate"


def begin_due(driver: Driver) -> ReviewPage:
    """Begin to go through all that is due, from wherever the keyboard is in reviewing."""
    driver.press((Key.Key_2, Control))
    page = driver.window.page_widget("review")
    assert isinstance(page, ReviewPage)
    if page.flow.place is not None:
        driver.press(Key.Key_Escape, Key.Key_Escape)
    due = next(one for one in page.start.waiting.findChildren(LineButton) if one.words == "Everything that is due")
    due.setFocus()
    driver.press(Key.Key_Return)
    return page


def go_to(driver: Driver, page: ReviewPage, wanted: str) -> None:
    driver.press(*[Key.Key_PageUp] * len(page.flow.place.keys if page.flow.place else ()))
    while title(page) != wanted:
        driver.press(Key.Key_PageDown)


def test_what_is_typed_waits_when_another_review_begins(kenya: Driver, open_desk: Open, file: Path) -> None:
    """Nothing that is typed is lost: neither in this program nor in the next one, until it is saved."""
    page = review(kenya)
    kenya.press((Key.Key_M, Alt))
    kenya.type("Half a thought")
    page = begin_due(kenya)
    go_to(kenya, page, TITLES[0])
    assert page.work.decision.typed().words["comment"] == "Half a thought"
    kenya.press((Key.Key_M, Alt))
    kenya.type(" more")
    kenya.session.close()  # at once: what was typed last is kept too
    again = open_desk(file)
    page = begin_due(again)
    go_to(again, page, TITLES[0])
    assert page.work.decision.typed().words["comment"] == "Half a thought more"
    again.press(Key.Key_K, SAVE)
    assert [one["comment"] for one in reviews(again)] == ["Half a thought more"]
    page.work.end.leaving.emit()
    page = review(again)
    go_to(again, page, TITLES[0])
    assert page.work.decision.typed().words.get("comment", "") == ""


def test_a_review_goes_on_while_the_file_is_locked(kenya: Driver) -> None:
    """Where one is is kept beside the window, and last of all where one is last."""
    page = review(kenya)
    kenya.qtbot.waitUntil(lambda: not page.flow.unsaved.waiting, timeout=WAIT)
    blocker = sqlite.connect(kenya.portfolio.path)
    blocker.execute("BEGIN IMMEDIATE")
    before = monotonic()
    kenya.press(Key.Key_4, Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageUp)
    assert monotonic() - before < 4
    assert title(page) == TITLES[2]
    assert page.flow.unsaved.waiting
    blocker.execute("ROLLBACK")
    blocker.close()
    kenya.qtbot.waitUntil(lambda: not page.flow.unsaved.waiting, timeout=WAIT)
    place = kept_place(kenya.portfolio.connection, AMINA)
    assert place is not None
    assert place.at == page.flow.key
    assert kept_typed(kenya.portfolio.connection, AMINA).keys() == {page.flow.place.keys[0] if page.flow.place else ""}


def test_a_review_that_has_ended_is_not_offered_again(kenya: Driver) -> None:
    page = review(kenya)
    kenya.press(Key.Key_PageDown, *[Key.Key_S] * 6)
    page.flow.end()
    kenya.settle()
    assert not [one for one in page.start.waiting.findChildren(LineButton) if one.words.startswith("Go on")]


def test_alt_r_in_the_sheet_reviews_the_selection_and_no_change_is_a_review_each(kenya: Driver) -> None:
    sheet = kenya.sheet("challenges")
    kenya.press((Key.Key_Home, Control), (Key.Key_Down, Shift))
    kenya.press((Key.Key_N, Alt | Shift))
    kenya.qtbot.waitUntil(lambda: len(reviews(kenya)) == 2, timeout=10_000)
    kenya.press((Key.Key_R, Alt))
    page = kenya.window.page_widget("review")
    assert kenya.window.page == "review"
    assert page.work.queue.where.text() == "1 of 2"
    kenya.sheet("challenges")
    sheet.table.setFocus()
    kenya.press((Key.Key_R, Alt | Shift))
    assert page.work.queue.where.text() == "1 of 5"
    kenya.record("challenge", TITLES[2])
    kenya.press((Key.Key_R, Alt))
    assert title(page) == TITLES[2]


def test_a_view_of_the_sheet_is_reviewed_as_a_whole(kenya: Driver) -> None:
    sheet = kenya.sheet("challenges")
    sheet.table.setFocus()
    kenya.press(*[(Key.Key_PageDown, Control)] * 4)
    assert sorted(kenya.shown("challenges", "title")) == sorted(TITLES[1:]), "those without a response"
    kenya.press((Key.Key_R, Alt | Shift))
    page = kenya.window.page_widget("review")
    assert page.work.queue.where.text() == "1 of 2"
    assert page.flow.place.name == "No response yet"


def test_commands_say_what_they_need(kenya: Driver) -> None:
    kenya.session.commands.run("review project")
    assert "Choose the project first" in kenya.window.message.words.text()
    kenya.session.desk.narrow(kenya.key("project", "Kenya"))
    kenya.session.commands.run("review project")
    kenya.settle()
    page = kenya.window.page_widget("review")
    assert page.flow.place.project == kenya.session.desk.project
    kenya.session.commands.run("review due")
    kenya.settle()
    assert page.flow.place.name == "Everything that is due"
    page.show_start()
    kenya.session.commands.run("resume review")
    kenya.settle()
    assert page.work.isVisible()


def test_the_pages_of_reviewing_are_tabs_that_keys_go_along(kenya: Driver) -> None:
    kenya.press((Key.Key_2, Control))
    pages = []
    for _number in range(4):
        kenya.press((Key.Key_PageDown, Control | Shift))
        pages.append(kenya.window.page)
        assert kenya.window.rail.buttons["review"].isChecked()
    assert pages == ["meetings", "heat map", "moves", "review"]
    kenya.press((Key.Key_PageUp, Control | Shift))
    assert kenya.window.page == "moves"


@pytest.mark.parametrize("width", [700, 1280, 1600])
def test_what_waits_for_review_is_a_badge_on_the_rail(kenya: Driver, width: int) -> None:
    button = kenya.window.rail.buttons["review"]
    kenya.window.resize(width, 800)
    kenya.qtbot.waitUntil(lambda: button.accessibleDescription() == "3 waiting", timeout=WAIT)
    badged = button.grab().toImage()
    button.set_count("")
    assert button.accessibleDescription() == ""
    assert button.grab().toImage() != badged
    button.set_count("1,234")
    assert button.accessibleDescription() == "1,234 waiting"
