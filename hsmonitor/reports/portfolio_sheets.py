"""The data sheets of the portfolio report: which kinds of record, which columns, in which order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.terms import Certainty
from hsmonitor.language import _
from hsmonitor.reports.book import Book
from hsmonitor.reports.columns import Column, cited_field, columns_of, reference_column
from hsmonitor.reports.edition import Edition
from hsmonitor.reports.saving import Progress
from hsmonitor.reports.sheets import DataSheet
from hsmonitor.reports.widths import fitted, narrowed
from hsmonitor.store.listing import Row

ROLES_WIDTH = 34.0

Order = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """One data sheet: its kind of record, its order, what it holds in words; an `always` sheet is there without records too."""

    kind: str
    holds: str
    order: Order = ()
    always: bool = True

    @property
    def title(self) -> str:
        """The name of the sheet."""
        return _("Roles") if self.kind == "engagement" else RECORDS[self.kind].plural


PLANS = (
    Plan("project", _("Each project with countries, status, money, threats and target groups"), (("display", False),)),
    Plan(
        "partner", _("Each organization or group once, with its type and its roles in projects"), (("display", False),)
    ),
    Plan(
        "engagement",
        _("Each partner in each project: role, approach, share of the money"),
        (("project", False), ("partner", False)),
    ),
    Plan("challenge", _("What stands, or may stand, in the way, with its level"), (("level", True),)),
    Plan("response", _("What is done about each challenge"), (("challenge", False),)),
    Plan("activity", _("What the projects do"), (("project", False),), always=False),
    Plan("result", _("What changed for people, as reported"), (("project", False),), always=False),
    Plan("lesson", _("What the human security approach added, and what was learned")),
    Plan("statement", _("What was stated of all projects together; never split over them"), always=False),
    Plan("source", _("The documents that facts come from")),
    Plan("citation", _("Each fact with its record, field, paragraph, and how sure it is")),
)

ALSO = {"project": ("status_on",)}
"""What a sheet shows beside the fields of the desk's table: a status is read with the day on which it was known."""

CROSSED = {"challenge": ("level", "status")}
"""Of which columns values are counted together: levels are told of open challenges, as on the desk."""


@dataclass(slots=True)
class Gathered:
    """What is learned of the records while they are written, for sheets that are written later."""

    roles: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    statements: list[Row] = field(default_factory=list)
    paragraphs: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    sources: set[str] = field(default_factory=set)
    assumed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def planned(edition: Edition) -> list[Plan]:
    """Return the sheets that this edition has, in the order of their tabs."""
    return [plan for plan in PLANS if plan.always or edition.count(plan.kind)]


class DataSheets:
    """Makes the sheets in the order of their tabs, and fills them in the order in which they need each other."""

    def __init__(self, book: Book, edition: Edition, plans: list[Plan]) -> None:
        self.gathered = Gathered()
        self.plans = plans
        self._edition = edition
        self.sheets = {plan.kind: self._sheet(book, plan) for plan in plans}

    def _sheet(self, book: Book, plan: Plan) -> DataSheet:
        crossed = CROSSED.get(plan.kind, ())
        return DataSheet(book, plan.title, self._columns(plan.kind), name=f"Table_{plan.kind}", crossed=crossed)

    def write(self, subtitle: str, footer: str, contents: str, progress: Progress) -> None:
        """Write all sheets. Raises Cancelled."""
        first = ("engagement", "citation")
        for plan in sorted(self.plans, key=lambda plan: plan.kind not in first):
            self.sheets[plan.kind].write(self._rows(plan), subtitle, footer, contents, progress)

    def _columns(self, kind: str) -> list[Column]:
        columns = [reference_column()]
        for described in self._edition.fields(RECORDS[kind], ALSO.get(kind, ())):
            shown = described.derived or self._edition.is_recorded(kind, described.name)
            columns += [column if shown else narrowed(column) for column in columns_of(described)]
        if kind == "partner":
            columns.insert(-1, self._roles_column())
        if kind == "citation":
            columns = [replace(c, value=cited_field) if c.name == "field" else c for c in columns]
        return fitted(columns)

    def _roles_column(self) -> Column:
        def roles(row: Row) -> str | None:
            return "; ".join(self.gathered.roles.get(row.key, ())) or None

        return Column("roles", _("Projects and roles"), ROLES_WIDTH, "text", roles)

    def _rows(self, plan: Plan) -> Iterable[Row]:
        kind, edition = plan.kind, self._edition
        if kind == "citation":
            return self._watched_citations(edition.citations())
        rows = edition.rows(kind, plan.order)
        if kind == "engagement":
            return self._watched_roles(rows)
        if kind == "statement":
            return self._watched_statements(rows)
        if kind == "source" and edition.project:
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
