"""Setting one field of all selected records: which field, and what it is to say."""

from copy import copy
from functools import partial
from sqlite3 import Connection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from hsmonitor.domain.kinds import Link, Links
from hsmonitor.domain.record import Record
from hsmonitor.language import _
from hsmonitor.store.additions import Additions
from hsmonitor.store.drafts import SELECTED, Place
from hsmonitor.store.meant import names_in
from hsmonitor.store.names import proposed
from hsmonitor.ui.drafts.hub import Drafts
from hsmonitor.ui.drafts.offer import DraftOffer
from hsmonitor.ui.record.editor import Editor, LineEditor, make_editor
from hsmonitor.ui.record.naming import create_words
from hsmonitor.ui.theme.look import px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.layouts import let_go


class SetField(QWidget):
    """One line over the sheet. `wanted` carries field, text and the records to be added with it, `dropped` follows Esc."""

    wanted = Signal(str, str, object)
    dropped = Signal()

    def __init__(self, record: type[Record], connection: Connection, drafts: Drafts) -> None:
        super().__init__()
        self.record = record
        self._drafts = drafts
        self._connection = connection
        self.fields = QComboBox()
        self.fields.setAccessibleName(_("Field"))
        for field in record.fields.values():
            if not field.derived:
                self.fields.addItem(field.label, field.name)
        self.look_at = Button(_("Look at what changes"), role="primary", key="Enter")
        self.look_at.clicked.connect(self._want)
        self.fields.currentIndexChanged.connect(self._make_editor)
        self._column, self._row = QVBoxLayout(self), QHBoxLayout()
        self._column.setContentsMargins(px(20), 0, px(16), 0)
        self._column.addLayout(self._row)
        self._row.setSpacing(px(10))
        self._row.addWidget(Words(_("Set a field of the selected records")))
        self._row.addWidget(self.fields)
        self.editor: Editor | None = None
        self._draft: DraftOffer | None = None
        self._row.addWidget(self.look_at)
        self._make_editor()

    def _make_editor(self) -> None:
        if self.editor and self._draft:
            let_go(self._draft)
            let_go(self.editor)
        name = str(self.fields.currentData())
        place, field = Place(self.record.kind, SELECTED, name), self.record.fields[name]
        self._additions = Additions()
        self.editor = make_editor(field, partial(proposed, self._connection))
        if isinstance(self.editor, LineEditor) and isinstance(field, Link | Links):
            offer = partial(create_words, self._connection, field)
            self.editor.offer_new(offer, partial(self._additions.want, field.target))
            self.editor.textChanged.connect(partial(self._forget_unnamed, field))
        self._draft = DraftOffer(self._drafts, self.editor, lambda: (place, ""))
        self._row.insertWidget(2, self.editor, 1)
        self._column.addWidget(self._draft)
        self.editor.show()
        self._draft.refresh()

    def _forget_unnamed(self, field: Link | Links, text: str) -> None:
        """What is named no more is not to be added: if it is typed again later, that is something else."""
        self._additions.keep_only((field.target, name) for name in names_in(field, text))

    def choose(self, name: str) -> None:
        """Begin with the field `name`."""
        self.fields.setCurrentIndex(max(0, self.fields.findData(name)))
        if self.editor:
            self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _want(self) -> None:
        if self.editor:
            self.wanted.emit(str(self.fields.currentData()), self.editor.words(), copy(self._additions))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter looks at what changes, Esc drops it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._want()
        elif event.key() == Qt.Key.Key_Escape:
            self._drafts.settle_record(self.record.kind, SELECTED)
            self.dropped.emit()
        else:
            super().keyPressEvent(event)
