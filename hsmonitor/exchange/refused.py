"""Refused rows as a workbook of their own, with the reason beside each: corrected, it is imported like the first."""

from collections.abc import Callable, Iterator
from pathlib import Path

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.exchange.book import Content, Fault
from hsmonitor.exchange.outcome import Outcome, Plan, RowState
from hsmonitor.language import _
from hsmonitor.reports.columns import Content as Written
from hsmonitor.reports.data_entry_report import write_book
from hsmonitor.reports.entry_layout import KINDS, Stamp, content_of, entered_fields, identifier
from hsmonitor.reports.entry_sheet import EntryRow
from hsmonitor.reports.saving import Progress
from hsmonitor.store.names import words_for_links
from hsmonitor.store.portfolio import Portfolio

Names = dict[str, dict[str, str]]


def save_refused(
    portfolio: Portfolio,
    plan: Plan,
    target: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write the refused rows of `plan` to `target` under the stamp of their book, if it has one.

    Raises ReportError, Cancelled.
    """
    rows = plan.of(RowState.REFUSED)
    with portfolio.reading() as connection:
        stamp = plan.stamp or Stamp.of(connection)
        names = {kind: words_for_links(connection, kind) for kind in RECORDS}
    sheets = {kind: [_entry(row, stamp, names) for row in rows if row.kind == kind] for kind in KINDS}
    kept = {kind: of_kind for kind, of_kind in sheets.items() if of_kind}
    write_book(portfolio, target, stamp, kept, names, Progress(len(rows), progress, cancelled), explained=True)


def _entry(row: Outcome, stamp: Stamp, names: Names) -> EntryRow:
    why = " ".join(_("{cell}: {why}").format(cell=cell, why=told) if cell else told for cell, told in _reasons(row))
    wrong = [cell.name for cell in row.cells.values() if cell.refused]
    # A row of another spreadsheet has no identifier; that of the record that it was found to mean takes its place.
    known = row.line.identifier or (identifier(stamp, row.kind, row.key) if row.reference else "")
    return EntryRow(known, row.line.reference or row.reference, dict(_contents(row, names)), why, wrong)


def _reasons(row: Outcome) -> Iterator[tuple[str, str]]:
    """Yield why a row is refused; its cells have other names in the new book, so fields are named by their headings."""
    if row.problem:
        yield "", row.problem
    for cell in row.cells.values():
        if cell.refused:
            yield RECORDS[row.kind].fields[cell.name].label, cell.refused


def _contents(row: Outcome, names: Names) -> Iterator[tuple[str, Written]]:
    """Yield what the file says in each field; where it has no such column, what was exported, so that nothing is emptied."""
    for field in entered_fields(row.kind):
        if field.name in row.line.columns.fields:
            yield field.name, _written(row.line.content(field.name))
        else:
            yield field.name, content_of(field, row.then.get(field.name), names.get(getattr(field, "target", ""), {}))


def _written(content: Content) -> Written:
    return None if content == Fault("=") else content.code if isinstance(content, Fault) else content
