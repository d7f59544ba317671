"""OpenDocument spreadsheets (.ods) are read cell by cell as they are meant, faults told and not passed over."""

from datetime import date
from pathlib import Path

from hsmonitor.exchange.book import Fault, Part, Sheets, read_book
from hsmonitor.exchange.ods_rows import OdsBook
from tests.exchange import hostile
from tests.exchange.hostile import ods, ods_cell, ods_rows, ods_table

TYPED = """<table:table-row>
<table:table-cell office:value-type="string"><office:annotation><text:p>a note</text:p></office:annotation>
<text:p>two<text:s text:c="2"/>blanks</text:p><text:p>second <text:span>line</text:span><text:line-break/>end</text:p>
</table:table-cell>
<table:table-cell office:value-type="float" office:value="3"><text:p>3</text:p></table:table-cell>
<table:table-cell office:value-type="percentage" office:value="0.25"/>
<table:table-cell office:value-type="currency" office:value="1234.5" office:currency="USD"/>
<table:table-cell office:value-type="date" office:date-value="2013-05-09T10:30:00"/>
<table:table-cell office:value-type="boolean" office:boolean-value="true"/>
<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error">
<text:p>#DIV/0!</text:p></table:table-cell>
<table:table-cell table:formula="of:=1+1"/>
<table:table-cell office:value-type="date" office:date-value="0000-01-01"/>
<table:table-cell office:value-type="float" office:value="NaN"/>
<table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>twice</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="16370"/>
</table:table-row>"""


def parts(folder: Path, content: bytes) -> list[Sheets | Part]:
    return list(read_book(hostile.written(folder, "book.ods", content)))


def read_here(folder: Path, content: bytes) -> list[tuple[int, list[object]]]:
    """Read the first sheet in this process, where coverage sees it; faults and days as JSON keeps them."""
    book = OdsBook(hostile.written(folder, "here.ods", content), lambda: None)
    return list(book.rows(book.sheets[0][0]))


def test_each_kind_of_cell_is_read_as_it_is_meant(tmp_path: Path) -> None:
    assert read_here(tmp_path, ods(ods_table(TYPED)))[0][1][4:8] == [
        {"d": "2013-05-09"}, True, {"e": "#DIV/0!"}, {"e": "="},
    ]  # fmt: skip
    _sheets, part, _merged = parts(tmp_path, ods(ods_table(TYPED)))
    assert isinstance(part, Part)
    assert part.rows == [
        (1, ["two  blanks\nsecond line\nend", 3, 0.25, 1234.5, date(2013, 5, 9), True, Fault("#DIV/0!"), Fault("="),
             Fault("#VALUE!"), Fault("#NUM!"), "twice", "twice"]),
    ]  # fmt: skip


def test_rows_keep_their_numbers_whatever_is_repeated_between(tmp_path: Path) -> None:
    rows = (
        ods_rows(["Name"])
        + ods_rows([""], more='table:number-rows-repeated="3"')
        + ods_rows(["same"], more='table:number-rows-repeated="2"')
        + f"<table:table-row-group><table:table-row>{ods_cell('grouped')}</table:table-row></table:table-row-group>"
    )
    part = parts(tmp_path, ods(ods_table(rows)))[1]
    assert isinstance(part, Part)
    assert part.rows == [(1, ["Name"]), (5, ["same"]), (6, ["same"]), (7, ["grouped"])]


def test_hidden_sheets_other_files_and_merged_cells_are_told(tmp_path: Path) -> None:
    style = '<office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    merged = 'table:number-columns-spanned="2" table:number-rows-spanned="3" office:value-type="string"'
    tables = (
        ods_table(f"<table:table-row>{ods_cell('Name', merged)}<table:covered-table-cell/></table:table-row>")
        + ods_table(ods_rows(["x"]), name="Hidden", style="ta2")
        + ods_table(ods_rows(["x"]), name="'file:///home/other.ods'#$Sheet1")
    )
    sheets, *rest = parts(tmp_path, ods(tables, before=f"{style}</office:automatic-styles>"))
    assert sheets == Sheets(["Partners", "Hidden"], frozenset({"Hidden"}), linked=True)
    assert [part.merged for part in rest if isinstance(part, Part) and part.merged] == [["A1:B3"]]
    assert {part.sheet for part in rest if isinstance(part, Part)} == {"Partners", "Hidden"}
