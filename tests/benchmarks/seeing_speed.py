"""Looking back and heat maps on the large portfolio: over one connection, as the thread beside the window reads them."""

import statistics
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from hsmonitor.store import as_of, reference_data, sqlite
from hsmonitor.store.heat import Asked, read_first_and_now
from hsmonitor.store.listing import Listing, Query
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
    reference_data.install()
    connection = sqlite.connect(large, read_only=True)
    moment = connection.execute(BEFORE_REVIEWS).fetchone()[0]
    project = connection.execute("SELECT project FROM challenge WHERE project IS NOT NULL LIMIT 1").fetchone()[0]
    how = f"medians of {RUNS}"

    def rows(of: str | None) -> None:
        listing = Listing(connection, Query("challenge", project=of))
        listing.first(80)
        listing.count()

    def look_back(of: str | None) -> None:
        as_of.turn(connection, moment)
        rows(of)

    found = [
        Measurement("both heat maps of everything", milliseconds(lambda: read_first_and_now(connection, Asked())), 150,
                    "ms", how),
        Measurement("all challenges as of a day: first rows and count", milliseconds(lambda: look_back(None)), 800,
                    "ms", f"{how}, each from now; nearly all were others then, 200,000 reviews came since"),
        Measurement("those of one project as of a day, cold", milliseconds(lambda: look_back(project)), 100, "ms",
                    f"{how}, each from now"),
        Measurement("those of one project, the day being looked at", milliseconds(lambda: rows(project)), 100, "ms", how),
    ]  # fmt: skip
    connection.close()
    return found
