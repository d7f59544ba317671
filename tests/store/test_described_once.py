"""A field added to a record class shows up everywhere without another line."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from hsmonitor.cli import main
from hsmonitor.domain import catalogue
from hsmonitor.domain.errors import Invalid
from hsmonitor.domain.kinds import Number
from hsmonitor.domain.project import Project
from hsmonitor.domain.record import Record
from hsmonitor.store import derive
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.ui.sheet.first_rows import own_columns


class Copy(Project):
    """A project that counts its wells."""

    wells = Number("Wells dug", most=50, in_table=True, group="Identity", width=10)


@pytest.fixture
def copy(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Record]]:
    """The copy stands in for the class of projects, in a portfolio to which its one migration was applied."""
    import sqlite3

    from sqlalchemy import Column, Integer

    from hsmonitor.store.models import table

    monkeypatch.setattr(Copy, "kind", "project")
    monkeypatch.setitem(catalogue.RECORDS, "project", Copy)
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    connection.execute("ALTER TABLE project ADD COLUMN wells INTEGER")
    derive.rebuild(connection)
    connection.commit()
    connection.close()
    projects = table("project")
    column: Column[int] = Column("wells", Integer)
    projects.append_column(column)
    yield Copy
    projects._columns.remove(column)


@pytest.mark.usefixtures("copy")
def test_form_table_search_message_workbook_and_command_line_know_it(
    portfolio: Portfolio, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with portfolio.transaction("Add") as transaction:
        transaction.create("project", {"title": "Water", "wells": "42"})
    assert "Wells dug" in [field.label for field in Copy.groups()["Identity"]]
    assert "wells" in own_columns("project")
    row = Listing(portfolio.connection, Query("project", words="wells:42", order=(("wells", True),))).first(1)[0]
    assert row.shown("wells") == "42"
    with (
        pytest.raises(Invalid, match="Wells dug: Write a whole number from 0 to 50"),
        portfolio.transaction("Add") as t,
    ):
        t.create("project", {"wells": 51})
    assert main(["list", "projects", str(portfolio.path), "--csv"]) == 0
    listed = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [project["wells"] for project in listed] == ["42"]
    assert _in_workbook(portfolio, tmp_path / "report.xlsx") == ["Wells dug", 42]


def _in_workbook(portfolio: Portfolio, target: Path) -> list[object]:
    from openpyxl import load_workbook

    from hsmonitor.reports.making import make

    make(portfolio, "portfolio", target)
    for row in (rows := load_workbook(target)["Projects"]).iter_rows():
        for cell in row:
            if cell.value == "Wells dug":
                return [cell.value, rows.cell(cell.row + 1, cell.column).value]
    return []
