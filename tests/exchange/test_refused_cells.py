"""The workbook of what a paste could not take: each row with its record, what was typed, and why it is refused."""

from pathlib import Path

import openpyxl
import pytest

from hsmonitor.domain.kinds import Text
from hsmonitor.exchange.refused_cells import save_refused_cells
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.proposal import CellChange, propose, write
from tests.exchange.conftest import Sheet

WHY = "Why it is refused"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "refused.xlsx"


def saved(target: Path, sheet: str) -> Sheet:
    return Sheet(openpyxl.load_workbook(target)[sheet])


def test_a_record_stands_there_as_it_is_now(portfolio: Portfolio, target: Path) -> None:
    with portfolio.transaction("Add") as transaction:
        key = transaction.create("partner", {"name": "Water Board", "acronym": "WB"})
    lines = [(key, {"type": "guild", "website": "water.org"}), (None, {"name": "Hill Radio", "type": "club"})]
    proposal = propose(portfolio.connection, "partner", lines)
    made = write(portfolio, proposal, "Paste")
    with portfolio.transaction("Later") as transaction:
        transaction.update("partner", key, {"acronym": "WBD"})
    save_refused_cells(portfolio, proposal, made, target)
    sheet = saved(target, "Partners")
    assert [sheet.get("Water Board", heading) for heading in ("Acronym", "Type", "Website")] == [
        "WBD",
        "guild",
        "water.org",
    ]
    assert sheet.sheet.cell(sheet.row("Hill Radio"), 1).value.startswith(made[0])
    assert sheet.get("Hill Radio", WHY).startswith("Type: club is not one of")


def test_a_record_that_was_deleted_since_stands_there_as_it_was_typed(portfolio: Portfolio, target: Path) -> None:
    with portfolio.transaction("Add") as transaction:
        key = transaction.create("partner", {"name": "Water Board"})
    proposal = propose(portfolio.connection, "partner", [(key, {"type": "guild"})])
    with portfolio.transaction("Delete") as transaction:
        transaction.delete("partner", key)
    save_refused_cells(portfolio, proposal, [], target)
    sheet = saved(target, "Partners")
    assert sheet.get("guild", "Name") is None
    assert sheet.sheet.cell(sheet.row("guild"), 1).value is None


def test_one_reason_of_several_cells_is_said_once_and_texts_without_a_column_are_told(
    portfolio: Portfolio, target: Path
) -> None:
    lines = [(None, {"title": "Wells", "project": "Atlantis", "likelihood": "5"})]
    proposal = propose(portfolio.connection, "challenge", lines)
    proposal.refused.append(CellChange(1, None, Text("Town"), "", "Goma", refused="No field is called so."))
    save_refused_cells(portfolio, proposal, [], target)
    why = saved(target, "Challenges").get("Wells", WHY)
    assert why.count("The row is not added, since project Atlantis is not known.") == 1
    assert "Challenge, Likelihood: The row" in why
    assert "Town (Goma): No field is called so." in why
