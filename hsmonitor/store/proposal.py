"""A change of many records before it is made: what each cell says now, what it would say, and what is refused and why.

A paste, a bulk edit and an import are seen as a proposal first and then written in one transaction.
"""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import Cancelled, Invalid
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Link, Links
from hsmonitor.domain.record import Record, Values
from hsmonitor.language import _
from hsmonitor.store.additions import Additions
from hsmonitor.store.listing import Row, read_rows
from hsmonitor.store.meant import Reader

if TYPE_CHECKING:
    from hsmonitor.store.portfolio import Portfolio

Progress = Callable[[int, int], None]
STEP = 500


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell: the words that stand there now and those proposed, or why they are refused. A new record has no `row`."""

    line: int
    row: Row | None
    field: Field[Any]
    now: str
    new: str
    value: Any = None
    refused: str = ""


@dataclass(slots=True)
class Proposal:
    """All cells that would change, those refused, and what would be written."""

    kind: str
    cells: list[CellChange] = field(default_factory=list)
    refused: list[CellChange] = field(default_factory=list)
    changes: dict[str, tuple[Values, Values]] = field(default_factory=dict)
    """By key: the values to write, and those that were seen."""
    additions: Additions = field(default_factory=Additions)
    """What those values name and is added with them."""
    new: list[Values] = field(default_factory=list)
    unchanged: int = 0

    @property
    def empty(self) -> bool:
        """Whether nothing would be written."""
        return not (self.changes or self.new)


def propose(
    connection: sqlite3.Connection,
    kind: str,
    lines: Sequence[tuple[str | None, dict[str, str]]],
    additions: Additions | None = None,
    *,
    progress: Progress = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Proposal:
    """Return what writing texts into records would do; a line is a key (None for a new record) and texts by field.

    They may name `additions`, which are added with what is written. Raises Cancelled.
    """
    proposal = Proposal(kind, additions=additions or Additions())
    reader = Reader(connection, proposal.additions)
    for start in range(0, len(lines), STEP):
        if cancelled():
            raise Cancelled
        part = lines[start : start + STEP]
        rows = {row.key: row for row in read_rows(connection, kind, [key for key, _texts in part if key])}
        for number, (key, texts) in enumerate(part, start + 1):
            _propose_line(proposal, reader, number, rows.get(key) if key else None, texts)
        progress(min(start + STEP, len(lines)), len(lines))
    return proposal


def _propose_line(proposal: Proposal, reader: Reader, line: int, row: Row | None, texts: dict[str, str]) -> None:
    record = RECORDS[proposal.kind]
    cells = [_cell(record, reader, line, row, name, text) for name, text in texts.items()]
    proposal.refused += [cell for cell in cells if cell.refused]
    taken = [cell for cell in cells if not cell.refused]
    if row is None and (lost := _lost(record, cells)):
        proposal.refused += [_refuse(cell, lost) for cell in taken]
        return
    changed = [cell for cell in taken if cell.value != (row.values.get(cell.field.name) if row else None)]
    proposal.unchanged += len(taken) - len(changed)
    if changed:
        _propose_changed(proposal, row, changed)


def _propose_changed(proposal: Proposal, row: Row | None, changed: list[CellChange]) -> None:
    """Propose cells that differ from what stands there; what the rules of the record do not allow is refused."""
    record = RECORDS[proposal.kind]
    values = {cell.field.name: cell.value for cell in changed}
    broken = _broken(record, row, values)
    if row and broken:  # single cells are refused; a new record is refused whole
        proposal.refused += [_refuse(cell, broken[cell.field.name]) for cell in changed if cell.field.name in broken]
        values = {name: value for name, value in values.items() if name not in broken}
        broken = _broken(record, row, values)
    if broken:
        proposal.refused += [_refuse(cell, " ".join(broken.values())) for cell in changed]
        return
    proposal.cells += [cell for cell in changed if cell.field.name in values]
    if row is None:
        proposal.new.append(values)
    elif values:
        proposal.changes[row.key] = (values, {name: row.values.get(name) for name in values})


def _lost(record: type[Record], cells: list[CellChange]) -> str:
    """Return why a new record is not added: a mistyped name of what it belongs to must not make it belong to all."""
    for cell in cells:
        if cell.refused and isinstance(cell.field, Link) and cell.field.belongs:
            words = _("The row is not added, since {field} {name} is not known.")
            return words.format(field=cell.field.label.lower(), name=cell.new)
    return ""


def _cell(record: type[Record], reader: Reader, line: int, row: Row | None, name: str, text: str) -> CellChange:
    field, now = record.fields[name], row.shown(name) if row else ""
    if row and text.strip() == now.strip() and not field.derived:  # nothing to find out
        return CellChange(line, row, field, now, now, row.values.get(name))
    try:
        value = reader.value(record.writable(name), text)
    except ValueError as error:
        return CellChange(line, row, field, now, text, refused=str(error))
    shown = text.strip() if value is None or isinstance(field, Link | Links) else field.show(value)
    return CellChange(line, row, field, now, shown, value)


def _broken(record: type[Record], row: Row | None, values: Values) -> dict[str, str]:
    return broken(record, (row.values if row else {}) | values)


def broken(record: type[Record], values: Values) -> dict[str, str]:
    """Return what the rules of a record say against `values`, by field."""
    stored = {
        name: value for name, value in values.items() if value is not None and not record.fields[name].derived
    }  # fmt: skip
    try:
        record(stored)
    except Invalid as error:
        return {problem.field: str(problem) for problem in error.problems}
    return {}


def _refuse(cell: CellChange, why: str) -> CellChange:
    return CellChange(cell.line, cell.row, cell.field, cell.now, cell.new, refused=why)


def write(
    portfolio: "Portfolio",
    proposal: Proposal,
    title: str,
    *,
    progress: Progress = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[str]:
    """Write a proposal in one transaction and return the keys of the new records.

    Raises Conflict where somebody has changed one of its fields since it was proposed; Cancelled. Nothing is written then.
    """
    made: list[str] = []
    total = len(proposal.changes) + len(proposal.new)
    with portfolio.transaction(title, cancelled=cancelled) as transaction:
        linked = (value for values, _seen in proposal.changes.values() for value in values.values())
        proposal.additions.add(transaction, linked)
        transaction.load(proposal.kind, list(proposal.changes))
        for done, (key, (values, seen)) in enumerate(proposal.changes.items()):
            transaction.update(proposal.kind, key, values, seen)
            _go_on(done, total, progress, cancelled)
        for done, values in enumerate(proposal.new, len(proposal.changes)):
            made.append(transaction.create(proposal.kind, values))
            _go_on(done, total, progress, cancelled)
    return made


def _go_on(done: int, total: int, progress: Progress, cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Cancelled
    if done % 100 == 0:
        progress(done, total)
