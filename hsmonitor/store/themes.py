"""Themes: challenges of the portfolio as a whole, of which projects have cases of their own."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hsmonitor.domain.errors import NotThere, PortfolioError
from hsmonitor.domain.record import Values
from hsmonitor.domain.terms import ChallengeStatus, Level, WorkStatus
from hsmonitor.language import _
from hsmonitor.store.conditions import Condition
from hsmonitor.store.held import Asked, states_held
from hsmonitor.store.listing import Listing, Query, Row, read_rows

if TYPE_CHECKING:
    from hsmonitor.store.portfolio import Portfolio

_COPIED = (
    "title",
    "category",
    "challenge_kind",
    "description",
    "cause",
    "event",
    "effect",
    "insecurities",
    "affected_kinds",
)

MOST_CASES = 20
"""Cases that a theme's page shows; a sheet shows all of them."""

# The plus keeps SQLite from looking through all that have no theme; those without a project are few.
_UNASKED = """
SELECT t.id FROM challenge t WHERE t.project IS NULL AND +t.theme IS NULL AND t.status IS NOT 'closed'
    AND NOT EXISTS (SELECT 1 FROM challenge c WHERE c.theme = t.id AND c.project = :project)
    AND NOT EXISTS (SELECT 1 FROM theme_exemption x WHERE x.theme = t.id AND x.project = :project)
ORDER BY t.rowid
"""

_PLACE = ("project", "theme")
"""The fields by which a challenge is a theme, or a case of one, and by which a project says that a theme does not occur."""


@dataclass(frozen=True, slots=True)
class Case:
    """A theme in one project: the challenge, its newest review, its partners, and the responses that are completed."""

    row: Row
    last_review: Row | None
    partners: str
    worked: list[Row]


def unasked(connection: sqlite3.Connection, project: str) -> list[str]:
    """Return the open themes of which a project has neither a case nor said that they do not occur."""
    return [row[0] for row in connection.execute(_UNASKED, {"project": project})]


def unasked_then(connection: sqlite3.Connection, project: str, first: int) -> list[str]:
    """Return the themes that were open then, and of which a project had neither a case nor said that they do not occur.

    The moment is before the history row `first`, as `held` has it.
    """
    said = {"project": project}
    either = "(project IS NULL AND +theme IS NULL) OR (project = :project AND theme IS NOT NULL)"
    challenges = states_held(connection, "challenge", Asked(either, said, _PLACE), first)
    exempt = states_held(connection, "theme_exemption", Asked("project = :project", said, _PLACE), first)
    told = [*challenges.values(), *exempt.values()]
    answered = {state.values.get("theme") for state in told if state.values.get("project") == project}
    return [key for key, state in challenges.items() if _is_open_theme(state.values) and key not in answered]


def _is_open_theme(values: Values) -> bool:
    return not values.keys() & {"project", "theme"} and values.get("status") != ChallengeStatus.CLOSED


def unasked_count(connection: sqlite3.Connection, project: str | None = None) -> int:
    """Return how many answers are open: of one project, or of all projects together."""
    projects = [project] if project else [row[0] for row in connection.execute("SELECT id FROM project")]
    return sum(len(unasked(connection, one)) for one in projects)


def answered(connection: sqlite3.Connection, project: str, themes: Collection[str]) -> dict[str, str]:
    """Return, for those of `themes` that a project was asked about, the case ("") or the reason why they do not occur."""
    cases = connection.execute("SELECT theme FROM challenge WHERE project = ? AND theme IS NOT NULL", [project])
    exempt = connection.execute("SELECT theme, reason FROM theme_exemption WHERE project = ?", [project])
    found = {row[0]: "" for row in cases} | {row[0]: row[1] for row in exempt}
    return {theme: found[theme] for theme in themes if theme in found}


def assess(portfolio: "Portfolio", theme: str, project: str, today: date) -> str:
    """Make a case of a theme in a project and return its key; it has ratings, responses and reviews of its own.

    It says what the theme says; how the project meets it is for its reviewers. Raises NotThere, PortfolioError.
    """
    with portfolio.transaction(_("Assess a theme for this project")) as transaction:
        found = transaction.get("challenge", theme)
        if found is None:
            raise NotThere(_("This theme exists no more: somebody deleted it."))
        _refuse_no_theme(found)
        copied = {name: found[name] for name in _COPIED if name in found}
        own = {"project": project, "theme": theme, "status": ChallengeStatus.IDENTIFIED.value}
        return transaction.create("challenge", {**copied, **own, "identified_on": today.isoformat()})


def exempt(portfolio: "Portfolio", theme: str, project: str, reason: str) -> str:
    """Keep that a theme does not occur in a project, and why. Raises Invalid where no reason is given."""
    with portfolio.transaction(_("Theme not applicable here")) as transaction:
        return transaction.create("theme_exemption", {"theme": theme, "project": project, "reason": reason})


def make_case(portfolio: "Portfolio", challenge: str, theme: str) -> None:
    """Make a challenge of a project a case of a theme. Raises PortfolioError where one of the two cannot be that."""
    with portfolio.transaction(_("Make it a case of a theme")) as transaction:
        found, wanted = transaction.get("challenge", challenge), transaction.get("challenge", theme)
        if found is None or wanted is None:
            raise NotThere(_("This challenge exists no more: somebody deleted it."))
        _refuse_no_theme(wanted)
        if "project" not in found:
            raise PortfolioError(_("Only a challenge of a project can be a case. Merge two themes instead."))
        transaction.update("challenge", challenge, {"theme": theme})


def _refuse_no_theme(theme: Values) -> None:
    if "project" in theme:
        raise PortfolioError(_("This is a challenge of one project. Choose one of the portfolio as a whole."))


def cases(connection: sqlite3.Connection, theme: str, limit: int = MOST_CASES) -> tuple[list[Case], int]:
    """Return a theme's cases across projects, the highest level first, and how many there are in all."""
    order = (("level", True), ("likelihood", True), ("impact", True))
    listing = Listing(connection, Query("challenge", conditions=(Condition("theme", "=", theme),), order=order))
    return [_case(connection, row) for row in listing.first(limit)], listing.count()


def movement(row: Row) -> int:
    """Return 1 where a challenge stands higher than at first, -1 where it stands lower, 0 where neither or not rated."""
    order = [level.value for level in Level]
    now, first = row.values.get("level"), row.values.get("inherent_level")
    if now is None or first is None:
        return 0
    return (order.index(now) > order.index(first)) - (order.index(now) < order.index(first))


def _case(connection: sqlite3.Connection, row: Row) -> Case:
    newest = "SELECT id FROM review WHERE challenge = ? ORDER BY reviewed_on DESC, created_at DESC LIMIT 1"
    last = [found[0] for found in connection.execute(newest, [row.key])]
    done = "SELECT id FROM response WHERE challenge = ? AND status = ? ORDER BY completed_on"
    worked = [found[0] for found in connection.execute(done, [row.key, WorkStatus.COMPLETED.value])]
    reviews = read_rows(connection, "review", last)
    return Case(
        row, reviews[0] if reviews else None, row.shown("affected_partners"), read_rows(connection, "response", worked)
    )
