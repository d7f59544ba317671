"""Rows put into XML by the program itself: another hand writes letter for letter the same, and readers read what was meant."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.cell._writer import lxml_write_cell
from openpyxl.comments import Comment
from openpyxl.worksheet.hyperlink import Hyperlink

from hsmonitor.reports import house_style as style
from hsmonitor.reports import text
from hsmonitor.reports.sheet_writer import DataWorksheet, cell_xml, is_simple

WORDS = st.text().map(lambda words: text.fit(words).text)
NUMBERS = st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15, allow_nan=False)


def cell_of(content: Any, row: int, *, styled: bool) -> Any:
    sheet: Any = DataWorksheet(Workbook(write_only=True), "Sheet")
    made: Any = style.cell(sheet, style.Look(bold=styled))
    if isinstance(content, str):
        style.put_checked(made, content)
    else:
        made.value = content
    made.row, made.column = row, 30
    return made


@given(WORDS | NUMBERS | st.none(), st.integers(1, 1_048_576), st.booleans())
def test_a_cell_is_written_as_openpyxl_writes_it(content: str | float | None, row: int, styled: bool) -> None:
    cell = cell_of(content, row, styled=styled)
    assert is_simple(cell)
    there = BytesIO()
    with etree.xmlfile(there) as writing:
        lxml_write_cell(writing, cell.parent, cell, cell.has_style)
    assert etree.fromstring(cell_xml(cell)).attrib == etree.fromstring(there.getvalue()).attrib
    assert etree.tostring(etree.fromstring(cell_xml(cell))) == etree.tostring(etree.fromstring(there.getvalue()))


@pytest.mark.parametrize("content", ["=A1", True, "#N/A"])
def test_what_is_neither_text_nor_a_number_is_left_to_openpyxl(content: Any) -> None:
    cell = cell_of(None, 1, styled=False)
    cell.value = content
    assert not is_simple(cell)


def test_links_formulas_and_words_stand_in_their_rows(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet: Any = DataWorksheet(book, "Sheet")
    book._add_sheet(sheet)  # type: ignore[attr-defined]
    words, formula, link = (style.cell(sheet, style.Look()) for _each in range(3))
    style.put_checked(words, " a < b & c\r\n ")
    style.put_formula(formula, "1+1")
    style.put_checked(link, "there")
    link.hyperlink = Hyperlink(ref="", location="Sheet!A1")
    link.comment = Comment("What this is", "Somebody")
    sheet.row_dimensions[1].height = 30
    sheet.append([words, formula, link, None, words])
    sheet.append([])
    sheet.append([None, words])
    book.save(tmp_path / "book.xlsx")
    read = load_workbook(tmp_path / "book.xlsx")["Sheet"]
    assert [[cell.value for cell in row] for row in read] == [
        [" a < b & c\r\n ", "=1+1", "there", None, " a < b & c\r\n "],
        [None] * 5,
        [None, " a < b & c\r\n ", None, None, None],
    ]
    assert read["C1"].comment.text == "What this is"
    assert read["C1"].hyperlink.location == "Sheet!A1"
    assert read.row_dimensions[1].height == 30
