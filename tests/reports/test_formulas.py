"""Every figure of every report is a formula, and what is stored beside it is what LibreOffice comes to."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.reports import lively
from tests.reports.conftest import RECIPES

CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "begun": ("begun", {}),
    "mixed": ("mixed", {"audience": "internal"}),
    "busy since a day": ("busy", {"since": lively.half_a_year_ago(), "audience": "internal"}),
    "busy as of a day": ("busy", {"as_of": lively.half_a_year_ago(), "paper": "letter"}),
}


@pytest.mark.parametrize("case", CASES)
def test_stored_values_are_what_formulas_come_to(
    case: str, request: pytest.FixtureRequest, report: Callable[..., Path], recalculated: Callable[..., list[Workbook]]
) -> None:
    which, options = CASES[case]
    paths = [report(request.getfixturevalue(which), name, **options) for name in RECIPES]
    for path, computed in zip(paths, recalculated(*paths), strict=True):
        stored, compared = openpyxl.load_workbook(path, data_only=True), 0
        for sheet, cell in formulas(path):
            value = stored[sheet][cell.coordinate].value
            assert value is not None, f"{path.name}, {sheet} {cell.coordinate} has no stored value"
            came_to = computed[sheet][cell.coordinate].value
            assert came_to == value, f"{path.name}, {sheet} {cell.coordinate}: {cell.value}"
            compared += 1
        assert compared > 10


def formulas(path: Path) -> Iterator[tuple[str, Any]]:
    """The cells of a workbook that hold a formula, with the names of their sheets."""
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            yield from ((sheet.title, cell) for cell in row if cell.data_type == "f")


def test_a_meeting_is_counted_as_its_minutes_tell_it(busy: Any, report: Callable[..., Path]) -> None:
    book = openpyxl.load_workbook(report(busy, "review", meeting=lively.meeting_of(busy)), data_only=True)
    told = {row[0].value: row[1].value for row in book["Overview"].iter_rows(min_row=5)}
    assert (told["Decisions"], told["Keep"], told["Escalate"], told["Accept"], told["Close"]) == (None, 3, 1, 1, 1)
