"""The first of the three jobs, whole: the real program, real keys, and only what a user sees or the command line tells.

From an empty portfolio: type projects, partners and challenges through the sheets alone, paste 200 more that LibreOffice has
copied, correct, sort, filter, group, change many at once, merge two partners; undo all of it, redo all of it.
"""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication

from hsmonitor.store.session import new_portfolio
from tests.store.conftest import AMINA
from tests.ui.office import Office
from tests.ui.person import Person
from tests.ui.test_crash import LOST_AT_MOST

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]

COUNTRIES = (
    "Kenya", "Thailand", "Egypt", "Ethiopia", "Indonesia", "Mexico", "Nicaragua", "Panama", "Costa Rica", "Peru",
    "Nepal", "Ghana",
)  # fmt: skip
Everything = dict[str, list[dict[str, Any]]]


SEEN_WITHIN = 2.0
"""Seconds."""

Begin = Callable[[str], Person]


@pytest.fixture
def begin(qapp: QApplication, display: str, tmp_path: Path) -> Iterator[Begin]:
    """Have a person of some name, which is a home and settings of its own, start the program on the one portfolio."""
    path, begun = tmp_path / "portfolio.hsm", list[Person]()
    new_portfolio(path, author=AMINA).close()

    def start(name: str) -> Person:
        settings = tmp_path / name / ".config" / "hsmonitor"
        settings.mkdir(parents=True, exist_ok=True)
        (settings / "settings.toml").write_text(f'name = "{name}"\n', "utf-8")
        begun.append(Person(display, tmp_path / name, path))
        return begun[-1]

    yield start
    for someone in begun:
        someone.close()


@pytest.fixture
def person(begin: Begin) -> Person:
    return begin("Amina")


@pytest.fixture
def office(display: str, tmp_path: Path) -> Iterator[Office]:
    """The workbook, open in LibreOffice before the person begins: it is no hurry to be ready."""
    (tmp_path / "office").mkdir()
    program = Office(display, tmp_path / "office", workbook(tmp_path))
    yield program
    program.close()


def go(person: Person, page: str) -> None:
    """Go to a page as one does who knows no key but Ctrl+K."""
    person.press("ctrl+k")
    person.look()
    person.type(f"go to {page}")
    person.look()
    person.press("Return")
    person.look()


def wait_for(
    person: Person, kind: str, test: Callable[[list[dict[str, Any]]], bool], what: str
) -> list[dict[str, Any]]:
    found: list[list[dict[str, Any]]] = []

    def comes() -> bool:
        found.append(person.listed(kind))
        return test(found[-1])

    person.until(comes, what)
    return found[-1]


def whole(rows: list[dict[str, Any]], count: int, last: str, but: int = 0) -> bool:
    """Tell whether so many records are there with the field that is typed last, all `but` some."""
    return len(rows) == count and sum(bool(row.get(last)) for row in rows) == count - but


def everything(person: Person) -> Everything:
    """Return all that the command line lists; revisions and times differ after undo and redo, values do not."""
    return {kind: person.listed(kind) for kind in ("projects", "partners", "challenges", "engagements")}


def type_projects(person: Person) -> None:
    go(person, "projects")
    person.type("".join(f"Safe water in {country}\t{country[:3].upper()}\n" for country in COUNTRIES))
    rows = wait_for(person, "projects", lambda rows: whole(rows, 12, "code"), "12 projects")
    assert [row["title"] for row in rows] == [f"Safe water in {country}" for country in COUNTRIES]
    assert {row["code"] for row in rows} == {country[:3].upper() for country in COUNTRIES}


def type_partners(person: Person) -> None:
    go(person, "partners")
    names = [f"Water Users Association {number}" for number in range(1, 19)]
    person.type("".join(f"{name}\tWUA{n}\n" for n, name in enumerate(names, 1)))
    person.type("Ministry of Water\nThe ministry of water (MoW)\tMOW\n")
    rows = wait_for(person, "partners", lambda rows: whole(rows, 20, "acronym", but=1), "20 partners")
    assert [row["name"] for row in rows][:18] == names
    assert rows[-1]["acronym"] == "MOW"


def type_challenges(person: Person) -> None:
    go(person, "challenges")
    lines = [
        f"Wells run dry {n:02}\tSafe water in {COUNTRIES[n % 12]}\t{n % 5 + 1}\t{(n + 2) % 5 + 1}\tid\n"
        for n in range(1, 31)
    ]
    person.type("".join(lines))
    rows = wait_for(person, "challenges", lambda rows: whole(rows, 30, "status"), "30 challenges")
    assert all(row["status"] == "identified" for row in rows)
    assert [(row["likelihood"], row["impact"]) for row in rows] == [(n % 5 + 1, (n + 2) % 5 + 1) for n in range(1, 31)]
    assert all(row["project"] for row in rows)


def workbook(folder: Path) -> Path:
    """Return a workbook of 200 challenges under headings, with what bites: quotes, line breaks, what looks like a formula."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Challenge", "Project", "Likelihood", "Impact", "Status", "Description", "Next review"])
    for n in range(1, 201):
        words = f'Said "at once"\nand again {n}'
        title = "=1+1" if n == 1 else f"Roads washed away {n:03}"
        sheet.append(
            [title, f"Safe water in {COUNTRIES[n % 12]}", n % 5 + 1, 2, "Assessed", words, f"{n % 28 + 1}/3/2030"]
        )
        sheet.cell(n + 1, 1).data_type = "s"
    book.save(folder / "copied.xlsx")
    return folder / "copied.xlsx"


def paste_challenges(person: Person, office: Office) -> None:
    office.copy_all(200)
    person.come_back()
    person.press("ctrl+End", "Home", "ctrl+v")
    person.look()
    assert len(person.listed("challenges")) == 30  # shown first, written only when it is said so
    person.press("ctrl+Return")
    rows = wait_for(person, "challenges", lambda rows: len(rows) == 230, "230 challenges")
    pasted = {row["title"]: row for row in rows[30:]}
    assert len(pasted) == 200
    assert "=1+1" in pasted
    row = pasted["Roads washed away 077"]
    assert (row["description"], row["next_review"]) == ('Said "at once"\nand again 77', "2030-03-22")
    assert (row["likelihood"], row["impact"], row["status"]) == (3, 2, "assessed")


def correct(person: Person) -> None:
    person.press("ctrl+Home", "F2")
    person.type(", all of them")
    person.press("Return")
    wait_for(
        person, "challenges", lambda rows: rows[0]["title"] == "Wells run dry 01, all of them", "the corrected title"
    )


def sort_filter_group_and_change_many(person: Person) -> None:
    person.press("ctrl+Home", "ctrl+shift+l")
    person.type("washed")
    person.press("Return")
    person.look()
    person.press("alt+shift+Down")  # the last title first
    person.look()
    person.press("ctrl+Home", "shift+Down", "shift+Down", "ctrl+shift+b")
    person.look()
    person.press("ctrl+a")
    person.type("Roads washed away again")
    person.press("Return")
    person.look()
    person.press("ctrl+Return")
    rows = wait_for(
        person, "challenges", lambda rows: any("again" in row["title"] for row in rows), "the change of many"
    )
    changed = [row["reference"] for row in rows if row["title"] == "Roads washed away again"]
    assert changed == [row["reference"] for row in rows[-3:]]
    person.press("Home", *["Right"] * 2, "ctrl+shift+g")  # grouped by project
    person.look()
    person.press("ctrl+Home", "Return")  # the first group is folded: what is in it is not changed
    person.look()
    person.press("Down", *["Right"] * 4, "Down", "ctrl+space")
    person.type("5")
    person.press("ctrl+Return")


def fold_is_respected(person: Person) -> None:
    """Ctrl+Enter has filled the column of impact in all groups but the folded one, whose project is the first by name."""
    rows = wait_for(
        person, "challenges", lambda rows: sum(row["impact"] == 5 for row in rows) > 100, "the filled column"
    )
    first = min(str(row["project"]) for row in rows)
    washed = [row for row in rows if "washed" in row["title"]]
    assert {row["impact"] for row in washed if row["project"] == first} == {2}
    assert {row["impact"] for row in washed if row["project"] != first} == {5}
    assert all(row["impact"] != 5 or (index + 3) % 5 + 1 == 5 for index, row in enumerate(rows[:30]))


def merge_partners(person: Person) -> None:
    go(person, "partners")
    person.press("ctrl+shift+m")
    person.look()
    person.press("Return")
    person.look()
    person.press("ctrl+Return")
    rows = wait_for(person, "partners", lambda rows: len(rows) == 19, "19 partners")
    assert [(row["name"], row["acronym"]) for row in rows][-1] == ("Ministry of Water", "MOW")


def test_the_whole_job_by_keys_alone(office: Office, person: Person) -> None:
    if not shutil.which("xdotool"):
        pytest.fail("xdotool is missing: make setup installs it")
    empty = everything(person)
    type_projects(person)
    type_partners(person)
    type_challenges(person)
    paste_challenges(person, office)
    correct(person)
    sort_filter_group_and_change_many(person)
    fold_is_respected(person)
    merge_partners(person)
    full = everything(person)
    undo_and_redo_all(person, empty, full)


def undo_and_redo_all(person: Person, empty: Everything, full: Everything) -> None:
    person.press(*["ctrl+z"] * 260)
    person.until(lambda: everything(person) == empty, "nothing")
    person.press(*["ctrl+y"] * 260)
    person.until(lambda: everything(person) == full, "everything again")


def test_killed_in_the_middle_of_typing_it_goes_on_where_it_was(begin: Begin) -> None:
    killed = begin("Amina")
    go(killed, "projects")
    killed.type("Safe water in Kenya\tKEN\n")
    wait_for(killed, "projects", lambda rows: len(rows) == 1, "a project")
    go(killed, "challenges")
    killed.type("Wells run dry, and the nearest one is a day away")
    promised = time.monotonic() + LOST_AT_MOST
    killed.until(lambda: time.monotonic() > promised, "the time after which nothing typed is lost")
    killed.type(", or two")
    killed.kill()
    again = begin("Amina")
    assert again.listed("challenges") == []  # offered, not forced
    go_to_kept(again)
    again.press("alt+k")
    again.type("\tKenya\t4\t4\tid\n")
    rows = wait_for(again, "challenges", lambda rows: len(rows) == 1, "the challenge that was being typed")
    assert rows[0]["title"].startswith("Wells run dry, and the nearest one is a day away")
    assert (rows[0]["project"], rows[0]["status"]) == ("Safe water in Kenya", "identified")
    again.press(*["ctrl+z"] * 12)
    again.until(lambda: again.listed("projects") == [], "nothing: what was saved before the kill is undone too")
    assert again.listed("challenges") == []


def go_to_kept(person: Person) -> None:
    person.press("ctrl+k")
    person.look()
    person.type("kept texts")
    person.look()
    person.press("Return")
    person.look()
    person.press("space")
    person.look()


def test_two_people_at_once_see_each_others_work_and_decide_what_both_have_changed(begin: Begin) -> None:
    amina, jose = begin("Amina"), begin("José")
    amina.stand(0, 800, 1000)
    jose.stand(800, 800, 1000)
    for person in (amina, jose):
        person.come_back()
        go(person, "projects")
    before = jose.picture()
    turn_to(amina, "Safe water in Kenya\tKEN\n")
    began = time.monotonic()
    jose.until(lambda: jose.picture() != before, "Amina's project in José's window")
    assert time.monotonic() - began < SEEN_WITHIN
    jose.come_back()
    jose.press("ctrl+Home", "F2")
    jose.type(", by José")
    turn_to(amina, ", by Amina\n", "ctrl+Home", "F2")
    titled(amina, "Safe water in Kenya, by Amina")
    turn_to(jose, "", "Return")
    titled(jose, "Safe water in Kenya, by Amina")  # not overwritten: both values are beside the cell
    turn_to(jose, "", "F2", "Return")
    titled(jose, "Safe water in Kenya, by José")  # he has decided
    turn_to(jose, "", "ctrl+z")
    titled(jose, "Safe water in Kenya, by Amina")
    jose.kill()
    turn_to(amina, "", "ctrl+z")
    titled(amina, "Safe water in Kenya")
    again = begin("José")
    go(again, "projects")
    turn_to(again, "Safe roads\tROA\n", "ctrl+n")
    wait_for(amina, "projects", lambda rows: len(rows) == 2, "what was typed after the kill")


def turn_to(person: Person, text: str, *keys: str) -> None:
    """Go over to one of two people, who presses keys and types."""
    person.come_back()
    person.press(*keys)
    person.type(text)
    person.look()


def titled(person: Person, title: str) -> None:
    wait_for(person, "projects", lambda rows: [row["title"] for row in rows] == [title], title)
