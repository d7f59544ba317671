"""A sheet as it is shown, as a file: its columns in order, its rows filtered and sorted; Excel or CSV by the name of the file."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.dates import display_date, today
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.domain.record import Record
from hsmonitor.language import _, ngettext
from hsmonitor.reports.edition import Edition
from hsmonitor.reports.moment import reading
from hsmonitor.reports.options import DONOR, INTERNAL, Options
from hsmonitor.reports.saving import Progress, replacing
from hsmonitor.store.listing import Listing, Query, Row
from hsmonitor.store.portfolio import Portfolio

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


@dataclass(frozen=True, slots=True)
class Shown:
    """What a sheet shows: what it asks for, names of fields, words of its filters, the day at whose end it is looked at.

    `audience` decides whether internal fields and sensitive partners go out too, as the desk shows them.
    """

    query: Query
    columns: Sequence[str]
    filters: Sequence[str] = ()
    day: date | None = None
    audience: str = INTERNAL

    @property
    def record(self) -> type[Record]:
        """The kind of record."""
        return RECORDS[self.query.kind]

    @property
    def for_donors(self) -> bool:
        """Whether what is internal stays here."""
        return self.audience == DONOR

    def told(self) -> list[str]:
        """Return the columns that the audience may see. Raises PortfolioError where there is none."""
        fields = self.record.fields
        told = [name for name in self.columns if not (self.for_donors and name in fields and fields[name].internal)]
        if (self.for_donors and self.record.internal) or not told:
            message = _("{records} are internal: nothing of them goes to a donor.")
            raise PortfolioError(message.format(records=self.record.plural))
        return told

    def words(self) -> list[str]:
        """Return what the file says of itself; filters may name what a donor may not read."""
        if not self.for_donors:
            return [*self.filters, _("internal: as it is shown on the desk")]
        return [*([_("filtered")] if self.filters else []), _("for donors: what is internal is left out")]


def export(
    portfolio: Portfolio,
    shown: Shown,
    target: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Exported:
    """Write what a sheet shows to `target`. Raises ReportError, PortfolioError, Cancelled."""
    if target.suffix.casefold() not in SUFFIXES:
        raise PortfolioError(_("{name} should end in .xlsx or .csv.").format(name=target.name))
    columns = shown.told()
    with replacing(target) as beside, reading(portfolio, shown.day) as connection:
        edition = Edition(connection, Options(audience=shown.audience))
        with closing(Listing(connection, shown.query)) as listing:
            watch = Progress(listing.count() * 5 // 4, progress, cancelled)
            watch.look()
            if target.suffix.casefold() == ".csv":
                made = _write_csv(shown.record, columns, _watched(edition.read(listing), watch), beside)
            else:
                made = _write_book(portfolio, shown, edition.read(listing), beside, watch)
        watch.finish()
    return made


def harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula (OWASP, CSV injection): an apostrophe goes before it."""
    return f"'{text}" if re.match(r"[=+\-@\t\r]", text) else text


def _watched(rows: Iterator[Row], watch: Progress) -> Iterator[Row]:
    for row in rows:
        yield row
        watch.step()


def _write_csv(record: type[Record], columns: Sequence[str], rows: Iterable[Row], beside: Path) -> Exported:
    """Write UTF-8 with the mark by which Excel knows it."""
    fields, count, guarded = record.fields, 0, 0
    with beside.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([fields[name].label if name in fields else _("Reference") for name in columns])
        for row in rows:
            texts = [row.shown(name) for name in columns]
            safe = [harmless(text) for text in texts]
            guarded += sum(before != after for before, after in zip(texts, safe, strict=True))
            count += 1
            writer.writerow(safe)
    return Exported(count, guarded)


def _write_book(portfolio: Portfolio, shown: Shown, rows: Iterable[Row], beside: Path, watch: Progress) -> Exported:
    from hsmonitor.reports.book import Book
    from hsmonitor.reports.columns import columns_of, reference_column
    from hsmonitor.reports.notes import write_notes
    from hsmonitor.reports.sheets import DataSheet
    from hsmonitor.reports.widths import fitted

    record, day = shown.record, display_date((shown.day or today()).isoformat())
    fields = [columns_of(record.fields[n]) if n in record.fields else [reference_column()] for n in shown.told()]
    about = _("{portfolio}, as of {day}").format(portfolio=portfolio.path.stem, day=day)
    subtitle = "   ·   ".join([about, *shown.words()])
    title = _("{records}: {about}").format(records=record.plural, about=about)
    with Book(title=title, author=portfolio.author.person) as book:
        every = fitted([column for some in fields for column in some])
        sheet = DataSheet(book, record.plural, every, name=f"Table_{record.kind}")
        sheet.write(rows, subtitle, about, "", watch)
        if book.notes:
            write_notes(book, _("Notes"), subtitle, about, record.plural)
        book.save(beside, lambda size: watch.step(size // 4_000))
    return Exported(sheet.rows)
