"""The third job, the way back: spreadsheets that offices keep come in through the real program, by real keys alone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication

from hsmonitor.source.starting import make_starting_portfolio
from tests.store.conftest import AMINA
from tests.ui.person import Person

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

Rows = list[list[Any]]

REGISTER: Rows = [
    ["RISK REGISTER, NORTH, 2013", None, None, None, None, None, None],
    [],
    ["Project", "Risk title", "Rating", None, "Date raised", "State", "Our remark"],
    [None, None, "Probability", "Impact 1-5", None, None, None],
    ["Kenya", "Wells run dry", 4, "5", "03/04/2013", "Open", "call the office"],
    ["First quarter", None, None, None, None, None, None],
    ["kenya", "Roads closed", "3", 2, "9 mai 2013", "Being addressed", None],
    ["Total", None, 7, 7, None, None, None],
    ["Keny", "Clinic strike", 1, 1, "05/06/2013", "Frozen", None],
]
"""Kept badly: two rows of headings, a note and a total between, days written in three ways, a name misspelt, words of its own."""

KOBO = (
    "start;end;partner/organisation_name;partner/organisation_type;partner/country;_id;_uuid;_submission_time\n"
    "2024-05-09T10:00:00.000+03:00;2024-05-09T10:09:00.000+03:00;Medair;INGO;kenya;1;ab-1;2024-05-09T10:11:00\n"
    "2024-05-09T11:00:00.000+03:00;2024-05-09T11:08:00.000+03:00;Égalité;national_ngo;KEN;2;ab-2;2024-05-09T11:11:00\n"
)
"""As KoboToolbox exports a form: machine names with their group, moments with offsets, its own columns beside."""

ACTIVITY_INFO: Rows = [
    ["@id", "Project - Name", "Activity name", "Start Date", "End Date", "Status"],
    ["c1x", "Kenya", "Tree planting, again", "2013-03-01", "2013-06-30", "In progress"],
    ["c2x", "Kenya", "Bicycle run for peace", "2013-04-01", "2013-04-02", "Done"],
]
"""As ActivityInfo exports a database: identifiers, names of linked records behind their form."""


@pytest.fixture
def person(qapp: QApplication, display: str, tmp_path: Path) -> Iterator[Person]:
    path = tmp_path / "portfolio.hsm"
    make_starting_portfolio(path, author=AMINA).close()
    someone = Person(display, tmp_path, path)
    yield someone
    someone.close()


def hand_over(person: Person, file: Path) -> None:
    """Go to the page Import as one does who knows no key but Ctrl+K, and name the file there."""
    person.press("ctrl+k")
    person.look()
    person.type("go to import")
    person.look()
    person.press("Return")
    person.look()
    person.type(f"{file}\n")
    person.look()


def comes_in(person: Person, kind: str, wanted: Callable[[list[dict[str, Any]]], bool]) -> list[dict[str, Any]]:
    """Look at the rows, take them, and return what the command line lists then."""
    person.press("ctrl+Return")
    found: list[list[dict[str, Any]]] = []

    def there() -> bool:
        found.append(person.listed(kind))
        return wanted(found[-1])

    person.until(there, f"the {kind}")
    return found[-1]


def saved(folder: Path, name: str, rows: Rows) -> Path:
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    for row in rows:
        workbook.active.append(row)
    workbook.save(folder / name)
    return folder / name


def test_a_badly_kept_register_comes_in(person: Person, tmp_path: Path) -> None:
    hand_over(person, saved(tmp_path, "register.xlsx", REGISTER))
    person.press("ctrl+Return")  # it is asked how days are written, and the keyboard is there
    person.look()
    person.press(
        "Down", *["Tab"] * 9, *["Down"] * 5
    )  # day first; over source and seven columns to the word: monitoring
    person.press("ctrl+Return")
    person.look()
    person.press("1")  # what "Keny" means
    person.look()
    rows = comes_in(person, "challenges", lambda rows: len(rows) == 5)
    new = {row["title"]: row for row in rows if row["title"] in ("Wells run dry", "Roads closed", "Clinic strike")}
    assert {title: (row["likelihood"], row["impact"]) for title, row in new.items()} == {
        "Wells run dry": (4, 5), "Roads closed": (3, 2), "Clinic strike": (1, 1),
    }  # fmt: skip
    assert [row["identified_on"] for row in new.values()] == ["2013-04-03", "2013-05-09", "2013-06-05"]
    assert [row.get("status") for row in new.values()] == ["identified", "responding", "monitoring"]
    assert {row["project"] for row in new.values()} == {"Kenya"}
    cited = [row for row in person.ask("list", "citations") if row["words"].get("source") == "register.xlsx"]
    assert {row["values"]["paragraph"] for row in cited} == {"Sheet, row 5", "Sheet, row 7", "Sheet, row 9"}
    hand_over(person, tmp_path / "register.xlsx")
    person.press("ctrl+Return")  # nothing is asked twice
    person.look()
    person.press("ctrl+Return", "Escape", "ctrl+z")  # nothing is new; one undo takes all of the first time back
    person.until(lambda: len(person.listed("challenges")) == 2, "the undoing")


def test_an_export_of_kobo_comes_in(person: Person, tmp_path: Path) -> None:
    (tmp_path / "kobo.csv").write_text(KOBO, "utf-8")
    hand_over(person, tmp_path / "kobo.csv")
    person.press("ctrl+Return")
    person.look()
    rows = comes_in(person, "partners", lambda rows: any(row["name"] == "Medair" for row in rows))
    new = {row["name"]: row for row in rows if row["name"] in ("Medair", "Égalité")}
    assert [row["type"] for row in new.values()] == ["international_ngo", "national_ngo"]
    assert [row["countries"] for row in new.values()] == [["KEN"], ["KEN"]]


def test_an_export_of_activityinfo_comes_in(person: Person, tmp_path: Path) -> None:
    hand_over(person, saved(tmp_path, "activities.xlsx", ACTIVITY_INFO))
    person.press("ctrl+Return")
    person.look()
    rows = comes_in(person, "activities", lambda rows: any(row["title"] == "Bicycle run for peace" for row in rows))
    new = {row["title"]: row for row in rows if row["title"] in ("Tree planting, again", "Bicycle run for peace")}
    assert {row["project"] for row in new.values()} == {"Kenya"}
    assert [(row["start"], row["status"]) for row in new.values()] == [
        ("2013-03-01", "under_way"),
        ("2013-04-01", "completed"),
    ]
