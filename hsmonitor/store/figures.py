"""The figures of a portfolio: one query for each number, read by the desk, the workbook and the command line alike."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.money import Money
from hsmonitor.domain.terms import Level
from hsmonitor.store import history
from hsmonitor.store.conditions import Condition
from hsmonitor.store.due import due_queries, open_challenges
from hsmonitor.store.listing import Listing, Query, Row, read_rows, source_of
from hsmonitor.store.rows import level_table
from hsmonitor.store.sqlite import quoted

_TELLING = {
    "project": ("title", "contribution", "status"),
    "partner": ("type",),
    "challenge": ("likelihood", "owner"),
    "response": ("status",),
}


@dataclass(frozen=True, slots=True)
class Missing:
    """How many records of a kind do not record a field; `query` finds them."""

    kind: str
    field: str
    count: int
    total: int
    query: Query


@dataclass(frozen=True, slots=True)
class Stated:
    """What was stated of an agency's projects as a whole, with the paragraph that it comes from."""

    row: Row
    value: Money | None
    projects: int | None
    paragraph: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of the overview; a `Query` with each of them finds the records behind it."""

    counts: dict[str, int]
    countries: int
    levels: dict[str, int]
    """Open challenges by level; the empty text stands for "not rated"."""
    cells: dict[tuple[int, int], int]
    due: Query
    due_count: int
    overdue: Query
    overdue_count: int
    never_reviewed: Query
    never_reviewed_count: int
    stated: Stated | None
    recorded: dict[str, Money]
    recorded_projects: int
    missing: Sequence[Missing]
    recent: Sequence[history.Entry]


def counts(connection: sqlite3.Connection, project: str | None = None) -> dict[str, int]:
    """Return how many records there are of each kind, narrowed to a project where one is given."""
    if project is None:
        return {kind: _number(connection, f"SELECT count(*) FROM {quoted(kind)}") for kind in RECORDS}
    return {kind: Listing(connection, Query(kind, project=project)).count() for kind in RECORDS}


def countries(connection: sqlite3.Connection, project: str | None = None) -> int:
    """Return in how many countries the projects are."""
    where, parameters = ("WHERE p.id = ?", [project]) if project else ("", [])
    return _number(
        connection, f"SELECT count(DISTINCT one.value) FROM project p, json_each(p.countries) one {where}", parameters
    )


def cell_query(likelihood: int, impact: int, project: str | None = None) -> Query:
    """Return the query for the open challenges of one cell of the heat map."""
    rated = (Condition("likelihood", "=", likelihood), Condition("impact", "=", impact))
    return open_challenges(*rated, project=project)


def cells(connection: sqlite3.Connection, project: str | None = None) -> dict[tuple[int, int], int]:
    """Return how many open challenges there are in each cell of likelihood and impact."""
    rated = (Condition("likelihood", "recorded"), Condition("impact", "recorded"))
    source, parameters = source_of(open_challenges(*rated, project=project))
    # By status too, although nobody asks for it: so an index has them in this order, which takes half the time.
    sql = f"SELECT g.by_likelihood, g.by_impact, count(*) {source} GROUP BY g.by_status, 1, 2"
    found: Counter[tuple[int, int]] = Counter()
    for likelihood, impact, count in connection.execute(sql, parameters):
        found[likelihood, impact] += count
    return dict(found)


def levels(
    connection: sqlite3.Connection, project: str | None = None, counted: dict[tuple[int, int], int] | None = None
) -> dict[str, int]:
    """Return how many open challenges there are of each level; those that are not rated under the empty text.

    `counted` are the cells, where the caller has counted them already.
    """
    table, result = level_table(connection), {level.value: 0 for level in Level}
    for cell, count in (cells(connection, project) if counted is None else counted).items():
        if cell in table:
            result[table[cell]] += count
    rated = sum(result.values())
    return result | {"": Listing(connection, open_challenges(project=project)).count() - rated}


def recorded_money(connection: sqlite3.Connection, project: str | None = None) -> dict[str, Money]:
    """Return the Trust Fund contributions recorded with projects, a sum a currency; currencies are never added."""
    where, parameters = ("AND id = ?", [project]) if project else ("", [])
    sql = (
        "SELECT contribution_currency, sum(contribution_minor) FROM project"
        f" WHERE contribution_currency IS NOT NULL {where} GROUP BY 1 ORDER BY 1"
    )
    return {row[0]: Money(row[1], row[0]) for row in connection.execute(sql, parameters)}


def stated(connection: sqlite3.Connection) -> Stated | None:
    """Return the newest statement about projects as a whole, None where there is none."""
    sql = "SELECT id FROM statement ORDER BY stated_on DESC NULLS LAST, rowid DESC LIMIT 1"
    row = connection.execute(sql).fetchone()
    if row is None:
        return None
    found = read_rows(connection, "statement", [row[0]])[0]
    sql = "SELECT paragraph FROM citation WHERE subject = ? AND paragraph IS NOT NULL ORDER BY field, rowid LIMIT 1"
    cited = connection.execute(sql, [f"statement:{row[0]}"]).fetchone()
    return Stated(found, found.values.get("value"), found.values.get("projects"), cited[0] if cited else "")


def missing(connection: sqlite3.Connection, project: str | None = None) -> list[Missing]:
    """Return, for the fields that tell most, how many records do not record them; nothing where all do."""
    found = []
    for kind, fields in _TELLING.items():
        source, parameters = source_of(Query(kind, project=project))
        recorded = ", ".join(f"count(g.{quoted(f'by_{field}')})" for field in fields)
        total, *counts = connection.execute(f"SELECT count(*), {recorded} {source}", parameters).fetchone()
        for field, count in zip(fields, counts, strict=True):
            query = Query(kind, conditions=(Condition(field, "not recorded"),), project=project)
            found.append(Missing(kind, field, total - count, total, query))
    return [one for one in found if one.count]


def overview(connection: sqlite3.Connection, today: date, project: str | None = None) -> Overview:
    """Return all figures of the overview at once."""
    due, overdue, never = due_queries(connection, today, project)
    recorded, counted = Condition("contribution", "recorded"), cells(connection, project)
    return Overview(
        counts=counts(connection, project),
        countries=countries(connection, project),
        levels=levels(connection, project, counted),
        cells=counted,
        due=due,
        due_count=Listing(connection, due).count(),
        overdue=overdue,
        overdue_count=Listing(connection, overdue).count(),
        never_reviewed=never,
        never_reviewed_count=Listing(connection, never).count(),
        stated=stated(connection),
        recorded=recorded_money(connection, project),
        recorded_projects=Listing(connection, Query("project", conditions=(recorded,), project=project)).count(),
        missing=missing(connection, project),
        recent=history.entries(connection, 8),
    )


def _number(connection: sqlite3.Connection, sql: str, parameters: Sequence[str] = ()) -> int:
    return int(connection.execute(sql, parameters).fetchone()[0])
