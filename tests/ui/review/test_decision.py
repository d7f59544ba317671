"""Deciding: what each decision asks for, what is wrong beside its field, themes, what is added on the way."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.dates import display_date, today
from hsmonitor.store import themes
from hsmonitor.store.rows import read_all
from hsmonitor.ui.record.new_record import NewRecord
from hsmonitor.ui.widgets.button import Button
from tests.ui.conftest import WAIT, Driver
from tests.ui.review.conftest import SAVE, TITLES, Alt, Control, Key, in_sight, later, review, reviews, title


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
    told = kenya.window.page_widget("minutes").browser.toPlainText()
    assert "The resolution is known here" in told
    assert "left for later" not in told
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
    done = next(one for one in card.findChildren(Button) if one.text() == "Completed today")
    done.setFocus(Qt.FocusReason.TabFocusReason)
    kenya.press(Key.Key_Space)
    response = kenya.values("response", kenya.key("response", "Ask for another slot"))
    assert (response["status"], response["completed_on"]) == ("completed", today().isoformat())
    assert card.lines[kenya.key("response", "Ask for another slot")].hasFocus()
    assert not card.unfolded
    kenya.press(Key.Key_2, Key.Key_2, Key.Key_K, SAVE)
    assert [one["likelihood"] for one in reviews(kenya)] == [2]


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
