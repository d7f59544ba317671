"""Which rows are headings, which columns fields: found, corrected by hand, remembered whatever was corrected."""

from pathlib import Path

import openpyxl
import pytest

from hsmonitor.domain.errors import Conflict
from hsmonitor.exchange.any_sheet import plan_any, read_any
from hsmonitor.exchange.guard import BookRefused
from hsmonitor.exchange.headings import headings_of
from hsmonitor.exchange.match import LEFT_EMPTY, REFERENCE, SOURCE, Match
from hsmonitor.exchange.matching import matched, proposed
from hsmonitor.exchange.meaning import CREATE
from hsmonitor.exchange.outcome import RowState
from hsmonitor.exchange.tables import Table
from hsmonitor.exchange.taking import ready, take
from hsmonitor.exchange.unclear import needs_currency, unclear, unknown_values
from hsmonitor.store import reference_data
from hsmonitor.store.portfolio import Portfolio
from tests.exchange.test_any_sheet import rows_of, taken

Cells = list[list[object]]
reference_data.install()


def table(rows: Cells, title: str = "Sheet") -> Table:
    return Table(title, [(number, list(cells)) for number, cells in enumerate(rows, 1)])  # type: ignore[arg-type]


def fields(match: Match) -> list[str]:
    return [column.field for column in match.columns]


TWO_ROWS: Cells = [
    ["Project", "Challenge", "Rating", None, "Timing", None],
    [None, None, "Likelihood", "Impact", "Identified on", "Next review"],
    ["Water", "Wells run dry", 3, 4, "2013-05-09", None],
]


def test_two_rows_of_headings_are_read_as_one() -> None:
    match = proposed([table(TWO_ROWS)])
    assert (match.row, match.depth, match.kind) == (2, 2, "challenge")
    assert fields(match) == ["project", "title", "likelihood", "impact", "identified_on", "next_review"]
    assert [column.heading for column in match.columns][:3] == ["Project", "Challenge", "Rating: Likelihood"]


def test_a_title_above_the_headings_is_none_of_them() -> None:
    rows: Cells = [["RISK REGISTER"], ["Challenge", "Project"], ["Wells", "Water"]]
    match = proposed([table(rows)])
    assert (match.row, match.depth) == (2, 1)
    assert headings_of(table(rows), 2, 2)[1].words == "RISK REGISTER: Project"


def test_units_and_currencies_beside_a_name_do_not_hide_it() -> None:
    rows: Cells = [["Project title", "Contribution (USD)", "People reached (number)"], ["Water", 5000, 3]]
    match = proposed([table(rows)])
    assert fields(match) == ["title", "contribution", "people_reached"]
    assert not needs_currency(match)
    bare = proposed([table([["Project title", "Contribution"], ["Water", 5000]])])
    assert needs_currency(bare)
    assert any("--currency" in one.options for one in unclear(bare))


def test_references_and_sources_are_known_when_they_are_such() -> None:
    rows: Cells = [["Ref", "Challenge", "Source"], ["C-1", "Wells", "Report 2013"]]
    assert fields(proposed([table(rows)])) == [REFERENCE, "title", SOURCE]
    own: Cells = [["Ref", "Challenge"], ["R/7", "Wells"]]
    assert fields(proposed([table(own)])) == ["", "title"]


def test_what_names_no_field_can_still_be_matched_by_hand() -> None:
    rows: Cells = [["Qué", "Dónde"], ["Pozos secos", "Agua"], ["Caminos", "Agua"]]
    match = proposed([table(rows)])
    assert (match.row, match.kind, fields(match)) == (1, "challenge", ["", ""])
    told = unclear(match)
    assert any("No column is Challenge" in one.words for one in told)
    with pytest.raises(BookRefused, match="No row of headings"):
        proposed([table([["Dear colleague", "please"]])])


def test_columns_of_one_heading_are_told_apart() -> None:
    match = matched(table([["Challenge", "Date", "Date"], ["Wells", "2013-05-09", "2013-06-09"]]), 1, "challenge")
    match.assign(match.columns[2], "next_review")
    again = matched(table([["Challenge", "Date", "Date"], ["Roads", "2014-05-09", "2014-06-09"]]), 1, "challenge")
    again.recall(match.dumped())
    assert fields(again) == ["title", "identified_on", "next_review"]


def book(folder: Path, **sheets: Cells) -> Path:
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / "book.xlsx"
    workbook.save(path)
    return path


def test_sheet_and_row_chosen_by_hand_are_remembered(portfolio: Portfolio, tmp_path: Path) -> None:
    rows: Cells = [["Qué", "Dónde"], ["Pozos secos", "Water"], ["Caminos", "Water"]]
    path = book(tmp_path, Risks=[["Challenge", "Project"], ["Wells", "Water"]], Otros=rows)
    found = read_any(portfolio, path, lambda: False)
    assert found.match.sheet == "Risks"
    found.place("Otros", 1, 1, "challenge")
    found.match.assign(found.match.columns[0], "title")
    found.match.assign(found.match.columns[1], "project")
    taken(portfolio, path, found)
    assert {"Pozos secos", "Caminos"} <= rows_of(portfolio, "challenge").keys()
    again = read_any(portfolio, book(tmp_path, Otros=[["Nota"], *rows]), lambda: False)
    assert (again.match.sheet, again.match.row, again.match.remembered) == ("Otros", 2, True)
    assert unclear(again.match) == []


def test_a_corrected_match_takes_the_place_of_the_one_before(portfolio: Portfolio, tmp_path: Path) -> None:
    path = book(tmp_path, Risks=[["Challenge", "Project", "State"], ["Wells", "Water", "Frozen"]])
    for meaning in ("monitoring", "responding"):
        found = read_any(portfolio, path, lambda: False)
        found.match.mean("status", "Frozen", meaning)
        taken(portfolio, path, found)
    kept = rows_of(portfolio, "import_match")
    assert len(kept) == 1
    assert "responding" in kept["book.xlsx"].values["mapping"]
    portfolio.undo_last()
    assert read_any(portfolio, path, lambda: False).match.values == {"status": {"frozen": "monitoring"}}


def test_what_another_version_kept_does_not_matter(portfolio: Portfolio, tmp_path: Path) -> None:
    path = book(tmp_path, Risks=[["Challenge", "Project"], ["Wells", "Water"]])
    shape = read_any(portfolio, path, lambda: False).match.shape
    with portfolio.transaction("Old") as tx:
        tx.create("import_match", {"name": "old", "shape": shape, "mapping": '{"kind": "challenge", "order": "dmy"}'})
    assert not read_any(portfolio, path, lambda: False).match.remembered


def test_several_values_in_a_cell_are_parted_as_offices_do(portfolio: Portfolio, tmp_path: Path) -> None:
    rows: Cells = [
        ["Project title", "Countries", "Insecurities addressed"],
        ["A", "Kenya, Moldova", "food health"],
        ["B", "Kenya/Uganda", "Food; Health, nonsense"],
        ["C", "Bolivia (Plurinational State of)", "-"],
    ]
    path = book(tmp_path, Projects=rows)
    found = read_any(portfolio, path, lambda: False)
    assert unknown_values(found.match) == {"insecurities": ["nonsense"]}
    found.match.mean("insecurities", "nonsense", LEFT_EMPTY)
    taken(portfolio, path, found)
    projects = rows_of(portfolio, "project")
    assert projects["A"].values["countries"] == ("KEN", "MDA")
    assert projects["A"].values["insecurities"] == projects["B"].values["insecurities"] == ("food", "health")
    assert projects["B"].values["countries"] == ("KEN", "UGA")
    assert projects["C"].values["countries"] == ("BOL",)
    assert "insecurities" not in projects["C"].values


def test_a_reference_finds_its_record_and_an_unknown_one_is_refused(portfolio: Portfolio, tmp_path: Path) -> None:
    path = book(tmp_path, Risks=[["Ref", "Challenge", "Impact"], ["C-2", "Anew", 5], ["C-99", "None", 1]])
    plan = plan_any(portfolio, path, read_any(portfolio, path, lambda: False))
    changed, refused = plan.rows
    assert (changed.state, changed.reference, set(changed.cells)) == (RowState.CHANGED, "C-2", {"title", "impact"})
    assert (refused.state, "C-99" in refused.problem) == (RowState.REFUSED, True)


def test_near_misses_are_offered_and_what_is_chosen_holds_everywhere(portfolio: Portfolio, tmp_path: Path) -> None:
    rows: Cells = [
        ["Challenge", "Project", "Affected partners"],
        ["A", "Watr", "UNDPP"],
        ["B", "watr", "Clinic"],
        ["C", "Elsewhere", None],
    ]
    path = book(tmp_path, Risks=rows)
    found = read_any(portfolio, path, lambda: False)
    plan = plan_any(portfolio, path, found)
    assert [row.state for row in plan.rows] == [RowState.REFUSED] * 3
    cell = plan.rows[0].cells["project"]
    assert ([name for _key, name in cell.near], cell.meaning) == (["Water"], "Watr")
    assert plan.rows[2].cells["project"].near == []
    found.match.mean("project", cell.meaning, cell.near[0][0])
    partner = plan.rows[0].cells["affected_partners"]
    found.match.mean("affected_partners", partner.meaning, partner.near[0][0])
    assert [row.state for row in taken(portfolio, path, found).rows] == [RowState.NEW, RowState.NEW, RowState.REFUSED]
    assert rows_of(portfolio, "challenge")["B"].shown("project") == "Water"
    again = plan_any(portfolio, path, read_any(portfolio, path, lambda: False))
    assert [row.state for row in again.rows][:2] == [RowState.UNCHANGED] * 2


def test_a_country_that_is_misspelt_is_offered(portfolio: Portfolio, tmp_path: Path) -> None:
    path = book(tmp_path, Projects=[["Project title", "Countries"], ["A", "Kenia"]])
    found = read_any(portfolio, path, lambda: False)
    cell = plan_any(portfolio, path, found).rows[0].cells["countries"]
    assert cell.near[0] == ("KEN", "Kenya")
    found.match.mean("countries", cell.meaning, "KEN")
    assert taken(portfolio, path, found).rows[0].state == RowState.NEW


def test_a_row_that_lacks_its_name_is_refused_and_a_note_passed_over(portfolio: Portfolio, tmp_path: Path) -> None:
    rows: Cells = [
        ["Challenge", "Project", "Likelihood", "Impact"],
        [None, "Water", 3, 4],
        [None, None, 3, None],
        [None, "Subtotal", 6, 8],
        ["Wells", "Water", 3, 4],
    ]
    path = book(tmp_path, Risks=rows)
    plan = plan_any(portfolio, path, read_any(portfolio, path, lambda: False))
    assert [row.state for row in plan.rows] == [RowState.REFUSED, RowState.NEW]
    assert "passed over: 3, 4" in plan.notices[0]


def test_an_unknown_person_is_created_where_the_user_says_so_and_once(portfolio: Portfolio, tmp_path: Path) -> None:
    rows: Cells = [
        ["Challenge", "Owner", "Affected partners"],
        ["A", "Amina  Diallo", "Dry Wells Union; UNDP"],
        ["B", "amina diallo", None],
        ["C", "Somebody else", None],
    ]
    path = book(tmp_path, Risks=rows)
    found = read_any(portfolio, path, lambda: False)
    first = plan_any(portfolio, path, found).rows[0].cells
    assert (first["owner"].creatable, first["affected_partners"].creatable) == ("person", "partner")
    found.match.mean("owner", first["owner"].meaning, CREATE)
    found.match.mean("affected_partners", first["affected_partners"].meaning, CREATE)
    before = portfolio.connection.execute("SELECT count(*) FROM person").fetchone()[0]
    plan = taken(portfolio, path, found)
    assert [row.state for row in plan.rows] == [RowState.NEW, RowState.NEW, RowState.REFUSED]
    made = rows_of(portfolio, "challenge")
    assert (made["A"].shown("owner"), made["B"].shown("owner")) == ("Amina Diallo", "Amina Diallo")
    assert made["A"].shown("affected_partners") == "Dry Wells Union; UNDP"
    assert portfolio.connection.execute("SELECT count(*) FROM person").fetchone()[0] == before + 1
    portfolio.undo_last()
    assert portfolio.connection.execute("SELECT count(*) FROM person").fetchone()[0] == before, "one undo"
    again = plan_any(portfolio, path, read_any(portfolio, path, lambda: False))
    assert again.rows[0].state == RowState.REFUSED, "what was new then is asked again, not created unasked"


def test_a_person_whom_somebody_added_since_is_not_created_twice(portfolio: Portfolio, tmp_path: Path) -> None:
    path = book(tmp_path, Risks=[["Challenge", "Owner"], ["A", "Amina Diallo"]])
    found = read_any(portfolio, path, lambda: False)
    found.match.mean("owner", "Amina Diallo", CREATE)
    plan = plan_any(portfolio, path, found)
    with portfolio.transaction("Meanwhile") as transaction:
        transaction.create("person", {"name": "amina diallo"})
    with pytest.raises(Conflict, match="added Amina Diallo meanwhile"):
        take(portfolio, ready(plan.rows), "Import")
    assert "A" not in rows_of(portfolio, "challenge")
    assert portfolio.connection.execute("SELECT count(*) FROM person WHERE name LIKE 'amina diallo'").fetchone()[0] == 1
