"""What holds for every report, as whoever opens it finds it."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.reports.making import make
from hsmonitor.reports.options import Options, dumped, loaded
from hsmonitor.reports.paging import PAGE
from hsmonitor.reports.register import REPORTS
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.session import new_portfolio, open_portfolio
from hsmonitor.store.themes import exempt
from tests.reports.conftest import RECIPES, first_project, whole

Report = Callable[..., Path]


@pytest.mark.parametrize("name", RECIPES)
def test_a_report_of_nothing_says_so_on_its_cover(name: str, tmp_path: Path, report: Report) -> None:
    with new_portfolio(tmp_path / "empty.hsm") as portfolio:
        if name == "project":
            with portfolio.transaction("Add") as tx:
                tx.create("project", {"title": "Bare"})
        book = openpyxl.load_workbook(report(portfolio, name))
    words = [str(cell.value) for row in book["Cover"].iter_rows() for cell in row]
    assert any(word.startswith("This report is empty") for word in words)


def test_a_sheet_of_nothing_says_so(tmp_path: Path, report: Report) -> None:
    with new_portfolio(tmp_path / "few.hsm") as portfolio:
        with portfolio.transaction("Add") as tx:
            tx.create("project", {"title": "Bare"})
        book = openpyxl.load_workbook(report(portfolio))
    said = {sheet.title: [cell.value for cell in sheet[3] if cell.value] for sheet in book.worksheets}
    assert "Nothing is recorded that would stand here." in said["Challenges"]
    assert said["Projects"] == ["Contents"]


@pytest.mark.parametrize("name", RECIPES)
def test_every_report_is_made_with_the_same_craft(name: str, full: Portfolio, report: Report) -> None:
    book = openpyxl.load_workbook(report(full, name, paper="letter"))
    cover = book["Cover"]
    links = {cell.value: cell.hyperlink.location for row in cover.iter_rows() for cell in row if cell.hyperlink}
    assert links == {sheet.title: f"'{sheet.title}'!A1" for sheet in book if sheet.title != "Cover"}
    assert (book.properties.title or "").startswith(REPORTS[name].title)
    assert book.properties.subject == REPORTS[name].purpose
    as_of = next(iter(book.defined_names["As_of"].destinations))
    assert book[as_of[0]][as_of[1].replace("$", "")].value.date() == date.today()  # noqa: DTZ011
    breaks = [one.id for one in cover.row_breaks.brk]
    first_page = range(1, (breaks[0] if breaks else cover.max_row) + 1)
    height = sum(cover.row_dimensions[row].height for row in first_page)
    assert height * int(cover.page_setup.scale or 100) / 100 <= PAGE
    for sheet in book:
        assert sheet.page_setup.paperSize == 1
        assert "&P" in str(sheet.oddFooter.right.text)
        if sheet.tables:
            assert sheet.freeze_panes == "C5"
            assert sheet.print_title_rows == "$4:$4"
            assert [cell.hyperlink.location for cell in sheet["A3:A3"][0]] == ["'Cover'!A1"]
    names = [table.displayName for sheet in book for table in sheet.tables.values()]
    assert len(set(names)) == len(names) > 1
    levels = [sheet for sheet in book if sheet.tables and any(cell.value == "Level" for cell in sheet[4])]
    assert all(sheet.conditional_formatting for sheet in levels)


def test_the_definitions_come_from_the_descriptions(full: Portfolio, report: Report) -> None:
    sheet = openpyxl.load_workbook(report(full, "challenges"))["Definitions"]
    told = {(row[0].value, row[1].value): (row[2].value, row[3].value) for row in sheet.iter_rows(min_row=5)}
    assert told["Challenges", "Likelihood"][1].startswith("1 not likely; 2 low likelihood")
    assert told["Challenges", "Cause"][0] == "Because of what?"
    assert ("Challenges", "Owner") not in told
    assert told["Movement", "Movement"][0] == "What became of it since the first rating, in a word."


def test_equal_input_gives_equal_bytes(busy: Portfolio, tmp_path: Path) -> None:
    """But for the moment at which it was made; whatever order Python gives to sets."""
    script = (
        "import sys; from pathlib import Path; from tests.reports.conftest import RECIPES, made;"
        "from hsmonitor.store.session import open_portfolio; p = open_portfolio(Path(sys.argv[1]));"
        "[made(p, name, Path(sys.argv[2]) / f'{name}.xlsx', audience='internal') for name in RECIPES]"
    )
    folders = [tmp_path / seed for seed in ("1", "2")]
    for folder in folders:
        folder.mkdir()
        subprocess.run([sys.executable, "-c", script, busy.path, folder], check=True, cwd=Path(__file__).parents[2],
                       env={**os.environ, "PYTHONHASHSEED": folder.name})  # fmt: skip
    for name in RECIPES:
        first, second = (_without_moments(whole(folder / f"{name}.xlsx")) for folder in folders)
        assert first == second, name


def _without_moments(package: bytes) -> bytes:
    package = re.sub(rb"\d{4}-\d{2}-\d{2}T[\d:]+Z", b"", package)
    return re.sub(rb"\d{1,2} \w+ \d{4}, \d{2}:\d{2} \w+", b"", package)


def test_a_period_narrows_what_is_dated(full: Portfolio, report: Report) -> None:
    inside = openpyxl.load_workbook(report(full, "donor-annual", since=date(2026, 1, 1), until=date(2026, 12, 31)))
    assert inside["Value added"]["A5"].value == "L-1"
    outside = openpyxl.load_workbook(report(full, "donor-annual", since=date(2027, 1, 1)))
    assert outside["Value added"]["A5"].value is None
    cover = [cell.value for row in outside["Cover"].iter_rows() for cell in row]
    assert "from 1 January 2027" in cover


def test_movement_is_told_since_a_day(tmp_path: Path, report: Report) -> None:
    with new_portfolio(tmp_path / "moved.hsm") as portfolio:
        with portfolio.transaction("Add") as tx:
            keys = [
                tx.create("challenge", {"title": title, "likelihood": 2, "impact": 3, "status": "identified"})
                for title in ("Rises", "Falls", "Stays", "Ends")
            ]
        with portfolio.transaction("Move") as tx:
            tx.update("challenge", keys[0], {"likelihood": 5})
            tx.update("challenge", keys[1], {"likelihood": 1})
            tx.update("challenge", keys[3], {"status": "closed", "closing_reason": "resolved"})
        first = openpyxl.load_workbook(report(portfolio, "challenges"))["Movement"]
        today = openpyxl.load_workbook(report(portfolio, "challenges", since=date.today()))["Movement"]  # noqa: DTZ011
    moved = {first.cell(row, 2).value: first.cell(row, first.max_column).value for row in range(5, 8)}
    assert moved == {"Rises": "Up", "Falls": "Down", "Ends": "Closed"}
    assert {today.cell(row, today.max_column).value for row in range(5, 9)} == {"New"}


def test_late_responses_come_first(tmp_path: Path, report: Report) -> None:
    with new_portfolio(tmp_path / "late.hsm") as portfolio, portfolio.transaction("Add") as tx:
        challenge = tx.create("challenge", {"title": "Gap"})
        for title, due, status in (("Done", "2020", "completed"), ("Ahead", "2199", "planned"), ("Late", "2021-05", None),
                                   ("Whenever", None, "planned")):  # fmt: skip
            tx.create("response", {"title": title, "challenge": challenge, "due": due, "status": status})
    with open_portfolio(tmp_path / "late.hsm") as portfolio:
        sheet = openpyxl.load_workbook(report(portfolio, "responses"))["Responses"]
    state = [cell.value for cell in sheet[4]].index("State") + 1
    told = [(sheet.cell(row, 2).value, sheet.cell(row, state).value) for row in range(5, 9)]
    assert told == [("Late", "Late"), ("Done", "Done"), ("Ahead", "Open"), ("Whenever", "No due date")]


def test_a_gap_is_followed_to_its_next_assessment(tmp_path: Path, report: Report) -> None:
    with new_portfolio(tmp_path / "chain.hsm") as portfolio:
        with portfolio.transaction("Add") as tx:
            partner = tx.create("partner", {"name": "UNDP"})
            found = tx.create("assessment", {"partner": partner, "rating": "high", "assessed_on": "2020"})
            gap = tx.create("challenge", {"title": "Books are late", "gap_found_by": found})
            tx.create("challenge", {"title": "Not assessed again", "gap_found_by": found})
            done = tx.create("response", {"title": "Train", "challenge": gap, "status": "completed"})
            tx.create(
                "assessment", {"partner": partner, "rating": "low", "assessed_on": "2022", "after_response": done}
            )
        sheet = openpyxl.load_workbook(report(portfolio, "partners"))["Gap to re-assessment"]
    rows = [[cell.value for cell in row][1:] for row in sheet["A5:I6"]]
    assert rows[0] == ["Books are late", "UNDP", "2020", "High", "Train, Completed", "2022", "Low", "Better"]
    assert rows[1][-1] == "Not assessed again"


def test_a_report_as_of_a_day_shows_what_was_recorded_then(full: Portfolio, report: Report) -> None:
    book = openpyxl.load_workbook(report(full, as_of=date(2020, 1, 1)))
    assert book["Projects"]["A5"].value is None
    assert book["Cover"].cell(1, 1).value is None
    words = [cell.value for row in book["Cover"].iter_rows() for cell in row]
    assert any(str(word).startswith("This report is empty") for word in words)
    assert "1 January 2020" in str(book["Projects"]["A2"].value)


def test_minutes_tell_what_was_decided_and_what_is_to_be_done(tmp_path: Path, report: Report) -> None:
    with new_portfolio(tmp_path / "held.hsm") as portfolio:
        with portfolio.transaction("Add") as tx:
            person = tx.create("person", {"name": "Amina Mwangi"})
            meeting = tx.create("meeting", {"name": "May", "held_on": "2026-05-09", "attendees": (person,)})
            gap = tx.create("challenge", {"title": "Books are late", "likelihood": 2, "impact": 2})
            tx.create("response", {"title": "Train", "challenge": gap, "responsible": person, "due": "2026-07"})
        with portfolio.transaction("Review") as tx:
            tx.update("challenge", gap, {"likelihood": 5, "impact": 5})
            review = {"challenge": gap, "meeting": meeting, "reviewed_on": "2026-05-09", "likelihood": 5, "impact": 5}
            escalated = {"decision": "escalate", "escalated_to": "Regional office", "answer_by": "2026-06-01"}
            tx.create("review", review | escalated)
        donor = openpyxl.load_workbook(report(portfolio, "review", meeting=meeting))
        internal = openpyxl.load_workbook(report(portfolio, "review", meeting=meeting, audience="internal"))
    told = [[cell.value for cell in row] for row in donor["Minutes"].iter_rows(min_row=4)]
    assert ["Escalate", "Books are late", "Low → High"] in told
    assert ["Books are late", "Train", "July 2026"] in told
    assert ["Books are late", "Answer on the escalation of Books are late", "1 June 2026"] in told
    words = [[cell.value for cell in row] for row in internal["Minutes"].iter_rows(min_row=4)]
    assert ["Books are late", "Train", "Amina Mwangi, July 2026"] in words
    assert ["Attendees", "Amina Mwangi", None] in words
    assert not any("Amina" in str(cell) for row in told for cell in row)


def test_minutes_tell_which_themes_do_not_occur_and_which_are_left_for_later(tmp_path: Path, report: Report) -> None:
    with new_portfolio(tmp_path / "held.hsm") as portfolio:
        with portfolio.transaction("Add") as tx:
            kenya = tx.create("project", {"title": "Kenya"})
            tx.create("challenge", {"title": "Drought"})
            floods = tx.create("challenge", {"title": "Floods"})
            tx.create("partner", {"name": "Hidden Council", "sensitive": 1})
            meeting = tx.create("meeting", {"name": "May", "held_on": "2026-05-09", "project": kenya})
        exempt(portfolio, floods, kenya, "No river there, says Hidden Council")
        book = openpyxl.load_workbook(report(portfolio, "review", meeting=meeting))
        before = openpyxl.load_workbook(report(portfolio, "review", meeting=meeting, until=date(2020, 1, 1)))
    told = [[cell.value for cell in row] for row in book["Minutes"].iter_rows(min_row=4)]
    where = told.index(["Themes not applicable", None, None])
    assert told[where + 1] == ["Floods", "No river there, says [name withheld]", "Kenya"]
    assert told[told.index(["Themes left for later", None, None]) + 1][1] == "Drought"
    assert "Themes not applicable" not in {row[0].value for row in before["Minutes"].iter_rows()}


@pytest.mark.parametrize("answered", [True, False])
def test_minutes_of_themes_alone_are_not_called_empty(answered: bool, tmp_path: Path, report: Report) -> None:
    with new_portfolio(tmp_path / "themes.hsm") as portfolio:
        with portfolio.transaction("Add") as tx:
            project = tx.create("project", {"title": "Kenya"})
            theme = tx.create("challenge", {"title": "Few are trained"})
        if answered:
            exempt(portfolio, theme, project, "All are trained")
        book = openpyxl.load_workbook(report(portfolio, "review", project=project, since=date(2020, 1, 1)))
    cover = [str(cell.value) for row in book["Cover"].iter_rows() for cell in row]
    assert not any(word.startswith("This report is empty") for word in cover)
    told = [row[0].value for row in book["Minutes"].iter_rows()]
    assert ("Themes not applicable" if answered else "Themes left for later") in told


def test_where_nothing_is_counted_there_are_words_instead_of_a_chart(tmp_path: Path, report: Report) -> None:
    with new_portfolio(tmp_path / "bare.hsm") as portfolio:
        with portfolio.transaction("Add") as tx:
            tx.create("project", {"title": "Bare"})
        for name in ("project", "challenges", "responses"):
            path = report(portfolio, name)
            assert b"xl/charts/" not in whole(path), name
            said = [row[0].value for row in openpyxl.load_workbook(path)["Overview"].iter_rows()]
            assert "None so far, so there is no chart." in said, name


def test_options_are_kept_and_nonsense_is_refused() -> None:
    options = Options(audience="internal", project="key", since=date(2026, 1, 1), until=date(2026, 6, 30))
    assert loaded(dumped(options)) == options
    assert dumped(Options()) == "{}"
    assert loaded(None) == Options()
    for wrong in ({"audience": "everybody"}, {"paper": "a0"}, {"since": date(2026, 2, 1), "until": date(2026, 1, 1)}):
        with pytest.raises(PortfolioError):
            Options(**wrong)  # type: ignore[arg-type]
    with pytest.raises(PortfolioError, match="Save it anew"):
        loaded('{"since": "long ago"}')


def test_a_report_that_does_not_exist_is_named(begun: Portfolio, tmp_path: Path) -> None:
    with pytest.raises(PortfolioError, match="Choose one of: portfolio, project"):
        make(begun, "nothing", tmp_path / "out.xlsx")
    with pytest.raises(PortfolioError, match="needs to be told: project"):
        make(begun, "project", tmp_path / "out.xlsx")
    make(begun, "project", tmp_path / "out.xlsx", Options(project=first_project(begun)))
