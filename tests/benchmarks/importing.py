"""How long a workbook of 100,000 x 15 cells takes to be read and compared, against openpyxl reading it; and to be taken."""

from itertools import islice
from pathlib import Path
from time import perf_counter

from openpyxl import Workbook, load_workbook

from hsmonitor.exchange.outcome import RowState
from hsmonitor.exchange.planning import plan
from hsmonitor.exchange.taking import ready, take
from hsmonitor.reports.data_entry_report import contents_of
from hsmonitor.reports.entry_layout import IDENTIFIER, STAMP_SHEET, Stamp, entered_fields, identifier
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.names import words_for_links
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.session import open_portfolio
from tests.benchmarks.results import Measurement

FIELDS, CHANGED = 13, 10_000
"""With identifier and reference 15 columns; how many rows are edited."""


def measure(copy: Path, book: Path) -> list[Measurement]:
    """Return the rows on importing `book`, which `write_book` has made of the portfolio `copy`; it is written to."""
    with open_portfolio(copy, thorough=False) as portfolio:
        floor, start = _floor(book), perf_counter()
        found = plan(portfolio, book)
        preview, rows = perf_counter() - start, ready(found.rows)
        start = perf_counter()
        take(portfolio, rows, "Import")
        apply = perf_counter() - start
    counts = found.counts()
    how = f"{len(found.rows):,} rows, {counts[RowState.CHANGED]:,} changed; {preview:.0f} s, openpyxl {floor:.0f} s"
    return [
        Measurement("import preview, ÷ openpyxl read-only of the book", preview / floor, 2, "", how),
        Measurement(f"import: apply {len(rows):,} changes", apply, 5, "s", "one transaction with its history"),
    ]


def _floor(book: Path) -> float:
    """Return the seconds that openpyxl takes to read every cell of the book."""
    start = perf_counter()
    workbook = load_workbook(book, read_only=True)
    for sheet in workbook:
        for _row in sheet.iter_rows(values_only=True):
            pass
    workbook.close()
    return perf_counter() - start


def write_book(large: Path, book: Path) -> None:
    """Write a book of the challenges of a portfolio, with edits."""
    with open_portfolio(large, thorough=False) as portfolio:
        _write(portfolio, book)


def _write(portfolio: Portfolio, book: Path) -> None:
    """Write the challenges as they are exported, but fewer columns, with an edit in some rows."""
    fields = entered_fields("challenge")[:FIELDS]
    names = {
        field.target: words_for_links(portfolio.connection, field.target)
        for field in fields
        if hasattr(field, "target")
    }
    stamp, workbook = Stamp.of(portfolio.connection), Workbook(write_only=True)
    sheet = workbook.create_sheet("Challenges")
    sheet.append([IDENTIFIER, "Ref", *(field.label for field in fields)])
    for number, row in enumerate(islice(Listing(portfolio.connection, Query("challenge")).rows(), 100_000)):
        contents = contents_of(row, names)
        if number < CHANGED:
            contents["likelihood"] = 5 if row.values.get("likelihood") != 5 else 4
        sheet.append(
            [identifier(stamp, "challenge", row.key), row.reference, *(contents[field.name] for field in fields)]
        )
    workbook.create_sheet(STAMP_SHEET).append([stamp.written()])
    workbook.save(book)
