"""The data sheets of a report: made in the order of their tabs, filled in the order in which they need each other."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.terms import Certainty
from hsmonitor.language import _
from hsmonitor.reports.book import Book
from hsmonitor.reports.columns import Column, cited_field, columns_of, reference_column
from hsmonitor.reports.edition import Edition
from hsmonitor.reports.recipe import Plan
from hsmonitor.reports.saving import Progress
from hsmonitor.reports.sheets import DataSheet
from hsmonitor.reports.widths import fitted, narrowed
from hsmonitor.store.listing import Row

ROLES_WIDTH = 34.0


@dataclass(slots=True)
class Gathered:
    """What is learned of the records while they are written, for sheets that are written later."""

    roles: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    statements: list[Row] = field(default_factory=list)
    paragraphs: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    sources: set[str] = field(default_factory=set)
    assumed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


class DataSheets:
    """The sheets by the names of their plans."""

    def __init__(self, book: Book, edition: Edition, plans: tuple[Plan, ...]) -> None:
        self.gathered = Gathered()
        self.edition = edition
        self.plans = tuple(plan for plan in plans if self._is_told(plan))
        self.sheets = {plan.name: self._sheet(book, plan) for plan in self.plans}

    def _is_told(self, plan: Plan) -> bool:
        if self.edition.for_donors and RECORDS[plan.kind].internal:
            return False
        return plan.always or any(True for _row in self._kept(plan))

    def _sheet(self, book: Book, plan: Plan) -> DataSheet:
        columns = self._columns(plan)
        names = {column.name for column in columns}
        crossed = [cross for cross in plan.crossed if names.issuperset(cross)]
        return DataSheet(book, plan.title, columns, name=f"Table_{plan.name}", crossed=crossed)

    @property
    def rows(self) -> int:
        """How many records stand in all sheets together."""
        return sum(sheet.rows for sheet in self.sheets.values())

    def write(self, subtitle: str, footer: str, contents: str, progress: Progress) -> None:
        """Write all sheets. Raises Cancelled."""
        first = ("engagement", "citation")
        for plan in sorted(self.plans, key=lambda plan: plan.kind not in first):
            self.sheets[plan.name].write(self._watched(plan), subtitle, footer, contents, progress)

    def _columns(self, plan: Plan) -> list[Column]:
        columns = [reference_column()]
        for described in self.edition.fields(RECORDS[plan.kind], plan.fields, plan.also):
            shown = described.derived or self.edition.is_recorded(plan.kind, described.name)
            columns += [column if shown else narrowed(column) for column in columns_of(described)]
        if plan.kind == "partner" and any(one.kind == "engagement" for one in self.plans):
            columns.append(self._roles_column())
        if plan.kind == "citation":
            columns = [replace(c, value=cited_field) if c.name == "field" else c for c in columns]
        if plan.more:
            columns += plan.more(self.edition)
        return fitted(columns, self.edition.sample(plan.kind, plan.conditions))

    def _roles_column(self) -> Column:
        def roles(row: Row) -> str | None:
            return "; ".join(self.gathered.roles.get(row.key, ())) or None

        about = _("The projects that the partner takes part in, each with role and approach.")
        return Column("roles", _("Projects and roles"), ROLES_WIDTH, "text", roles, about=about)

    def _kept(self, plan: Plan) -> Iterator[Row]:
        """Yield the rows that a sheet tells, in its order."""
        kept = plan.kept(self.edition) if plan.kept else None
        rows = self.edition.rows(plan.kind, plan.order, plan.conditions, plan.period)
        return (row for row in rows if kept is None or kept(row))

    def _ordered(self, plan: Plan) -> Iterable[Row]:
        if plan.first is None:
            return self._kept(plan)
        first = plan.first(self.edition)
        return itertools.chain(
            (row for row in self._kept(plan) if first(row)), (row for row in self._kept(plan) if not first(row))
        )

    def _watched(self, plan: Plan) -> Iterable[Row]:
        """Return the rows of a sheet; what later sheets need of them is gathered on the way."""
        if plan.kind == "citation":
            return self._watched_citations(self.edition.rows("citation"))
        rows = self._ordered(plan)
        if plan.kind == "engagement":
            return self._watched_roles(rows)
        if plan.kind == "statement":
            return self._watched_statements(rows)
        if plan.kind == "source" and self.edition.project:
            return (row for row in rows if row.key in self.gathered.sources)
        return rows

    def _watched_roles(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            project = row.shown("project")
            role = ", ".join(filter(None, (row.shown("role"), row.shown("approach"))))
            words = _("{project}: {role}").format(project=project, role=role) if role else project
            self.gathered.roles[row.values["partner"]].append(words)
            yield row

    def _watched_statements(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self.gathered.statements.append(row)
            yield row

    def _watched_citations(self, rows: Iterable[Row]) -> Iterator[Row]:
        gathered = self.gathered
        for row in rows:
            kind, _colon, key = row.values["subject"].partition(":")
            gathered.sources.add(row.values.get("source", ""))
            if kind == "statement" and row.values.get("paragraph") not in (None, *gathered.paragraphs[key]):
                gathered.paragraphs[key].append(row.values["paragraph"])
            if row.values["certainty"] == Certainty.ASSUMED and row.values.get("fact"):
                gathered.assumed[row.values["fact"]].append(row.names.get(key, ""))
            yield row
