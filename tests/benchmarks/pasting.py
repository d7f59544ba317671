"""How long a paste of 10,000 x 8 cells takes."""

import shutil
import tempfile
from pathlib import Path
from time import perf_counter

from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.proposal import propose, write
from hsmonitor.store.session import open_portfolio
from tests.benchmarks.results import Measurement

ROWS = 10_000
NAMES = ("title", "project", "likelihood", "impact", "status", "next_review", "category", "description")


def measure(large: Path) -> list[Measurement]:
    """Return the rows on pasting; it is made to a copy."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(large, Path(folder) / "copy.hsm"))
        with open_portfolio(copy, thorough=False) as portfolio:
            lines = lines_of(portfolio)
            start = perf_counter()
            proposal = propose(portfolio.connection, "challenge", lines)
            preview, start = perf_counter() - start, perf_counter()
            write(portfolio, proposal, "Paste")
            apply = perf_counter() - start
    how = f"{sum(len(texts) for _key, texts in lines):,} cells, {len(proposal.cells):,} change"
    return [
        Measurement("paste 10,000 x 8 cells: preview", preview, 3, "s", how),
        Measurement("paste 10,000 x 8 cells: apply", apply, 8, "s", "one transaction with its history"),
    ]


def lines_of(portfolio: Portfolio) -> list[tuple[str | None, dict[str, str]]]:
    """Return the first challenges, each with eight texts, of which some are others than what stands there."""
    lines: list[tuple[str | None, dict[str, str]]] = []
    for number, row in enumerate(Listing(portfolio.connection, Query("challenge")).page(0, ROWS)):
        texts = {name: row.shown(name) for name in NAMES}
        texts |= {"title": f"{texts['title']} {number}", "likelihood": str(number % 5 + 1)}
        lines.append((row.key, texts))
    return lines
