"""The portfolio report against its floor: openpyxl's streaming writer writing the same cells in the same styles.

Each runs in a process of its own, so that memory is that of the one job. As a program: `python -m
tests.benchmarks.bench_report PORTFOLIO` prints what was measured.
"""

import json
import subprocess
import sys
import tempfile
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from tests.benchmarks import other_writers

LIMITS, MEMORY_LIMIT = {"portfolio": 1.3, "challenges": 1.2}, 250.0
"""Times the floor, by report; MB above the process with the portfolio open."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of report and floor, MB of the report above the idle process, and how many cells both wrote.

    `others` are microseconds a cell of other programs' writers.
    """

    report: float
    floor: float
    memory: float
    cells: int
    others: dict[str, float] = field(default_factory=dict)

    @property
    def factor(self) -> float:
        """How many times the floor the report takes."""
        return self.report / self.floor

    @property
    def cell(self) -> float:
        """Microseconds that the report takes a cell."""
        return self.report / self.cells * 1e6


def measure(portfolio: Path, name: str = "portfolio") -> Measured:
    """Make the report `name` on `portfolio`, write the same cells again by openpyxl alone, and return what both took."""
    with tempfile.TemporaryDirectory() as folder:
        workbook = Path(folder) / "report.xlsx"
        report = _in_process(name, portfolio, workbook)
        floor = _in_process("floor", workbook, Path(folder) / "floor.xlsx")
        writers = ("pandas", "xlsxwriter") if name == "challenges" else ()
        others = {writer: other_writers.measure(workbook, writer) for writer in writers}
    return Measured(report["seconds"], floor["seconds"], report["memory"], floor["cells"], others)


def _in_process(job: str, *paths: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bench_report", job, *map(str, paths)],
        check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def report(name: str, portfolio: Path, target: Path) -> dict[str, float]:
    """Write the report `name`, and return its seconds and MB above the process with the portfolio open."""
    from hsmonitor.reports.making import make
    from hsmonitor.reports.options import Options
    from hsmonitor.store.session import open_portfolio

    with open_portfolio(portfolio) as opened:
        idle = memory("VmRSS")
        Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here; a child inherits its parent's
        start = perf_counter()
        make(opened, name, target, Options(audience="internal"))
        seconds = perf_counter() - start
    return {"seconds": seconds, "memory": memory("VmHWM") - idle}


def memory(name: str) -> float:
    """Return what Linux says of this process's memory, in MB: "VmRSS" now, "VmHWM" at its peak."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024


def floor(workbook: Path, target: Path) -> dict[str, float]:
    """Write the cells of `workbook` again, a cell a style reused, and return the seconds; reading is not counted."""
    from openpyxl import Workbook, load_workbook
    from openpyxl.cell import WriteOnlyCell

    source = load_workbook(workbook, read_only=True)
    sheets = {sheet.title: [list(row) for row in sheet.iter_rows()] for sheet in source}
    start = perf_counter()
    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet, cells = book.create_sheet(title), dict[int, Any]()

        def styled(row: list[Any], sheet: Any = sheet, cells: dict[int, Any] = cells) -> Any:
            for read in row:
                style = getattr(read, "_style_id", None)
                cell = cells.get(style)
                if cell is None:
                    cell = cells[style] = WriteOnlyCell(sheet)
                    if style is not None:
                        for part in ("font", "fill", "border", "alignment", "number_format"):
                            setattr(cell, part, copy(getattr(read, part)))
                cell.value = read.value
                yield cell

        for row in rows:
            sheet.append(styled(row))
    book.save(target)
    return {"seconds": perf_counter() - start, "cells": sum(len(row) for rows in sheets.values() for row in rows)}


@pytest.mark.benchmark
@pytest.mark.parametrize("name", LIMITS)
def test_a_report_takes_little_more_than_its_cells(name: str) -> None:
    from tests.benchmarks.large import large_portfolio

    measured = measure(large_portfolio(), name)
    assert measured.factor <= LIMITS[name], measured
    assert measured.memory <= MEMORY_LIMIT, measured


if __name__ == "__main__":
    if sys.argv[1] == "floor":
        print(json.dumps(floor(*map(Path, sys.argv[2:]))))
    elif sys.argv[1] in LIMITS:
        print(json.dumps(report(sys.argv[1], *map(Path, sys.argv[2:]))))
    else:
        print(measure(Path(sys.argv[1]), *sys.argv[2:]))
