"""One list of related records on a record's page, edited in place: F2 opens a line, Insert adds one, Ctrl+Delete deletes one."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import NOT_RECORDED, Field
from hsmonitor.domain.kinds import Choice, Date, Flag
from hsmonitor.domain.record import Record
from hsmonitor.language import _
from hsmonitor.store.belongings import belongings, deleted_words
from hsmonitor.store.listing import Row
from hsmonitor.store.ordering import move
from hsmonitor.store.record_view import read_citations
from hsmonitor.store.related import Related, remark_words
from hsmonitor.ui.commands import on_key
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card
from hsmonitor.ui.widgets.lines import LineButton

MOST_NOTES = 3


class RelatedLine(QWidget):
    """A record as one line; opened, its whole form stands beneath."""

    def __init__(self, desk: Desk, row: Row, owner_field: str) -> None:
        super().__init__()
        self.desk, self.row, self._owner_field = desk, row, owner_field
        self.form: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.button = LineButton(row.reference, row.display)
        self.button.clicked.connect(lambda: self.desk.open_record(self.row.kind, self.row.key))
        column.addWidget(self.button)

    def show_row(self, row: Row, title: str, note: str) -> None:
        """Show the record as it is now; what is being typed beneath stays."""
        self.row = row
        self.button.show_words(title, note, row.values.get("level") if row.kind == "challenge" else None)
        if self.form:
            self._fill()

    def toggle(self) -> None:
        """Open the form beneath, or close it."""
        if self.form is None:
            self._open()
        else:
            self.form.setParent(None)
            self.form.deleteLater()
            self.form = None
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> None:
        from hsmonitor.ui.record.form import RecordForm

        form = RecordForm(self.desk, RECORDS[self.row.kind], without={self._owner_field})
        self.form = form
        self._fill()
        self.layout().addWidget(form)  # type: ignore[union-attr]
        first = next(cell for cell in form.cells.values() if not cell.field.derived)
        first.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fill(self) -> None:
        from hsmonitor.ui.record.form import RecordForm

        if isinstance(self.form, RecordForm):
            citations = read_citations(self.desk.portfolio.connection, self.row.kind, self.row.key)
            self.form.show_row(self.row, citations)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the form."""
        if event.key() == Qt.Key.Key_Escape and self.form:
            self.toggle()
        else:
            super().keyPressEvent(event)


class Dragging(QObject):
    """Lets the mouse drag a line to another place of its list; the keys for it are the card's."""

    def __init__(self, card: "RelatedCard", line: RelatedLine) -> None:
        super().__init__(line)
        self._card, self._line = card, line
        self._from: QPoint | None = None
        line.button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press that moves on is a drag; its end puts the line where it was let go."""
        if isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonPress:
                self._from = event.position().toPoint()
            elif event.type() == QEvent.Type.MouseButtonRelease and self._moved(event):
                self._line.button.setDown(False)
                self._drop(self._line.button.mapTo(self._card, event.position().toPoint()).y())
                return True
        return super().eventFilter(watched, event)

    def _moved(self, event: QMouseEvent) -> bool:
        start, self._from = self._from, None
        far = QApplication.startDragDistance()
        return start is not None and (event.position().toPoint() - start).manhattanLength() >= far

    def _drop(self, y: int) -> None:
        middles = [line.geometry().center().y() for line in self._card.lines.values() if line is not self._line]
        self._card.move_to(self._line, sum(middle < y for middle in middles))


class RelatedCard(Card):
    """The list. `adding` carries kind and field of a record to add."""

    adding = Signal(str, str)

    def __init__(self, desk: Desk, owner: Row, related: Related, *, can_change: bool) -> None:
        record = RECORDS[related.kind]
        super().__init__(_title(record, related, owner))
        self.desk, self.owner, self.related, self.record = desk, owner, related, record
        self.lines: dict[str, RelatedLine] = {}
        self._can_change = can_change
        self._opener = Button(_("Open sheet"), role="link")
        self._opener.clicked.connect(lambda: self.desk.open_list(self.related.query))
        self.add_action(self._opener)
        if can_change and not record.append_only:
            self._add_keys(addable=bool(related.field))
        self.show_related(related)

    def _add_keys(self, *, addable: bool) -> None:
        on_key(self, "F2", self._edit)
        if self.record.place_field:
            on_key(self, "Alt+Shift+Up", lambda: self._move(-1))
            on_key(self, "Alt+Shift+Down", lambda: self._move(1))
        if addable:
            adder = Button(_("Add"), role="link")
            adder.setAccessibleName(_("Add to {records}").format(records=self.title.text()))
            adder.clicked.connect(self._add)
            self.add_action(adder)
            on_key(self, "Ins", self._add)

    def show_related(self, related: Related) -> None:
        """Show the list as it is now; lines that are still in it stay, with what is open in them."""
        self.related = related
        self.note.setText(f"{related.count:,}" if related.count else _("none recorded"))
        self._opener.setVisible(related.count > len(related.rows))
        wanted = {row.key for row in related.rows}
        for key in [key for key in self.lines if key not in wanted]:
            line = self.lines.pop(key)
            line.setParent(None)
            line.deleteLater()
        for place, row in enumerate(related.rows):
            self._show_line(place, row)
        self.lines = {row.key: self.lines[row.key] for row in related.rows}

    def _show_line(self, place: int, row: Row) -> None:
        title = row.shown("project") if row.kind == "engagement" and self.related.field == "partner" else row.display
        note = telling(row, remark_words(self.related.remarks.get(row.key, "")), self.related.field)
        if row.key not in self.lines:
            self.lines[row.key] = RelatedLine(self.desk, row, self.related.field)
            if self.record.place_field and self._can_change:
                Dragging(self, self.lines[row.key])
        line = self.lines[row.key]
        line.show_row(row, title, note)
        if self.body.indexOf(line) != place:
            self.body.insertWidget(place, line)

    def _move(self, by: int) -> None:
        if line := self._line_with_keyboard():
            self.move_to(line, list(self.lines.values()).index(line) + by)

    def move_to(self, line: RelatedLine, place: int) -> None:
        """Give a record another place in the list (0 is the first)."""
        with self.desk.telling():
            move(self.desk.portfolio, self.related.query, line.row.key, place)

    def _line_with_keyboard(self) -> RelatedLine | None:
        here = self.window().focusWidget() or self
        return next((line for line in self.lines.values() if line.isAncestorOf(here)), None)

    def _add(self) -> None:
        self.adding.emit(self.related.kind, self.related.field)

    def _edit(self) -> None:
        line = self._line_with_keyboard() or next(iter(self.lines.values()), None)
        if line:
            line.toggle()

    def delete_here(self) -> bool:
        """Delete the record whose line the keyboard is on; tell whether there is one."""
        line = self._line_with_keyboard()
        if line is not None:
            row = line.row
            with_it = belongings(self.desk.portfolio.connection, row.kind, [row.key])
            with self.desk.telling():
                self.desk.delete(row.kind, [row.key], _("Delete {name}").format(name=row.display))
                deleted = _("{name} was deleted.").format(name=row.display)
                self.desk.said.emit(deleted_words(deleted, with_it), "undo")
        return line is not None


def _title(record: type[Record], related: Related, owner: Row) -> str:
    if not related.field:
        return _("{records} still open").format(records=record.plural)
    field = record.fields[related.field]
    if field.label == RECORDS[owner.kind].label:
        return record.plural
    return _("{records}: {field}").format(records=record.plural, field=field.label)


def telling(row: Row, remark: str, owner_field: str) -> str:
    """Return what tells most of a related record: a remark, then its choices, days and what is so of it, as in its table."""
    if row.kind == "challenge":  # its level says the rest
        return remark
    fields = [field for field in RECORDS[row.kind].fields.values() if field.name != owner_field and _tells(field)]
    words = [
        field.label if isinstance(field, Flag) else row.shown(field.name) for field in fields if _holds(row, field)
    ]
    return "; ".join(words[:MOST_NOTES]) or (NOT_RECORDED if fields else "")


def _tells(field: Field[Any]) -> bool:
    return field.in_table and isinstance(field, Choice | Date | Flag)


def _holds(row: Row, field: Field[Any]) -> bool:
    return bool(row.values.get(field.name))
