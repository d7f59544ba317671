"""Spreadsheets that nobody made for this program: found, matched, corrected, remembered, taken and cited."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hsmonitor.domain.errors import Cancelled
from hsmonitor.exchange.any_sheet import Found, plan_any, read_any
from hsmonitor.exchange.citing import cite
from hsmonitor.exchange.guard import BookRefused
from hsmonitor.exchange.match import Match
from hsmonitor.exchange.matching import matched, proposed
from hsmonitor.exchange.outcome import Plan, RowState
from hsmonitor.exchange.tables import Table, read_tables
from hsmonitor.exchange.taking import ready, take
from hsmonitor.exchange.unclear import is_order_open, unknown_values
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.portfolio import Portfolio

PLACES = ("Risk log, row 5", "Risk log, row 7", "Risk log, row 11")


def rows_of(portfolio: Portfolio, kind: str) -> dict[str, Any]:
    return {row.display: row for row in Listing(portfolio.connection, Query(kind)).first(1000)}


def badly_kept(folder: Path) -> Path:
    """An office's register: a title, two rows of headings, notes and totals between, mixed dates, its own words."""
    workbook = openpyxl.Workbook()
    cover, sheet = workbook.active, workbook.create_sheet("Risk log")
    assert cover is not None
    cover.append(["Our office"])
    for row in (
        ["RISK REGISTER 2013"],
        [],
        ["What", None, "How bad", None, "When"],
        ["Risk title", "Project", "Probability", "Impact 1-5", "Date raised", "State", "Our remark"],
        ["Wells run dry", "Water", 4, "5", "13/02/2013", "Open", "call"],
        ["First quarter"],
        ["Roads closed", "water", "3", 2, "9 May 2013", "Being addressed", None],
        ["Total", None, 7, 7],
        ["Risk title", "Project", "Probability", "Impact 1-5", "Date raised", "State", "Our remark"],
        ["Clinic strike", "Watr", 1, 1, "2013-06-01", "Frozen", None],
        ["=Not a formula", "Water", 5, None, None, None, None],
    ):
        sheet.append(row)
    sheet["A11"].data_type = "s"
    path = folder / "register.xlsx"
    workbook.save(path)
    return path


def look(portfolio: Portfolio, path: Path) -> tuple[Found, Plan]:
    found = read_any(portfolio, path, lambda: False)
    return found, plan_any(portfolio, path, found)


def taken(portfolio: Portfolio, path: Path, found: Found) -> Plan:
    """Take all that can be taken of a file as it is read."""
    plan = plan_any(portfolio, path, found)
    take(portfolio, ready(plan.rows), "Import", also=cite(portfolio, path.name, found.match))
    return plan


def fields(match: Match) -> dict[str, str]:
    return {column.heading: column.field for column in match.columns}


def test_a_badly_kept_register_is_found_and_matched(portfolio: Portfolio, tmp_path: Path) -> None:
    found, plan = look(portfolio, badly_kept(tmp_path))
    match = found.match
    assert (match.sheet, match.row, match.kind, match.writing.order) == ("Risk log", 4, "challenge", "dmy")
    assert fields(match) == {
        "Risk title": "title", "Project": "project", "Probability": "likelihood", "Impact 1-5": "impact",
        "Date raised": "identified_on", "State": "status", "Our remark": "",
    }  # fmt: skip
    assert [(row.name, row.state) for row in plan.rows] == [
        ("Wells run dry", RowState.NEW),
        ("Roads closed", RowState.NEW),
        ("Clinic strike", RowState.REFUSED),
        ("=Not a formula", RowState.CHANGED),
    ]
    refused = plan.of(RowState.REFUSED)[0]
    assert "Near to it: Water." in refused.cells["project"].refused
    assert unknown_values(match) == {"status": ["Frozen"]}
    assert "passed over: 6, 8, 9" in plan.notices[0]


def test_what_is_taken_is_cited_and_remembered(portfolio: Portfolio, tmp_path: Path) -> None:
    path = badly_kept(tmp_path)
    found, _plan = look(portfolio, path)
    found.match.mean("status", "Frozen", "monitoring")
    taken(portfolio, path, found)
    wells = rows_of(portfolio, "challenge")["Wells run dry"]
    assert (wells.values["likelihood"], wells.values["impact"], wells.values["status"]) == (4, 5, "identified")
    assert (wells.values["identified_on"], wells.shown("project")) == ("2013-02-13", "Water")
    changed = rows_of(portfolio, "challenge")["=Not a formula"]
    assert (changed.values["likelihood"], changed.values["impact"]) == (5, 4), "an empty cell changes nothing"
    cited = list(Listing(portfolio.connection, Query("citation")).rows())
    assert {row.values["paragraph"] for row in cited} == set(PLACES)
    assert {(row.shown("source"), row.values["certainty"]) for row in cited} == {("register.xlsx", "entered")}
    fields_of = {place: {r.values.get("field") for r in cited if r.values["paragraph"] == place} for place in PLACES}
    assert fields_of["Risk log, row 5"] == {"title", "project", "likelihood", "impact", "identified_on", "status"}
    assert fields_of["Risk log, row 11"] == {"likelihood"}, "an unchanged value is not from the file"
    again, plan = look(portfolio, path)
    match = again.match
    assert match.remembered
    assert match.values == {"status": {"frozen": "monitoring"}}
    assert {row.name: row.state for row in plan.rows}["Wells run dry"] == RowState.UNCHANGED
    portfolio.undo_last()
    assert "Wells run dry" not in rows_of(portfolio, "challenge")
    assert rows_of(portfolio, "import_match") == {}


def test_an_export_of_a_form_tool_is_read(portfolio: Portfolio, tmp_path: Path) -> None:
    """KoboToolbox writes one row of machine names, times with offsets, and its own columns beside."""
    path = tmp_path / "kobo.csv"
    path.write_text(
        "start_time;organisation_name;organisation_type;country;_uuid;_submission_time\n"
        "2024-05-09T10:00:00;Medair;INGO;Kenya;1-2;2024-05-09T10:11:00\n"
        "2024-05-09T11:00:00;Égalité;national_ngo;MDA;1-3;2024-05-09T11:11:00\n",
        "utf-8",
    )
    found, plan = look(portfolio, path)
    match = found.match
    assert match.kind == "partner"
    assert fields(match)["organisation_name"] == "name"
    assert fields(match)["country"] == "countries"
    assert plan.counts()[RowState.NEW] == 2
    taken(portfolio, path, found)
    partners = rows_of(portfolio, "partner")
    assert partners["Medair"].values["type"] == "international_ngo"
    assert partners["Égalité"].values["countries"] == ("MDA",)


def test_days_in_figures_that_can_be_read_both_ways_are_asked(tmp_path: Path) -> None:
    sheet = [(1, ["Activity", "Project", "Start date"]), (2, ["Run", "Water", "03/04/2013"])]
    assert is_order_open(proposed([Table("A", list(sheet))]))
    sheet.append((3, ["Walk", "Water", "04/25/2013"]))
    match = proposed([Table("A", list(sheet))])
    assert (match.writing.order, is_order_open(match)) == ("mdy", False)


def test_another_kind_and_row_can_be_chosen_by_hand(tmp_path: Path) -> None:
    [_cover, table] = read_tables(badly_kept(tmp_path)).tables
    match = matched(table, 4, "activity")
    assert match.place_of("project") == 1
    assert match.place_of("website") is None


def test_what_is_no_table_is_refused(portfolio: Portfolio, tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    workbook.active.append(["Dear colleague", "please find attached"])
    workbook.save(tmp_path / "letter.xlsx")
    with pytest.raises(BookRefused, match="No row of headings"):
        look(portfolio, tmp_path / "letter.xlsx")


def test_comparing_tells_how_far_it_is_and_can_be_stopped(portfolio: Portfolio, tmp_path: Path) -> None:
    path = badly_kept(tmp_path)
    found, heard = read_any(portfolio, path, lambda: False), list[tuple[int, int]]()
    plan_any(portfolio, path, found, progress=lambda done, of: heard.append((done, of)))
    assert heard == [(0, 10)]
    with pytest.raises(Cancelled):
        plan_any(portfolio, path, found, cancelled=lambda: True)
