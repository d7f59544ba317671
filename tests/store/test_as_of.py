"""What the portfolio said at any moment: compared with what it did say then, row by row, after anything that may follow."""

import shutil
import sqlite3
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.money import Money
from hsmonitor.store import as_of, figures, history
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.record_view import read_view
from hsmonitor.store.rows import level_table, read_all
from hsmonitor.store.session import open_portfolio
from tests.store.conftest import AMINA
from tests.store.machine import of_size, template

KINDS = ("project", "partner", "challenge", "response", "review", "engagement", "level_cell")
WORDS = st.sampled_from(["drought", "roads", "clinic", "water", "Łódź", "seeds"])


def told(connection: sqlite3.Connection) -> dict[str, Any]:
    """All that a connection reads: records, what tables sort by, what search finds, the history, levels."""
    found: dict[str, Any] = {"levels": dict(level_table(connection))}
    for kind in KINDS:
        states = dict(read_all(connection, kind))
        found[kind] = {key: (state.reference, state.created_at, state.values) for key, state in states.items()}
        grid = connection.execute(f"SELECT * FROM {kind}_grid")
        found[f"{kind} grid"] = {
            row["id"]: {name: row[name] for name in row.keys() if name not in ("row", "derived")}  # noqa: SIM118
            for row in grid
        }
        for word in ("drought", "water", "high"):
            listing = Listing(connection, Query(kind, words=word))
            found[f"{kind} {word}"] = set(listing.keys())
            assert listing.count() == len(listing.keys())
    found["history"] = [entry.id for entry in history.entries(connection, 1_000)]
    return found


class Machine(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.portfolio = open_portfolio(Path(shutil.copy(template(), self.folder / "portfolio.hsm")), author=AMINA)
        self.past = self.portfolio.reader()
        self.said: list[tuple[str, dict[str, Any]]] = []
        self.keys: dict[str, list[str]] = {kind: [] for kind in KINDS}
        self.keys["level_cell"] = [row[0] for row in self.portfolio.connection.execute("SELECT id FROM level_cell")]
        self.remember()

    def teardown(self) -> None:
        try:
            self.every_moment_is_told_as_it_was()
        finally:
            self.past.close()
            self.portfolio.close()
            shutil.rmtree(self.folder)

    def every_moment_is_told_as_it_was(self) -> None:
        for number, (moment, said) in enumerate(self.said):
            as_of.turn(self.past, moment)
            steps = (as_of.add_words, as_of.settle, as_of.settle)  # in any order, and twice changes nothing
            for step in steps if number % 2 else reversed(steps):
                step(self.past)
                assert step is as_of.settle or told(self.past) == said
            assert told(self.past) == said
        as_of.turn(self.past, None)
        assert told(self.past) == self.said[-1][1]

    def remember(self) -> None:
        moment = history.entries(self.portfolio.connection, 1)[0].made_at
        self.said.append((moment, told(self.portfolio.connection)))

    def here(self, kind: str) -> list[str]:
        there = dict(read_all(self.portfolio.connection, kind))
        return [key for key in self.keys[kind] if key in there]

    def one(self, data: st.DataObject, kind: str) -> str | None:
        keys = self.here(kind)
        return keys[data.draw(st.integers(0, len(keys) - 1))] if keys else None

    def create(self, kind: str, values: dict[str, Any]) -> None:
        with self.portfolio.transaction("Add") as transaction:
            self.keys[kind].append(transaction.create(kind, values))
        self.remember()

    @rule(title=WORDS, amount=st.one_of(st.none(), st.integers(0, 10**9)))
    def add_project(self, title: str, amount: int | None) -> None:
        self.create("project", {"title": title, "contribution": Money(amount, "USD") if amount else None})

    @rule(name=WORDS)
    def add_partner(self, name: str) -> None:
        self.create("partner", {"name": name})

    @rule(data=st.data(), title=WORDS, rating=st.integers(1, 5))
    def add_challenge(self, data: st.DataObject, title: str, rating: int) -> None:
        partner = self.one(data, "partner")
        values = {"title": title, "project": self.one(data, "project"), "likelihood": rating, "impact": 3}
        self.create("challenge", values | {"affected_partners": (partner,) if partner else ()})

    @rule(data=st.data(), words=WORDS)
    def add_belongings(self, data: st.DataObject, words: str) -> None:
        challenge, project, partner = (self.one(data, kind) for kind in ("challenge", "project", "partner"))
        if challenge:
            self.create("response", {"title": words, "challenge": challenge, "partner": partner})
            self.create("review", {"challenge": challenge, "reviewed_on": "2026-03-31", "decision": "keep"})
        if project and partner:
            self.create("engagement", {"project": project, "partner": partner})

    @rule(data=st.data(), words=WORDS, rating=st.one_of(st.none(), st.integers(1, 5)))
    def edit(self, data: st.DataObject, words: str, rating: int | None) -> None:
        kind = data.draw(st.sampled_from(["project", "partner", "challenge", "response"]))
        key = self.one(data, kind)
        values: dict[str, Any] = {
            "project": {"summary": words, "contribution": Money(5, "EUR") if rating else None},
            "partner": {"name": words},
            "challenge": {"cause": words, "likelihood": rating, "next_review": "2027-01-01" if rating else None},
            "response": {"title": words, "challenge": self.one(data, "challenge")},
        }[kind]
        if key and values.get("challenge", key):
            with self.portfolio.transaction("Edit") as transaction:
                transaction.update(kind, key, values)
            self.remember()

    @rule(data=st.data(), title=WORDS)
    def move(self, data: st.DataObject, title: str) -> None:
        if key := self.one(data, "challenge"):
            partner, project = self.one(data, "partner"), self.one(data, "project")
            with self.portfolio.transaction("Move") as transaction:
                changes = {"project": project, "affected_partners": (partner,) if partner else (), "title": title}
                transaction.update("challenge", key, changes)
            self.remember()

    @rule(data=st.data(), level=st.sampled_from(["low", "moderate", "substantial", "high"]))
    def change_level_table(self, data: st.DataObject, level: str) -> None:
        with self.portfolio.transaction("Level table") as transaction:
            transaction.update("level_cell", self.keys["level_cell"][data.draw(st.integers(0, 24))], {"level": level})
        self.remember()

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        kind = data.draw(st.sampled_from(["project", "partner", "challenge"]))
        if key := self.one(data, kind):
            with self.portfolio.transaction("Delete") as transaction:
                transaction.delete(kind, key)
            self.remember()

    @precondition(lambda self: len(self.said) > 1)
    @rule(redo=st.booleans())
    def undo(self, redo: bool) -> None:
        if self.portfolio.redo_last() if redo else self.portfolio.undo_last():
            self.remember()


TestAsOf = Machine.TestCase
TestAsOf.settings = of_size(15, 25)


@pytest.mark.slow
class TestAsOfForLong(Machine.TestCase):  # type: ignore[misc]
    settings = of_size(300, 60)


def test_a_day_ends_at_the_users_midnight() -> None:
    moment = datetime.fromisoformat(as_of.end_of(date(2025, 12, 31))).astimezone()
    assert (moment.date(), moment.hour, moment.minute, moment.second) == (date(2025, 12, 31), 23, 59, 59)
    assert as_of.end_of(date(2025, 12, 31)) < datetime(2026, 1, 1).astimezone().astimezone(UTC).isoformat()


def test_before_anything_there_is_nothing(portfolio: Portfolio) -> None:
    with portfolio.transaction("Add") as transaction:
        transaction.create("challenge", {"title": "Drought"})
    with portfolio.reading() as connection:
        as_of.turn(connection, "2000-01-01T00:00:00.000000+00:00")
        assert sum(figures.counts(connection).values()) == 0
        assert as_of.changed_between(connection, portfolio.connection, "challenge")
        assert not as_of.changed_between(connection, connection, "challenge")
        as_of.turn(connection, None)
        assert not as_of.turned(connection)
        assert figures.counts(connection)["challenge"] == 1


def test_the_page_of_a_record_is_of_then_with_its_history(portfolio: Portfolio) -> None:
    with portfolio.transaction("Add") as transaction:
        key = transaction.create("challenge", {"title": "Drought", "likelihood": 2, "impact": 2})
    then = history.entries(portfolio.connection, 1)[0].made_at
    with portfolio.transaction("Rate") as transaction:
        transaction.update("challenge", key, {"likelihood": 5, "impact": 5})
    with portfolio.reading() as connection:
        as_of.turn(connection, then)
        view = read_view(connection, "challenge", key)
        assert view
        assert view.row.shown("level") == "Low"
        assert [line.what for line in view.history] == ["added"]
        assert figures.cells(connection) == {(2, 2): 1}


def test_what_is_interrupted_leaves_the_present(portfolio: Portfolio) -> None:
    with portfolio.transaction("Add") as transaction:
        transaction.create("challenge", {"title": "Drought"})
    with portfolio.reading() as connection:
        connection.set_progress_handler(lambda: 1, 50)
        with pytest.raises(sqlite3.OperationalError, match="interrupted"):
            as_of.turn(connection, "2000-01-01T00:00:00.000000+00:00")
        connection.set_progress_handler(None, 0)
        assert not as_of.turned(connection)
        assert figures.counts(connection)["challenge"] == 1


def test_every_kind_can_be_read_as_it_was(portfolio: Portfolio) -> None:
    with portfolio.reading() as connection:
        as_of.turn(connection, "2000-01-01T00:00:00.000000+00:00")
        for kind in RECORDS:
            assert Listing(connection, Query(kind)).count() == 0
