"""A sheet as a file: what is in it is what is shown."""

import csv
from pathlib import Path

import openpyxl
import pytest

from hsmonitor.cli import main
from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import Cancelled, PortfolioError
from hsmonitor.reports.export import Shown, export
from hsmonitor.reports.options import DONOR
from hsmonitor.store.conditions import Condition
from hsmonitor.store.listing import Query
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.session import new_portfolio
from tests.reports import filled
from tests.reports.conftest import whole

RATED = Query("challenge", conditions=(Condition("level", "recorded"),), order=(("level", True), ("title", False)))
COLUMNS = ["level", "title", "reference", "owner"]


def test_a_workbook_has_columns_filter_and_order_of_the_sheet(mixed: Portfolio, tmp_path: Path) -> None:
    made = export(mixed, Shown(RATED, COLUMNS, ["Level recorded"]), tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Challenges"]
    assert [cell.value for cell in sheet[4]] == ["Level", "Challenge", "Reference", "Owner"]
    assert made.rows == 6
    order = ["High", "Substantial", "Moderate", "Low"]
    levels = [sheet.cell(row, 1).value for row in range(5, 11)]
    assert levels == sorted(levels, key=order.index)
    assert "Level recorded" in sheet["A2"].value
    assert sheet["A3"].value is None
    assert made.words(tmp_path / "out.xlsx") == "out.xlsx was made: 6 rows."


def test_csv_reads_in_excel_and_starts_no_formula(tmp_path: Path) -> None:
    with new_portfolio(tmp_path / "p.hsm") as portfolio:
        with portfolio.transaction("Add") as tx:
            tx.create("lesson", {"statement": "=1+1"})
            tx.create("lesson", {"statement": "Ça va; “quoted”\nnext line"})
        made = export(portfolio, Shown(Query("lesson"), ["reference", "statement"]), tmp_path / "out.csv")
    raw = (tmp_path / "out.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [["Reference", "Lesson"], ["L-1", "'=1+1"], ["L-2", "Ça va; “quoted”\nnext line"]]
    assert made.words(Path("out.csv")) == (
        "out.csv was made: 2 rows. 1 cell begins like a formula; an apostrophe stands before it."
    )


def test_what_any_record_is_cited_for_has_its_name(mixed: Portfolio, tmp_path: Path) -> None:
    export(mixed, Shown(Query("citation"), ["subject", "fact"]), tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Citations"]
    assert {"Kenya", "Nigeria"} <= {row[1].value for row in sheet.iter_rows(min_row=5)}


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@pytest.mark.parametrize("kind", [kind for kind, record in RECORDS.items() if not record.internal])
def test_what_goes_to_a_donor_holds_nothing_internal(kind: str, suffix: str, full: Portfolio, tmp_path: Path) -> None:
    target = tmp_path / f"out{suffix}"
    columns = ["reference", *RECORDS[kind].fields]
    export(full, Shown(Query(kind), columns, [f"Owner {filled.MARK}"], audience=DONOR), target)
    written = whole(target) if suffix == ".xlsx" else target.read_bytes()
    assert filled.MARK.encode() not in written
    assert filled.HIDDEN.encode() not in written
    assert suffix == ".csv" or "for donors: what is internal is left out" in written.decode("utf-8", "ignore")


def test_what_is_internal_as_a_whole_goes_to_no_donor(full: Portfolio, tmp_path: Path) -> None:
    for shown in (Shown(Query("person"), ["name"], audience=DONOR), Shown(RATED, ["owner"], audience=DONOR)):
        with pytest.raises(PortfolioError, match="nothing of them goes to a donor"):
            export(full, shown, tmp_path / "out.csv")
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_is_said_and_leaves_the_old_file(mixed: Portfolio, tmp_path: Path) -> None:
    with pytest.raises(PortfolioError, match=r"should end in \.xlsx or \.csv"):
        export(mixed, Shown(RATED, COLUMNS), tmp_path / "out.pdf")
    target = tmp_path / "out.csv"
    target.write_text("old")
    with pytest.raises(Cancelled):
        export(mixed, Shown(RATED, COLUMNS), target, cancelled=lambda: True)
    assert target.read_text() == "old"


def test_the_command_line_exports(mixed: Portfolio, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "out.csv"
    asked = ["list", "challenges", str(mixed.path), "--where", "kenya", "--sort", "title:desc", "-o", str(target)]
    assert main([*asked, "--columns", "title,project"]) == 0
    assert target.read_text("utf-8-sig").splitlines() == ["Challenge,Project", "Challenge 0 of KEN,Kenya"]
    assert "out.csv was made: 1 row." in capsys.readouterr().out
    assert main([*asked, "--columns", "nothing"]) == 1
    assert main([*asked, "--columns", "title,owner", "--audience", "donor"]) == 0
    assert target.read_text("utf-8-sig").splitlines()[0] == "Challenge"
    assert main([*asked[:-1], str(tmp_path / "all.xlsx")]) == 0
