"""Creates, edits, deletes, bulk changes, undo, redo and reopening in any order, against a plain model of dictionaries."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.domain.money import Money
from hsmonitor.store import attachments, history
from hsmonitor.store.listing import Listing, Query, read_rows
from hsmonitor.store.session import open_portfolio
from tests.store.conftest import AMINA
from tests.store.machine import PortfolioMachine, of_size

TITLES = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(lambda t: t.strip())
RATINGS = st.one_of(st.none(), st.integers(1, 5))


class Machine(PortfolioMachine):
    kinds = ("project", "partner", "challenge", "response", "attachment")

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

    @invariant()
    def listings_are_the_model(self) -> None:
        listing = Listing(self.portfolio.connection, Query("challenge", order=(("title", False),)))
        assert sorted(row.key for row in listing.rows()) == sorted(self.model["challenge"])
        assert listing.count() == len(self.model["challenge"])
        listing.close()


def _clean(title: str) -> str:
    return " ".join(title.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n"))


Machine.TestCase.settings = of_size(40, 30)
TestHistory = Machine.TestCase


class LongMachine(Machine):
    """The same for longer; see `make test-slow`."""


LongMachine.TestCase.settings = of_size(500, 60)
TestLongHistory = pytest.mark.slow(LongMachine.TestCase)
