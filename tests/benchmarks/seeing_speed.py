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
EDITS = "Update challenges"


def milliseconds(act: Callable[[], object]) -> float:
    """Return how long `act` takes at the median."""
    taken = []
    for _ in range(RUNS):
        start = perf_counter()
        act()
        taken.append((perf_counter() - start) * 1000)
    return statistics.median(taken)


def measure(large: Path) -> list[Measurement]:
    """Return the rows on looking back: to before all edits, so that nearly half of all challenges were others."""
    reference_data.install()
    connection = sqlite.connect(large, read_only=True)
    sql = "SELECT max(made_at) FROM journal WHERE position < (SELECT min(position) FROM journal WHERE name = ?)"
    moment = connection.execute(sql, [EDITS]).fetchone()[0]
    project = connection.execute("SELECT project FROM challenge WHERE project IS NOT NULL LIMIT 1").fetchone()[0]

    def rows(of: str | None) -> None:
        listing = Listing(connection, Query("challenge", project=of))
        listing.first(80)
        listing.count()

    def look_back() -> None:
        as_of.turn(connection, moment)
        rows(None)

    how = f"medians of {RUNS}"
    found = [
        Measurement("both heat maps of everything", milliseconds(lambda: read_first_and_now(connection, Asked())), 150,
                    "ms", how),
        Measurement("all challenges as of a day: first rows and count", milliseconds(look_back), 800, "ms",
                    f"{how}; 45,000 challenges were others then"),
        Measurement("those of one project, the day being looked at", milliseconds(lambda: rows(project)), 100, "ms", how),
    ]  # fmt: skip
    connection.close()
    return found
