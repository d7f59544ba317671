"""Commands that tell what is due for review, and what reviews said."""

import json
import sqlite3
from argparse import Namespace
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from hsmonitor.cli.inspecting import opened
from hsmonitor.domain.dates import today
from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.language import _, ngettext
from hsmonitor.store import themes
from hsmonitor.store.due import due_queries
from hsmonitor.store.listing import Listing, Query, Row
from hsmonitor.store.names import find_record

_DUE_FIELDS = ("project", "level", "status", "next_review", "owner")
_REVIEW_FIELDS = (
    "reviewed_on",
    "challenge",
    "likelihood",
    "impact",
    "decision",
    "next_review",
    "comment",
    "reviewer",
    "meeting",
)


def due(options: Namespace) -> int:
    """List what is due: overdue, due within the portfolio's period, never reviewed; themes not asked are counted apart."""
    with opened(options.file) as portfolio:
        connection = portfolio.connection
        project = find_record(connection, options.project, ("project",))[1] if options.project else None
        found = _due(connection, today(), project)
        asked = themes.unasked_count(connection, project)
    counts = {why: len(rows) for why, rows in found.items()} | {"themes_not_asked": asked}
    if options.json:
        listed = [_facts(row, _DUE_FIELDS) | {"due": why} for why, rows in found.items() for row in rows]
        print(json.dumps(counts | {"challenges": listed}, ensure_ascii=False, indent=1))
    else:
        labels = {"overdue": _("overdue"), "due": _("due"), "never_reviewed": _("never reviewed")}
        _print([(labels[why], row) for why, rows in found.items() for row in rows], _DUE_FIELDS)
        words = ngettext("{count} theme is not asked yet", "{count} themes are not asked yet", asked)
        print(words.format(count=f"{asked:,}"))
    return 0


def _due(connection: sqlite3.Connection, day: date, project: str | None) -> dict[str, list[Row]]:
    ahead, overdue, never = due_queries(connection, day, project)
    queries = {"overdue": overdue, "due": ahead, "never_reviewed": never}
    return {why: list(Listing(connection, query).rows()) for why, query in queries.items()}


def list_(options: Namespace) -> int:
    """List the reviews of a project's challenges, newest first."""
    with opened(options.file) as portfolio:
        connection = portfolio.connection
        _kind, project = find_record(connection, options.project, ("project",))
        query = Query("review", project=project, order=(("reviewed_on", True), ("reference", True)))
        rows = list(Listing(connection, query).rows())
    if options.json:
        print(json.dumps([_facts(row, _REVIEW_FIELDS) for row in rows], ensure_ascii=False, indent=1))
    else:
        _print([("", row) for row in rows], _REVIEW_FIELDS[1:6])
    return 0


def _facts(row: Row, names: Sequence[str]) -> dict[str, Any]:
    """Return what another program reads: words where a field names a record or a term, None where it is not recorded."""
    values = {name: row.values[name] if _plain(row, name) else row.shown(name) or None for name in names}
    return {"id": row.key, "reference": row.reference, "name": row.display, **values}


def _plain(row: Row, name: str) -> bool:
    return isinstance(row.values.get(name), int) or (name.endswith(("_on", "_review")) and name in row.values)


def _print(rows: Iterable[tuple[str, Row]], names: Sequence[str]) -> None:
    for lead, row in rows:
        words = [
            lead,
            row.reference,
            row.display,
            *(" ".join(row.shown(name).split()) or NOT_RECORDED for name in names),
        ]
        print("  ".join(word if len(word) <= 48 else f"{word[:47]}…" for word in words if word))
