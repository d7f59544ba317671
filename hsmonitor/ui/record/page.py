"""The page of one record: its form at the leading side, what is related to it at the other; one column when narrow."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.dates import display_date
from hsmonitor.domain.evidence import Citation
from hsmonitor.language import _
from hsmonitor.store.record_view import RecordView, read_view
from hsmonitor.ui.commands import on_key
from hsmonitor.ui.correcting import Spot
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.record.attachments import Attachments
from hsmonitor.ui.record.deleting import delete_record
from hsmonitor.ui.record.field_cell import cited_words
from hsmonitor.ui.record.form import RecordForm
from hsmonitor.ui.record.panels import Panels
from hsmonitor.ui.record.related import RelatedCards
from hsmonitor.ui.record.walk import Walk
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button, IconButton
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.floating import Floating
from hsmonitor.ui.widgets.layouts import let_go
from hsmonitor.ui.widgets.level import LevelPill
from hsmonitor.ui.widgets.message import Message

ONE_COLUMN_BELOW = 820


class RecordPage(QWidget):
    """Shows and edits one record after another.

    `back` asks for the sheet that it was opened from, `judged` carries how many fields wait to be corrected.
    """

    back = Signal()
    judged = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.kind = self.key = ""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("Record"))
        self.view: RecordView | None = None
        self._missed = False
        self.form: RecordForm | None = None
        self._form_kind = ""
        self.panels, self.walk = Panels(desk), Walk(desk)
        self.message, self.related = Message(), RelatedCards(desk)
        self.related.judged.connect(self._judge)
        self.attachments = Attachments(desk, self)
        self.attachments.told.connect(self._scroll_to_attachments)
        self._make_head()
        self._lay_out()
        desk.changed.connect(self._changed)
        desk.narrowed.connect(lambda: self._changed({}))
        look().changed.connect(self._measure)
        self._add_keys()
        self._measure()

    def _lay_out(self) -> None:
        self._scroll, self._inside = QScrollArea(), QWidget()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._inside)
        self._form_place, self._related_place = QVBoxLayout(), QVBoxLayout()
        self._form_place.addWidget(self.attachments)
        self._form_place.addStretch(1)
        self._related_place.addWidget(self.related)
        self._sides.addLayout(self._form_place, 10)
        self._sides.addLayout(self._related_place, 11)
        self._scroll.setWidget(self._inside)
        self._page = QVBoxLayout(self)
        self._page.addLayout(self._head)
        self._page.addWidget(self.panels)
        self._page.addWidget(self._scroll, 1)
        Floating(self.message, self._scroll, self)
        self.message.left.connect(self.setFocus)

    def _add_keys(self) -> None:
        on_key(self, "Ctrl+S", self._keep)
        on_key(self, "Ctrl+Del", self._delete_here)
        self.panels.add_keys(self)
        self.walk.add_keys(self)
        self.walk.wanted.connect(self.open)

    def to_correct(self) -> list[Spot]:
        """Return the fields and cells that wait to be corrected, last those of other records of the kind."""
        lists = [spot for card in self.related.lists for spot in card.table.editing.wrong.spots()]
        spots = self.form.spots() if self.form else []
        others = self.form.waiting() if self.form else []
        return [*spots, *lists, *(Spot(False, partial(self._open_field, *place)) for place in others)]

    def _open_field(self, key: str, name: str) -> None:
        self.open(self.kind, key)
        self.go_to_field(name)

    def _make_head(self) -> None:
        self.crumb = Words(font="label", tint="text2")
        self.title = Words(font="title", wrap=True)
        self.sure = Words(font="label", tint="accent")
        self.pill = LevelPill()
        self.sheet = Button(_("Sheet"), role="quiet", icon="back", key="Esc")
        self.sheet.clicked.connect(self.back)
        self.delete = IconButton("delete", _("Delete this record (Ctrl+Delete)"), role="danger")
        self.delete.clicked.connect(self._delete)
        names = QVBoxLayout()
        above = QHBoxLayout()
        above.addWidget(self.crumb)
        above.addWidget(self.pill)
        above.addWidget(self.sure)
        above.addStretch(1)
        names.addLayout(above)
        names.addWidget(self.title, 1)
        self._tools = QHBoxLayout()
        self._tools.addStretch(1)
        for tool in (self.walk, *self.panels.buttons(), self.sheet, self.delete):
            self._tools.addWidget(tool)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addLayout(names, 1)
        self._head.addLayout(self._tools)

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), px(12), px(16), px(8))
        self._page.setSpacing(px(10))
        for layout in (self._head, self._tools):
            layout.setSpacing(px(10))
        self._sides.setContentsMargins(0, 0, px(4), px(8))
        self._sides.setSpacing(px(12))
        self._turn()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """From the page itself Tab goes to the first field, not to what stands above it."""
        if forward and self.hasFocus() and self.form:
            first = next(cell.editor for cell in self.form.cells.values() if not cell.editor.isHidden())
            first.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column when narrow."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        narrow = self.width() < px(ONE_COLUMN_BELOW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        for layout in (self._head, self._sides):
            if layout.direction() != direction:
                layout.setDirection(direction)

    def open(self, kind: str, key: str) -> None:
        """Show a record; what was typed in the one before is kept first."""
        self._keep()
        self._have_form(kind)
        self.kind, self.key = kind, key
        self._judge()
        self.message.hide()
        self.panels.show_record(self.form, kind, key)
        self.walk.show_record(kind, key)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.verticalScrollBar().setValue(0)
        self.reload()

    def go_to_field(self, name: str) -> None:
        """Put the keyboard into a field of the record, and have it in sight."""
        if self.form and (cell := self.form.cells.get(name)):
            cell.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
            QTimer.singleShot(0, cell, lambda: self._scroll.ensureWidgetVisible(cell))

    def _scroll_to_attachments(self) -> None:
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.attachments))

    def prepare(self, view: RecordView) -> bool:
        """Make the next part of what a record like that of `view` will be shown in; tell whether there was one to make.

        Where a record was opened already, nothing is made: what is typed there stays.
        """
        if self.kind:
            return False
        if self._form_kind != view.row.kind:
            self._begin_form(view.row.kind)
            return True
        return bool(self.form and self.form.grow()) or self.related.prepare(view)

    def _have_form(self, kind: str) -> None:
        if self._form_kind != kind:
            self._begin_form(kind)
        while self.form and self.form.grow():
            pass

    def _begin_form(self, kind: str) -> None:
        if self.form:
            let_go(self.form)
        self.form, self._form_kind = RecordForm(self.desk, RECORDS[kind], whole=False), kind
        self.form.judged.connect(self._judge)
        self._form_place.insertWidget(0, self.form)

    def _judge(self) -> None:
        self.judged.emit((self.form.wrong if self.form else 0) + self.related.wrong())

    def reload(self) -> None:
        """Read the record again."""
        kind, key = self.kind, self.key
        self.desk.ask("record", lambda connection: read_view(connection, kind, key), self._take)

    def _take(self, view: RecordView | None) -> None:
        if view is None:
            self._gone()
            return
        if self.form is None or view.row.kind != self.kind:
            return
        self.view = view
        if self._missed:
            self._missed = False
            self.message.hide()
        record = RECORDS[self.kind]
        self.crumb.setText(_("{records} / {reference}").format(records=record.plural, reference=view.row.reference))
        self.title.setText(view.row.display)
        self.title.setToolTip(view.row.display)
        whole = next((citation for citation in view.citations if citation.of(Citation.field) is None), None)
        self.sure.setText(cited_words(whole) if whole else "")
        self.sure.setToolTip(whole.shown(Citation.fact) if whole else "")
        self.pill.set_level(view.row.level)
        self.form.setEnabled(not (record.append_only or self.desk.portfolio.read_only))
        self.form.show_row(view.row, view.citations)
        self.delete.setVisible(not self.desk.portfolio.read_only)
        self.related.show_view(view)
        self.attachments.show_record(view.row)

    def _gone(self) -> None:
        self._missed = True
        if self.desk.day:
            words = _("This record was not there on {day}.").format(day=display_date(self.desk.day.isoformat()))
            self.message.say(words, "warn", [(_("Back to the sheet"), self.back.emit)])
            return
        words = _("This record was deleted. Undo brings it back.")
        self.message.say(words, "warn", [(_("Undo"), self.desk.undo), (_("Back to the sheet"), self.back.emit)])
        if self.form:
            self.form.setEnabled(False)

    def _changed(self, touched: dict[str, set[str]]) -> None:
        if self.key and self.isVisible():
            self.reload()

    def _keep(self) -> None:
        if self.form:
            self.form.keep_all()
        self.related.keep()

    def _delete_here(self) -> None:
        """Delete what the keyboard is on: a citation, a related record, else the record that is shown."""
        if not (self.panels.delete_here() or self.related.delete_here()):
            self._delete()

    def _delete(self) -> None:
        if self.view and delete_record(self.desk, self.view.row):
            self.back.emit()

    def begin(self, kind: str, field: str) -> None:
        """Begin a record of `kind` whose `field` names the one that is shown."""
        self.related.begin(kind, field)
        self.reload()
