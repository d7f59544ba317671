"""The portfolio report as whoever opens it finds it."""

import re
import warnings
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from hsmonitor.domain.dates import today
from hsmonitor.domain.errors import NotThere
from hsmonitor.reports.making import make
from hsmonitor.reports.options import Options
from hsmonitor.store import figures
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.session import open_portfolio

Report = Callable[..., Path]

APART = ("Cover", "Overview", "Heat map", "Definitions")
"""The sheets of the portfolio report that hold no table of records."""


def rows_of(sheet: Worksheet) -> list[dict[str, Any]]:
    """The rows of the sheet's one table, by heading."""
    (table,) = sheet.tables.values()
    heading, *rows = sheet[table.ref]
    return [{str(head.value): cell.value for head, cell in zip(heading, row, strict=True)} for row in rows]


def overview_of(path: Path) -> dict[str, Any]:
    """The figures of the overview by label, as they are stored."""
    sheet = openpyxl.load_workbook(path, data_only=True)["Overview"]
    return {row[0].value: row[1].value for row in sheet.iter_rows(min_row=5) if row[1].value is not None}


@pytest.mark.parametrize("which", ["begun", "mixed"])
def test_figures_are_those_of_the_desk(which: str, request: pytest.FixtureRequest, report: Report) -> None:
    portfolio = request.getfixturevalue(which)
    known, told = figures.overview(portfolio.connection, today()), overview_of(report(portfolio, audience="internal"))
    counts = {"Projects": "project", "Partners": "partner", "Roles": "engagement", "Challenges": "challenge",
              "Responses": "response", "Lessons": "lesson", "Sources": "source", "Citations": "citation"}  # fmt: skip
    assert {label: told[label] for label in counts} == {label: known.counts[kind] for label, kind in counts.items()}
    levels = {"High": "high", "Substantial": "substantial", "Moderate": "moderate", "Low": "low", "Not rated": ""}
    assert {label: told[label] for label in levels} == {label: known.levels[level] for label, level in levels.items()}
    assert told["Countries of projects"] == known.countries
    assert told["Projects with a recorded contribution"] == known.recorded_projects
    assert known.stated is not None
    assert known.stated.value is not None
    assert told["Stated total value, USD"] == float(known.stated.value.major)
    for currency, money in known.recorded.items():
        assert told[f"Trust Fund contributions recorded, {currency}"] == float(money.major)


def test_what_nobody_recorded_is_not_zero(begun: Portfolio, report: Report) -> None:
    path = report(begun)
    assert overview_of(path)["Trust Fund contributions recorded"] == "not recorded"
    assert {row["Trust Fund contribution"] for row in rows_of(openpyxl.load_workbook(path)["Projects"])} == {None}


def test_data_are_tables_whose_filter_leaves_totals_alone(begun: Portfolio, report: Report) -> None:
    book = openpyxl.load_workbook(report(begun))
    data = [sheet for sheet in book if sheet.title not in APART]
    assert [sheet.title for sheet in data] == [
        "Projects", "Partners", "Roles", "Challenges", "Responses", "Activities", "Results", "Lessons", "Statements",
        "Sources", "Citations",
    ]  # fmt: skip
    assert len({table.displayName for sheet in data for table in sheet.tables.values()}) == len(data)
    for sheet in data:
        (table,) = sheet.tables.values()
        last = int(re.findall(r"\d+", table.ref)[-1])
        assert table.autoFilter is not None
        assert table.autoFilter.ref == table.ref
        assert table.totalsRowCount is None
        assert str(sheet.cell(last + 1, 2).value).startswith("=SUBTOTAL(")
        assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[table.ref][0]]
        assert len({column.name.casefold() for column in table.tableColumns}) == len(table.tableColumns)
        assert sheet.freeze_panes == "C5"
        assert sheet.print_title_rows == "$4:$4"
        assert not sheet.merged_cells.ranges
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert "&P" in str(sheet.oddFooter.right.text)
        assert all(cell.alignment.wrap_text for row in sheet[table.ref] for cell in row)


def test_values_have_their_own_types(mixed: Portfolio, report: Report) -> None:
    projects = {row["Countries"]: row for row in rows_of(openpyxl.load_workbook(report(mixed))["Projects"])}
    assert projects["Kenya"]["Trust Fund contribution"] == 1234.56
    assert projects["Kenya"]["Currency"] == "USD"
    assert projects["Republic of Moldova"]["Trust Fund contribution"] == 500_000
    assert projects["Niger"]["Trust Fund contribution"] == 0.125
    assert projects["Nigeria"]["Trust Fund contribution"] is None
    assert projects["Kenya"]["End"] == datetime(2013, 12, 31)  # noqa: DTZ001  # Excel knows no time zones
    assert projects["Kenya"]["Start"] == "May 2012"


def test_a_report_on_one_project_is_of_that_project(mixed: Portfolio, report: Report) -> None:
    kenya = next(row for row in Listing(mixed.connection, Query("project")).rows() if row.display == "Kenya")
    book = openpyxl.load_workbook(report(mixed, project=kenya.key))
    assert [row["Countries"] for row in rows_of(book["Projects"])] == ["Kenya"]
    assert {row["Project"] for row in rows_of(book["Roles"])} == {"Kenya"}
    assert {row["Record"] for row in rows_of(book["Citations"])} == {"Kenya"}
    assert book.properties.title == "Portfolio report: Kenya"


def test_a_project_that_exists_no_more_is_said(mixed: Portfolio, tmp_path: Path) -> None:
    with pytest.raises(NotThere, match="exists no more"):
        make(mixed, "portfolio", tmp_path / "report.xlsx", Options(project="gone"))
    assert not list(tmp_path.iterdir())


def test_all_sheets_show_one_moment(path_of_mixed: Path, tmp_path: Path) -> None:
    """What is written while the report is made is in none of its sheets."""
    target = tmp_path / "report.xlsx"
    with open_portfolio(path_of_mixed) as portfolio:
        before = figures.counts(portfolio.connection)

        def write_meanwhile(done: int, total: int) -> None:
            with portfolio.transaction("Meanwhile") as tx:
                tx.create("partner", {"name": "Late"})
                tx.create("lesson", {"statement": "Late"})

        make(portfolio, "portfolio", target, Options(audience="internal"), progress=write_meanwhile)
        assert figures.counts(portfolio.connection)["partner"] > before["partner"]
    told = overview_of(target)
    assert (told["Partners"], told["Lessons"]) == (before["partner"], before["lesson"])
    assert len(rows_of(openpyxl.load_workbook(target)["Partners"])) == before["partner"]


def test_charts_are_native_described_and_filled(begun: Portfolio, report: Report) -> None:
    with zipfile.ZipFile(report(begun)) as package:
        charts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/charts/chart")]
        drawing, grids = (package.read(f"xl/drawings/drawing{number}.xml").decode() for number in (1, 2))
    assert len(charts) == 4
    assert all("barChart" in chart and "numCache" in chart and "strCache" in chart for chart in charts)
    descriptions = re.findall(r'descr="([^"]*)"', drawing)
    assert len(descriptions) == 3
    assert descriptions[0].startswith("Bar chart. Open challenges by level.")
    assert "Not rated: 2" in descriptions[0]
    assert "Capacity gap: Not rated 1; Conceptual clarity: Not rated 1." in grids


def test_the_cover_says_what_it_is_and_leads_everywhere(begun: Portfolio, report: Report) -> None:
    book = openpyxl.load_workbook(report(begun))
    cover = book["Cover"]
    words = {str(cell.value) for row in cover.iter_rows() for cell in row if cell.value is not None}
    assert {"Portfolio report", "Starting portfolio", "Amina", "What is assumed", "How to read it"} <= words
    links = {cell.value: cell.hyperlink.location for row in cover.iter_rows() for cell in row if cell.hyperlink}
    assert links == {sheet.title: f"'{sheet.title}'!A1" for sheet in book if sheet.title != "Cover"}


def test_an_empty_portfolio_has_a_report(tmp_path: Path, report: Report, recalculated: Callable[..., Any]) -> None:
    from hsmonitor.store.session import new_portfolio

    with new_portfolio(tmp_path / "empty.hsm") as portfolio:
        path = report(portfolio)
    assert recalculated(path)[0]["Overview"]["B6"].value == 0
    told = overview_of(path)
    assert told["Projects"] == told["Countries of projects"] == 0
    assert told["Trust Fund contributions recorded"] == "not recorded"


def test_nothing_warns(mixed: Portfolio, report: Report) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        openpyxl.load_workbook(report(mixed))
