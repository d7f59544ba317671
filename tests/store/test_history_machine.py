"""Creates, edits, deletes, bulk changes, undo, redo and reopening in any order, against a plain model of dictionaries."""

import shutil
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.domain.money import Money
from hsmonitor.store import attachments, check, history
from hsmonitor.store.listing import Listing, Query, read_rows
from hsmonitor.store.rows import read_all
from hsmonitor.store.session import new_portfolio, open_portfolio
from tests.store.conftest import AMINA

State = dict[str, dict[str, dict[str, Any]]]
KINDS = ("project", "partner", "challenge", "response", "attachment")

TITLES = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(lambda t: t.strip())
RATINGS = st.one_of(st.none(), st.integers(1, 5))
_templates: list[Path] = []


def template() -> Path:
    if not _templates:
        path = Path(tempfile.mkdtemp()) / "template.hsm"
        new_portfolio(path, author=AMINA).close()
        _templates.append(path)
    return _templates[0]


class Machine(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = Path(shutil.copy(template(), self.folder / "portfolio.hsm"))
        self.portfolio = open_portfolio(self.path, author=AMINA)
        self.model: State = {kind: {} for kind in KINDS}
        self.before: list[State] = []
        self.after: list[State] = []
        self.born: list[str] = []
        self.moments: list[tuple[str, State]] = []

    def teardown(self) -> None:
        self.portfolio.close()
        problems = list(check.find_problems(self.path))
        shutil.rmtree(self.folder)
        assert problems == []

    def change(self, new: State) -> None:
        """The model's side of one transaction; it ends the chain of redo."""
        if new != self.model:
            self.before.append(self.model)
            self.after = []
        self.model = new
        self.remember()

    def remember(self) -> None:
        moment = history.entries(self.portfolio.connection, 1)[0].made_at
        self.moments.append((moment, deepcopy(self.model)))

    @rule(title=TITLES, amount=st.one_of(st.none(), st.integers(0, 10**12)))
    def add_project(self, title: str, amount: int | None) -> None:
        values: dict[str, Any] = {"title": title}
        if amount is not None:
            values["contribution"] = Money(amount, "USD")
        with self.portfolio.transaction("Add project") as transaction:
            key = transaction.create("project", values)
        self.born.append(key)
        new = deepcopy(self.model)
        new["project"][key] = {**values, "title": _clean(title)}
        self.change(new)

    def any_of(self, data: st.DataObject, kind: str) -> str:
        # Keys are random, so the order in which records were added is what hypothesis can rely on.
        keys = sorted(self.model[kind], key=self.born.index)
        return keys[data.draw(st.integers(0, len(keys) - 1))]

    @rule(data=st.data(), title=TITLES, likelihood=RATINGS, impact=RATINGS)
    def add_challenge(self, data: st.DataObject, title: str, likelihood: int | None, impact: int | None) -> None:
        project = self.any_of(data, "project") if self.model["project"] else ""
        values = {"title": title, "project": project, "likelihood": likelihood, "impact": impact}
        with self.portfolio.transaction("Add challenge") as transaction:
            key = transaction.create("challenge", values)
            response = transaction.create("response", {"title": "Train", "challenge": key})
        self.born.append(key)
        new = deepcopy(self.model)
        kept = {name: value for name, value in {**values, "title": _clean(title)}.items() if value}
        rated = {f"inherent_{name}": kept[name] for name in ("likelihood", "impact") if name in kept}
        new["challenge"][key] = {**kept, **rated}
        new["response"][response] = {"title": "Train", "challenge": key}
        self.change(new)

    @precondition(lambda self: self.model["challenge"])
    @rule(data=st.data(), likelihood=RATINGS, title=TITLES)
    def edit_challenge(self, data: st.DataObject, likelihood: int | None, title: str) -> None:
        key = self.any_of(data, "challenge")
        with self.portfolio.transaction("Edit challenge") as transaction:
            transaction.update("challenge", key, {"likelihood": likelihood, "title": title})
        new = deepcopy(self.model)
        record = new["challenge"][key]
        first = "likelihood" not in record and "inherent_likelihood" not in record
        record["title"] = _clean(title)
        record.pop("likelihood", None)
        if likelihood:
            record["likelihood"] = likelihood
            if first:
                record["inherent_likelihood"] = likelihood
        self.change(new)

    @precondition(lambda self: self.model["challenge"])
    @rule(category=st.sampled_from(["financial", "strategic"]))
    def bulk(self, category: str) -> None:
        with self.portfolio.transaction("Set category") as transaction:
            transaction.update_many("challenge", list(self.model["challenge"]), {"category": category})
        new = deepcopy(self.model)
        for record in new["challenge"].values():
            record["category"] = category
        self.change(new)

    @precondition(lambda self: self.model["project"])
    @rule(data=st.data())
    def delete_project(self, data: st.DataObject) -> None:
        key = self.any_of(data, "project")
        with self.portfolio.transaction("Delete project") as transaction:
            transaction.delete("project", key)
        new = deepcopy(self.model)
        del new["project"][key]
        gone = {one for one, record in new["challenge"].items() if record.get("project") == key}
        new["challenge"] = {one: record for one, record in new["challenge"].items() if one not in gone}
        new["response"] = {one: record for one, record in new["response"].items() if record["challenge"] not in gone}
        attached = new["attachment"].items()
        new["attachment"] = {one: record for one, record in attached if record["subject"] != f"project:{key}"}
        self.change(new)

    @precondition(lambda self: self.model["project"])
    @rule(data=st.data(), content=st.binary(min_size=1, max_size=3))
    def attach(self, data: st.DataObject, content: bytes) -> None:
        project = self.any_of(data, "project")
        (self.folder / "plan.pdf").write_bytes(content)
        row = read_rows(self.portfolio.connection, "project", [project])[0]
        outcome = attachments.attach(self.portfolio, row, [self.folder / "plan.pdf"])
        (self.folder / "plan.pdf").unlink()
        new = deepcopy(self.model)
        for key in outcome.made:
            self.born.append(key)
            new["attachment"][key] = self.recorded()["attachment"][key]
            assert attachments.content_of(self.portfolio.connection, key)[1] == content
        self.change(new)

    @precondition(lambda self: self.model["attachment"])
    @rule(data=st.data())
    def detach(self, data: st.DataObject) -> None:
        key = self.any_of(data, "attachment")
        with self.portfolio.transaction("Delete attachment") as transaction:
            transaction.delete("attachment", key)
        new = deepcopy(self.model)
        del new["attachment"][key]
        self.change(new)

    @rule()
    def undo(self) -> None:
        done = self.portfolio.undo_last()
        assert (done is None) == (not self.before)
        if done:
            self.after.append(self.model)
            self.model = self.before.pop()
            self.remember()

    @rule()
    def redo(self) -> None:
        done = self.portfolio.redo_last()
        assert (done is None) == (not self.after)
        if done:
            self.before.append(self.model)
            self.model = self.after.pop()
            self.remember()

    @precondition(lambda self: self.before)
    @rule(data=st.data())
    def undo_from_the_list(self, data: st.DataObject) -> None:
        """Either it is taken back as if it had never been, or it says why not and nothing changes."""
        entries = [entry for entry in history.entries(self.portfolio.connection, 20) if entry.mode != "setup"]
        chosen = entries[data.draw(st.integers(0, len(entries) - 1))]
        try:
            self.portfolio.undo(chosen.id)
        except PortfolioError:
            return
        found = self.recorded()
        if found != self.model:
            self.before.append(self.model)
            self.after = []
            self.model = found
            self.remember()

    @rule()
    def reopen(self) -> None:
        self.portfolio.close()
        assert [entry.name for entry in self.folder.iterdir()] == ["portfolio.hsm"]
        self.portfolio = open_portfolio(self.path, author=AMINA)

    def recorded(self) -> State:
        return {kind: {key: s.values for key, s in read_all(self.portfolio.connection, kind)} for kind in KINDS}

    @invariant()
    def records_are_the_model(self) -> None:
        assert self.recorded() == self.model

    @invariant()
    def listings_are_the_model(self) -> None:
        listing = Listing(self.portfolio.connection, Query("challenge", order=(("title", False),)))
        assert sorted(row.key for row in listing.rows()) == sorted(self.model["challenge"])
        assert listing.count() == len(self.model["challenge"])
        listing.close()

    @precondition(lambda self: self.moments)
    @rule(data=st.data())
    def the_past_is_what_it_was(self, data: st.DataObject) -> None:
        moment, then = self.moments[data.draw(st.integers(0, len(self.moments) - 1))]
        past = history.as_of(self.portfolio.connection, moment)
        assert {kind: {key: s.values for key, s in past.get(kind, {}).items()} for kind in KINDS} == then


def _clean(title: str) -> str:
    return " ".join(title.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n"))


Machine.TestCase.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
TestHistory = Machine.TestCase


class LongMachine(Machine):
    """The same for longer; see `make test-slow`."""


LongMachine.TestCase.settings = settings(
    max_examples=500, stateful_step_count=60, deadline=None, suppress_health_check=list(HealthCheck)
)
TestLongHistory = pytest.mark.slow(LongMachine.TestCase)
