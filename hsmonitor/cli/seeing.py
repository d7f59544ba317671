"""Commands that look back and ahead: the register as of a day, and the calendar of what is due."""

import json
from argparse import Namespace
from collections.abc import Iterable
from datetime import date
from typing import Any

from hsmonitor.cli.inspecting import opened
from hsmonitor.domain.dates import display_date
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.domain.movement import Movement
from hsmonitor.language import ngettext
from hsmonitor.store import as_of
from hsmonitor.store.listing import Listing, Query, Row
from hsmonitor.store.moves import Move, moves, rows_of
from hsmonitor.store.names import find_record

_TOLD = ("project", "likelihood", "impact", "level", "status", "next_review")


def day_meant(text: str) -> date:
    """Return the day in the past that is meant by `text`. Raises PortfolioError."""
    try:
        return as_of.past_day(text)
    except ValueError as error:
        raise PortfolioError(str(error)) from error


def register(options: Namespace) -> int:
    """Tell which challenges the portfolio held at the end of a day, and what has become of each since."""
    day = day_meant(options.day)
    with opened(options.file) as portfolio, as_of.reading(portfolio, day) as then:
        now = portfolio.connection
        project = find_record(now, options.project, ("project",))[1] if options.project else None
        rows = list(Listing(then, Query("challenge", project=project)).rows())
        since = moves(then, now, project)
        added = rows_of(then, now, [move for move in since if move.what is Movement.NEW])
    if options.json:
        print(json.dumps(_facts(day, rows, since, added), ensure_ascii=False, indent=1))
    else:
        _print(day, rows, since, added)
    return 0


def _facts(day: date, rows: Iterable[Row], since: list[Move], added: dict[str, Row]) -> dict[str, Any]:
    became = {move.key: move.what.value for move in since}
    challenges = [
        _named(row)
        | {name: row.shown(name) or None for name in _TOLD}
        | {name: row.values.get(name) for name in ("likelihood", "impact", "next_review")}
        | {"since": became.get(row.key, Movement.SAME.value)}
        for row in rows
    ]
    return {"as_of": day.isoformat(), "challenges": challenges, "new_since": [_named(row) for row in added.values()]}


def _named(row: Row) -> dict[str, Any]:
    return {"id": row.key, "reference": row.reference, "name": row.display}


def _print(day: date, rows: list[Row], since: list[Move], added: dict[str, Row]) -> None:
    words = ngettext("{count} challenge as of {day}", "{count} challenges as of {day}", len(rows))
    print(words.format(count=f"{len(rows):,}", day=display_date(day.isoformat())))
    became = {move.key: move.what.label for move in since}
    for row in rows:
        told = (
            " ".join(row.shown(name).split()) or NOT_RECORDED for name in ("project", "level", "status", "next_review")
        )
        cells = [row.reference, row.display, *told, became.get(row.key, Movement.SAME.label)]
        print("  ".join(cell if len(cell) <= 48 else f"{cell[:47]}…" for cell in cells))
    new = ngettext("{count} new since", "{count} new since", len(added))
    print(new.format(count=f"{len(added):,}"))


def calendar(options: Namespace) -> int:
    """Write the calendar of reviews and responses that are due."""
    from hsmonitor.reports import reminders

    with opened(options.file) as portfolio:
        project = find_record(portfolio.connection, options.project, ("project",))[1] if options.project else None
        count = reminders.write(portfolio, options.output, project=project)
    print(reminders.written_words(str(options.output), count))
    return 0
