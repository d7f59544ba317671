"""Everything that has a limit, in one table; `make bench` runs it. Nothing fails for being slow: the table says it."""

import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import bench_report, importing, pasting, results, seeing_speed, store_speed
from tests.benchmarks.large import large_portfolio
from tests.benchmarks.results import Measurement

STARTS = 7
LONGEST = 2_400
"""Seconds of one probe: an hour of use without its pauses takes a quarter of one."""

CHECKOUT = Path(__file__).parents[2]


def probe(job: str, *arguments: Path, module: str = "probe") -> dict[str, Any]:
    """Run the real desk with a stop watch and return what it found."""
    # As for every user, modules are compiled at the first start only.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": str(CHECKOUT / "build" / "bytecode"), "PROBE_START": repr(time.time())}
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", job, *map(str, arguments)]
    done = subprocess.run(
        command, env=environment, cwd=CHECKOUT, capture_output=True, text=True, check=True, timeout=LONGEST
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def in_turn(*jobs: tuple[str, list[Path]]) -> list[list[dict[str, Any]]]:
    """Run jobs in turn, so that a noisy minute meets all of them alike; the first round warms up."""
    rounds = [[probe(job, *paths) for job, paths in jobs] for _ in range(STARTS + 1)][1:]
    return [list(column) for column in zip(*rounds, strict=True)]


def start_up(large: Path, small: Path) -> list[Measurement]:
    """Return the rows on starting."""
    bare, paint, rows = in_turn(("bare", []), ("paint", [small]), ("rows", [large]))
    floor = statistics.median(found["paint"] for found in bare)
    first = statistics.median(found["paint"] for found in paint)
    shown = statistics.median(found["rows"] for found in rows)
    hold, memory = (statistics.median(found[name] for found in rows) for name in ("hold", "memory"))
    how = f"medians of {STARTS} starts; a bare window {floor:.0f} ms"
    return [
        Measurement("exec to first paint, ÷ a bare PySide6 window", first / floor, 1.2, "", f"{first:.0f} ms; {how}"),
        Measurement(
            "exec to rows on screen, large portfolio, ÷ the same", shown / floor, 2, "", f"{shown:.0f} ms; {how}"
        ),
        Measurement("longest hold of the window until idle", hold, 100, "ms", f"median of {STARTS} starts"),
        Measurement("memory of the process, large portfolio open", memory, 200, "MB", "resident, when idle"),
    ]


def in_use(large: Path) -> list[Measurement]:
    """Return the rows on using the sheet."""
    found = probe("use", large)
    searches = [took for took, _hold in found["search"]]
    how = f"each column both ways, the slowest of {len(found['sort'])}"
    return [
        Measurement("open Challenges: key to rows painted", found["open"][0][0], 100, "ms", "100,000 challenges"),
        Measurement("window held meanwhile", found["open"][0][1], 50, "ms"),
        Measurement("sort Challenges by any column", max(took for took, _hold in found["sort"]), 100, "ms", how),
        Measurement(
            "window held meanwhile", max(hold for _took, hold in found["sort"]), 50, "ms", "the longest of all"
        ),
        Measurement(
            "keystroke in the search box to rows", late(searches), 100, "ms", f"95th percentile of {len(searches)} keys"
        ),
        Measurement(
            "window held meanwhile", max(hold for _took, hold in found["search"]), 50, "ms", "the longest of all"
        ),
        *(row for name, what, limit, hold in TYPED for row in typed(found[name], what, limit, hold)),
    ]


def in_review(copy: Path) -> list[Measurement]:
    """Return the rows on reviewing; `copy` is written to."""
    found = probe("review", copy, module="review_probe")
    return [
        *typed(found["review"], "open a project's review: to its first challenge painted", 150, 50),
        *typed(found["next"], "save a review and next: key to the next one painted", 100, 50),
    ]


def in_pages(copy: Path) -> list[Measurement]:
    """Return the rows on the overview and on the page of a large project; `copy` is written to."""
    found = probe("pages", copy, module="page_probe")
    return [
        *typed(found["overview"], "overview with all figures: key to the last one painted", 200, 0),
        *typed(found["project"], "project page with 1,000 challenges, the first time too", 200, 0),
    ]


def in_an_hour(copy: Path) -> list[Measurement]:
    """Return the rows on an hour of use; `copy` is written to."""
    found = probe("hour", copy, module="hour_of_use")
    how = f"{found['acts']:,} acts by keys, {found['changes']:,} changes"
    longest = max((held for held, _worked, _act in found["holds"]), default=0.0)
    return [
        Measurement(
            "an hour of use: holds over 100 ms", len(found["holds"]), 0, "", f"{how}; longest {longest:.0f} ms"
        ),
        Measurement(
            "memory growth meanwhile", found["growth"], 20, "MB", f"from {found['memory']:.0f} MB, all pages opened"
        ),
    ]


def in_paste(large: Path, folder: Path) -> list[Measurement]:
    """Return the rows on pasting, by the program's own functions and in the real desk."""
    found = probe("paste", _copy(large, folder), module="paste_probe")
    (preview, looking), (apply, writing) = found["preview"], found["apply"]
    how = f"the real desk, {preview / 1000:.1f} s to the preview, {apply / 1000:.1f} s to take it"
    return [
        *pasting.measure(large),
        Measurement("window held while what would change is looked up", looking, 50, "ms", how),
        Measurement("window held while it is written", writing, 50, "ms", how),
    ]


def in_import(large: Path, folder: Path) -> list[Measurement]:
    """Return the rows on importing, by the program's own functions and in the real desk; each writes to a copy of its own."""
    book = folder / "book.xlsx"
    importing.write_book(_copy(large, folder), book)
    found = probe("import", _copy(large, folder), book, module="import_probe")
    (preview, reading), (apply, taking) = found["preview"], found["apply"]
    how = f"the real desk, {preview / 1000:.0f} s to the preview, {apply / 1000:.0f} s to take it"
    return [
        *importing.measure(_copy(large, folder), book),
        Measurement("window held while a workbook is read and compared", reading, 50, "ms", how),
        Measurement("window held while 10,000 changes of it are taken", taking, 50, "ms", how),
    ]


TYPED = (
    ("filter", "keystroke in a filter cell to rows", 100, 33),
    ("scroll", "scroll a page down, jump to the end: painted", 33, 0),
    ("inspect", "cursor to inspector filled, after its rest", 50, 0),
    ("save", 'leaving a cell to "saved" shown', 100, 0),
    ("palette", "keystroke in the palette", 50, 0),
)


def late(took: list[float]) -> float:
    """Return the 95th percentile: the least that 95 of 100 do not pass."""
    return sorted(took)[math.ceil(len(took) * 0.95) - 1]


def typed(found: list[list[float]], what: str, limit: float, hold: float) -> list[Measurement]:
    """Return the row on something done by keys, and where it has a limit the one on how long the window was held."""
    took = [one[0] for one in found]
    rows = [Measurement(what, late(took), limit, "ms", f"95th percentile of {len(took)}")]
    if hold:
        rows.append(
            Measurement("window held meanwhile", max(one[1] for one in found), hold, "ms", "the longest of all")
        )
    return rows


def report(large: Path) -> list[Measurement]:
    """Return the rows on the workbooks."""
    rows = []
    for name, limit in bench_report.LIMITS.items():
        found = bench_report.measure(large, name)
        what = f"report {name}, ÷ openpyxl write-only of the same cells"
        rows += [
            Measurement(what, found.factor, limit, "", f"{found.report:.0f} s, {found.cells:,} cells"),
            Measurement("its memory above the idle process", found.memory, bench_report.MEMORY_LIMIT, "MB"),
            *(other(found, writer) for writer in found.others),
        ]
    return rows


OTHERS: dict[str, tuple[str, float | None]] = {"pandas": ("pandas to_excel", 1), "xlsxwriter": ("XlsxWriter", None)}


def other(found: bench_report.Measured, writer: str) -> Measurement:
    """Return the row that compares a report with another writer of such cells, by the time that a cell takes."""
    (name, limit), took = OTHERS[writer], found.others[writer]
    how = f"a cell in {found.cell:.1f} µs, there in {took:.1f} µs (100,000 x 15 of them)"
    return Measurement(f"report challenges, ÷ {name}", found.cell / took, limit, "", how)


def in_export(large: Path) -> list[Measurement]:
    """Return the rows on making a report and exporting a sheet while the desk is used."""
    found = probe("export", large, module="export_probe")
    said = (("report", "the challenge register is made"), ("sheet", "a sheet of 100,000 challenges is exported"))
    return [
        Measurement(
            f"window held while {what}", found[name][1], 50, "ms", f"the longest in {found[name][0] / 1000:.0f} s"
        )
        for name, what in said
    ]


def _copy(large: Path, folder: Path) -> Path:
    """Return a copy to be typed into, on the disk: the first change would have to wait for a gigabyte to be written else.

    A log that a desk before has left beside it must not be taken for its own.
    """
    for left in folder.glob("typed.hsm*"):
        left.unlink()
    copy = Path(shutil.copy(large, folder / "typed.hsm"))
    with copy.open("rb+") as written:
        os.fsync(written.fileno())
    return copy


def _starts(large: Path, folder: Path) -> list[Measurement]:
    from hsmonitor.source.starting import make_starting_portfolio

    small = folder / "small.hsm"
    make_starting_portfolio(small).close()
    return start_up(large, small)


STAGES: dict[str, Callable[[Path, Path], list[Measurement]]] = {
    "start": _starts,
    "use": lambda large, folder: in_use(_copy(large, folder)),
    "review": lambda large, folder: in_review(_copy(large, folder)),
    "pages": lambda large, folder: in_pages(_copy(large, folder)),
    "paste": in_paste,
    "import": in_import,
    "store": store_speed.measure,
    "seeing": lambda large, _folder: seeing_speed.measure(large),
    "report": lambda large, _folder: report(large),
    "export": lambda large, _folder: in_export(large),
    "hour": lambda large, folder: in_an_hour(_copy(large, folder)),
}
"""What is measured together, from the large portfolio and an empty folder, in the order of the table."""


@pytest.mark.benchmark
@pytest.mark.usefixtures("display")
@pytest.mark.parametrize("stage", STAGES)
def test_speeds_are_measured(stage: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = STAGES[stage](large_portfolio(), tmp_path)
    assert rows
    results.keep(stage, rows, order=tuple(STAGES))
    with capsys.disabled():
        print("", *(" | ".join(row.cells()) for row in rows), sep="\n", flush=True)
