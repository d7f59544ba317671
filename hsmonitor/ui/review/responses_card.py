"""What is done about the challenge under review: added, changed and completed without leaving it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from hsmonitor.domain.challenge import Response
from hsmonitor.domain.dates import today
from hsmonitor.domain.terms import OVER, WorkStatus
from hsmonitor.language import _
from hsmonitor.store.listing import Row
from hsmonitor.store.review_view import ReviewView
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.record.field_cell import FieldCell
from hsmonitor.ui.record.new_record import NewRecord
from hsmonitor.ui.theme.look import px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card
from hsmonitor.ui.widgets.layouts import clear, let_go, take_keyboard
from hsmonitor.ui.widgets.lines import LineButton

_CHANGED_HERE = (Response.status, Response.due, Response.responsible, Response.partner, Response.outcome)


class ResponsesCard(Card):
    """A line a response; Enter on one unfolds its fields. `changed` says that the layout has grown or shrunk."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("Responses"), parent=parent)
        self.desk = desk
        self.view: ReviewView | None = None
        self.unfolded = ""
        self.cells: dict[str, FieldCell] = {}
        self.lines: dict[str, LineButton] = {}
        self._new: NewRecord | None = None
        self._begun = ""
        self.add = Button(_("Add a response"), role="link", icon="add", key="R")
        self.add.clicked.connect(self.begin_new)
        self.add_action(self.add)

    def show_view(self, view: ReviewView) -> None:
        """Show the responses to a challenge; what is being typed stays while it is the same one."""
        same = self.view is not None and self.view.row.key == view.row.key
        known = same and [row.key for row in view.responses] == list(self.lines)
        self.view = view
        if not same:
            self.unfolded, self._new = "", None
        if known:
            self._renew(view.responses)
        elif self._new is None:
            self._build(view.responses)

    def _build(self, rows: list[Row]) -> None:
        clear(self.body)
        self.cells, self.lines = {}, {}
        for row in rows:
            line = self.lines[row.key] = self._line(row)
            self.body.addWidget(line)
            if row.key == self.unfolded:
                self.body.addWidget(self._fields(row))
        self._order_keys()
        if self._begun and self._begun in self.lines:
            self._begun = ""
            self._begin_fields()
        self.changed.emit()

    def _order_keys(self) -> None:
        """Have Tab go along the lines after the button that adds one: what is new comes at the very end else."""
        before: QWidget = self.add
        for key, line in self.lines.items():
            fields = [cell.editor for cell in self.cells.values()] if key == self.unfolded else []
            for widget in (line, *fields):
                QWidget.setTabOrder(before, widget)
                before = widget

    def _renew(self, rows: list[Row]) -> None:
        for row in rows:
            line = self.lines[row.key]
            line.words, line.note = row.display, self._note(row)
            line.update()
            if row.key == self.unfolded:
                for cell in self.cells.values():
                    cell.show_row(row, None)

    def _line(self, row: Row) -> LineButton:
        line = LineButton(row.reference, row.display, self._note(row))
        line.setAccessibleDescription(_("Enter shows its fields"))
        line.clicked.connect(partial(self.unfold, row.key))
        return line

    def _note(self, row: Row) -> str:
        status = row.shown(Response.status) or _("no status")
        if self.view and row.key in self.view.late:
            return _("{status}, late: was due {day}").format(status=status, day=row.shown(Response.due))
        due = row.shown(Response.due)
        if due and (row.of(Response.status) or "") not in OVER:
            return _("{status}, due {day}").format(status=status, day=due)
        return status

    def unfold(self, key: str) -> None:
        """Show the fields of a response, or fold them again."""
        self.unfolded = "" if key == self.unfolded else key
        if self.view:
            self._build(self.view.responses)
        if self.unfolded:
            self._begin_fields()
            self.changed.emit()
        elif key in self.lines:
            take_keyboard(self.lines[key])

    def _begin_fields(self) -> None:
        first = next(iter(self.cells.values()))
        if (inside := first.parentWidget()) is not None:
            inside.show()
        first.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fields(self, row: Row) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(px(12), px(6), 0, px(6))
        grid.setHorizontalSpacing(px(16))
        for number, field in enumerate(_CHANGED_HERE):
            cell = self.cells[field.name] = FieldCell(self.desk, field)
            cell.show_row(row, None)
            grid.addWidget(cell, number // 2, number % 2)
        done = Button(_("Completed today"), role="plain", icon="check")
        done.setEnabled((row.of(Response.status) or "") not in OVER)
        done.clicked.connect(partial(self.complete, row))
        grid.addWidget(done, len(_CHANGED_HERE) // 2, 1)
        return inside

    def complete(self, row: Row) -> None:
        """Complete a response today, and fold it: the keyboard goes back to its line."""
        with self.desk.telling():
            self.desk.refuse_while_writing()
            title = _("Complete {name}").format(name=row.display)
            day = today().isoformat()
            done = {Response.status.name: WorkStatus.COMPLETED.value, Response.completed_on.name: day}
            with self.desk.portfolio.transaction(title) as transaction:
                transaction.update(Response.kind, row.key, done)
            self.unfold(row.key)

    def begin_new(self) -> None:
        """Ask for what a new response needs, above the others."""
        if self.view is None or self._new is not None:
            return
        self._new = NewRecord(self.desk, Response.kind, {Response.challenge.name: self.view.row.key})
        self._new.made.connect(self._made)
        self._new.left.connect(self.drop_new)
        self.body.insertWidget(0, self._new)
        self._new.show()
        self._new.begin()
        self.changed.emit()

    def _made(self, _kind: str, key: str) -> None:
        self.unfolded = self._begun = key
        self.drop_new()

    def drop_new(self) -> None:
        """Take away what asks for a new response."""
        if self._new is not None:
            let_go(self._new)
            self._new = None
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    @property
    def adding(self) -> bool:
        """Whether a new response is being asked for."""
        return self._new is not None
