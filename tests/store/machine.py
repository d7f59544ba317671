"""What the state machines of the store have in common: a portfolio beside a plain model of dictionaries."""

import shutil
import tempfile
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hsmonitor.store import check, history
from hsmonitor.store.rows import read_all
from hsmonitor.store.session import new_portfolio, open_portfolio
from tests.store.conftest import AMINA

State = dict[str, dict[str, dict[str, Any]]]


@cache
def template() -> Path:
    """Return an empty portfolio, made once, to be copied."""
    path = Path(tempfile.mkdtemp()) / "template.hsm"
    new_portfolio(path, author=AMINA).close()
    return path


def of_size(examples: int, steps: int) -> settings:
    """Return settings for so many runs of so many steps."""
    return settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
    )


class PortfolioMachine(RuleBasedStateMachine):
    """A portfolio and what its records of `kinds` must be; a subclass adds the rules that change both.

    `before` and `after` are the states that undo and redo lead to, `moments` what was true when, `born` all keys in the order
    in which their records were added.
    """

    kinds: ClassVar[tuple[str, ...]]

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = Path(shutil.copy(template(), self.folder / "portfolio.hsm"))
        self.portfolio = open_portfolio(self.path, author=AMINA)
        self.model: State = {kind: {} for kind in self.kinds}
        self.before: list[State] = []
        self.after: list[State] = []
        self.born: list[str] = []
        self.moments: list[tuple[str, State]] = []
        self.set_up()

    def set_up(self) -> None:
        """Write what the model does not hold; no undo takes it back."""

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

    def some(self, data: st.DataObject, keys: list[str]) -> str:
        # Keys are random, so the order in which records were added is what hypothesis can rely on.
        ordered = sorted(keys, key=self.born.index)
        return ordered[data.draw(st.integers(0, len(ordered) - 1))]

    def any_of(self, data: st.DataObject, kind: str) -> str:
        return self.some(data, list(self.model[kind]))

    def recorded(self) -> State:
        return {kind: {key: s.values for key, s in read_all(self.portfolio.connection, kind)} for kind in self.kinds}

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

    @invariant()
    def records_are_the_model(self) -> None:
        assert self.recorded() == self.model

    @precondition(lambda self: self.moments)
    @rule(data=st.data())
    def the_past_is_what_it_was(self, data: st.DataObject) -> None:
        moment, then = self.moments[data.draw(st.integers(0, len(self.moments) - 1))]
        past = history.as_of(self.portfolio.connection, moment)
        assert {kind: {key: s.values for key, s in past.get(kind, {}).items()} for kind in self.kinds} == then
