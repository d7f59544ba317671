"""What a sheet shows and how: filters, words, order, columns."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.dates import display_date
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Countries, Link, Several
from hsmonitor.domain.terms import Decision
from hsmonitor.language import _, ngettext
from hsmonitor.store.conditions import OF_RECORDS, Condition
from hsmonitor.store.facets import Facet, facets
from hsmonitor.store.filter_words import conditions_of
from hsmonitor.store.grouping import can_group
from hsmonitor.store.listing import Query
from hsmonitor.store.sheet_state import SheetState, query_of
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.sheet.views import NamedState


def of_records_words(condition: Condition) -> str:
    """Return the words of a condition on a record as a whole."""
    operator, value = condition.operator, condition.value
    if operator == "decided":
        decision, until = value
        words = _("Newest decision: {decision}").format(decision=Decision.of(decision).label)
        return _("{decision}, until {day}").format(decision=words, day=display_date(until)) if until else words
    if operator == "not reviewed since":
        return _("No review since {day}").format(day=display_date(value))
    if operator == "without":
        return _("Without {kinds}").format(kinds=RECORDS[value].plural.lower())
    return _("Not touched since {day}").format(day=display_date(value[:10]))


class Narrowing(QObject):
    """The state of one sheet. `asked` carries the query that it makes, `wrong` the filters that make no sense, by field.

    `base` are conditions that came with a figure that was opened.
    """

    asked = Signal(object)
    wrong = Signal(dict)

    def __init__(self, desk: Desk, kind: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.record = RECORDS[kind]
        self.state = SheetState()
        self.base: tuple[Condition, ...] = ()
        self.project: str | None = desk.project

    @property
    def narrowed(self) -> bool:
        """Whether less than all records may be shown."""
        return bool(self.base or self.project or not self.state.finds_like(SheetState()))

    def set(self, state: SheetState) -> None:
        """Show what `state` says; filters that make no sense are left out and told."""
        self.state = state
        good, wrong = {}, {}
        for name, words in state.filters.items():
            try:
                conditions_of(self.record.fields[name], words)
                good[name] = words
            except ValueError as error:
                wrong[name] = str(error)
        self.wrong.emit(wrong)
        self.asked.emit(self._query(replace(state, filters=good)))

    def filter(self, name: str, words: str) -> None:
        """Filter a field by what was typed."""
        self.set(self.state.with_filter(name, words))

    def search(self, words: str) -> None:
        """Find words."""
        self.set(replace(self.state, words=words))

    def sort(self, name: str, descending: bool, more: bool) -> None:
        """Sort by a field, after those that sort already where `more`."""
        rest = tuple(one for one in self.state.order if one[0] != name) if more else ()
        self.set(replace(self.state, order=(*rest, (name, descending))))

    def group(self, name: str) -> None:
        """Group by a field; no more, where it is grouped by that field or can not be."""
        able = can_group(self.record.fields.get(name))
        if name and not able:
            self.desk.said.emit(_("This column makes no groups: its values are nearly all different."), "info")
        self.set(replace(self.state, group=name if able and name != self.state.group else ""))

    def show(self, query: Query) -> None:
        """Show what a figure stands for."""
        self.base, self.project = query.conditions, query.project or self.desk.project
        self.set(SheetState(words=query.words, columns=self.state.columns, widths=self.state.widths))

    def show_view(self, view: NamedState) -> None:
        """Show a view: its filters and order; its columns where it has any."""
        columns = view.state.columns or self.state.columns
        self.base = ()
        self.set(replace(view.state, columns=columns, widths=self.state.widths | view.state.widths))

    def narrow(self) -> None:
        """Follow the project that everything is narrowed to."""
        self.project = self.desk.project
        self.set(self.state)

    def clear(self) -> None:
        """Show all again."""
        self.base, self.project = (), self.desk.project
        kept = self.state
        self.set(SheetState(order=kept.order, columns=kept.columns, widths=kept.widths, group=kept.group))

    def chips(self) -> list[tuple[str, Callable[[], None]]]:
        """Return the words of each filter, with what takes it away."""
        found: list[tuple[str, Callable[[], None]]] = []
        for condition in self.base:
            found.append((self._words(condition), partial(self._drop_base, condition)))
        for name, words in self.state.filters.items():
            label = self.record.fields[name].label
            chip = _("{field} {condition}").format(field=label, condition=words)
            found.append((chip, partial(self.filter, name, "")))
        if self.state.group:
            label = self.record.fields[self.state.group].label
            found.append((_("Grouped by {field}").format(field=label), lambda: self.group("")))
        special = self.state.without, self.state.untouched_days, self.state.due
        if any(special):
            words = _("Due for review") if special[2] else self._special_words()
            found.append((words, lambda: self.set(replace(self.state, without="", untouched_days=0, due=False))))
        return found

    def _special_words(self) -> str:
        if self.state.without:
            return _("Without {kinds}").format(kinds=RECORDS[self.state.without].plural.lower())
        days = self.state.untouched_days
        return ngettext("Not touched for {count} day", "Not touched for {count} days", days).format(count=days)

    def _drop_base(self, condition: Condition) -> None:
        self.base = tuple(one for one in self.base if one != condition)
        self.set(self.state)

    def _words(self, condition: Condition) -> str:
        if condition.operator in OF_RECORDS:
            return of_records_words(condition)
        field, operator, value = self.record.fields[condition.field], condition.operator, condition.value
        if operator == "among":
            shown = "; ".join(field.show(one) for one in value)
        elif isinstance(field, Countries) or operator in ("recorded", "not recorded"):
            shown = str(value)
        else:
            shown = "" if isinstance(field, Link | Several) else field.show(value)
        return _pattern(field, operator).format(field=field.label, operator=operator, value=shown)

    def list_facets(self, name: str, answer: Callable[[list[Facet]], None]) -> None:
        """Find the values of a field among what is shown, whatever that field itself is filtered by."""
        try:
            query = self._query(self.state.with_filter(name, ""))
        except ValueError:
            return  # another filter makes no sense; its cell says so
        self.desk.ask(f"facets {self.record.kind}", lambda connection: facets(connection, query, name), answer)

    def _query(self, state: SheetState) -> Query:
        return query_of(self.desk.portfolio.connection, self.record, state, project=self.project, more=self.base)


def _pattern(field: Field[Any], operator: str) -> str:
    """Return the words of a condition on a field."""
    known = {
        "over by": _("{field} before {value}"),
        "recorded": _("{field} recorded"),
        "not recorded": _("{field} not recorded"),
        "among": _("{field} {value}"),
    }
    if operator in known:
        return known[operator]
    if isinstance(field, Countries):
        return _("{field} {value}")
    return _("{field} as chosen") if isinstance(field, Link | Several) else _("{field} {operator} {value}")
