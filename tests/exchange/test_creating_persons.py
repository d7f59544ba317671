"""A colleague without the program names an owner whom nobody has entered: refused with what would do, or created once."""

from pathlib import Path

import openpyxl
import pytest

from hsmonitor.cli import main
from hsmonitor.exchange.meaning import CREATE
from hsmonitor.exchange.outcome import Plan, RowState
from hsmonitor.exchange.planning import plan
from hsmonitor.exchange.tables import words_of
from hsmonitor.exchange.taking import ready, take
from hsmonitor.store import backups
from hsmonitor.store.listing import Listing, Query, Row
from hsmonitor.store.portfolio import Portfolio
from tests.exchange.conftest import Sheet

OWNER, CHALLENGE = "Njeri Wambui", "=Not a formula"


@pytest.fixture
def sent_back(book: Path) -> Path:
    """The exported book with the new owner in two kinds of rows, once in capitals, and a change beside it that is sound."""
    workbook = openpyxl.load_workbook(book)
    Sheet(workbook["Challenges"]).set(CHALLENGE, "Owner", OWNER)
    Sheet(workbook["Challenges"]).add(Challenge="Roads are cut", Project="Water", Owner=OWNER.upper())
    Sheet(workbook["Responses"]).set("Training", "Responsible", OWNER)
    Sheet(workbook["Partners"]).set("UNDP", "Acronym", "UNDP-K")
    workbook.save(book)
    return book


def named(portfolio: Portfolio, kind: str) -> dict[str, Row]:
    return {row.display: row for row in Listing(portfolio.connection, Query(kind)).first(100)}


def states(found: Plan) -> dict[str, RowState]:
    return {row.name: row.state for row in found.rows if row.state != RowState.UNCHANGED}


def test_without_being_told_to_create_nobody_is_added(portfolio: Portfolio, sent_back: Path) -> None:
    found = plan(portfolio, sent_back)
    assert states(found) == {
        CHALLENGE: RowState.REFUSED, "Roads are cut": RowState.REFUSED, "Training": RowState.REFUSED,
        "UNDP": RowState.CHANGED,
    }  # fmt: skip
    cells = [cell for row in found.of(RowState.REFUSED) for cell in row.cells.values() if cell.refused]
    assert {(cell.creatable, words_of(cell.meaning)) for cell in cells} == {("person", "njeri wambui")}
    take(portfolio, ready(found.rows), "Import")
    assert list(named(portfolio, "person")) == ["Amina"]
    assert named(portfolio, "partner")["UNDP"].values["acronym"] == "UNDP-K"
    assert named(portfolio, "challenge")[CHALLENGE].shown("owner") == "Amina"
    assert "Roads are cut" not in named(portfolio, "challenge")


def test_told_to_create_one_person_is_added_for_all_rows_and_one_undo_takes_it_back(
    portfolio: Portfolio, sent_back: Path
) -> None:
    meant = {"person": {words_of(OWNER): CREATE}}
    found = plan(portfolio, sent_back, meant=meant)
    assert set(states(found).values()) == {RowState.CHANGED, RowState.NEW}
    take(portfolio, ready(found.rows), "Import")
    assert sorted(named(portfolio, "person")) == ["Amina", OWNER]
    challenges = named(portfolio, "challenge")
    assert {challenges[name].shown("owner") for name in (CHALLENGE, "Roads are cut")} == {OWNER}
    assert named(portfolio, "response")["Training"].shown("responsible") == OWNER
    again = plan(portfolio, sent_back, meant=meant)
    assert ready(again.rows) == [], "the same book a second time adds nobody and changes nothing"
    assert portfolio.undo_last() is not None
    assert list(named(portfolio, "person")) == ["Amina"]
    assert "Roads are cut" not in named(portfolio, "challenge")
    assert backups.backups_of(portfolio.path)


def test_the_command_line_does_both(portfolio: Portfolio, sent_back: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["import", str(portfolio.path), str(sent_back)]
    assert main([*command, "--dry-run"]) == 1
    assert f'To create it, say: --create "person={OWNER}"' in capsys.readouterr().err
    assert main([*command, "--create", "person=Njeri Wambu"]) == 1
    assert f'What can be created: --create "person={OWNER}".' in capsys.readouterr().err
    assert main([*command, "--create", f"person={OWNER}"]) == 0
    assert sorted(named(portfolio, "person")) == ["Amina", OWNER]
