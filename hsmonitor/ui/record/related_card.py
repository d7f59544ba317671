"""One list of related records on a record's page: a table whose cells are edited, with keys for adding, order and deleting."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.record import Record
from hsmonitor.language import _, ngettext
from hsmonitor.store.drafts import Place
from hsmonitor.store.listing import Row
from hsmonitor.store.ordering import move
from hsmonitor.store.related import Related
from hsmonitor.ui.commands import on_key
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.record.deleting import delete_record
from hsmonitor.ui.record.related_model import RelatedModel
from hsmonitor.ui.record.related_table import RelatedTable
from hsmonitor.ui.sheet.entering import Entering
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.key_names import key_name


class RelatedCard(Card):
    """The list of records of one kind that name the one shown. `judged` follows its texts to correct.

    `room` is the widget over which its editors stand.
    """

    judged = Signal()

    def __init__(
        self, desk: Desk, owner: Row, related: Related, room: QWidget, *, can_change: bool, flat: bool = False
    ) -> None:
        self.record = RECORDS[related.kind]
        super().__init__(_title(self.record, related, owner), flat=flat)
        self.desk, self.owner, self.related = desk, owner, related
        changes = can_change and not self.record.append_only
        self.model = RelatedModel(desk.portfolio.connection, related.kind, related.field, self)
        self.entering = Entering(desk, self.model, self)
        self.entering.given = self._given()
        self.table = RelatedTable(self.model, self.entering, room, can_change=changes)
        self.table.setAccessibleName(self.title.text())
        self.table.can_drag = changes and bool(self.record.place_field)
        self.body.addWidget(self.table)
        self._wrong = Words(font="label strong", tint="danger")
        self.opener = Button(_("Open sheet"), role="link")
        self.opener.clicked.connect(lambda: self.desk.open_list(self.related.query))
        self.add_action(self._wrong)
        self.add_action(self.opener)
        self.entering.judged.connect(self._judge)
        self.table.opened.connect(self._open)
        self.table.dropped.connect(self._move)
        if changes:
            self._add_keys(addable=bool(related.field))
        self._judge()

    def _add_keys(self, *, addable: bool) -> None:
        if self.record.place_field:
            on_key(self, "Alt+Shift+Up", lambda: self._move_by(-1))
            on_key(self, "Alt+Shift+Down", lambda: self._move_by(1))
        if addable:
            adder = Button(_("Add"), role="link")
            adder.setAccessibleName(_("Add to {records}").format(records=self.title.text()))
            adder.setToolTip(key_name("Insert"))
            adder.clicked.connect(self.table.begin_line)
            self.add_action(adder)
            on_key(self, "Ins", self.table.begin_line)
            self.desk.drafts.offered.connect(self._show_kept)

    def _given(self) -> dict[str, object]:
        field = self.record.fields.get(self.related.field)
        many = field is not None and field.kind_of_value == "links"
        return {field.name: (self.owner.key,) if many else self.owner.key} if field else {}

    def show_record(self, owner: Row, related: Related) -> None:
        """Show the list of a record as it is now; what is being typed in it stays, unless it is another record's."""
        if owner.key != self.owner.key:
            self.leave()
            self.owner = owner
            self.model.forget()
            self.entering.given = self._given()
        self.related = related
        self.note.setText(self._count())
        self.opener.setVisible(related.count > len(related.rows))
        with self.table.same_cell():
            self.model.show_rows(related.rows, related.remarks)
        self._show_kept()

    def _count(self) -> str:
        shown, count = len(self.related.rows), self.related.count
        if shown < count:
            return _("{shown} of {count}").format(shown=shown, count=f"{count:,}")
        return f"{count:,}" if count else _("none recorded")

    def _show_kept(self) -> None:
        """A line that was begun before an unexpected end is offered where it stood."""
        self.table.editing.kept.mark()
        if any(not key for key, _name in self.model.kept) and self.table.can_change:
            self.model.show_ready_line(True)

    def keep(self) -> None:
        """Save what stands in the editor of a cell."""
        self.table.editing.keep(0, 0)

    def leave(self) -> None:
        """Save what stands in a cell; what cannot be saved is offered when this record is shown again."""
        self.keep()
        cells = [*self.model.held, *(("", name) for name in self.model.begun)]
        kind, new = self.record.kind, self.entering.new
        self.desk.drafts.let_go([Place(kind, key or new, name) for key, name in cells])

    @property
    def wrong(self) -> int:
        """How many cells wait to be corrected."""
        return len(self.model.held)

    def _judge(self) -> None:
        words = ngettext("{count} field to correct", "{count} fields to correct", self.wrong).format(count=self.wrong)
        self._wrong.setText(words if self.wrong else "")
        self.judged.emit()

    def _open(self, line: int) -> None:
        if row := self.model.row(line):
            self.desk.open_record(row.kind, row.key)

    def _move_by(self, by: int) -> None:
        if self.table.hasFocus():
            self._move(self.table.currentIndex().row(), self.table.currentIndex().row() + by)

    def _move(self, line: int, place: int) -> None:
        """Give the record of a line another place in the list (0 is the first)."""
        if row := self.model.row(line):
            with self.desk.telling():
                self.desk.refuse_while_writing()
                move(self.desk.portfolio, self.related.query, row.key, place)

    def delete_here(self) -> bool:
        """Delete the record on whose line the keyboard is; tell whether there is one."""
        row = self.model.row(self.table.currentIndex().row()) if self.table.hasFocus() else None
        if row is not None:
            delete_record(self.desk, row)
        return row is not None


def _title(record: type[Record], related: Related, owner: Row) -> str:
    if not related.field:
        return _("{records} still open").format(records=record.plural)
    field = record.fields[related.field]
    if field.label == RECORDS[owner.kind].label:
        return record.plural
    return _("{records}: {field}").format(records=record.plural, field=field.label)
