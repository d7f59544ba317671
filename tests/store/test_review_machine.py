"""Reviews, edits, merges and undo in any order, against a plain model of dictionaries."""

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from hsmonitor.domain.errors import Invalid
from hsmonitor.store import themes
from hsmonitor.store.merging import merge_themes
from hsmonitor.store.reviewing import Look, keep_unchanged, save
from hsmonitor.store.rows import read_all
from tests.store.machine import PortfolioMachine, State, of_size

PERIOD = {"low": 180, "moderate": 90, "substantial": 60, "high": 30}
RATING = st.one_of(st.none(), st.tuples(st.integers(1, 5), st.integers(1, 5)))


def level(rating: tuple[int, int]) -> str:
    product = rating[0] * rating[1]
    return "high" if product >= 15 else "substantial" if product >= 10 else "moderate" if product >= 5 else "low"


class Machine(PortfolioMachine):
    kinds = ("challenge", "response", "review")

    def set_up(self) -> None:
        self.today = date(2026, 11, 25)
        with self.portfolio.transaction("Set up", mode="setup") as transaction:
            self.project = transaction.create("project", {"title": "Kenya"})

    def themes(self) -> list[str]:
        return [key for key, record in self.model["challenge"].items() if "project" not in record]

    @rule(of_project=st.booleans(), responses=st.integers(0, 2))
    def add(self, of_project: bool, responses: int) -> None:
        values = {"title": "Challenge", **({"project": self.project} if of_project else {})}
        new = deepcopy(self.model)
        with self.portfolio.transaction("Add") as transaction:
            key = transaction.create("challenge", values)
            for _number in range(responses):
                response = {"title": "Train", "challenge": key}
                new["response"][transaction.create("response", response)] = response
        self.born.append(key)
        new["challenge"][key] = values
        self.change(new)

    @precondition(lambda self: self.model["challenge"])
    @rule(data=st.data(), rating=RATING, decision=st.sampled_from(["keep", "escalate", "accept"]))
    def review(self, data: st.DataObject, rating: tuple[int, int] | None, decision: str) -> None:
        key, later = self.any_of(data, "challenge"), (self.today + timedelta(days=9)).isoformat()
        more = {"keep": {}, "escalate": {"escalated_to": "Board", "answer_by": later}}
        more["accept"] = {"comment": "Why", "accepted_until": later}
        halves = dict(zip(("likelihood", "impact"), rating, strict=True)) if rating else {}
        values = {"decision": decision, "next_review": later, **more[decision], **halves}
        made = save(self.portfolio, Look(key, values), self.today)
        new = deepcopy(self.model)
        record = new["challenge"][key]
        self.rate(record, halves)
        record["next_review"] = later
        if decision == "accept":
            record |= {"status": "monitoring", "treatment": "accept"}
            record.pop("closing_reason", None)
        self.note(new, made, key, values)
        self.change(new)

    def rate(self, record: dict[str, Any], halves: dict[str, int]) -> None:
        for name, half in halves.items():
            if name not in record:
                record.setdefault(f"inherent_{name}", half)
            record[name] = half
        if halves and record.get("status", "identified") == "identified":
            record["status"] = "assessed"

    def note(self, new: State, made: str, key: str, values: dict[str, Any]) -> None:
        status = new["challenge"][key].get("status")
        new["review"][made] = values | {"challenge": key, "reviewed_on": self.today.isoformat()}
        if status:
            new["review"][made]["status"] = status

    @precondition(lambda self: self.model["challenge"])
    @rule(data=st.data(), ending=st.sampled_from(["", "completed", "cancelled", "open"]))
    def close(self, data: st.DataObject, ending: str) -> None:
        key = self.any_of(data, "challenge")
        values = {"decision": "close", "closing_reason": "resolved", "evidence": "Seen"}
        new = deepcopy(self.model)
        waiting = [r for r in new["response"].values() if r["challenge"] == key and "status" not in r]
        if waiting and not ending:
            with pytest.raises(Invalid):
                save(self.portfolio, Look(key, values), self.today)
            return
        made = save(self.portfolio, Look(key, values, ending=ending), self.today)
        new["challenge"][key] |= {"status": "closed", "closing_reason": "resolved"}
        new["challenge"][key].pop("next_review", None)
        for response in waiting if ending != "open" else []:
            response["status"] = ending
            if ending == "completed":
                response["completed_on"] = self.today.isoformat()
        self.note(new, made, key, values)
        self.change(new)

    @precondition(lambda self: self.model["challenge"])
    @rule()
    def no_change(self) -> None:
        keys = [key for key, record in self.model["challenge"].items() if record.get("status") != "closed"]
        known = set(self.model["review"])
        assert keep_unchanged(self.portfolio, list(self.model["challenge"]), {}, self.today) == len(keys)
        new = deepcopy(self.model)
        made = {
            s.values["challenge"]: key for key, s in read_all(self.portfolio.connection, "review") if key not in known
        }
        for key in keys:
            record = new["challenge"][key]
            halves = {name: record[name] for name in ("likelihood", "impact") if "impact" in record}
            days = PERIOD[level((record["likelihood"], record["impact"]))] if halves else 30
            values = {"decision": "keep", "next_review": (self.today + timedelta(days=days)).isoformat(), **halves}
            record["next_review"] = values["next_review"]
            self.rate(record, halves)
            self.note(new, made[key], key, values)
        self.change(new)

    @precondition(lambda self: self.model["challenge"])
    @rule(data=st.data(), cause=st.sampled_from(["Drought", "Floods"]))
    def edit(self, data: st.DataObject, cause: str) -> None:
        key = self.any_of(data, "challenge")
        with self.portfolio.transaction("Edit") as transaction:
            transaction.update("challenge", key, {"cause": cause})
        new = deepcopy(self.model)
        new["challenge"][key]["cause"] = cause
        self.change(new)

    @precondition(lambda self: self.themes())
    @rule(data=st.data())
    def assess(self, data: st.DataObject) -> None:
        theme = self.some(data, self.themes())
        key = themes.assess(self.portfolio, theme, self.project, self.today)
        self.born.append(key)
        new = deepcopy(self.model)
        copied = {name: value for name, value in new["challenge"][theme].items() if name in ("title", "cause")}
        own = {"project": self.project, "theme": theme, "status": "identified"}
        new["challenge"][key] = {**copied, **own, "identified_on": self.today.isoformat()}
        self.change(new)

    @precondition(lambda self: len(self.themes()) > 1)
    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        gone = self.some(data, self.themes())
        kept = self.some(data, [key for key in self.themes() if key != gone])
        merge_themes(self.portfolio, gone, kept)
        new = deepcopy(self.model)
        one = new["challenge"].pop(gone)
        if "cause" in one:
            new["challenge"][kept].setdefault("cause", one["cause"])
        for kind, field in (("challenge", "theme"), ("response", "challenge"), ("review", "challenge")):
            for record in new[kind].values():
                if record.get(field) == gone:
                    record[field] = kept
        self.change(new)

    @rule()
    def a_day_passes(self) -> None:
        self.today += timedelta(days=30)


Machine.TestCase.settings = of_size(25, 25)
TestReviews = Machine.TestCase


class LongMachine(Machine):
    """The same for longer; see `make test-slow`."""


LongMachine.TestCase.settings = of_size(300, 50)
TestLongReviews = pytest.mark.slow(LongMachine.TestCase)
