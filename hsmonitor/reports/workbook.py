"""Makes a report by its recipe: reads the portfolio at one moment, writes the sheets, and puts the file in its place."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from hsmonitor.domain.errors import NotThere
from hsmonitor.language import _
from hsmonitor.reports.book import Book
from hsmonitor.reports.cover import Cover, Entry
from hsmonitor.reports.cover_words import Making, cover_text
from hsmonitor.reports.data_sheets import DataSheets
from hsmonitor.reports.definitions import write_definitions
from hsmonitor.reports.edition import Edition
from hsmonitor.reports.grids import GridSheet
from hsmonitor.reports.moment import edition_of
from hsmonitor.reports.notes import write_notes
from hsmonitor.reports.options import Options
from hsmonitor.reports.overview import Overview
from hsmonitor.reports.passages import PassageSheet
from hsmonitor.reports.recipe import Recipe
from hsmonitor.reports.register import REPORTS
from hsmonitor.reports.saving import Progress, replacing
from hsmonitor.reports.text import shortened
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.rows import display_names

BYTES_A_UNIT = 4_000
"""Of the XML of the finished sheets, what counts as much work as one row."""

KEYWORDS = _("UNTFHS; human security")


def write(
    recipe: Recipe,
    portfolio: Portfolio,
    target: Path,
    options: Options,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write the report of a recipe; see `reports.making.make`. Raises ReportError, NotThere, Cancelled."""
    with replacing(target) as beside, edition_of(portfolio, options) as edition:
        making = _making(recipe, portfolio, edition)
        units = sum(edition.count(plan.kind) for plan in recipe.plans) * 5 // 4
        subject = making.report.purpose
        with Book(
            title=making.name, author=making.person, subject=subject, keywords=KEYWORDS, paper=options.paper
        ) as book:
            _Writing(book, recipe, edition, making).write(beside, Progress(units, progress, cancelled))


def _making(recipe: Recipe, portfolio: Portfolio, edition: Edition) -> Making:
    connection, options = edition.connection, edition.options
    project, meeting = (
        edition.told(_name(connection, kind, key))
        for kind, key in (
            ("project", options.project or _held_for(connection, options.meeting)),
            ("meeting", options.meeting),
        )
    )
    office = connection.execute("SELECT title FROM office").fetchone()
    last = connection.execute("SELECT max(made_at) FROM journal").fetchone()[0]
    funds = [row.display for row in edition.rows("fund")]
    return Making(
        report=REPORTS[recipe.report],
        shown=edition.day,
        portfolio=edition.told((office and office["title"]) or portfolio.path.stem),
        funds="; ".join(funds),
        project=project,
        meeting=meeting,
        person=shortened(portfolio.author.person, 100),
        made=datetime.now().astimezone(),
        changed=datetime.fromisoformat(last).astimezone() if last else None,
    )


def _held_for(connection: sqlite3.Connection, meeting: str | None) -> str | None:
    """Return the project that a meeting was held for; None where it was for the whole portfolio, or there is none."""
    row = connection.execute("SELECT project FROM meeting WHERE id = ?", [meeting]).fetchone()
    return row[0] if row else None


def _name(connection: sqlite3.Connection, kind: str, key: str | None) -> str:
    """Return the name of what a report is narrowed to, an empty text where it is not. Raises NotThere."""
    if key is None:
        return ""
    names = display_names(connection, {kind: [key]})
    if not names:
        raise NotThere(_("What the report is narrowed to exists no more. Choose another one."))
    return names[key]


class _Writing:
    """The sheets of one book in the order of their tabs; those before the data are filled when all data is known."""

    def __init__(self, book: Book, recipe: Recipe, edition: Edition, making: Making) -> None:
        self.book, self.recipe, self.making = book, recipe, making
        self.cover = Cover(book, _("Cover"))
        self.overview = Overview(book, _("Overview"))
        self.passages = PassageSheet(book, recipe.passages_title) if recipe.passages else None
        self.grids = GridSheet(book, recipe.grids_title) if recipe.grids else None
        self.data = DataSheets(book, edition, recipe.plans)

    def write(self, beside: Path, watch: Progress) -> None:
        """Write everything to `beside`. Raises Cancelled."""
        book, data = self.book, self.data
        head = (self.making.subtitle, self.making.footer, self.cover.title)
        watch.look()
        data.write(*head, watch)
        self.overview.write(list(self.recipe.figures(data)), *head)
        if self.passages and self.recipe.passages:
            self.passages.write(self.recipe.passages(data), *head)
        if self.grids and self.recipe.grids:
            self.grids.write(self.recipe.grids(data), *head)
        write_definitions(book, _("Definitions"), data, *head)
        if book.notes:
            write_notes(book, _("Notes"), *head)
        self.cover.write(cover_text(self.making, self.recipe, data, self._before(), self._after()), self.making.footer)
        book.save(beside, lambda size: watch.step(size // BYTES_A_UNIT))
        watch.finish()

    def _before(self) -> list[Entry]:
        told = _("Figures and charts; each figure is a formula over the sheets that follow")
        entries = [Entry(self.overview.title, None, told)]
        if self.passages:
            entries.append(Entry(self.passages.title, None, self.recipe.passages_hold))
        if self.grids:
            entries.append(Entry(self.grids.title, None, self.recipe.grids_hold))
        return entries

    def _after(self) -> list[Entry]:
        entries = [Entry(_("Definitions"), None, _("What each column means and what it may hold"))]
        if self.book.notes:
            entries.append(Entry(_("Notes"), None, _("What did not fit into a cell of Excel, with its place")))
        return entries
