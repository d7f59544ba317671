"""Where the values of a spreadsheet come from: the file by sheet and row, or a public source for the file or for a row."""

from pathlib import Path

import pytest

from hsmonitor.domain.errors import Cancelled
from hsmonitor.exchange.any_sheet import plan_any, read_any
from hsmonitor.exchange.citing import cite
from hsmonitor.exchange.taking import ready, take
from hsmonitor.store.listing import Listing, Query, Row
from hsmonitor.store.portfolio import Portfolio
from tests.exchange.test_any_sheet import rows_of, taken
from tests.exchange.test_matching import Cells, book

ROWS: Cells = [
    ["Challenge", "Project", "Impact", "Source"],
    ["Wells", "Water", 4, "UN report 2013"],
    ["Roads", "Water", 2, None],
    ["Capacity", None, 5, "address"],
]


def ties(portfolio: Portfolio, record: str) -> dict[str, Row]:
    """The citations of a challenge by field."""
    key = rows_of(portfolio, "challenge")[record].key
    rows = Listing(portfolio.connection, Query("citation")).rows()
    return {row.values["field"]: row for row in rows if row.values["subject"] == f"challenge:{key}"}


def test_every_value_is_tied_to_the_file_and_its_row(portfolio: Portfolio, tmp_path: Path) -> None:
    path = book(tmp_path, Risks=[row[:3] for row in ROWS])
    taken(portfolio, path, read_any(portfolio, path, lambda: False))
    wells = ties(portfolio, "Wells")
    assert set(wells) == {"title", "project", "impact"}
    assert {(row.shown("source"), row.values["paragraph"]) for row in wells.values()} == {("book.xlsx", "Risks, row 2")}
    assert {row.values["certainty"] for row in wells.values()} == {"entered"}
    assert set(ties(portfolio, "Capacity")) == {"impact"}
    changed = [["Challenge", "Project", "Impact"], ["Wells", "Water", 1]]
    taken(portfolio, book(tmp_path, Risks=changed), read_any(portfolio, path, lambda: False))
    files = [name for name in rows_of(portfolio, "source") if name == "book.xlsx"]
    assert len(files) == 1, "imported twice on a day it is one source"
    assert portfolio.connection.execute("SELECT count(*) FROM source").fetchone()[0] == 2


def test_a_source_given_once_is_cited_for_the_whole_file(portfolio: Portfolio, tmp_path: Path) -> None:
    path = book(tmp_path, Risks=[row[:3] for row in ROWS])
    found = read_any(portfolio, path, lambda: False)
    assert "Address" in found.sources
    found.match.source = "ADDRESS"
    taken(portfolio, path, found)
    wells = ties(portfolio, "Wells")["impact"]
    assert (wells.shown("source"), wells.values["certainty"]) == ("Address", "stated")
    assert wells.values["fact"] == "Entered from book.xlsx, Risks, row 2."
    assert set(rows_of(portfolio, "source")) == {"Address"}


def test_a_source_in_a_column_is_that_of_its_row(portfolio: Portfolio, tmp_path: Path) -> None:
    path = book(tmp_path, Risks=ROWS)
    taken(portfolio, path, read_any(portfolio, path, lambda: False))
    assert ties(portfolio, "Wells")["impact"].shown("source") == "UN report 2013"
    assert ties(portfolio, "Roads")["impact"].shown("source") == "book.xlsx"
    assert ties(portfolio, "Capacity")["impact"].shown("source") == "Address"
    assert set(rows_of(portfolio, "source")) == {"Address", "UN report 2013", "book.xlsx"}
    portfolio.undo_last()
    assert set(rows_of(portfolio, "source")) == {"Address"}
    assert "Wells" not in rows_of(portfolio, "challenge")


def test_citing_tells_how_far_it_is_and_can_be_stopped(portfolio: Portfolio, tmp_path: Path) -> None:
    path = book(tmp_path, Risks=[["Challenge", "Impact"], *([f"Well {number}", 3] for number in range(250))])
    found = read_any(portfolio, path, lambda: False)
    rows = ready(plan_any(portfolio, path, found).rows)
    steps: list[tuple[int, int]] = []
    also = cite(portfolio, path.name, found.match)
    with pytest.raises(Cancelled):
        take(portfolio, rows, "Import", also=also, progress=lambda *step: steps.append(step),
             cancelled=lambda: steps[-1:] == [(350, 500)])  # fmt: skip
    assert steps == [(0, 500), (100, 500), (200, 500), (250, 500), (350, 500)]
    assert "Well 1" not in rows_of(portfolio, "challenge"), "nothing is written of what was stopped"
