"""The workbook for colleagues without the program: a sheet a kind to fill in, which comes back through import."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.language import _
from hsmonitor.reports import house_style as style
from hsmonitor.reports.book import Book
from hsmonitor.reports.entry_layout import (
    KINDS,
    STAMP_SHEET,
    Stamp,
    content_of,
    entered_fields,
    identifier,
    sheet_title,
)
from hsmonitor.reports.entry_lists import Lists
from hsmonitor.reports.entry_sheet import EntryRow, EntrySheet
from hsmonitor.reports.house_style import Look
from hsmonitor.reports.options import Options
from hsmonitor.reports.saving import Progress, replacing
from hsmonitor.reports.sheets import link
from hsmonitor.store.listing import Listing, Query, Row
from hsmonitor.store.names import words_for_links
from hsmonitor.store.portfolio import Portfolio

BYTES_A_UNIT = 4_000
"""Of the XML of the finished sheets, what counts as much work as one row."""

_BOLD, _STEP = Look(bold=True, vertical="center"), Look(wrap=True, vertical="center")


def write(
    portfolio: Portfolio,
    target: Path,
    options: Options | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write the workbook to `target`; it is always internal. Raises ReportError, Cancelled."""
    project = options.project if options else None
    with portfolio.reading() as connection:
        connection.execute("BEGIN")  # all sheets show one moment, whatever others write meanwhile
        stamp, names = Stamp.of(connection), {kind: words_for_links(connection, kind) for kind in RECORDS}
        counts = {kind: Listing(connection, Query(kind, project=project)).count() for kind in KINDS}
        sheets = {kind: _rows(connection, stamp, kind, project, names) for kind in KINDS}
        watch = Progress(sum(counts.values()) * 5 // 4, progress, cancelled)
        write_book(portfolio, target, stamp, sheets, names, watch)


def _rows(
    connection: sqlite3.Connection, stamp: Stamp, kind: str, project: str | None, names: Mapping[str, dict[str, str]]
) -> Iterator[EntryRow]:
    listing = Listing(connection, Query(kind, project=project, order=(("reference", False),)))
    for row in listing.rows():
        yield EntryRow(identifier(stamp, kind, row.key), row.reference, contents_of(row, names))
    listing.close()


def contents_of(row: Row, names: Mapping[str, dict[str, str]]) -> dict[str, Any]:
    """Return what the cells of a record hold, by field."""
    return {
        field.name: content_of(field, row.values.get(field.name), names.get(getattr(field, "target", ""), {}))
        for field in entered_fields(row.kind)
    }


def _exported(name: str, stamp: Stamp) -> str:
    made = datetime.fromisoformat(stamp.made_at).astimezone()
    return _("{name}, exported {day} at {time}, revision {revision}").format(
        name=name, day=f"{made:%Y-%m-%d}", time=f"{made:%H:%M}", revision=stamp.revision
    )


def write_book(
    portfolio: Portfolio,
    target: Path,
    stamp: Stamp,
    sheets: Mapping[str, Iterable[EntryRow]],
    names: Mapping[str, dict[str, str]],
    watch: Progress,
    *,
    explained: bool = False,
) -> None:
    """Write a workbook of the rows of `sheets` by kind under the stamp; `explained` says beside each why it is refused."""
    name = portfolio.path.stem
    when = _exported(name, stamp)
    title = _("Refused rows of {name}") if explained else _("Data entry for {name}")
    with replacing(target) as beside, Book(title=title.format(name=name), author=portfolio.author.person) as book:
        _write_first(book, title.format(name=name), when, list(sheets))
        writers = [EntrySheet(book, kind, explained=explained) for kind in sheets]
        lists = Lists(book, _("Lists"), {kind: list(words.values()) for kind, words in names.items()})
        for writer in writers:
            writer.write(sheets[writer.kind], lists, when, name, watch)
        lists.write()
        _write_stamp(book, stamp)
        book.save(beside, lambda size: watch.step(size // BYTES_A_UNIT))
        watch.finish()


def _write_first(book: Book, title: str, when: str, kinds: list[str]) -> None:
    """Write the first sheet: what the book is, how it is filled in, and a way to each sheet."""
    sheet = book.sheet(_("How to fill in"))
    style.lay_out(sheet, [4, 30, 90], title)
    sheet.row_dimensions[1].height = 30
    sheet.append([None, style.cell(sheet, style.TITLE, title)])
    sheet.append([None, style.cell(sheet, style.SUBTITLE, when)])
    sheet.append([])
    for number, step in enumerate(_steps(), 1):
        sheet.row_dimensions[3 + number].height = 34
        sheet.append([style.cell(sheet, style.SUBTITLE, number), style.cell(sheet, _BOLD, step[0]),
                      style.cell(sheet, _STEP, step[1])])  # fmt: skip
    sheet.append([])
    sheet.append([None, style.cell(sheet, style.SECTION, _("Sheets"))])
    for kind in kinds:
        sheet.append([None, link(sheet, sheet_title(kind), sheet_title(kind))])


def _steps() -> list[tuple[str, str]]:
    return [
        (_("Change"), _("Write over what is wrong. Headings have notes that say what each column takes.")),
        (
            _("Add"),
            _("Write new records below the last row. Leave the column Ref empty: the program gives references."),
        ),
        (_("Empty"), _("A cell that you empty becomes not recorded. A row that you delete deletes nothing.")),
        (_("Copy, sort, move"), _("A copied row is a new record. Sort and move rows whole; hide columns as you like.")),
        (
            _("Send it back"),
            _("Save it as .xlsx. The office sees every change before it is taken, and can undo all of it."),
        ),
    ]


def _write_stamp(book: Book, stamp: Stamp) -> None:
    sheet = book.sheet(STAMP_SHEET)
    sheet.sheet_state = "veryHidden"
    sheet.append([style.cell(sheet, Look(), stamp.written())])
