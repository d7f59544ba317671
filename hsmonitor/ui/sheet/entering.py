"""What is entered in a sheet, from a typed text to the stored record: the one way for typing, filling and clearing."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QObject, Signal

from hsmonitor.domain.errors import Conflict, Invalid, PortfolioError
from hsmonitor.domain.fields import Field
from hsmonitor.domain.record import Values
from hsmonitor.language import _, ngettext
from hsmonitor.store.additions import Additions
from hsmonitor.store.drafts import Place, tied_to
from hsmonitor.store.listing import Row
from hsmonitor.store.meant import meant
from hsmonitor.store.proposal import Proposal, write
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.record.naming import offering
from hsmonitor.ui.sheet.cells_model import CellsModel, Held

Then = Callable[[bool], object]


class Entering(QObject):
    """Writes what is entered in the cells of one table; what cannot be taken stays in its cell, with what is wrong.

    `given` is what a new record holds whatever is typed, such as the project on whose page it is added; `new` is how drafts
    name it. `additions` are records that cells are to name and that are added with them. `judged` follows each change of the
    texts to correct.
    """

    judged = Signal()

    def __init__(self, desk: Desk, model: CellsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.model = model
        self.given: Values = {}
        self.additions = Additions()

    @property
    def new(self) -> str:
        """How a draft names the record that the ready line is to become."""
        return tied_to(self.given)

    def can_edit(self, column: int) -> bool:
        """Tell whether the cells of a column can be written."""
        field = self.model.field(column)
        return bool(field and not field.derived) and not (
            self.model.record.append_only or self.desk.portfolio.read_only
        )

    def first_column(self) -> int:
        """Return the first column that can be written, the first of all where none can."""
        return next((column for column in range(len(self.model.columns)) if self.can_edit(column)), 0)

    def enter(self, number: int, column: int, text: str, since: Row | None = None) -> bool:
        """Take `text` for one cell; return whether it could be taken.

        `since` is the row as it was when the typing began: what others have changed in the cell meanwhile is not overwritten.
        """
        field, key = self.model.field(column), self.model.key(number)
        if field is None or key is None:
            return False
        try:
            value = meant(self.desk.portfolio.connection, field, text, self.additions)
            if key:
                self._save(since or self.model.row(number), field, value)
            else:
                self._begin({field.name: text})
        except Conflict as error:
            words = _("{conflict} F2 and Enter keep yours, F2 and Esc take theirs.").format(conflict=error)
            self._hold(key, field.name, Held(text, words))
            return False
        except (ValueError, PortfolioError) as error:
            self._hold(key, field.name, Held(text, wrong_words(field, error)))
            return False
        self._release(key, field.name)
        if key:
            self.additions.forget()
            self.desk.drafts.settle([Place(self.model.record.kind, key, field.name)])
        return True

    def _save(self, row: Row | None, field: Field[Any], value: Any) -> None:
        if row is None or row.values.get(field.name) == value:
            return
        title = _("Change {field} of {name}").format(field=field.label, name=row.display)
        self.desk.save(
            self.model.record.kind, row.key, field.name, value, row.values.get(field.name), title, self.additions
        )
        self.model.put_now(self.desk.portfolio.connection, [row.key])

    def _begin(self, words: dict[str, str]) -> None:
        """Keep what stands in the ready line, and add the record as soon as it has what it needs."""
        model = self.model
        model.begun = {name: text for name, text in (model.begun | words).items() if text.strip()}
        values = self._begun_values()
        self.judged.emit()
        if not model.begun:  # kinds that need nothing would be added without a word in them
            return
        if any(field.required and name not in values for name, field in model.record.fields.items()):
            return
        title = _("Add {kind}").format(kind=model.record.label.lower())
        key = self.desk.create(model.record.kind, values, title, self.additions)
        self.additions.forget()
        model.begun = {}
        self.desk.drafts.settle_record(model.record.kind, self.new)
        self.judged.emit()
        model.append(self.desk.portfolio.connection, key)
        self._tell_whose(values)

    def _tell_whose(self, values: Values) -> None:
        """A record that may belong to a project and names none is the whole portfolio's, which nobody should miss."""
        belongs = [link for link in self.model.record.link_fields() if link.target == "project" and link.belongs]
        if belongs and not any(values.get(link.name) for link in belongs):
            words = _("The new {kind} stands for the whole portfolio. Name a project in its row if it is of one alone.")
            self.desk.said.emit(words.format(kind=self.model.record.label.lower()), "info")

    def _begun_values(self) -> Values:
        connection, fields = self.desk.portfolio.connection, self.model.record.fields
        values = self.narrowed_to() | self.given
        values |= {
            name: meant(connection, fields[name], text, self.additions) for name, text in self.model.begun.items()
        }
        return {name: value for name, value in values.items() if value is not None}

    def narrowed_to(self) -> dict[str, str]:
        """Return what a new record holds unless it says otherwise: it belongs to the project that all is narrowed to."""
        links = [link.name for link in self.model.record.link_fields() if link.target == "project"]
        return dict.fromkeys(links, self.desk.project) if self.desk.project else {}

    def missing(self) -> list[str]:
        """Return the labels of what the ready line still needs, nothing where it was not begun."""
        if not self.model.begun:
            return []
        fields = self.model.record.fields.values()
        known = self.model.begun.keys() | self.given.keys()
        return [field.label for field in fields if field.required and field.name not in known]

    def give_up_line(self) -> None:
        """Empty the ready line."""
        self.additions.forget()
        self.model.begun = {}
        self.desk.drafts.settle_record(self.model.record.kind, self.new)
        self.judged.emit()
        for key, name in list(self.model.held):
            if not key:
                self._release("", name)

    def enter_all(self, rows: list[Row], columns: Iterable[int], text: str, then: Then = lambda _done: None) -> None:
        """Take `text` for many cells in one transaction; `then` hears whether it was written."""
        connection, changes = self.desk.portfolio.connection, Values()
        try:
            for column in columns:
                if self.can_edit(column) and (field := self.model.field(column)):
                    changes[field.name] = meant(connection, field, text, self.additions)
        except ValueError as error:
            self.desk.said.emit(str(error), "error")
            then(False)
        else:
            self.write(rows, changes, then)

    def _title(self, count: int, names: Iterable[str]) -> str:
        fields = ", ".join(self.model.record.fields[name].label for name in names)
        words = ngettext("Change {fields} of {count} {kind}", "Change {fields} of {count} {kinds}", count)
        record = self.model.record
        return words.format(fields=fields, count=count, kind=record.label.lower(), kinds=record.plural.lower())

    def fill_down(self, rows: list[Row], columns: list[int]) -> None:
        """Give all rows what the first one has in `columns`."""
        names = [self.model.columns[column] for column in columns if self.can_edit(column)]
        if len(rows) > 1 and names:
            first = {name: rows[0].values.get(name) for name in names}
            self.write(rows[1:], first)

    def write(self, rows: list[Row], values: Values, then: Then = lambda _done: None) -> None:
        """Give many records the same values in one transaction, beside the window; `then` hears whether it was written.

        What others have changed in a cell since its row was read is not overwritten: nothing is written, and it is told.
        """
        changes = {row.key: (values, {name: row.values.get(name) for name in values}) for row in rows}
        proposal = Proposal(self.model.record.kind, changes=changes, additions=self.additions)
        self.additions = Additions()
        portfolio, title = self.desk.portfolio, self._title(len(rows), values)

        def job(progress: Any, cancelled: Any) -> None:
            write(portfolio, proposal, title, progress=progress, cancelled=cancelled)

        self.desk.write(title, job, lambda _answer: then(True), lambda: then(False))

    def _hold(self, key: str, name: str, held: Held) -> None:
        self.model.held[key, name] = held
        self._show(key)

    def _release(self, key: str, name: str) -> None:
        if self.model.held.pop((key, name), None):
            self._show(key)

    def _show(self, key: str) -> None:
        model = self.model
        number = model.number_of(key) if key else model.lines
        if number is not None:
            model.dataChanged.emit(model.index(number, 0), model.index(number, len(model.columns) - 1))
        self.judged.emit()


def wrong_words(field: Field[Any], error: Exception) -> str:
    """Return what to tell beside a cell of a field of an error."""
    if isinstance(error, Invalid):
        return " ".join(problem.message for problem in error.problems)
    return offering(field, error)
