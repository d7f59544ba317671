"""What becomes of each row of a spreadsheet: new, changed, unchanged, conflict or refused; nothing is written here."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from hsmonitor.domain.record import Values
from hsmonitor.exchange.lines import Line
from hsmonitor.exchange.meaning import Named
from hsmonitor.reports.entry_layout import Stamp


class RowState(StrEnum):
    """What happens to a row; the order is that in which a user has to look at them."""

    CONFLICT = "conflict"
    REFUSED = "refused"
    CHANGED = "changed"
    NEW = "new"
    UNCHANGED = "unchanged"


HERE, FILE = "here", "file"
"""The two answers to a conflict."""


@dataclass(slots=True)
class Cell:
    """One cell that differs: its words here, in the file and when exported, its value, who changed it here.

    `refused` says why it cannot be taken and what would do; `conflict` that it was changed here too. Where `meaning` is a name
    that nothing has, `near` holds keys (or codes) and names of what is nearly called so, and `creatable` is the kind of which
    a record could be created by this name.
    """

    name: str
    here: str
    file: str
    exported: str = ""
    value: Any = None
    seen: Any = None
    refused: str = ""
    meaning: str = ""
    near: list[tuple[str, str]] = field(default_factory=list)
    creatable: str = ""
    conflict: bool = False
    who: str = ""
    when: str = ""


@dataclass(slots=True)
class Outcome:
    """One row: `key` is its record, for a new one the key that it will get; `after` other new rows that it names.

    `then` is what its record said when exported; `gone` says that it was deleted here since; `copied` is the number of the
    row that it is a copy of; `named` are records that the user has said are created with it, by their keys.
    """

    line: Line
    key: str
    reference: str
    state: RowState
    cells: dict[str, Cell] = field(default_factory=dict)
    name: str = ""
    problem: str = ""
    copied: int = 0
    then: Values = field(default_factory=dict)
    gone: bool = False
    after: frozenset[str] = frozenset()
    named: dict[str, Named] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The kind of its record."""
        return self.line.columns.kind

    @property
    def fresh(self) -> bool:
        """Whether it has no record yet, taken or refused."""
        return not self.reference

    @property
    def conflicts(self) -> list[Cell]:
        """The cells that were changed here too."""
        return [cell for cell in self.cells.values() if cell.conflict]

    @property
    def answered(self) -> bool:
        """Whether each of its conflicts was decided."""
        return all(cell.name in self.answers for cell in self.conflicts)

    @property
    def refusals(self) -> list[tuple[str, str]]:
        """What is refused: the cell, or an empty text for the row as a whole, and why."""
        cells = [(self.line.cell(cell.name), cell.refused) for cell in self.cells.values() if cell.refused]
        return [("", self.problem), *cells] if self.problem else cells

    def values(self) -> Values:
        """Return what would be written, by field: of conflicts only those that were answered for the file."""
        return {
            cell.name: cell.value
            for cell in self.cells.values()
            if not cell.conflict or self.answers.get(cell.name) == FILE
        }

    def created(self) -> dict[str, Named]:
        """Return the records that are created for what would be written of it."""
        if not self.named:
            return {}
        keys = [key for said in self.values().values() for key in (said if isinstance(said, tuple | list) else [said])]
        return {key: new for key, new in self.named.items() if key in keys}

    def seen(self) -> Values:
        """Return what stood here in the fields that would be written, so that a later change is noticed."""
        return {name: self.cells[name].seen for name in self.values()}


@dataclass(slots=True)
class Plan:
    """All rows of a spreadsheet with what becomes of each, and what is to be said of the book as a whole.

    Of one from elsewhere, without a stamp, it says how many columns it has and how many of them are read.
    """

    file: str
    stamp: Stamp | None
    rows: list[Outcome]
    notices: list[str]
    columns: int = 0
    columns_read: int = 0

    def counts(self) -> dict[RowState, int]:
        """Return how many rows there are of each state."""
        counts = dict.fromkeys(RowState, 0)
        for row in self.rows:
            counts[row.state] += 1
        return counts

    def of(self, *states: RowState) -> list[Outcome]:
        """Return the rows of some states, in the order of the file."""
        return [row for row in self.rows if row.state in states]
