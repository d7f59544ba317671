"""Themes on their own page: their cases, merging two of them, making a challenge a case."""

from datetime import date

from PySide6.QtCore import Qt

from hsmonitor.store import themes
from hsmonitor.store.reviewing import Look, save
from hsmonitor.ui.record.page import RecordPage
from hsmonitor.ui.review.theme_card import ThemeCard
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.lines import LineButton
from tests.ui.conftest import Driver

CAPACITY = "Local partners are not fully equipped for a people-centred approach"
CLARITY = "No clear common understanding of human security, in changing political contexts"
DAY = date(2026, 11, 25)


def card(page: RecordPage) -> ThemeCard:
    return page.related.findChildren(ThemeCard)[-1]


def test_a_theme_shows_how_its_cases_stand(desk: Driver) -> None:
    theme = desk.key("challenge", CAPACITY)
    case = themes.assess(desk.portfolio, theme, desk.key("project", "Kenya"), DAY)
    for likelihood, comment in ((2, "First look"), (5, "Worse")):
        values = {"decision": "keep", "likelihood": likelihood, "impact": 3, "next_review": "2027-01-01"}
        save(desk.portfolio, Look(case, values | {"comment": comment}), DAY)
    with desk.portfolio.transaction("Add") as transaction:
        done = {"title": "Train staff", "challenge": case, "status": "completed", "outcome": "Staff know"}
        transaction.create("response", done)
    page = desk.record("challenge", CAPACITY)
    (line,) = card(page).findChildren(LineButton)
    assert (line.words, line.note, line.level) == ("Kenya", "↑ was Moderate", "high")
    told = [words.text() for words in card(page).findChildren(Words)]
    assert "Worked: Train staff (Staff know)" in told
    assert any("Worse" in words for words in told)


def test_two_themes_are_merged_and_parted_by_keys(desk: Driver) -> None:
    page = desk.record("challenge", CAPACITY)
    card(page).change.setFocus()
    desk.press(Qt.Key.Key_Space)
    desk.type("nowhere")
    desk.press(Qt.Key.Key_Return)
    assert "There is no challenge named nowhere" in card(page).wrong.text()
    card(page).asked.setText(CLARITY)
    desk.press(Qt.Key.Key_Return)
    assert page.title.text() == CLARITY
    assert len(desk.portfolio.connection.execute("SELECT id FROM response").fetchall()) == 7
    desk.press((Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier))
    assert desk.key("challenge", CAPACITY)


def test_a_challenge_becomes_a_case(desk: Driver) -> None:
    with desk.portfolio.transaction("Add") as transaction:
        key = transaction.create("challenge", {"title": "Own", "project": desk.key("project", "Kenya")})
    page = desk.record("challenge", "Own")
    card(page).ask()
    card(page).asked.setText(CAPACITY)
    desk.press(Qt.Key.Key_Return)
    assert desk.values("challenge", key)["theme"] == desk.key("challenge", CAPACITY)
    assert card(page).note.text() == CAPACITY
