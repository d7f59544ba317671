"""What minutes tell beside the reviews, as it was at the end: themes not applicable, themes left for later, open responses."""

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from hsmonitor.domain.terms import OVER
from hsmonitor.store.held import Asked, first_since, rows_held, states_held
from hsmonitor.store.history import END
from hsmonitor.store.listing import Row
from hsmonitor.store.rows import State, display_names
from hsmonitor.store.sqlite import AMONG
from hsmonitor.store.themes import unasked, unasked_then


@dataclass(frozen=True, slots=True)
class Exempted:
    """A theme that does not occur in a project, the reason, and the local day of the answer (ISO)."""

    theme: Row
    project: str
    reason: str
    said_on: str


@dataclass(frozen=True, slots=True)
class Held:
    """What is read beside the reviews: from the moment `begun` until before the history row `first`, None for until now."""

    connection: sqlite3.Connection
    project: str | None
    begun: str
    first: int | None

    def exempted(self) -> Iterator[Exempted]:
        """Yield what was said not to occur, of one project or of all."""
        asked = Asked(":project IS NULL OR project = :project", {"project": self.project}, ("project",))
        states = states_held(self.connection, "theme_exemption", asked, self.first)
        said = [state for state in states.values() if state.created_at >= self.begun and self._is_own(state)]
        wanted = list(dict.fromkeys(state.values["theme"] for state in said))
        themes = {row.key: row for row in rows_held(self.connection, "challenge", wanted, self.first)}
        projects = display_names(self.connection, {"project": {state.values["project"] for state in said}})
        for state in said:
            values, day = state.values, _local_day(state.created_at)
            yield Exempted(themes[values["theme"]], projects.get(values["project"], ""), values["reason"], day)

    def _is_own(self, state: State) -> bool:
        return self.project in (None, state.values["project"])

    def later(self) -> list[Row]:
        """Return the themes that a project had not answered; none for all projects together."""
        if self.project is None:
            return []
        asked = (
            unasked(self.connection, self.project)
            if self.first is None
            else unasked_then(self.connection, self.project, self.first)
        )
        return rows_held(self.connection, "challenge", asked, self.first)

    def responses(self, challenges: Collection[str]) -> list[Row]:
        """Return the open responses to `challenges`."""
        among = Asked(
            f"challenge {AMONG.replace('?', ':among')}", {"among": json.dumps(list(challenges))}, ("challenge",)
        )
        states = states_held(self.connection, "response", among, self.first)
        is_open = [
            key
            for key, state in states.items()
            if state.values["challenge"] in challenges and state.values.get("status") not in OVER
        ]
        return rows_held(self.connection, "response", is_open, self.first)

    def new(self, keys: Collection[str]) -> set[str]:
        """Return those of the records `keys` that were added or changed in this time."""
        sql = f"SELECT DISTINCT record FROM main.change WHERE record {AMONG} AND rowid >= ? AND rowid < ?"
        since = first_since(self.connection, self.begun)
        found = self.connection.execute(sql, [json.dumps(list(keys)), since, self.first or END])
        return {row[0] for row in found}


def _local_day(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone().date().isoformat()
