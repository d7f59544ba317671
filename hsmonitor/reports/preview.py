"""What a report will hold, before it is made: its data sheets with the number of their records."""

from dataclasses import dataclass
from importlib import import_module

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.reports.edition import Edition
from hsmonitor.reports.moment import edition_of
from hsmonitor.reports.options import Options
from hsmonitor.reports.recipe import Plan, Recipe
from hsmonitor.reports.register import report_named
from hsmonitor.reports.undated import in_words, left_out
from hsmonitor.store.conditions import Condition
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Held:
    """The title of each data sheet with the number of its records, and what the period leaves out, in words or empty."""

    sheets: list[tuple[str, int]]
    left_out: str = ""


def preview(portfolio: Portfolio, name: str, options: Options) -> Held:
    """Return what a report will hold. Raises PortfolioError."""
    module = import_module(report_named(name).module)
    recipe: Recipe | None = getattr(module, "RECIPE", None)
    with edition_of(portfolio, options) as edition:
        if recipe is None:
            return Held([(RECORDS[kind].plural, _count_all(edition, kind, ())) for kind in module.KINDS])
        told = [plan for plan in recipe.plans if not _is_kept_back(edition, plan)]
        sheets = [(plan.title, _count(edition, plan)) for plan in told]
        return Held(sheets, in_words(left_out(edition, told)))


def _is_kept_back(edition: Edition, plan: Plan) -> bool:
    return edition.for_donors and RECORDS[plan.kind].internal


def _count(edition: Edition, plan: Plan) -> int:
    """Count in the database where it can tell; else, and of citations, the rows one by one."""
    dated = plan.period and edition.options.dated
    if plan.kind == "citation":
        return sum(1 for _row in edition.rows("citation"))
    if plan.kept or dated:
        kept = plan.kept(edition) if plan.kept else None
        rows = edition.rows(plan.kind, (), plan.conditions, plan.period)
        return sum(1 for row in rows if kept is None or kept(row))
    return _count_all(edition, plan.kind, plan.conditions)


def _count_all(edition: Edition, kind: str, conditions: tuple[Condition, ...]) -> int:
    if edition.hides(kind):
        return sum(1 for _row in edition.rows(kind, (), conditions))
    return Listing(edition.connection, Query(kind, conditions=conditions, project=edition.project)).count()
