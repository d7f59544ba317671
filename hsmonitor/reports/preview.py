"""What a report will hold, before it is made: its data sheets with the number of their records."""

from importlib import import_module

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.reports.edition import Edition
from hsmonitor.reports.moment import edition_of
from hsmonitor.reports.options import Options
from hsmonitor.reports.recipe import Plan, Recipe
from hsmonitor.reports.register import report_named
from hsmonitor.store.conditions import Condition
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.portfolio import Portfolio

Held = list[tuple[str, int]]


def preview(portfolio: Portfolio, name: str, options: Options) -> Held:
    """Return the title of each data sheet and how many records it will hold. Raises PortfolioError."""
    module = import_module(report_named(name).module)
    recipe: Recipe | None = getattr(module, "RECIPE", None)
    with edition_of(portfolio, options) as edition:
        if recipe is None:
            return [(RECORDS[kind].plural, _count_all(edition, kind, ())) for kind in module.KINDS]
        return [(plan.title, _count(edition, plan)) for plan in recipe.plans if not _is_kept_back(edition, plan)]


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
