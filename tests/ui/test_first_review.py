"""The second of the three jobs, whole: Kenya's first review, and the next one a quarter later.

The real program on the starting portfolio, real keys, and only what a user sees or the command line tells: a meeting, both
themes assessed, one challenge added, one escalated, one closed; the program killed in the middle; minutes and calendar out.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar, Event
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from hsmonitor.domain.dates import today
from tests.ui.person import Person

pytestmark = pytest.mark.timeout(600)

CAPACITY, CONTEXT, DROUGHT = "Local partners", "No clear common understanding", "Drought closes the roads"
A_QUARTER = 95
People = Callable[..., Person]


@pytest.fixture
def people(qapp: QApplication, display: str, file: Path, tmp_path: Path) -> Iterator[People]:
    """Starts the program on the portfolio, `days` from today."""
    started: list[Person] = []

    def start(days: int = 0) -> Person:
        started.append(Person(display, tmp_path, file, days))
        return started[-1]

    yield start
    for person in started:
        person.close()


def do(person: Person, *keys: str, text: str = "") -> None:
    """Press keys one after the other, as one does who looks in between; then type."""
    for key in keys:
        person.press(key)
        person.look()
    if text:
        person.type(text)
        person.look()


def reviews(person: Person) -> list[dict[str, Any]]:
    return list(person.ask("review", "list", after=("--project", "KEN")))


def reviewed(person: Person, count: int) -> dict[str, Any]:
    """Wait until so many reviews are written, and return the newest."""
    person.until(lambda: len(reviews(person)) == count, f"review {count}")
    return max(reviews(person), key=lambda one: int(one["reference"].partition("-")[2]))


def register(person: Person, day: date) -> dict[str, dict[str, Any]]:
    """What the register of Kenya said at the end of a day, by the beginning of the title; without what has become of it."""
    found = person.ask("as-of", after=(day.isoformat(), "--project", "KEN"))["challenges"]
    return {one["name"]: one for one in found}


def said(rows: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {name: {field: value for field, value in row.items() if field != "since"} for name, row in rows.items()}


def begins(words: str, rows: dict[str, dict[str, Any]]) -> dict[str, Any]:
    (found,) = (row for name, row in rows.items() if name.startswith(words))
    return found


def save_as(person: Person, path: Path) -> None:
    """Answer the question for a file."""
    person.look()
    person.type(f"{path}\n")
    person.until(path.exists, path.name)
    person.come_back()


def calendar(person: Person, path: Path) -> dict[str, Event]:
    """Have the program write the calendar, and read it as a calendar program does: reviews by their challenge."""
    do(person, "ctrl+k", text="calendar of what is due")
    person.press("Return")
    save_as(person, path)
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    reviews = (event for event in events if event["summary"].startswith("Review: "))
    return {str(event["summary"]).removeprefix("Review: "): event for event in reviews}


def in_drafts(person: Person, words: str) -> bool:
    """Whether what was typed is kept, so that it survives what comes now."""
    with contextlib.closing(sqlite3.connect(person.portfolio)) as connection:
        return any(words in row[0] for row in connection.execute("SELECT words FROM draft"))


def hold_meeting(person: Person) -> None:
    """Narrow everything to Kenya, and begin a meeting."""
    do(person, "ctrl+j", text="kenya")
    do(person, "Return", "ctrl+2", "m", text="First review of Kenya")
    do(person, "Tab", "Tab", "Tab", text="Njeri; Amina")
    do(person, "Return")


def assess_and_escalate(person: Person) -> None:
    do(person, "a", "4", "4", "e", text="Advisory board")
    do(person, "Tab", text="+1m")
    do(person, "ctrl+Return")
    review = reviewed(person, 1)
    assert review["challenge"].startswith(CAPACITY)
    assert (review["likelihood"], review["impact"], review["decision"]) == (4, 4, "Escalate")


def close_after_a_power_cut(person: Person, start_again: People) -> Person:
    """Assess the second theme and close its case; the program is killed before it is saved, and goes on where it was."""
    do(person, "a", "2", "3", "c", "space", "Tab", text="The resolution settled it")
    person.until(lambda: in_drafts(person, "settled it"), "the draft")
    person.kill()
    again = start_again()
    do(again, "ctrl+2", "Return", "ctrl+Return")
    review = reviewed(again, 2)
    assert review["challenge"].startswith(CONTEXT)
    assert (review["likelihood"], review["impact"], review["decision"]) == (2, 3, "Close")
    return again


def add_one_more(person: Person) -> None:
    do(person, "ctrl+n", text=DROUGHT)
    do(person, "Return", "3", "3", "k", "ctrl+Return")
    review = reviewed(person, 3)
    assert (review["challenge"], review["decision"]) == (DROUGHT, "Keep")
    assert person.ask("review", "due", after=("--project", "KEN"))["themes_not_asked"] == 0


def take_minutes(person: Person, folder: Path) -> None:
    """Copy the minutes, have them as PDF and workbook, and close the meeting."""
    do(person, "m", "ctrl+shift+c")
    person.until(lambda: "Advisory board" in QGuiApplication.clipboard().text(), "the minutes as text")
    person.press("ctrl+shift+e")
    save_as(person, folder / "minutes.pdf")
    printed = " ".join(PdfReader(folder / "minutes.pdf").pages[0].extract_text().split())
    person.press("ctrl+shift+x")
    save_as(person, folder / "minutes.xlsx")
    cells = "\n".join(
        str(cell) for sheet in load_workbook(folder / "minutes.xlsx") for row in sheet.values for cell in row
    )
    for words in ("First review of Kenya", "Njeri", DROUGHT, CAPACITY):
        assert words in printed
        assert words in cells
    do(person, "Escape", "Tab", "space")
    person.until(lambda: person.listed("meetings")[0]["closed"], "the end of the meeting")


def first_day(person: Person, start: People, folder: Path) -> tuple[Person, dict[str, Event]]:
    hold_meeting(person)
    assess_and_escalate(person)
    person = close_after_a_power_cut(person, start)
    add_one_more(person)
    take_minutes(person, folder)
    events = calendar(person, folder / "first.ics")
    assert {name[:5] for name in events} == {CAPACITY[:5], DROUGHT[:5]}
    return person, events


def next_quarter(person: Person, folder: Path, before: dict[str, Event]) -> None:
    """Both are due again: the one goes down, the other is closed."""
    due = person.ask("review", "due", after=("--project", "KEN"))
    assert (due["overdue"], due["due"], due["themes_not_asked"]) == (2, 0, 0)
    do(person, "ctrl+j", text="kenya")
    do(person, "Return", "ctrl+2", "Return", "2", "2", "k", "ctrl+Return")
    assert reviewed(person, 4)["challenge"].startswith(CAPACITY)
    do(person, "c", "space", "Tab", text="A new road")
    do(person, "ctrl+Return")
    assert reviewed(person, 5)["challenge"] == DROUGHT
    after = calendar(person, folder / "second.ics")
    assert {name: event.get("status") for name, event in after.items()} == {
        name: "CANCELLED" if name == DROUGHT else None for name in before
    }
    assert all(after[name]["uid"] == before[name]["uid"] for name in before)
    assert all(after[name]["sequence"] > before[name]["sequence"] for name in before)
    capacity = next(name for name in before if name.startswith(CAPACITY))
    assert after[capacity].decoded("dtstart") - before[capacity].decoded("dtstart") > timedelta(days=A_QUARTER)


def test_kenyas_first_review_and_the_next_quarter(people: People, tmp_path: Path) -> None:
    person, events = first_day(people(), people, tmp_path)
    then = register(person, today())
    assert begins(CAPACITY, then)["level"] == "High"
    assert begins(CONTEXT, then)["status"] == "Closed"
    assert then[DROUGHT]["level"] == "Moderate"
    person.close()
    later = people(A_QUARTER)
    next_quarter(later, tmp_path, events)
    now = register(later, today())
    assert said(now) == said(then)
    assert (begins(CAPACITY, now)["since"], begins(CONTEXT, now)["since"], now[DROUGHT]["since"]) == (
        "down",
        "same",
        "closed",
    )
