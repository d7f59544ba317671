"""A workbook that goes out and comes back: what was not edited is unchanged, and each edit is exactly that change."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hsmonitor.domain.errors import Cancelled, Conflict
from hsmonitor.exchange.guard import BookRefused
from hsmonitor.exchange.lines import NoEntryBook
from hsmonitor.exchange.outcome import FILE, HERE, Plan, RowState
from hsmonitor.exchange.planning import plan
from hsmonitor.exchange.taking import ready, take
from hsmonitor.reports import data_entry_report
from hsmonitor.reports.entry_layout import KINDS, entered_fields
from hsmonitor.store import history
from hsmonitor.store.backups import backups_of
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.session import new_portfolio, open_portfolio
from tests.exchange.conftest import AMINA, Edit, Sheet, fill, only

Edited = Callable[[Edit], Plan]


def rows_of(portfolio: Portfolio, kind: str) -> dict[str, Any]:
    return {row.display: row for row in Listing(portfolio.connection, Query(kind)).first(1000)}


def put(cell: Any, value: Any) -> None:
    """Write text as text, which openpyxl would take for a formula."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def test_headings_tell_fields_apart() -> None:
    for kind in KINDS:
        labels = [field.label.casefold() for field in entered_fields(kind)]
        assert len(set(labels)) == len(labels), kind


def test_what_goes_out_and_comes_back_unedited_changes_nothing(portfolio: Portfolio, book: Path) -> None:
    found = plan(portfolio, book)
    assert len(found.rows) == 15
    assert found.counts()[RowState.UNCHANGED] == len(found.rows)
    assert ready(found.rows) == []
    assert found.notices == []


def test_it_prints_so_that_it_can_be_read(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["Projects"]
    assert sheet.page_setup.fitToWidth == 5, "over pages side by side, not all columns on one"
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$4:$4", "$A:$C")
    assert workbook["Persons"].page_setup.fitToWidth == 1


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_libreoffice_may_save_it(portfolio: Portfolio, book: Path, tmp_path: Path, form: str) -> None:
    (tmp_path / "out").mkdir()
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to", form]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "out"), str(book)], check=True, capture_output=True, timeout=120
    )
    found = plan(portfolio, tmp_path / "out" / f"book.{form}")
    assert len(found.rows) == 15
    assert [(row.name, row.refusals, list(row.cells)) for row in found.rows if row.state != RowState.UNCHANGED] == []


@pytest.mark.parametrize(
    ("sheet", "words", "heading", "value", "field", "expected"),
    [
        ("Projects", "Water", "Title", "Clean water", "title", "Clean water"),
        ("Projects", "Water", "Title", None, "title", None),
        ("Projects", "Water", "Start", "03.06.2012", "start", "2012-06-03"),
        ("Projects", "Water", "End", 2014, "end", "2014"),
        ("Projects", "Water", "Trust Fund contribution", "EUR 10", "contribution", "EUR 10"),
        ("Projects", "Water", "People reached", 12.0, "people_reached", 12),
        ("Projects", "Water", "Insecurities addressed", "Health; Personal", "insecurities", ("health", "personal")),
        ("Projects", "Water", "Countries", "KEN; Mexico", "countries", ("KEN", "MEX")),
        ("Partners", "UNDP", "Group", True, "group", 1),
        ("Partners", "Clinic", "Sensitive", "no", "sensitive", 0),
        ("Challenges", "=Not a formula", "Likelihood", 5, "likelihood", 5),
        ("Challenges", "=Not a formula", "Impact", "2 minor", "impact", 2),
        ("Challenges", "=Not a formula", "Status", "closed", "status", "closed"),
    ],
)
def test_each_edit_is_exactly_that_change(
    portfolio: Portfolio, edited: Edited, sheet: str, words: str, heading: str, value: Any, field: str, expected: Any
) -> None:
    found = edited(lambda workbook: Sheet(workbook[sheet]).set(words, heading, value))
    row = only(found)
    assert (row.state, list(row.cells)) == (RowState.CHANGED, [field])
    take(portfolio, ready(found.rows), "Import")
    changes = history.changes_of(portfolio.connection, history.entries(portfolio.connection, 1)[0].id)
    assert [(change.record, change.field) for change in changes] == [(row.key, field)]
    new = Listing(portfolio.connection, Query(row.kind)).rows()
    value_now = next(one for one in new if one.key == row.key).values.get(field)
    assert value_now == expected or portfolio_shows(value_now) == expected


def portfolio_shows(value: Any) -> str:
    return f"{value.currency} {value.major.normalize():f}" if hasattr(value, "currency") else str(value)


def test_one_undo_takes_all_of_it_back(portfolio: Portfolio, book: Path, edited: Edited) -> None:
    def edit(workbook: openpyxl.Workbook) -> None:
        Sheet(workbook["Projects"]).set("Water", "Title", "Other")
        Sheet(workbook["Partners"]).add(Name="New one")
        Sheet(workbook["Engagements"]).add(Project="Other", Partner="new ONE")

    found = edited(edit)
    assert found.counts()[RowState.NEW] == 1
    engagement = next(row for row in found.rows if row.refusals)
    assert "Other" in engagement.refusals[0][1], "a project is called as it was when exported"
    take(portfolio, ready(found.rows), "Import")
    assert "New one" in rows_of(portfolio, "partner")
    assert portfolio.undo_last() is not None
    assert "New one" not in rows_of(portfolio, "partner")
    assert plan(portfolio, book).counts()[RowState.NEW] == 1


def test_new_rows_may_name_each_other_in_any_order(portfolio: Portfolio, edited: Edited) -> None:
    def edit(workbook: openpyxl.Workbook) -> None:
        Sheet(workbook["Engagements"]).add(Project="Water", Partner="New one")
        Sheet(workbook["Responses"]).add(Response="Talk", Challenge="Fresh")
        Sheet(workbook["Challenges"]).add(Challenge="Fresh", Case_of="Fresher")
        Sheet(workbook["Challenges"]).add(Challenge="Fresher", Affected_partners="UNDP; New one")
        Sheet(workbook["Partners"]).add(Name="New one")

    found = edited(edit)
    assert found.counts()[RowState.NEW] == 5
    take(portfolio, ready(found.rows), "Import")
    assert rows_of(portfolio, "response")["Talk"].shown("challenge") == "Fresh"
    assert rows_of(portfolio, "challenge")["Fresher"].shown("affected_partners") == "New one; UNDP"


def test_what_names_a_row_that_is_left_is_left_too(portfolio: Portfolio, edited: Edited) -> None:
    def edit(workbook: openpyxl.Workbook) -> None:
        Sheet(workbook["Responses"]).add(Response="Talk", Challenge="Fresh")
        Sheet(workbook["Challenges"]).add(Challenge="Fresh", Likelihood=9)
        Sheet(workbook["Responses"]).set("Training", "Challenge", "Fresh too")
        Sheet(workbook["Challenges"]).add(Challenge="Fresh too")

    found = edited(edit)
    assert [(row.name, row.state) for row in found.rows if row.state == RowState.REFUSED] == [
        ("Fresh", RowState.REFUSED),
        ("Talk", RowState.REFUSED),
    ]
    assert ready(found.rows, [RowState.CHANGED]) == [], "the response names a new challenge that is not taken"
    assert len(ready(found.rows)) == 2


def test_the_same_book_taken_twice_adds_nothing_twice(portfolio: Portfolio, book: Path, edited: Edited) -> None:
    def edit(workbook: openpyxl.Workbook) -> None:
        for _twice in range(2):
            Sheet(workbook["Partners"]).add(Name="Twin")

    found = edited(edit)
    take(portfolio, ready(found.rows), "Import")
    again = plan(portfolio, book)
    assert again.counts()[RowState.UNCHANGED] == len(again.rows) == 17


def test_what_was_before_an_import_is_kept_as_a_backup(portfolio: Portfolio, edited: Edited) -> None:
    found = edited(lambda workbook: Sheet(workbook["Partners"]).add(Name="Newcomer"))
    before = set(rows_of(portfolio, "partner"))
    take(portfolio, ready(found.rows), "Import")
    (backup,) = backups_of(portfolio.path)
    with open_portfolio(backup.path, author=AMINA) as kept:
        assert set(rows_of(kept, "partner")) == before


def test_deleted_rows_delete_nothing(portfolio: Portfolio, edited: Edited) -> None:
    found = edited(lambda workbook: workbook["Partners"].delete_rows(6))
    assert found.counts()[RowState.UNCHANGED] == len(found.rows) == 14


def test_rows_sorted_columns_moved_hidden_and_added(edited: Edited) -> None:
    def edit(workbook: openpyxl.Workbook) -> None:
        sheet = workbook["Challenges"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
        for number, row in enumerate(reversed(rows), 6):
            for column, value in enumerate(row, 1):
                put(sheet.cell(number, column), value)
        partners = workbook["Partners"]
        partners.insert_cols(3)
        partners["C4"] = "Our own remark"
        partners["C6"] = "call them"
        partners.column_dimensions["E"].hidden = True
        workbook["Projects"].delete_cols(5)
        workbook["Results"].title = "Ergebnisse"
        workbook["Lessons"].insert_rows(1, 3)
        workbook.move_sheet("Challenges", 5)

    found = edited(edit)
    assert found.counts()[RowState.UNCHANGED] == len(found.rows) == 15
    assert found.notices == ['Sheet "Partners", column Our own remark: it is no field of the program and was not read.']


def test_a_copied_row_is_a_new_record_and_says_so(portfolio: Portfolio, edited: Edited) -> None:
    def edit(workbook: openpyxl.Workbook) -> None:
        sheet = Sheet(workbook["Challenges"])
        copy = [cell.value for cell in sheet.sheet[sheet.row("=Not a formula")]]
        sheet.sheet.insert_rows(6)
        for column, value in enumerate(copy, 1):
            sheet.sheet.cell(6, column).value = value
        sheet.sheet.cell(6, sheet.columns["Challenge"]).value = "Another"

    row = only(edited(edit))
    assert (row.state, row.name, row.copied) == (RowState.NEW, "Another", 8)


def test_rows_sorted_in_part_are_refused(edited: Edited) -> None:
    def edit(workbook: openpyxl.Workbook) -> None:
        sheet = workbook["Challenges"]
        for column in range(2, sheet.max_column + 1):
            first, second = sheet.cell(6, column), sheet.cell(7, column)
            first.value, second.value = second.value, first.value

    found = edited(edit)
    assert found.counts()[RowState.REFUSED] == 2
    assert "sorted in part" in found.of(RowState.REFUSED)[0].problem


def test_an_altered_identifier_is_refused(edited: Edited) -> None:
    def edit(workbook: openpyxl.Workbook) -> None:
        cell = workbook["Partners"]["A6"]
        cell.value = f"0{str(cell.value)[1:]}" if str(cell.value)[0] != "0" else f"1{str(cell.value)[1:]}"

    assert "altered" in only(edited(edit)).problem


def test_a_reference_cannot_be_typed(edited: Edited) -> None:
    row = only(edited(lambda workbook: Sheet(workbook["Partners"]).add(Ref="PA-990", Name="X") and None))
    assert (row.state, "PA-990" in row.problem) == (RowState.REFUSED, True)


@pytest.mark.parametrize(
    ("sheet", "words", "heading", "value", "why"),
    [
        ("Challenges", "=Not a formula", "Likelihood", 7, "1 to 5"),
        ("Challenges", "=Not a formula", "Project", "Nowhere", "no project named Nowhere"),
        ("Challenges", "Capacity", "Description", "short", "Excel could not hold"),
        ("Challenges", "=Not a formula", "Challenge", None, "needed"),
        ("Challenges", "=Not a formula", "Closing reason", "Resolved", "Only a closed challenge"),
        ("Projects", "Water", "End", "2011", "before the start"),
        ("Projects", "Water", "Start", "sometime", "not a date"),
        ("Contacts", "Jo", "E-mail", "jo", "Write an address"),
        ("Partners", "UNDP", "Name", "x" * 501, "At most 500"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_cell_and_why(
    edited: Edited, sheet: str, words: str, heading: str, value: Any, why: str
) -> None:
    row = only(edited(lambda workbook: Sheet(workbook[sheet]).set(words, heading, value)))
    assert row.state == RowState.REFUSED
    assert any(why in told for _cell, told in row.refusals), row.refusals
    assert ready([row]) == []


def test_merged_cells_are_refused(edited: Edited) -> None:
    row = only(edited(lambda workbook: workbook["Projects"].merge_cells("C6:D6")))
    assert "merged" in row.problem


def test_a_heading_that_stands_twice_is_refused(edited: Edited) -> None:
    def edit(workbook: openpyxl.Workbook) -> None:
        workbook["Projects"]["D4"] = "Title"

    with pytest.raises(BookRefused, match=r'book.xlsx, sheet "Projects", cell D4'):
        edited(edit)


def change(portfolio: Portfolio, kind: str, called: str, /, **values: Any) -> None:
    with portfolio.transaction("Edit here") as transaction:
        transaction.update(kind, rows_of(portfolio, kind)[called].key, values)


def test_changed_here_and_in_the_file_is_a_conflict_field_by_field(portfolio: Portfolio, edited: Edited) -> None:
    change(portfolio, "challenge", "=Not a formula", likelihood=1, status="monitoring")

    def edit(workbook: openpyxl.Workbook) -> None:
        sheet = Sheet(workbook["Challenges"])
        sheet.set("=Not a formula", "Likelihood", 5)
        sheet.set("=Not a formula", "Impact", 5)

    row = only(edited(edit))
    assert row.state == RowState.CONFLICT
    [cell] = row.conflicts
    assert (cell.exported, cell.here, cell.file) == ("3 moderately likely", "1 not likely", "5 expected")
    assert (cell.who, bool(cell.when)) == ("Amina", True)
    assert ready([row]) == []
    row.answers["likelihood"] = HERE
    assert row.values() == {"impact": 5}
    row.answers["likelihood"] = FILE
    take(portfolio, ready([row]), "Import")
    values = rows_of(portfolio, "challenge")["=Not a formula"].values
    assert (values["likelihood"], values["impact"], values["status"]) == (5, 5, "monitoring")


def test_what_changed_here_alone_stays(portfolio: Portfolio, book: Path) -> None:
    change(portfolio, "partner", "UNDP", name="UNDP Kenya")
    change(portfolio, "project", "Water", title=None, countries=("KEN",))
    with portfolio.transaction("Add") as transaction:
        transaction.create("partner", {"name": "UNDP"})
        transaction.create("partner", {"name": "Clinic"})
    assert plan(portfolio, book).counts()[RowState.UNCHANGED] == 15


def test_the_same_change_on_both_sides_is_no_conflict(portfolio: Portfolio, edited: Edited) -> None:
    change(portfolio, "challenge", "=Not a formula", likelihood=5)
    found = edited(lambda workbook: Sheet(workbook["Challenges"]).set("=Not a formula", "Likelihood", 5))
    assert found.counts()[RowState.UNCHANGED] == 15


def test_a_record_deleted_here_can_be_brought_back(portfolio: Portfolio, edited: Edited) -> None:
    key = rows_of(portfolio, "lesson")["Listen"].key
    with portfolio.transaction("Delete") as transaction:
        transaction.delete("lesson", key)
    row = only(edited(lambda workbook: Sheet(workbook["Lessons"]).set("Listen", "Lesson", "Listen first")))
    assert (row.state, row.gone) == (RowState.CONFLICT, True)
    assert ready([row]) == []
    row.answers["statement"] = FILE
    take(portfolio, ready([row]), "Import")
    assert rows_of(portfolio, "lesson")["Listen first"].values["principle"] == "comprehensive"


def test_a_change_between_preview_and_import_is_noticed(portfolio: Portfolio, edited: Edited) -> None:
    found = edited(lambda workbook: Sheet(workbook["Challenges"]).set("=Not a formula", "Likelihood", 5))
    change(portfolio, "challenge", "=Not a formula", likelihood=2)
    with pytest.raises(Conflict):
        take(portfolio, ready(found.rows), "Import")
    assert rows_of(portfolio, "challenge")["=Not a formula"].values["likelihood"] == 2


def test_an_import_that_is_stopped_writes_nothing(portfolio: Portfolio, edited: Edited) -> None:
    found = edited(lambda workbook: Sheet(workbook["Projects"]).set("Water", "Title", "Other"))
    with pytest.raises(Cancelled):
        take(portfolio, ready(found.rows), "Import", cancelled=lambda: True)
    assert "Water" in rows_of(portfolio, "project")


def test_a_book_of_another_portfolio_is_refused(book: Path, tmp_path: Path) -> None:
    with (
        new_portfolio(tmp_path / "other.hsm", author=AMINA, fill=fill) as other,
        pytest.raises(BookRefused, match="another portfolio"),
    ):
        plan(other, book)


def test_a_book_of_a_later_state_is_refused(portfolio: Portfolio, filled: Path, tmp_path: Path) -> None:
    older = Path(shutil.copy(filled, tmp_path / "older.hsm"))
    change(portfolio, "project", "Water", title="Later")
    data_entry_report.write(portfolio, tmp_path / "later.xlsx")
    with open_portfolio(older) as restored, pytest.raises(BookRefused, match="later state"):
        plan(restored, tmp_path / "later.xlsx")


def test_a_stamp_that_was_altered_is_refused(edited: Edited) -> None:
    def edit(workbook: openpyxl.Workbook) -> None:
        workbook["Stamp"]["A1"] = str(workbook["Stamp"]["A1"].value).replace('"layout": 1', '"layout": 2')

    with pytest.raises(BookRefused, match="altered"):
        edited(edit)


def test_any_other_workbook_is_told_apart(portfolio: Portfolio, tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "any.xlsx")
    with pytest.raises(NoEntryBook):
        plan(portfolio, tmp_path / "any.xlsx")
