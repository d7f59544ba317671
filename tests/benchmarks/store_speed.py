"""The store's speeds on the large portfolio: saving, bulk changes, the check."""

import shutil
import sqlite3
import statistics
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from hsmonitor.store import check, sqlite
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.session import open_portfolio
from tests.benchmarks.results import Measurement

RUNS = 30


def seconds(act: Callable[[], object]) -> float:
    """Return how long `act` takes."""
    start = perf_counter()
    act()
    return perf_counter() - start


def measure(large: Path, folder: Path) -> list[Measurement]:
    """Return the store's rows of the table."""
    path = Path(shutil.copy(large, folder / "work.hsm"))
    with open_portfolio(path, thorough=False) as portfolio:
        found = [_save(portfolio), *_bulk(portfolio)]
    sound = seconds(lambda: list(check.find_problems(path)))
    return [*found, Measurement("integrity `check` of the large portfolio", sound, 30, "s", "one run")]


def _save(portfolio: Portfolio) -> Measurement:
    keys = [row[0] for row in portfolio.connection.execute("SELECT id FROM challenge LIMIT ?", [RUNS + 1])]

    def save(number: int) -> None:
        with portfolio.transaction("Save") as transaction:
            transaction.update("challenge", keys[number], {"cause": f"Another cause {number}"})

    save(RUNS)
    saves = [seconds(lambda number=number: save(number)) for number in range(RUNS)]  # type: ignore[misc]
    floor = _bare_commits(portfolio.path, keys)
    how = f"{statistics.median(saves) * 1000:.1f} ms over {floor * 1000:.2f} ms, medians of {RUNS}"
    return Measurement("save one field, ÷ a bare commit of one UPDATE", statistics.median(saves) / floor, 20, "", how)


def _bare_commits(path: Path, keys: list[str]) -> float:
    connection: sqlite3.Connection = sqlite.connect(path)

    def commit(number: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE challenge SET effect = ? WHERE id = ?", [f"Bare {number}", keys[number]])
        connection.execute("COMMIT")

    taken = [seconds(lambda number=number: commit(number)) for number in range(RUNS)]  # type: ignore[misc]
    # The record is brought back to what its history tells.
    connection.execute("UPDATE challenge SET effect = (SELECT json_extract(new, '$.values.effect') FROM change"
                       " WHERE record = challenge.id AND action = 'create') WHERE effect LIKE 'Bare %'")  # fmt: skip
    connection.close()
    return statistics.median(taken)


def _bulk(portfolio: Portfolio) -> list[Measurement]:
    keys = [row[0] for row in portfolio.connection.execute("SELECT id FROM challenge LIMIT 10000")]

    def change() -> None:
        with portfolio.transaction("Bulk") as transaction:
            transaction.update_many("challenge", keys, {"treatment": "mitigate"})

    return [
        Measurement("bulk change of 10,000 records in one transaction", seconds(change), 5, "s", "one run"),
        Measurement("undo of it", seconds(portfolio.undo_last), 5, "s", "one run"),
    ]
