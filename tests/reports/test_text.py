"""Text comes out of a workbook as the text it is."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from hsmonitor.domain.money import Money
from hsmonitor.reports.book import Book
from hsmonitor.reports.columns import Column
from hsmonitor.reports.edition import Edition
from hsmonitor.reports.options import Options
from hsmonitor.reports.saving import Progress
from hsmonitor.reports.sheets import DataSheet
from hsmonitor.reports.text import LONGEST, REPLACEMENT, fit, pieces, units
from hsmonitor.store.author import Author
from hsmonitor.store.listing import Row
from hsmonitor.store.session import new_portfolio

ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")

HOSTILE = [
    "=1+1",
    "=HYPERLINK(\"http://example.org\",\"x\")",
    "+41 22 717 91 11",
    "-5",
    "@SUM(A1)",
    "=",
    "#N/A",
    "#REF!",
    "TRUE",
    "1e5",
    "007",
    "2013-05-09",
    "  blanks around  ",
    "'quoted",
    "two\nlines",
    "carriage\rreturn",
    "tab\tstop",
    "bell\x07 and escape\x1b",
    "last of its plane \uffff",
    "_x0041_ is not A",
    "_x005F_x0041_",
    "<b>&amp;</b> ]]>",
    "😀 family 👨‍👩‍👧",
    "مرحبا بالعالم",
    "שלום ‏עולם",
    "e\u0301 and \u00a0 no-break",
    "𐍈" * 100,
]  # fmt: skip


def read_by_excel(text: str) -> str:
    """What Excel makes of the text in a workbook's XML."""
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def written(texts: list[str], folder: Path) -> Path:
    """A workbook with one data sheet whose second column holds `texts`."""
    book, target = Book(title="t", author="a"), folder / "texts.xlsx"
    columns = [
        Column("reference", "Reference", 10, "reference", lambda row: row.reference),
        Column("text", "Text", 40, "text", lambda row: row.values["text"]),
    ]
    sheet = DataSheet(book, "Texts", columns, name="Texts")
    rows = [Row(str(place), f"T-{place}", "", 1, {"text": text}, {}, "lesson") for place, text in enumerate(texts, 1)]
    with book:
        sheet.write(rows, "", "", "Texts", Progress(len(rows)))
        from hsmonitor.reports.notes import write_notes

        if book.notes:
            write_notes(book, "Notes", "", "", "Texts")
        book.save(target, lambda size: None)
    return target


def test_hostile_text_is_text(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(HOSTILE, tmp_path))["Texts"]
    for text, (cell,) in zip(HOSTILE, sheet.iter_rows(min_row=5, min_col=2, max_col=2), strict=False):
        assert cell.data_type == "s"
        assert read_by_excel(cell.value) == text
        assert cell.quotePrefix is (text[0] in "=+-@")


def test_another_program_reads_the_same(tmp_path: Path, recalculated: Callable[..., Any]) -> None:
    """LibreOffice keeps no control characters; all else comes back, and nothing has become a formula or a number."""
    readable = (text for text in HOSTILE if text.isprintable() or "\n" in text)
    texts = [text for text in readable if "x005F_" not in text]  # openpyxl drops this wherever it stands in shared text
    sheet = recalculated(written(texts, tmp_path))[0]["Texts"]
    found = [cell.value for (cell,) in sheet.iter_rows(min_row=5, max_row=4 + len(texts), min_col=2, max_col=2)]
    assert found == texts


def test_long_text_goes_on_in_the_notes(tmp_path: Path) -> None:
    text = "".join(f"{number:05} " for number in range(15_000))
    book = openpyxl.load_workbook(written(["short", text], tmp_path))
    head, notes = book["Texts"]["B6"].value, list(book["Notes"].iter_rows(min_row=5, values_only=True))
    assert {note[:2] for note in notes} == {("Texts", "B6")}
    assert "90,000 characters" in notes[0][2]
    assert head + "".join(note[3] for note in notes) == text
    assert book["Notes"]["B5"].hyperlink.location == "'Texts'!B6"


@pytest.mark.parametrize("lost", ["\0", "\ud800", "a\udfffb"])
def test_what_no_workbook_holds_is_replaced_and_said(lost: str, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written([f"before {lost} after"], tmp_path))
    assert REPLACEMENT in book["Texts"]["B5"].value
    assert REPLACEMENT in book["Notes"]["C5"].value


LETTERS = st.one_of(
    st.characters(exclude_categories=["Cs"]), st.sampled_from("\0\x01\r\x1f\ud800\udc00\uffff_x0041_😀=+-@")
)


@given(st.text(LETTERS, max_size=200).map(lambda text: text * 1), st.integers(1, 400))
def test_any_text_fits_whole(piece: str, times: int) -> None:
    text = piece * times
    fitted = fit(text)
    told = "".join(map(read_by_excel, [fitted.text, *pieces(fitted.rest)]))
    assert told == re.sub("[\0\ud800-\udfff]", REPLACEMENT, text)
    for part in [fitted.text, *pieces(fitted.rest)]:
        assert units(part) <= LONGEST
        etree.Element("t").text = part
    if fitted.rest or told != text:
        assert fitted.reason


def test_notes_of_a_portfolio_are_in_its_report(tmp_path: Path, report: Callable[..., Path]) -> None:
    with new_portfolio(tmp_path / "long.hsm", author=Author("A", "b")) as portfolio:
        with portfolio.transaction("Add") as tx:
            tx.create("lesson", {"statement": "=" + "x" * 40_000})
        book = openpyxl.load_workbook(report(portfolio))
        assert Edition(portfolio.connection, Options()).count("lesson") == 1
    assert book.sheetnames[-1] == "Notes"
    assert book["Lessons"]["B5"].value + book["Notes"]["D5"].value == "=" + "x" * 40_000


def test_digits_that_excel_drops_are_in_the_notes(tmp_path: Path, report: Callable[..., Path]) -> None:
    with new_portfolio(tmp_path / "digits.hsm") as portfolio:
        with portfolio.transaction("Add") as tx:
            tx.create("project", {"title": "Exact", "contribution": Money(9_007_199_254_740_993, "USD")})
        book = openpyxl.load_workbook(report(portfolio))
    assert [cell.value for cell in book["Notes"][5]][0::3] == ["Projects", "USD 90,071,992,547,409.93"]


def test_any_title_and_name_make_a_sound_workbook(tmp_path: Path, report: Callable[..., Path]) -> None:
    """What stands in titles, footers, properties and on the cover comes from users as well."""
    strange = "= & \x07 \uffff _x0041_ " * 20
    with new_portfolio(tmp_path / "strange.hsm", author=Author(strange, "b")) as portfolio:
        office = portfolio.connection.execute("SELECT id FROM office").fetchone()[0]
        with portfolio.transaction("Fill") as tx:
            tx.update("office", office, {"title": strange})
            fund = tx.create("fund", {"name": strange})
            agency = tx.create("partner", {"name": strange})
            tx.create("statement", {"text": strange, "fund": fund, "agency": agency, "projects": 1, "value": "USD 5"})
            project = tx.create("project", {"title": strange})
            tx.create("citation", {"subject": f"project:{project}", "certainty": "assumed", "fact": strange * 50})
        for options in ({}, {"project": project}):
            book = openpyxl.load_workbook(report(portfolio, **options))
            assert read_by_excel(book["Projects"]["B5"].value) == strange.strip()
            assert all(len(str(sheet.oddFooter.left.text)) < 200 for sheet in book)
            assert not any(cell.data_type == "f" and strange[:5] in cell.value for row in book["Cover"] for cell in row)
