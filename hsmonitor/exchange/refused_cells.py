"""The rows of a paste of which cells were refused, as a workbook like that of an import: corrected, it is imported.

A row that is a record already stands there as it is now, with the refused texts in their cells; one that was not added stands
there as it was pasted.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.exchange.refused import Names
from hsmonitor.language import _
from hsmonitor.reports.data_entry_report import write_book
from hsmonitor.reports.entry_layout import Stamp, content_of, entered_fields, identifier
from hsmonitor.reports.entry_sheet import EntryRow
from hsmonitor.reports.saving import Progress
from hsmonitor.store.listing import Row, read_rows
from hsmonitor.store.names import words_for_links
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.proposal import CellChange, Proposal


def save_refused_cells(
    portfolio: Portfolio,
    proposal: Proposal,
    made: Sequence[str],
    target: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write the rows of `proposal` of which cells were refused to `target`; `made` are the keys of its new records.

    Raises ReportError, Cancelled.
    """
    lines = _refused_lines(proposal)
    keys, kind = _keys(proposal, made), proposal.kind
    with portfolio.reading() as connection:
        stamp = Stamp.of(connection)
        names = {other: words_for_links(connection, other) for other in RECORDS}
        rows = {row.key: row for row in read_rows(connection, kind, [keys[line] for line in lines if line in keys])}
    entries = [_entry(kind, cells, rows.get(keys.get(line, "")), stamp, names) for line, cells in lines.items()]
    watch = Progress(len(entries), progress, cancelled)
    write_book(portfolio, target, stamp, {kind: entries}, names, watch, explained=True)


def _refused_lines(proposal: Proposal) -> dict[int, list[CellChange]]:
    lines: dict[int, list[CellChange]] = {}
    for cell in sorted(proposal.refused, key=lambda cell: cell.line):
        lines.setdefault(cell.line, []).append(cell)
    return lines


def _keys(proposal: Proposal, made: Sequence[str]) -> dict[int, str]:
    """Return the key of the record that each line is by now; new ones were made in the order of their lines."""
    added = dict.fromkeys(cell.line for cell in proposal.cells if cell.row is None)
    there = {cell.line: cell.row.key for cell in proposal.refused if cell.row}
    return there | dict(zip(added, made, strict=True))


def _entry(kind: str, cells: list[CellChange], row: Row | None, stamp: Stamp, names: Names) -> EntryRow:
    values, fields = row.values if row else {}, entered_fields(kind)
    contents = {
        field.name: content_of(field, values.get(field.name), names.get(getattr(field, "target", ""), {}))
        for field in fields
    }
    typed = {cell.field.name: cell.new for cell in cells if cell.field in fields}
    known, reference = (identifier(stamp, kind, row.key), row.reference) if row else ("", "")
    return EntryRow(known, reference, contents | typed, " ".join(_reasons(cells, typed)), list(typed))


def _reasons(cells: list[CellChange], typed: dict[str, str]) -> Iterator[str]:
    """Yield why cells are refused, once where it is the same; a text that has no column in the workbook is told too."""
    for why, alike in groupby(sorted(cells, key=lambda cell: cell.refused), key=lambda cell: cell.refused):
        named = [
            cell.field.label
            if cell.field.name in typed
            else _("{field} ({text})").format(field=cell.field.label, text=cell.new)
            for cell in alike
        ]
        yield _("{cell}: {why}").format(cell=", ".join(named), why=why)
