"""The review as a meeting goes through it, by keys alone."""

import os
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.dates import display_date, today
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.store import sqlite, themes
from hsmonitor.store.minutes import Minutes
from hsmonitor.store.review_place import kept_place, kept_typed
from hsmonitor.store.rows import read_all
from hsmonitor.ui.preferences import preferences
from hsmonitor.ui.record.new_record import NewRecord
from hsmonitor.ui.review.digits import DigitEntry, digit_of_place
from hsmonitor.ui.review.minutes_files import proposed, write_pdf
from hsmonitor.ui.review.page import ReviewPage
from hsmonitor.ui.theme.look import look
from hsmonitor.ui.widgets.lines import LineButton
from tests.store.conftest import AMINA
from tests.ui.conftest import WAIT, Driver, Open

Key, Control, Alt, Shift = (
    Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip
SAVE = (Key.Key_Return, Control)
TITLES = ("Drought plans lack trained staff", "Youth groups are not on committees", "Vet kits are held at customs")


def later(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


@pytest.fixture
def kenya(desk: Driver) -> Driver:
    """Kenya with three challenges of its own, of which the first is overdue."""
    project = desk.key("project", "Kenya")
    with desk.portfolio.transaction("Add") as transaction:
        for number, title in enumerate(TITLES):
            values = {"title": title, "project": project, "likelihood": 3, "impact": 3, "status": "assessed"}
            key = transaction.create("challenge", {**values, "next_review": later(-2 if number == 0 else 30 + number)})
            if number == 0:
                transaction.create("response", {"title": "Train two officers", "challenge": key, "due": "2020"})
    desk.settle()
    return desk


def review(desk: Driver) -> ReviewPage:
    """Begin the review of Kenya from the start page by keys."""
    desk.press((Key.Key_2, Control))
    page = desk.window.page_widget("review")
    assert isinstance(page, ReviewPage)
    kenya = next(line for line in page.start.projects.findChildren(LineButton) if line.words == "Kenya")
    desk.qtbot.waitUntil(kenya.isVisible)
    kenya.setFocus()
    desk.press(Key.Key_Return)
    return page


def title(page: ReviewPage) -> str:
    return page.work.record.title.text()


def reviews(desk: Driver) -> list[dict[str, Any]]:
    return [state.values for _key, state in read_all(desk.portfolio.connection, "review")]


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


def test_what_donors_may_read_and_what_not_are_two_comments(kenya: Driver) -> None:
    review(kenya)
    kenya.press(Key.Key_K, (Key.Key_M, Alt))
    kenya.type("Hire an officer jointly")
    kenya.press((Key.Key_I, Alt))
    kenya.type("The director is the reason")
    kenya.press(SAVE)
    (found,) = reviews(kenya)
    assert (found["comment"], found["internal_comment"]) == ("Hire an officer jointly", "The director is the reason")
    assert RECORDS["review"].fields["internal_comment"].internal


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


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_written(kenya: Driver) -> None:
    page = review(kenya)
    kenya.press(Key.Key_4, SAVE)
    assert "Choose the other one too" in page.work.record.rating.wrong.text()
    assert "Choose a decision" in page.work.decision.wrong.text()
    kenya.press(Key.Key_A, SAVE)
    answers = page.work.decision.answers
    assert "needs its reason" in answers["comment"].message.text()
    assert "expires" in answers["accepted_until"].message.text()
    kenya.press(Key.Key_Escape, Key.Key_K, (Key.Key_N, Alt), (Key.Key_A, Control))
    kenya.type("yesterday")
    kenya.press(SAVE)
    assert "past" in answers["next_review"].message.text()
    kenya.press((Key.Key_A, Control))
    kenya.type("someday")
    kenya.press(SAVE)
    assert "not a date" in answers["next_review"].message.text()
    assert reviews(kenya) == []
    assert dict(read_all(kenya.portfolio.connection, "person")) == {}


def test_to_close_asks_what_becomes_of_open_responses(kenya: Driver) -> None:
    page = review(kenya)
    kenya.press(Key.Key_C)
    answers = page.work.decision.answers
    assert answers["ending"].isVisible()
    kenya.press(SAVE)
    assert "still open" in answers["ending"].message.text()
    kenya.press(Key.Key_Space)  # the keyboard is on the first question that is not answered
    answers["closing_reason"].begin()
    kenya.press(Key.Key_Space)
    answers["ending"].begin()
    kenya.press(Key.Key_Space)
    answers["evidence"].begin()
    kenya.type("Report of May")
    kenya.press(SAVE)
    assert title(page) == TITLES[1]
    challenge = kenya.values("challenge", kenya.key("challenge", TITLES[0]))
    assert (challenge["status"], challenge["closing_reason"]) == ("closed", "resolved")
    assert kenya.values("response", kenya.key("response", "Train two officers"))["status"] == "completed"


def test_escalation_and_acceptance(kenya: Driver) -> None:
    page = review(kenya)
    kenya.press(Key.Key_E)
    kenya.type("The board")
    kenya.press(Key.Key_Tab)
    kenya.type("+2w")
    kenya.press(SAVE)
    assert title(page) == TITLES[1]
    kenya.press(Key.Key_A)
    kenya.type("+1w")
    assert page.work.decision.answers["next_review"].words() == display_date(later(7))  # type: ignore[union-attr]
    kenya.press((Key.Key_M, Alt))
    kenya.type("Nothing more can be done")
    kenya.press(SAVE)
    accepted, escalated = sorted(reviews(kenya), key=lambda one: str(one["decision"]))
    assert (escalated["escalated_to"], escalated["answer_by"]) == ("The board", later(14))
    assert (accepted["accepted_until"], accepted["status"]) == (later(7), "monitoring")


def test_a_theme_is_asked_and_its_case_is_looked_at_next(kenya: Driver) -> None:
    page = review(kenya)
    for _title in TITLES:
        kenya.press(Key.Key_S)
    assert page.work.asking
    assert page.work.theme.question.text() == "Does it occur in Kenya?"
    kenya.press(Key.Key_N, SAVE)
    assert "Write why" in page.work.theme.reason.message.text()
    kenya.press(Key.Key_Escape, Key.Key_A)
    assert not page.work.asking
    assert page.view is not None
    case = page.view.row
    assert case.shown("project") == "Kenya"
    kenya.press(Key.Key_5, Key.Key_5, Key.Key_K, SAVE)
    assert page.work.asking
    kenya.press(Key.Key_N)
    kenya.type("The resolution is known here")
    kenya.press(SAVE)
    assert page.work.at_end
    kenya.press(Key.Key_M)
    assert kenya.window.page == "minutes"
    assert "The resolution is known here" in kenya.window.page_widget("minutes").browser.toPlainText()
    kenya.press(Key.Key_Escape)
    project = kenya.key("project", "Kenya")
    assert themes.unasked(kenya.portfolio.connection, project) == []
    assert [one["challenge"] for one in reviews(kenya)] == [case.key]
    kenya.press(Key.Key_PageUp)
    while not page.work.asking:
        kenya.press(Key.Key_PageDown)
    assert "Answered" in page.work.theme.question.text()
    kenya.press(Key.Key_A)
    assert len(dict(read_all(kenya.portfolio.connection, "challenge"))) == 6


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


def test_a_challenge_and_a_response_are_added_on_the_way(kenya: Driver) -> None:
    page = review(kenya)
    kenya.press((Key.Key_N, Control))
    kenya.type("Herder radio slot moved")
    kenya.press(Key.Key_Return)
    assert title(page) == "Herder radio slot moved"
    assert kenya.values("challenge", page.flow.key)["project"] == kenya.key("project", "Kenya")
    kenya.press(Key.Key_R)
    kenya.type("Ask for another slot")
    kenya.press(Key.Key_Return)
    card = page.work.record.responses
    assert card.unfolded
    assert card.cells["status"].editor.hasFocus()
    kenya.press((Key.Key_A, Control))
    kenya.type("planned")
    kenya.press(Key.Key_Return)
    assert kenya.values("response", card.unfolded)["status"] == "planned"
    kenya.press(Key.Key_Escape, Key.Key_2, Key.Key_2, Key.Key_K, SAVE)
    assert [one["likelihood"] for one in reviews(kenya)] == [2]


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


def test_a_meeting_with_its_minutes(kenya: Driver, tmp_path: Path) -> None:
    kenya.press((Key.Key_2, Control), Key.Key_M)
    kenya.type("Autumn review")
    kenya.press(Key.Key_Tab, Key.Key_Tab)
    kenya.type("Kenya")
    kenya.press(Key.Key_Tab)
    kenya.type("Njeri, Amina")
    kenya.press(Key.Key_Return)
    page = kenya.window.page_widget("review")
    assert title(page) == TITLES[0]
    kenya.press(Key.Key_4, Key.Key_4, Key.Key_E)
    kenya.type("The board")
    kenya.press(Key.Key_Tab)
    kenya.type("+2w")
    kenya.press(SAVE)
    for _number in range(4):
        kenya.press(Key.Key_S)
    kenya.press(Key.Key_M)
    minutes = kenya.window.page_widget("minutes")
    assert kenya.window.page == "minutes"
    shown = minutes.browser.toPlainText()
    for words in ("Autumn review", "Kenya", "Amina, Njeri", "Escalate to The board", "3 × 3 Moderate", "4 × 4 High"):
        assert words in shown
    kenya.press((Key.Key_C, Control | Shift))
    assert "- C-3 Drought plans lack trained staff" in QGuiApplication.clipboard().text()
    minutes.write_pdf(tmp_path / "minutes.pdf")
    from pypdf import PdfReader

    printed = " ".join(PdfReader(tmp_path / "minutes.pdf").pages[0].extract_text().split())
    assert "Autumn review" in printed
    minutes.write_excel(tmp_path / "minutes.xlsx")
    made = f"minutes.xlsx was made in {tmp_path}."
    kenya.qtbot.waitUntil(lambda: minutes.message.words.text() == made, timeout=WAIT)
    book = load_workbook(tmp_path / "minutes.xlsx")
    cells = "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row)
    for words in ("Autumn review", TITLES[0], "Amina; Njeri"):
        assert words in cells
    assert "All projects" not in cells
    assert minutes.message.findChildren(QAbstractButton)
    minutes.write_pdf(tmp_path / "nowhere" / "minutes.pdf")
    assert minutes.message.kind == "error"
    kenya.press(Key.Key_Escape)
    assert kenya.window.page == "review"
    page.work.end.close_meeting.click()
    kenya.settle()
    (meeting,) = dict(read_all(kenya.portfolio.connection, "meeting")).values()
    assert meeting.values["closed"]
    assert kenya.window.page == "minutes"


def test_minutes_are_offered_to_be_kept_in_a_folder_that_is_there(
    kenya: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kenya.session.commands.run("minutes")
    kenya.settle()
    minutes, documents = kenya.window.page_widget("minutes").minutes, tmp_path / "documents"
    monkeypatch.setattr("platformdirs.user_documents_dir", lambda: str(documents))
    assert Path(proposed(minutes, ".pdf", tmp_path)).parent == tmp_path
    documents.mkdir()
    assert Path(proposed(minutes, ".pdf", tmp_path)).parent == documents


def test_minutes_are_offered_under_a_name_that_any_system_takes(tmp_path: Path) -> None:
    minutes = Minutes("Review: Kenya / Mexico", "2026-11-25", "", [], [], [], [])
    assert Path(proposed(minutes, ".pdf", tmp_path)).name == "Review_ Kenya _ Mexico.pdf"


@pytest.mark.skipif(os.name == "nt", reason="limits of file sizes are Unix")
def test_a_disk_that_is_full_leaves_the_old_minutes(tmp_path: Path) -> None:
    from resource import RLIMIT_FSIZE, getrlimit, setrlimit

    target = tmp_path / "minutes.pdf"
    target.write_bytes(b"old")
    minutes, before = Minutes("Kenya", "2026-11-25", "", [], [], [], []), getrlimit(RLIMIT_FSIZE)
    setrlimit(RLIMIT_FSIZE, (64, before[1]))
    try:
        with pytest.raises(PortfolioError, match="no room left"):
            write_pdf(minutes, target)
    finally:
        setrlimit(RLIMIT_FSIZE, before)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_cannot_be_written_leaves_the_old_minutes(tmp_path: Path) -> None:
    target = tmp_path / "minutes.pdf"
    target.write_bytes(b"old")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(PortfolioError, match="may not write"):
            write_pdf(Minutes("Kenya", "2026-11-25", "", [], [], [], []), target)
    finally:
        tmp_path.chmod(0o700)
    assert target.read_bytes() == b"old"


def test_a_meeting_of_the_whole_portfolio_takes_what_is_due_and_is_gone_on_with(kenya: Driver) -> None:
    kenya.session.commands.run("new meeting")
    kenya.settle()
    kenya.type("Board")
    kenya.press(Key.Key_Return)
    page = kenya.window.page_widget("review")
    place = page.flow.place
    assert (place.name, place.project, len(place.keys)) == ("Board", "", 3)
    assert title(page) == TITLES[0]
    kenya.press(Key.Key_K, SAVE, Key.Key_Escape)
    meeting = next(line for line in page.start.meetings.findChildren(LineButton) if line.words.startswith("Board"))
    meeting.setFocus()
    kenya.press(Key.Key_Return)
    assert page.flow.place.begun_at == place.begun_at
    assert page.work.queue.done.text() == "1 done"
    kenya.session.commands.run("minutes")
    kenya.settle()
    minutes = kenya.window.page_widget("minutes")
    page.read_minutes()
    kenya.settle()
    assert (minutes.minutes.title, len(minutes.minutes.decisions)) == ("Board", 1)


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


def test_the_minutes_of_a_period_begin_on_any_day(kenya: Driver) -> None:
    review(kenya)
    kenya.press(Key.Key_K, SAVE)
    kenya.press((Key.Key_K, Control))
    kenya.type("minutes of the last")
    kenya.press(Key.Key_Return)
    minutes = kenya.window.page_widget("minutes")
    assert TITLES[0] in minutes.browser.toPlainText()
    assert minutes.since_line.text() == display_date(later(-90))
    minutes.since_line.setFocus()
    kenya.press((Key.Key_A, Control))
    kenya.type("-1m")
    kenya.press(Key.Key_Return)
    assert minutes.since_line.text() != display_date(later(-90))
    assert TITLES[0] in minutes.browser.toPlainText()
    minutes.show_meeting("none")
    kenya.settle()
    assert not minutes.since_line.isVisible()


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


def in_sight(widget: QWidget) -> bool:
    """Whether all of a widget can be seen: it is not scrolled away."""
    return widget.visibleRegion().boundingRect().height() == widget.height()


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


def test_a_new_response_is_in_sight_and_the_keyboard_comes_back(kenya: Driver) -> None:
    page = review(kenya)
    kenya.press(Key.Key_R)
    new = page.work.record.responses.findChild(NewRecord)
    assert new is not None
    kenya.qtbot.waitUntil(lambda: in_sight(new.editors["title"]), timeout=WAIT)
    kenya.press(Key.Key_Escape, Key.Key_5, Key.Key_2)
    assert page.work.record.rating.rating == (5, 2)
    line = next(iter(page.work.record.responses.lines.values()))
    kenya.press(Key.Key_Tab)
    assert QApplication.focusWidget() is line
    kenya.press(Key.Key_Return)
    assert page.work.record.responses.cells["status"].editor.hasFocus()
    kenya.press(Key.Key_Tab)
    assert page.work.record.responses.cells["due"].editor.hasFocus()


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


def test_every_control_of_the_review_has_a_name(kenya: Driver) -> None:
    page = review(kenya)
    for box in page.work.findChildren(QPlainTextEdit):
        assert box.accessibleName()
    matrix = page.work.record.rating.matrix
    words = matrix.matrix.index_of((3, 3)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Likelihood moderately likely, impact intermediate: Moderate (Last, First)"


def test_queue_challenge_and_decision_stand_side_by_side_at_1280(kenya: Driver) -> None:
    page = review(kenya)
    kenya.qtbot.waitUntil(lambda: page.width() <= kenya.window.width())
    parts = (page.work.queue, page.work.middle, page.work.side)
    assert all(part.isVisible() for part in parts)
    assert sum(part.width() for part in parts) <= kenya.window.width() - kenya.window.rail.width()
