"""Portfolios with something of every kind, and ways to edit their workbooks as a colleague would."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from hsmonitor.domain.money import Money
from hsmonitor.exchange.outcome import Outcome, Plan, RowState
from hsmonitor.exchange.planning import plan
from hsmonitor.reports import data_entry_report
from hsmonitor.store.author import Author
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.session import new_portfolio, open_portfolio

AMINA = Author("Amina", "laptop")
LONG = "long " * 8_000
"""More than a cell of Excel holds."""


def fill(portfolio: Portfolio) -> None:
    """Add a record of every kind that has a sheet, with each kind of field."""
    with portfolio.transaction("Fill") as tx:
        fund = tx.create("fund", {"name": "Trust Fund"})
        undp = tx.create("partner", {"name": "UNDP", "type": "un_agency", "group": 0, "countries": ("KEN", "MDA")})
        clinic = tx.create("partner", {"name": "Clinic", "sensitive": 1})
        person = tx.create("person", {"name": "Amina"})
        project = tx.create(
            "project",
            {
                "title": "Water", "code": "007", "fund": fund, "start": "2012-05", "end": "2013", "status_on": "2013-05-09",
                "contribution": Money.of("1234.56", "USD"), "insecurities": ("food", "health"), "people_reached": 10**16,
                "summary": "two\nlines\x01 and =1+1", "tags": ("a", "b"), "principles": ("people_centred",),
            },
        )  # fmt: skip
        theme = tx.create("challenge", {"title": "Capacity", "description": LONG})
        challenge = tx.create(
            "challenge",
            {
                "title": "=Not a formula", "project": project, "likelihood": 3, "impact": 4, "status": "identified",
                "owner": person, "affected_partners": (undp, clinic), "theme": theme, "next_review": "2026-01-31",
            },
        )  # fmt: skip
        response = tx.create("response", {"title": "Training", "challenge": challenge, "partner": undp, "due": "2026"})
        tx.create("engagement", {"project": project, "partner": undp, "leads": 1, "role": "implementing"})
        tx.create("assessment", {"partner": clinic, "assessed_on": "2013", "after_response": response})
        tx.create("activity", {"title": "Run", "project": project, "start": "1900-01-05"})
        tx.create("result", {"statement": "Less thirst", "project": project})
        tx.create("lesson", {"statement": "Listen", "principle": "comprehensive"})
        tx.create("contact", {"name": "Jo", "partner": undp, "email": "jo@example.org"})
        tx.create("source", {"title": "Address", "published_on": "2013-05-09"})


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "filled.hsm"
    new_portfolio(path, author=AMINA, fill=fill).close()
    return path


@pytest.fixture
def portfolio(filled: Path, tmp_path: Path) -> Iterator[Portfolio]:
    with open_portfolio(Path(shutil.copy(filled, tmp_path / "portfolio.hsm")), author=AMINA) as portfolio:
        yield portfolio


@pytest.fixture
def book(portfolio: Portfolio, tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    data_entry_report.write(portfolio, path)
    return path


class Sheet:
    """A sheet of a workbook as somebody edits it: cells by the words of row and column."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.columns = {str(cell.value): cell.column for cell in sheet[4]}

    def row(self, words: str) -> int:
        """Return the number of the row that holds `words`."""
        return next(row[0].row for row in self.sheet.iter_rows(min_row=6) if words in [cell.value for cell in row])

    def set(self, words: str, heading: str, value: Any) -> None:
        self.sheet.cell(self.row(words), self.columns[heading], None).value = value

    def get(self, words: str, heading: str) -> Any:
        return self.sheet.cell(self.row(words), self.columns[heading]).value

    def add(self, **values: Any) -> int:
        """Write a new row; underscores stand for blanks."""
        number = self.sheet.max_row + 1
        for heading, value in values.items():
            self.sheet.cell(number, self.columns[heading.replace("_", " ")]).value = value
        return number


Edit = Callable[[openpyxl.Workbook], None]


@pytest.fixture
def edited(portfolio: Portfolio, book: Path) -> Callable[[Edit], Plan]:
    """Edits the workbook and returns what taking it would do."""

    def edit_and_read(edit: Edit) -> Plan:
        workbook = openpyxl.load_workbook(book)
        edit(workbook)
        workbook.save(book)
        return plan(portfolio, book)

    return edit_and_read


def only(found: Plan) -> Outcome:
    """Return the one row that is not unchanged."""
    rows = [row for row in found.rows if row.state != RowState.UNCHANGED]
    assert len(rows) == 1, [(row.state, row.name, row.refusals) for row in rows]
    return rows[0]
