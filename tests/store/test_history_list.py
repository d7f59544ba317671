"""The history as a list finds a rare word in a long journal, some at a time."""

from hsmonitor.store.history_list import AT_A_TIME, Asked, steps
from hsmonitor.store.portfolio import Portfolio
from tests.store.conftest import AMINA


def fill(portfolio: Portfolio, names: list[str]) -> None:
    """Write a journal of so many transactions, which one by one would take minutes."""
    columns = "id, position, name, made_at, person, device, mode"
    sql = f"INSERT INTO journal ({columns}) VALUES (?, ?, ?, '2026-11-24T12:00:00+00:00', ?, ?, 'do')"
    rows = [(f"step {number}", number, name, *AMINA) for number, name in enumerate(names, 10)]
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
