"""A sheet as it is shown, as a file: its columns in order, its rows filtered and sorted; Excel or CSV by the name of the file."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.dates import display_date, today
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _, ngettext
from hsmonitor.reports.moment import reading
from hsmonitor.reports.saving import Progress, replacing
from hsmonitor.store.listing import Listing, Query, Row
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.rows import display_names

SUFFIXES = (".xlsx", ".csv")


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows were written, and how many cells of CSV got an apostrophe, so that no spreadsheet takes them for formulas."""

    rows: int
    guarded: int = 0

    def words(self, target: Path) -> str:
        """Return what was made, in a sentence or two."""
        one, many = _("{name} was made: {count} row."), _("{name} was made: {count} rows.")
        made = ngettext(one, many, self.rows).format(name=target.name, count=f"{self.rows:,}")
        if not self.guarded:
            return made
        guarded = ngettext(
            "{count} cell begins like a formula; an apostrophe stands before it.",
            "{count} cells begin like formulas; an apostrophe stands before each.",
            self.guarded,
        )
        return _("{made} {guarded}").format(made=made, guarded=guarded.format(count=f"{self.guarded:,}"))


def export(
    portfolio: Portfolio,
    query: Query,
    columns: Sequence[str],
    target: Path,
    *,
    filters: Sequence[str] = (),
    day: date | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Exported:
    """Write what `query` finds to `target`, internal fields too, as the desk shows it.

    `columns` are names of fields, `filters` the words that the sheet shows of them, `day` the one at whose end the portfolio is
    looked at. Raises ReportError, PortfolioError, Cancelled.
    """
    if target.suffix.casefold() not in SUFFIXES:
        raise PortfolioError(_("{name} should end in .xlsx or .csv.").format(name=target.name))
    with replacing(target) as beside, reading(portfolio, day) as connection:
        with closing(Listing(connection, query)) as listing:
            watch = Progress(listing.count() * 5 // 4, progress, cancelled)
            watch.look()
            if target.suffix.casefold() == ".csv":
                made = _write_csv(listing, columns, beside, watch)
            else:
                made = _write_book(portfolio, listing, columns, filters, day or today(), beside, watch)
        watch.finish()
    return made


def harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula (OWASP, CSV injection): an apostrophe goes before it."""
    return f"'{text}" if re.match(r"[=+\-@\t\r]", text) else text


def _watched(rows: Iterator[Row], watch: Progress) -> Iterator[Row]:
    for row in rows:
        yield row
        watch.step()


def _write_csv(listing: Listing, columns: Sequence[str], beside: Path, watch: Progress) -> Exported:
    """Write UTF-8 with the mark by which Excel knows it."""
    fields, count, guarded = RECORDS[listing.query.kind].fields, 0, 0
    with beside.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([fields[name].label if name in fields else _("Reference") for name in columns])
        for row in _watched(listing.rows(), watch):
            texts = [row.shown(name) for name in columns]
            safe = [harmless(text) for text in texts]
            guarded += sum(before != after for before, after in zip(texts, safe, strict=True))
            count += 1
            writer.writerow(safe)
    return Exported(count, guarded)


def _write_book(
    portfolio: Portfolio,
    listing: Listing,
    columns: Sequence[str],
    filters: Sequence[str],
    day: date,
    beside: Path,
    watch: Progress,
) -> Exported:
    from hsmonitor.reports.book import Book
    from hsmonitor.reports.columns import columns_of, reference_column
    from hsmonitor.reports.notes import write_notes
    from hsmonitor.reports.sheets import DataSheet
    from hsmonitor.reports.widths import fitted

    record = RECORDS[listing.query.kind]
    shown = [columns_of(record.fields[name]) if name in record.fields else [reference_column()] for name in columns]
    shown_day = display_date(day.isoformat())
    about = _("{portfolio}, as of {day}").format(portfolio=portfolio.path.stem, day=shown_day)
    subtitle = "   ·   ".join([about, *filters, _("internal: as it is shown on the desk")])
    with Book(
        title=_("{records}: {about}").format(records=record.plural, about=about), author=portfolio.author.person
    ) as book:
        every = fitted([column for some in shown for column in some])
        sheet = DataSheet(book, record.plural, every, name=f"Table_{record.kind}")
        sheet.write(_rows(listing), subtitle, about, "", watch)
        if book.notes:
            write_notes(book, _("Notes"), subtitle, about, record.plural)
        book.save(beside, lambda size: watch.step(size // 4_000))
    return Exported(sheet.rows)


def _rows(listing: Listing) -> Iterator[Row]:
    """Yield the rows; those that are about any kind of record get its name."""
    for row in listing.rows():
        subject = str(row.values.get("subject", ""))
        kind, colon, key = subject.partition(":")
        yield replace(row, names={**row.names, **display_names(listing.connection, {kind: [key]})}) if colon else row
