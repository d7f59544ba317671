"""The history as a list: it finds a rare word in a long journal, some at a time, and tells what is taken back."""

from itertools import pairwise

from hsmonitor.store import history
from hsmonitor.store.history_list import AT_A_TIME, Asked, steps
from hsmonitor.store.portfolio import Portfolio
from tests.store.conftest import AMINA


def fill(portfolio: Portfolio, names: list[str], first: int = 10) -> None:
    """Write a journal of so many transactions, which one by one would take minutes."""
    columns = "id, position, name, made_at, person, device, mode"
    sql = f"INSERT INTO journal ({columns}) VALUES (?, ?, ?, '2026-11-24T12:00:00+00:00', ?, ?, 'do')"
    rows = [(f"step {number}", number, name, *AMINA) for number, name in enumerate(names, first)]
    with portfolio.transaction("Fill") as transaction:
        transaction.connection.executemany(sql, rows)


def test_a_rare_word_in_a_long_journal(portfolio: Portfolio) -> None:
    fill(portfolio, ["Rate challenge" if number else "Délete partner" for number in range(120_000)])
    assert [step.entry.name for step in steps(portfolio.connection, Asked(words="delete"))] == ["Délete partner"]
    assert steps(portfolio.connection, Asked(words="nothing")) == []


def test_pages_follow_each_other_without_gap_or_double(portfolio: Portfolio) -> None:
    fill(portfolio, ["Rate challenge" if number % 3 else "Delete partner" for number in range(900)])
    asked = Asked(words="delete")
    found = steps(portfolio.connection, asked)
    assert len(found) == AT_A_TIME
    while more := steps(portfolio.connection, asked, found[-1].entry.position):
        found += more
    positions = [step.entry.position for step in found]
    assert positions == sorted(set(positions), reverse=True)
    assert len(positions) == 300


def test_a_page_costs_no_more_in_a_longer_journal(portfolio: Portfolio) -> None:
    def cost() -> int:
        beats: list[int] = []
        portfolio.connection.set_progress_handler(lambda: beats.append(1), 100)
        assert len(steps(portfolio.connection, Asked())) == AT_A_TIME
        portfolio.connection.set_progress_handler(None, 0)
        return len(beats)

    fill(portfolio, ["Rate challenge"] * AT_A_TIME)
    short = cost()
    fill(portfolio, ["Rate challenge"] * 20_000, first=1_000)
    assert cost() <= 2 * short


def taken_back(portfolio: Portfolio) -> list[str]:
    return [step.entry.name for step in reversed(steps(portfolio.connection, Asked())) if step.undone]


def test_what_is_done_again_is_not_taken_back_any_more(portfolio: Portfolio) -> None:
    with portfolio.transaction("Add") as transaction:
        transaction.create("partner", {"name": "UNDP"})
    portfolio.undo_last()
    assert taken_back(portfolio) == ["Add"]
    portfolio.redo_last()
    assert taken_back(portfolio) == ["Undo: Add"]
    portfolio.undo_last()
    assert taken_back(portfolio) == ["Add", "Redo: Add"]


def test_an_undo_from_the_list_is_taken_back_like_any_other_change(portfolio: Portfolio) -> None:
    with portfolio.transaction("Add") as transaction:
        transaction.create("partner", {"name": "UNDP"})
    portfolio.undo(steps(portfolio.connection, Asked())[0].entry.id)
    assert taken_back(portfolio) == ["Add"]
    portfolio.undo_last()
    assert taken_back(portfolio) == ["Undo: Add"]


def test_much_to_and_fro_is_no_deep_recursion(portfolio: Portfolio) -> None:
    with portfolio.transaction("Add") as transaction:
        transaction.create("partner", {"name": "UNDP"})
    added = steps(portfolio.connection, Asked())[0].entry.id
    sql = (
        "INSERT INTO journal (id, position, name, made_at, person, device, mode, undoes)"
        " VALUES (?, ?, 'Undo: Add', '2026-11-24T12:00:00+00:00', ?, ?, 'undo', ?)"
    )
    keys = [added, *(f"step {number}" for number in range(3_001))]
    rows = [(key, number, *AMINA, before) for number, (before, key) in enumerate(pairwise(keys), 10)]
    with portfolio.transaction("Fill") as transaction:
        transaction.connection.executemany(sql, rows)
    assert history.taken_back(portfolio.connection, [added, "step 0"]) == {added}
