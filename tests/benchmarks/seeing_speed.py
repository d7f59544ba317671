"""Looking back and heat maps on the large portfolio: over one connection, as the thread beside the window reads them."""

import shutil
import sqlite3
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from hsmonitor.store import as_of
from hsmonitor.store.heat import Asked, read_first_and_now
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.session import open_portfolio
from tests.benchmarks.results import Measurement

RUNS = 5
BEFORE_REVIEWS = """SELECT max(made_at) FROM journal WHERE position <
    (SELECT min(j.position) FROM journal j JOIN change c ON c.journal = j.id WHERE c.kind = 'review')"""


def milliseconds(act: Callable[[], object]) -> float:
    """Return how long `act` takes at the median."""
    taken = []
    for _ in range(RUNS):
        start = perf_counter()
        act()
        taken.append((perf_counter() - start) * 1000)
    return statistics.median(taken)


def measure(large: Path) -> list[Measurement]:
    """Return the rows on looking back: to before all reviews and edits, when nearly all challenges were others."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(large, Path(folder) / "copy.hsm"))
        with open_portfolio(copy, thorough=False) as portfolio:
            project = _move_rename_and_delete(portfolio)
            with portfolio.reading() as connection:
                return _measure(connection, project)


def _move_rename_and_delete(portfolio: Portfolio) -> str:
    """Change what other rows hang on too, as every office does, and return the key of the project concerned."""
    of_some_size = (
        "SELECT project FROM challenge WHERE project IS NOT NULL GROUP BY project HAVING count(*) > 5 LIMIT 10"
    )
    projects = [row[0] for row in portfolio.connection.execute(of_some_size)]
    sql = "SELECT id FROM challenge WHERE project = ?"
    moved, renamed, gone = [row[0] for row in portfolio.connection.execute(sql, [projects[1]])][:3]
    with portfolio.transaction("Put in order") as transaction:
        transaction.update("challenge", moved, {"project": projects[0]})
        transaction.update("challenge", renamed, {"title": "Roads are cut off by floods"})
        transaction.delete("challenge", gone)
        for number, key in enumerate(projects):
            transaction.update("project", key, {"title": f"Lake harvest, phase {number}"})
    return str(projects[1])


def _measure(connection: sqlite3.Connection, project: str) -> list[Measurement]:
    moment = connection.execute(BEFORE_REVIEWS).fetchone()[0]
    how = f"medians of {RUNS}"

    def rows(of: str | None) -> None:
        listing = Listing(connection, Query("challenge", project=of))
        listing.first(80)
        listing.count()

    def look_back(of: str | None) -> None:
        as_of.turn(connection, moment)
        rows(of)

    return [
        Measurement("both heat maps of everything", milliseconds(lambda: read_first_and_now(connection, Asked())), 150,
                    "ms", how),
        Measurement("all challenges as of a day: first rows and count", milliseconds(lambda: look_back(None)), 800,
                    "ms", f"{how}, each from now; nearly all were others then, 200,000 reviews came since"),
        Measurement("those of one project as of a day, cold", milliseconds(lambda: look_back(project)), 100, "ms",
                    f"{how}, each from now"),
        Measurement("those of one project, the day being looked at", milliseconds(lambda: rows(project)), 100, "ms", how),
    ]  # fmt: skip
