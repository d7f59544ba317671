"""How a sheet shows its records: filters, words, order, columns. Kept as a saved view, and by each window for itself."""

import json
import sqlite3
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hsmonitor.domain.dates import today
from hsmonitor.domain.record import Record
from hsmonitor.domain.views import View
from hsmonitor.store.conditions import Condition
from hsmonitor.store.due import due_days, open_challenges
from hsmonitor.store.filter_words import conditions_of
from hsmonitor.store.grouping import can_group
from hsmonitor.store.listing import Query


@dataclass(frozen=True, slots=True)
class SheetState:
    """Filters are words by field, as `filter_words` reads them; `order` as in a `Query`; no columns are the kind's own.

    `widths` are pixels at 100 %; `group` is the field by which records are grouped. `without`, `untouched_days` and `due` are
    those of a `View`.
    """

    filters: dict[str, str] = field(default_factory=dict)
    words: str = ""
    order: tuple[tuple[str, bool], ...] = ()
    columns: tuple[str, ...] = ()
    widths: dict[str, int] = field(default_factory=dict)
    without: str = ""
    untouched_days: int = 0
    due: bool = False
    group: str = ""

    def finds_like(self, other: "SheetState") -> bool:
        """Tell whether both ask for the same records, however they show them."""
        return all(
            getattr(self, name) == getattr(other, name)
            for name in ("filters", "words", "without", "untouched_days", "due")
        )

    def with_filter(self, name: str, words: str) -> "SheetState":
        """Return this with another filter on the field `name`; none where there are no words."""
        rest = {other: text for other, text in self.filters.items() if other != name}
        return replace(self, filters=rest | ({name: words} if words.strip() else {}))


def of_view(view: View) -> SheetState:
    """Return what a view of the program's own shows."""
    return SheetState(dict(view.filters), "", (), (), {}, view.without, view.untouched_days, view.due)


def dumped(state: SheetState) -> str:
    """Return `state` as the definition of a saved view: JSON, what is left out is as it comes."""
    return json.dumps({name: value for name, value in asdict(state).items() if value}, ensure_ascii=False)


def loaded(definition: str, record: type[Record]) -> SheetState:
    """Return the state that `dumped` kept; fields that the program does not know are left out."""
    kept: dict[str, Any] = json.loads(definition)
    known = {*record.fields, "reference"}
    return SheetState(
        {name: str(words) for name, words in kept.get("filters", {}).items() if name in known},
        str(kept.get("words", "")),
        tuple((name, bool(descends)) for name, descends in kept.get("order", ()) if name in known),
        tuple(name for name in kept.get("columns", ()) if name in known),
        {name: int(width) for name, width in kept.get("widths", {}).items() if name in known},
        str(kept.get("without", "")),
        int(kept.get("untouched_days", 0)),
        bool(kept.get("due", False)),
        group if can_group(record.fields.get(group := str(kept.get("group", "")))) else "",
    )


def query_of(
    connection: sqlite3.Connection,
    record: type[Record],
    state: SheetState,
    *,
    project: str | None = None,
    more: tuple[Condition, ...] = (),
) -> Query:
    """Return what a sheet asks for. Raises ValueError where the words of a filter make no sense."""
    conditions = [*more, *_of_records(connection, state)]
    for name, words in state.filters.items():
        conditions += conditions_of(record.fields[name], words) if name in record.fields else []
    return Query(record.kind, state.words, tuple(conditions), project, state.order)


def _of_records(connection: sqlite3.Connection, state: SheetState) -> list[Condition]:
    found: list[Condition] = []
    if state.due:
        until = today() + timedelta(days=due_days(connection))
        found += [*open_challenges().conditions, Condition("next_review", "<= or not recorded", until.isoformat())]
    if state.without:
        found.append(Condition("", "without", state.without))
    if state.untouched_days:
        moment = datetime.now(UTC) - timedelta(days=state.untouched_days)
        found.append(Condition("", "untouched", moment.isoformat(timespec="microseconds")))
    return found
