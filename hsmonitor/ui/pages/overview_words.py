"""What the overview says: the store's figures, put into words. Runs beside the window."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.money import Money, display_money
from hsmonitor.domain.project import Project
from hsmonitor.domain.terms import Level
from hsmonitor.language import _, ngettext
from hsmonitor.store import figures, history
from hsmonitor.store.due import due_queries, open_challenges
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.rows import level_table
from hsmonitor.store.watch import LONG, Watched, watched
from hsmonitor.ui.widgets.figures import Figure
from hsmonitor.ui.widgets.watch_strip import Watch


@dataclass(frozen=True)
class Shown:
    """The overview in words, with the query behind each number."""

    figures: Sequence[Figure]
    queries: dict[str, Query]
    cells: dict[tuple[int, int], int]
    levels: dict[tuple[int, int], str]
    sits_note: str
    due_note: str
    missing: list[tuple[str, str, Query]]
    recent: list[tuple[str, str, str, str, str]]
    cell_query: Callable[[int, int], Query]


def read_overview(connection: sqlite3.Connection, day: date, project: str | None = None) -> Shown:
    """Read the figures as they are on `day`, and put them into words."""
    overview = figures.overview(connection, day, project)
    return Shown(
        figures=_figures(overview),
        queries=_queries(overview),
        cells=overview.cells,
        levels=dict(level_table(connection)),
        sits_note=_unrated(overview.levels[""]),
        due_note=_due_note(overview),
        missing=[_missing_words(one) for one in overview.missing],
        recent=[_recent_words(connection, entry) for entry in overview.recent],
        cell_query=figures.cell_query,
    )


def read_watched(
    connection: sqlite3.Connection, day: date, project: str | None = None
) -> tuple[list[Watch], dict[str, Query]]:
    """Read what is not to be lost sight of, and put it into words; the queries are by the same keys."""
    overdue = due_queries(connection, day, project)[1]
    found = [Watched("overdue", overdue, Listing(connection, overdue).count()), *watched(connection, day, project)]
    words = {
        "overdue": _("overdue for review"),
        "escalated": _("escalated and open"),
        "accepted": _("acceptances that end"),
        "late": _("responses late"),
        "unreviewed": _("no review for {days} days").format(days=LONG),
    }
    urgent = {"overdue", "accepted", "late"}
    watches = [Watch(one.key, one.count, words[one.key], urgent=one.key in urgent) for one in found]
    return watches, {one.key: one.query for one in found}


def _due_note(overview: figures.Overview) -> str:
    total = overview.due_count + overview.overdue_count + overview.never_reviewed_count
    if not total:
        return _("none")
    words = ngettext("{count} challenge", "{count} challenges", total).format(count=f"{total:,}")
    late = ngettext("{count} late", "{count} late", overview.overdue_count).format(count=f"{overview.overdue_count:,}")
    return _("{challenges}, {late}").format(challenges=words, late=late) if overview.overdue_count else words


def _unrated(count: int) -> str:
    return ngettext("{count} not rated", "{count} not rated", count).format(count=f"{count:,}") if count else ""


def _figures(overview: figures.Overview) -> list[Figure]:
    counts = overview.counts
    places = ngettext("in {count} country", "in {count} countries", overview.countries).format(count=overview.countries)
    roles = ngettext("in {count} role", "in {count} roles", counts["engagement"]).format(
        count=f"{counts['engagement']:,}"
    )
    total = sum(overview.levels.values())
    parts = tuple((level, overview.levels[level]) for level in (*(level.value for level in Level), ""))
    due = overview.due_count + overview.overdue_count + overview.never_reviewed_count
    late = ngettext("{count} late", "{count} late", overview.overdue_count).format(count=f"{overview.overdue_count:,}")
    return [
        Figure("project", _("Projects"), f"{counts['project']:,}", places),
        Figure("partner", _("Partners"), f"{counts['partner']:,}", roles),
        Figure("challenge", _("Open challenges"), f"{total:,}", parts=parts),
        Figure("due", _("Due for review"), f"{due:,}", late if overview.overdue_count else _("none late")),
        _stated(overview.stated),
        _recorded(overview),
    ]


def _stated(stated: figures.Stated | None) -> Figure:
    if stated is None or stated.value is None:
        return Figure("stated", _("Stated funding"), _("none yet"), _("no statement recorded"), missing=True)
    place = (
        _("whole portfolio, ¶{paragraph}").format(paragraph=stated.paragraph)
        if stated.paragraph
        else _("whole portfolio")
    )
    return Figure("stated", _("Stated funding"), in_short(stated.value), place)


def in_short(money: Money) -> str:
    """Return an amount as a headline: USD 8.5 million."""
    major = money.major
    if major < 1_000_000:
        return display_money(money)
    figure = f"{major / 1_000_000:,.2f}".rstrip("0").rstrip(".")
    return _("{currency} {figure} million").format(currency=money.currency, figure=figure)


def _recorded(overview: figures.Overview) -> Figure:
    label = _("Recorded funding")
    projects = overview.counts["project"]
    caption = ngettext("{count} of {total} project", "{count} of {total} projects", projects)
    caption = caption.format(count=f"{overview.recorded_projects:,}", total=f"{projects:,}")
    if not overview.recorded:
        return Figure("recorded", label, _("none yet"), caption, missing=True)
    largest, *others = sorted(overview.recorded.values(), key=lambda money: money.major, reverse=True)
    value = in_short(largest)
    if len(others) == 1:
        caption = _("and {money}; {projects}").format(money=in_short(others[0]), projects=caption)
    elif others:
        caption = _("and sums in {currencies}; {projects}").format(
            currencies=", ".join(money.currency for money in others), projects=caption
        )
    return Figure("recorded", label, value, caption)


def _queries(overview: figures.Overview) -> dict[str, Query]:
    from hsmonitor.store.conditions import Condition

    due = (
        overview.overdue if overview.overdue_count else overview.due if overview.due_count else overview.never_reviewed
    )
    return {
        "project": Query("project"),
        "partner": Query("partner"),
        "challenge": open_challenges(),
        "due": due,
        "stated": Query("statement"),
        "recorded": Query("project", conditions=(Condition(Project.contribution.name, "recorded"),)),
    }


def _missing_words(one: figures.Missing) -> tuple[str, str, Query]:
    record = RECORDS[one.kind]
    words = _("{records}: {field}").format(records=record.plural, field=record.fields[one.field].label)
    note = _("{count} of {total}").format(count=f"{one.count:,}", total=f"{one.total:,}")
    return words, note, one.query


def _recent_words(connection: sqlite3.Connection, entry: history.Entry) -> tuple[str, str, str, str, str]:
    changes = history.changes_of(connection, entry.id, 2)
    kind, key = (changes[0].kind, changes[0].record) if len(changes) == 1 else ("", "")
    return entry.made_at, entry.name, entry.person, kind, key
