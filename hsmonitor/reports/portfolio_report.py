"""The portfolio report: the whole portfolio, or one project of it, as a workbook that can be sent as it is."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from hsmonitor.domain.errors import NotThere
from hsmonitor.language import _
from hsmonitor.reports.book import Book
from hsmonitor.reports.cover import Cover
from hsmonitor.reports.edition import DONOR, Edition
from hsmonitor.reports.notes import write_notes
from hsmonitor.reports.overview import Overview
from hsmonitor.reports.portfolio_cover import Making, cover_text
from hsmonitor.reports.portfolio_sheets import DataSheets, Plan, planned
from hsmonitor.reports.saving import Progress, replacing
from hsmonitor.reports.sections import sections, stated_lines
from hsmonitor.reports.text import shortened
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.rows import display_names

BYTES_A_UNIT = 4_000
"""Of the XML of the finished sheets, what counts as much work as one row."""


def write(
    portfolio: Portfolio,
    target: Path,
    *,
    audience: str = DONOR,
    project: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write the report to `target`, whose older file stays as it is until the new one is whole.

    `audience` is "donor" (nothing internal) or "internal"; `project` is the key of the one project to report on.
    `progress` hears how many units of how many are done; `cancelled` is asked from time to time. May be called in any
    thread. Raises ReportError, NotThere, Cancelled.
    """
    with replacing(target) as beside, portfolio.reading() as connection:
        connection.execute("BEGIN")  # all sheets show one moment, whatever others write meanwhile
        edition = Edition(connection, audience, project)
        making = _making(portfolio, connection, edition)
        plans = planned(edition)
        units = sum(edition.count(plan.kind) for plan in plans) * 5 // 4
        with Book(title=making.name, author=making.person) as book:
            _write(book, edition, making, plans, beside, Progress(units, progress, cancelled))


def _making(portfolio: Portfolio, connection: sqlite3.Connection, edition: Edition) -> Making:
    names = display_names(connection, {"project": [edition.project]}) if edition.project else {}
    if edition.project and not names:
        raise NotThere(_("This project exists no more. Choose another one."))
    office = connection.execute("SELECT title FROM office").fetchone()
    last = connection.execute("SELECT max(made_at) FROM journal").fetchone()[0]
    funds = [row.display for row in edition.rows("fund")]
    return Making(
        portfolio=(office and office["title"]) or portfolio.path.stem,
        funds="; ".join(funds),
        project=names.get(edition.project or "", ""),
        person=shortened(portfolio.author.person, 100),
        made=datetime.now().astimezone(),
        changed=datetime.fromisoformat(last).astimezone() if last else None,
    )


def _write(book: Book, edition: Edition, making: Making, plans: list[Plan], beside: Path, watch: Progress) -> None:
    watch.look()
    cover, overview = Cover(book, _("Cover")), Overview(book, _("Overview"))
    data = DataSheets(book, edition, plans)
    data.write(making.subtitle, making.footer, cover.title, watch)
    lines = stated_lines(data.sheets.get("statement"), data.gathered)
    overview.write(sections(data.sheets, lines), making.subtitle, making.footer, cover.title)
    if book.notes:
        write_notes(book, _("Notes"), making.subtitle, making.footer, cover.title)
    cover.write(cover_text(making, edition, data, overview.title, bool(book.notes)), making.footer)
    book.save(beside, lambda size: watch.step(size // BYTES_A_UNIT))
    watch.finish()
