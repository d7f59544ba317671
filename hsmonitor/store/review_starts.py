"""What a review can be begun with: what is due in all, what is due in each project, and the meetings."""

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta

from hsmonitor.store.due import due_days, due_queries
from hsmonitor.store.listing import Listing, Query, Row
from hsmonitor.store.rows import display_names

_PER_PROJECT = """
SELECT project, count(*) AS challenges, sum(coalesce(next_review < :today, 0)) AS overdue,
    sum(next_review IS NULL OR next_review BETWEEN :today AND :until) AS due
FROM challenge WHERE project IS NOT NULL AND status IS NOT 'closed' GROUP BY project
"""
_ANSWERED = """
SELECT project, count(DISTINCT theme) FROM (
    SELECT c.project, c.theme FROM challenge c JOIN challenge t ON t.id = c.theme
        WHERE c.project IS NOT NULL AND t.status IS NOT 'closed'
    UNION ALL
    SELECT x.project, x.theme FROM theme_exemption x JOIN challenge t ON t.id = x.theme WHERE t.status IS NOT 'closed'
) GROUP BY project
"""
_THEMES = "SELECT count(*) FROM challenge WHERE project IS NULL AND +theme IS NULL AND status IS NOT 'closed'"
MOST_SHOWN = 12
"""Projects, and meetings, that the start of a review shows; all others are reached by choosing a project."""


@dataclass(frozen=True, slots=True)
class ProjectDue:
    """What waits in a project: open challenges, those overdue, those due or never reviewed, themes not asked yet."""

    key: str
    name: str
    challenges: int
    overdue: int
    due: int
    themes: int


@dataclass(frozen=True, slots=True)
class Starts:
    """What a review can be begun with; the projects are those in which most waits."""

    overdue: int
    due: int
    never: int
    projects: list[ProjectDue]
    meetings: list[Row]


def read_starts(connection: sqlite3.Connection, today: date, project: str | None = None) -> Starts:
    """Return what waits for a review, narrowed to a project where one is given."""
    ahead, overdue, never = (Listing(connection, query).count() for query in due_queries(connection, today, project))
    meetings = Listing(connection, Query("meeting", project=project, order=(("held_on", True), ("reference", True))))
    return Starts(overdue, ahead, never, per_project(connection, today, project), meetings.first(MOST_SHOWN))


def per_project(connection: sqlite3.Connection, today: date, project: str | None = None) -> list[ProjectDue]:
    """Return the projects in which most waits: overdue first, then due, then themes not asked; or the given one."""
    days = {"today": today.isoformat(), "until": (today + timedelta(days=due_days(connection))).isoformat()}
    counted = {row["project"]: row for row in connection.execute(_PER_PROJECT, days)}
    answered = dict(tuple(row) for row in connection.execute(_ANSWERED))
    themes = int(connection.execute(_THEMES).fetchone()[0])
    keys = [project] if project else [row[0] for row in connection.execute("SELECT id FROM project ORDER BY rowid")]
    names = display_names(connection, {"project": keys})
    found = [_of(key, names.get(key, ""), counted.get(key), themes - answered.get(key, 0)) for key in keys]
    found.sort(key=lambda one: (-one.overdue, -one.due, -one.themes, one.name))
    return found[:MOST_SHOWN]


def _of(key: str, name: str, counted: sqlite3.Row | None, themes: int) -> ProjectDue:
    challenges, overdue, due = tuple(counted)[1:] if counted else (0, 0, 0)
    return ProjectDue(key, name, challenges, overdue, due, themes)
