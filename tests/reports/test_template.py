"""A user's own workbook filled in: what was asked for stands there, and nothing else is another."""

import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.reports.making import make
from hsmonitor.reports.options import Options
from hsmonitor.reports.template.references import Growth, moved
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.session import new_portfolio

GROWN = Growth("Data", {5: 3})


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """An office's own form: title, a table with one row to be repeated, total and chart below, another sheet that looks at it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Register"
    sheet["A1"] = "Challenges of {{project.title}} ({{portfolio.title}})"
    sheet["A1"].font = Font("Georgia", 20, color="7A1F1F")
    sheet["A2"] = CellRichText("As of ", TextBlock(InlineFont(b=True), "{{portfolio.day}}"), ", by hand")
    sheet.merge_cells("A2:C2")
    sheet["D1"] = "{{project.contribution}}"
    sheet["D2"] = "{{project.end}}"
    sheet["E1"] = "{{project.colour}} and {{nothing}}"
    sheet.append(["Title", "Likelihood", "Twice"])
    sheet.append(["{{each challenge}}{{challenge.title}}", "{{challenge.reference}}", "=LEN(A4)*2"])
    sheet["D4"], sheet["E4"] = "{{challenge.owner}}", "{{challenge.next_review}}"
    sheet["A5"], sheet["C5"] = "Total", "=SUM(C4:C4)"
    sheet.merge_cells("F4:G4")
    sheet.merge_cells("F5:G6")
    sheet["A9"] = "{{count.challenge}}"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=4, max_row=4))
    sheet.add_chart(chart, "F8")
    rule = CellIsRule(operator="greaterThan", formula=["10"], fill=PatternFill("solid", bgColor="FF0000"))
    sheet.conditional_formatting.add("C4:C4", rule)
    sheet.add_table(Table(displayName="Rows", ref="A3:C4"))
    other = book.create_sheet("Other")
    other["A1"] = '=Register!C5&" C5 of Register"'
    book.defined_names["Whole"] = DefinedName("Whole", attr_text="Register!$A$4:$C$5")
    book.save(tmp_path / "template.xlsx")
    return tmp_path / "template.xlsx"


@pytest.fixture
def kept(tmp_path: Path) -> Any:
    with new_portfolio(tmp_path / "kept.hsm") as portfolio:
        with portfolio.transaction("Add") as tx:
            values = {"title": "Wells & roads", "contribution": "USD 1200", "end": "2026-12-31"}
            project = tx.create("project", values)
            owner = tx.create("person", {"name": "Amina"})
            for title in ("One", "=Two", "Three"):
                tx.create(
                    "challenge", {"title": title, "project": project, "owner": owner, "next_review": "2026-05-09"}
                )
        yield portfolio, project


def fill(portfolio: Portfolio, template: Path, project: str | None, audience: str = "donor") -> tuple[Path, list[str]]:
    target = template.with_name("filled.xlsx")
    return target, make(
        portfolio, "template", target, Options(audience=audience, project=project, template=str(template))
    )


def test_marks_are_replaced_rows_repeated_and_all_else_moved(
    kept: tuple[Portfolio, str], template: Path, recalculated: Callable[..., Any]
) -> None:
    target, told = fill(kept[0], template, kept[1])
    book = openpyxl.load_workbook(target, rich_text=True)
    sheet = book["Register"]
    assert str(sheet["A1"].value) == "Challenges of Wells & roads (kept)"
    assert (sheet["A1"].font.name, sheet["A1"].font.sz) == ("Georgia", 20)
    assert re.fullmatch(r"As of \d+ \w+ \d{4}, by hand", str(sheet["A2"].value))
    assert any(isinstance(part, TextBlock) and part.font.b for part in sheet["A2"].value)
    assert sheet["D1"].value == 1200
    assert [str(sheet.cell(row, 1).value) for row in range(4, 8)] == ["One", "=Two", "Three", "Total"]
    assert sheet["A5"].data_type != "f"
    assert [sheet.cell(row, 3).value for row in range(4, 8)] == [
        "=LEN(A4)*2",
        "=LEN(A5)*2",
        "=LEN(A6)*2",
        "=SUM(C4:C6)",
    ]
    assert sheet["A11"].value == 3
    assert sheet["A4"].value is not None
    assert {str(one) for one in sheet.merged_cells.ranges} == {"A2:C2", "F4:G4", "F5:G5", "F6:G6", "F7:G8"}
    assert sheet.tables["Rows"].ref == "A3:C6"
    assert [str(one.sqref) for one in sheet.conditional_formatting] == ["C4:C6"]
    assert book.defined_names["Whole"].attr_text == "Register!$A$4:$C$7"
    assert book["Other"]["A1"].value == '=Register!C7&" C5 of Register"'
    with zipfile.ZipFile(target) as package:
        assert "$C$4:$C$6" in package.read("xl/charts/chart1.xml").decode()
        assert ">9</" in package.read("xl/drawings/drawing1.xml").decode()
    assert told == [
        "Unknown marks, left as they are: {{project.colour}} in Register, E1; {{nothing}} in Register, E1.",
        "Left empty, as no donor may read it: {{challenge.owner}} in Register, D4.",
    ]
    assert recalculated(target)[0]["Other"]["A1"].value == "24 C5 of Register"


def test_the_internal_edition_tells_owners_and_days_are_days(kept: tuple[Portfolio, str], template: Path) -> None:
    target, told = fill(kept[0], template, kept[1], "internal")
    sheet = openpyxl.load_workbook(target)["Register"]
    assert sheet["D4"].value == "Amina"
    assert sheet["E4"].value == (datetime(2026, 5, 9) - datetime(1899, 12, 30)).days  # noqa: DTZ001  # the form has no date format
    assert len(told) == 1


def test_without_records_the_row_stays_and_is_empty(tmp_path: Path, template: Path) -> None:
    with new_portfolio(tmp_path / "empty.hsm") as portfolio:
        target, _told = fill(portfolio, template, None)
    sheet = openpyxl.load_workbook(target)["Register"]
    assert sheet["A4"].value in (None, "")
    assert sheet["C5"].value == "=SUM(C4:C4)"
    assert sheet["D1"].value is None


def test_what_is_no_workbook_is_said(kept: tuple[Portfolio, str], tmp_path: Path, template: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(template.read_bytes()[:500])
    with pytest.raises(PortfolioError, match="not an Excel workbook"):
        fill(kept[0], broken, None)
    with pytest.raises(PortfolioError, match="would be overwritten"):
        make(kept[0], "template", template, Options(template=str(template)))
    with pytest.raises(PortfolioError, match="needs to be told: template"):
        make(kept[0], "template", tmp_path / "out.xlsx")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A4+B6", "A4+B9"),
        ("SUM(B5:B5)", "SUM(B5:B8)"),
        ("SUM($B$2:$B$5)/B5", "SUM($B$2:$B$8)/B5"),
        ('"B7 stays"&B7', '"B7 stays"&B10'),
        ("Other!B7+Data!B7+'Data'!B7", "Other!B7+Data!B10+'Data'!B10"),
        ("LOG10(B7)+LOG10(2)", "LOG10(B10)+LOG10(2)"),
        ("COUNTIF(B5:C9,\">\"&A1)", "COUNTIF(B5:C12,\">\"&A1)"),
        ("My_name7+x.B7", "My_name7+x.B7"),
    ],
)  # fmt: skip
def test_references_move_as_in_excel(before: str, after: str) -> None:
    assert moved(before, "Data", [GROWN]) == after
