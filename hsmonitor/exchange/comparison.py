"""The three-way comparison: what the file says, what the portfolio says, and what it said when the file was exported."""

import json
import sqlite3
import uuid
from collections import Counter
from collections.abc import Mapping
from typing import Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Link, Links
from hsmonitor.domain.record import Values
from hsmonitor.domain.text import fold
from hsmonitor.exchange.book import Content, Fault
from hsmonitor.exchange.contents import same, text_of
from hsmonitor.exchange.lines import Line
from hsmonitor.exchange.meaning import Meanings, Meant, NearMiss
from hsmonitor.exchange.outcome import Cell, Outcome, RowState
from hsmonitor.language import _
from hsmonitor.reports.columns import Content as Written
from hsmonitor.reports.entry_layout import Stamp, as_read, content_of, is_whole
from hsmonitor.store import history
from hsmonitor.store.proposal import broken
from hsmonitor.store.rows import State, display_names
from hsmonitor.store.since import Since


class Comparison:
    """Compares rows with the portfolio, over one connection whose transaction its maker has begun.

    `meant` says which records and countries the words of the file mean that are none of their names.
    """

    def __init__(self, connection: sqlite3.Connection, revision: int, meant: Meant | None = None) -> None:
        self._connection = connection
        self._since = Since(connection, revision)
        self._meanings = Meanings(connection, self._since, meant or {})
        self._said: Counter[str] = Counter()

    @property
    def new_names(self) -> Mapping[str, Mapping[str, str]]:
        """By kind: the keys of new rows by their folded names, which links of other rows may mean."""
        return self._meanings.new_names

    # Rows of records that were exported

    def existing(self, line: Line, key: str, state: State | None) -> Outcome:
        """Return what becomes of a row whose identifier is of the record `key`, which is `state` now."""
        kind = line.columns.kind
        now = state.values if state else None
        then = self._since.values(kind, key, now)
        reference = state.reference if state else self._since.reference(kind, key)
        outcome = Outcome(line, key, reference, RowState.UNCHANGED, then=then or {}, gone=state is None)
        if then is None:
            outcome.problem = _("The record of this row is not in this portfolio. Empty its identifier to add it.")
        elif line.reference and fold(line.reference) != fold(reference):
            message = _(
                "The reference {found} does not belong to this row, which was {reference}. Rows were sorted in part."
            )
            outcome.problem = message.format(found=line.reference, reference=reference)
        else:
            self._compare(outcome, then, now or {})
        outcome.state = self._state(outcome, now)
        return outcome

    def _compare(self, outcome: Outcome, then: Values, now: Values) -> None:
        fields = RECORDS[outcome.kind].fields
        for name in outcome.line.columns.fields:
            content = outcome.line.content(name)
            written = self._written(fields[name], then.get(name))
            if same(content, as_read(written)) or self._same_links(fields[name], content, then.get(name)):
                continue
            if cell := self._cell(outcome, fields[name], content, then.get(name), now.get(name)):
                outcome.cells[name] = cell

    def _written(self, field: Field[Any], value: Any) -> Written:
        names = self._meanings.words(field.target) if isinstance(field, Link | Links) else {}
        return content_of(field, value, names)

    def _same_links(self, field: Field[Any], content: Content, value: Any) -> bool:
        """Tell whether a cell names the very records that it was exported with, by whichever of their names."""
        if not isinstance(field, Link | Links) or not isinstance(content, str) or not value:
            return False
        keys = [value] if isinstance(field, Link) else list(value)
        parts = [content] if isinstance(field, Link) else content.split(";")
        now = display_names(self._connection, {field.target: keys})
        known = {
            fold(word.strip())
            for key in keys
            for word in (now.get(key), self._meanings.words(field.target).get(key))
            if word
        }
        return len(parts) == len(keys) and all(fold(part.strip()) in known for part in parts)

    def _cell(self, outcome: Outcome, field: Field[Any], content: Content, then: Any, now: Any) -> Cell | None:
        """Return a cell that differs from what was exported, None where it means the same."""
        here, exported = self.shown(field, now), self.shown(field, then)
        cell = Cell(field.name, here, text_of(content), exported, seen=now)
        if not is_whole(self._written(field, then)):
            cell.refused = _("Excel could not hold the whole of this text, so it is changed in the program only.")
            return cell
        if not self._read(outcome, field, content, cell):
            return cell
        if cell.value in (then, now):
            return None
        cell.conflict = now != then or outcome.gone
        if cell.conflict and (entry := history.last_change(self._connection, outcome.key, field.name)):
            cell.who, cell.when = entry.person, entry.made_at
        return cell

    def shown(self, field: Field[Any], value: Any) -> str:
        """Return the words of a value; an empty text is "not recorded"."""
        return text_of(self._written(field, value)) if isinstance(field, Link | Links) else field.show(value)

    # Rows that are new

    def announce(self, line: Line, stamp: Stamp) -> str:
        """Give a new row its key, and let links of other rows mean it by its name; return the key.

        The key follows from the book and what the row says, so that the same book taken twice adds nothing twice.
        """
        kind = line.columns.kind
        said = json.dumps(
            [stamp.journal, stamp.made_at, kind, *(text_of(line.content(name)) for name in line.columns.fields)]
        )
        self._said[said] += 1
        key = str(uuid.uuid5(uuid.UUID(stamp.portfolio), f"{said} {self._said[said]}"))
        title = RECORDS[kind].title_field()
        if title and title.name in line.columns.fields and (name := text_of(line.content(title.name)).strip()):
            self._meanings.add(kind, name, key)
        return key

    def new(self, line: Line, key: str, copied: int = 0) -> Outcome:
        """Return what becomes of a row without identifier."""
        outcome = Outcome(line, key, "", RowState.NEW, copied=copied)
        fields = RECORDS[outcome.kind].fields
        for name in line.columns.fields:
            content = line.content(name)
            if content not in (None, ""):
                cell = outcome.cells[name] = Cell(name, "", text_of(content))
                self._read(outcome, fields[name], content, cell)
        if line.reference and not copied:
            message = _("The program gives references. Empty this one ({reference}) to add the row as a new record.")
            outcome.problem = message.format(reference=line.reference)
        outcome.state = self._state(outcome, {}, new=True)
        return outcome

    # Both

    def _read(self, outcome: Outcome, field: Field[Any], content: Content, cell: Cell) -> bool:
        """Read what a cell means into `cell`; tell whether it can be taken."""
        if isinstance(content, Fault):
            cell.refused = str(content)
            return False
        try:
            cell.value, named = self._meanings.value(field, text_of(content), outcome.key)
            outcome.after |= named
            outcome.named |= self._meanings.created_in(field, cell.value)
        except ValueError as error:
            cell.refused = str(error)
            if isinstance(error, NearMiss):
                cell.near, cell.meaning, cell.creatable = error.near, error.text, error.creatable
            return False
        if cell.value is not None and not isinstance(field, Link | Links):
            cell.file = field.show(cell.value)
        return True

    def means(self, field: Link, content: Content, key: str | None) -> bool:
        """Tell whether a cell names the record `key`: by its name, or as a user has said."""
        text = text_of(content).strip()
        return (
            fold(self.shown(field, key)) == fold(text) or self._meanings.said(field.target, text) == key
            if key
            else not text
        )

    def _state(self, outcome: Outcome, now: Values | None, *, new: bool = False) -> RowState:
        record = RECORDS[outcome.kind]
        outcome.name = self._name(outcome, now or {})
        if not outcome.refusals and (outcome.cells or new):
            self._judge(
                outcome,
                broken(record, (now or outcome.then) | {cell.name: cell.value for cell in outcome.cells.values()}),
            )
        if outcome.refusals:
            return RowState.REFUSED
        if new:
            return RowState.NEW
        if outcome.cells and (outcome.gone or outcome.conflicts):
            return RowState.CONFLICT
        return RowState.CHANGED if outcome.cells else RowState.UNCHANGED

    def _judge(self, outcome: Outcome, problems: dict[str, str]) -> None:
        """Put what a rule says to its cell, or to the row where the cell is not in the file."""
        for name, message in problems.items():
            if name in outcome.cells:
                outcome.cells[name].refused = message
            else:
                outcome.problem = " ".join(filter(None, (outcome.problem, message)))

    def _name(self, outcome: Outcome, now: Values) -> str:
        """Return what the row is called in lists: its title in the file, else here."""
        for name in RECORDS[outcome.kind].name_fields:
            if name in outcome.line.columns.fields and (text := text_of(outcome.line.content(name)).strip()):
                return text
            if now.get(name) is not None:
                return self.shown(RECORDS[outcome.kind].fields[name], now[name])
        return outcome.reference
