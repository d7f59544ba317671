"""The line in which a new record is begun: what it needs, and nothing more; the rest is entered on its page."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import Invalid, PortfolioError
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Link, Links
from hsmonitor.language import _
from hsmonitor.store.additions import Additions
from hsmonitor.store.drafts import Place, tied_to
from hsmonitor.store.meant import meant, names_in
from hsmonitor.store.names import proposed
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.drafts.offer import DraftOffer
from hsmonitor.ui.record.editor import Editor, LineEditor, make_editor
from hsmonitor.ui.record.naming import create_words, offering
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card, Words


class NewRecord(Card):
    """Asks for what a new record of one kind needs. `made` carries kind and key; `left` says that it is not wanted."""

    made = Signal(str, str)
    left = Signal()

    def __init__(self, desk: Desk, kind: str, given: dict[str, Any], parent: QWidget | None = None) -> None:
        self.record = RECORDS[kind]
        super().__init__(_("New {kind}").format(kind=self.record.label.lower()), parent=parent)
        self.desk = desk
        self.given = given
        self.editors: dict[str, Editor] = {}
        self._place = tied_to(given)
        self._additions = Additions()
        self._messages: dict[str, Words] = {}
        row = QHBoxLayout()
        row.setSpacing(px(16))
        for field in needed(kind):
            if field.name not in given:
                row.addLayout(self._ask(field), 3 if field.width > 24 else 2)
        self.body.addLayout(row)
        self.wrong = Words(font="label", tint="danger", wrap=True)
        self.wrong.hide()
        self.body.addWidget(self.wrong)
        self._add_buttons()
        self.setFrameShape(QFrame.Shape.NoFrame)
        look().changed.connect(self.updateGeometry)

    def _add_buttons(self) -> None:
        add = Button(_("Add"), role="primary", key="Enter")
        add.clicked.connect(self.add)
        cancel = Button(_("Cancel"), role="plain", key="Esc")
        cancel.clicked.connect(self.give_up)
        self.add_action(cancel)
        self.add_action(add)

    def _ask(self, field: Field[Any]) -> QVBoxLayout:
        connection = self.desk.portfolio.connection
        editor = make_editor(field, partial(proposed, connection))
        if isinstance(editor, LineEditor):
            editor.offer_new(partial(create_words, connection, field), partial(self._want, field))
            editor.textChanged.connect(self._forget_unnamed)
        label = Words(field.label, font="label", tint="text2")
        message = Words(font="label", tint="danger", wrap=True)
        message.hide()
        column = QVBoxLayout()
        column.setSpacing(px(1))
        place = Place(self.record.kind, self._place, field.name)
        draft = DraftOffer(self.desk.drafts, editor, lambda: (place, ""))
        for widget in (label, editor, message, draft):
            column.addWidget(widget)
        draft.refresh()
        column.addStretch(1)
        editor.cancelled.connect(self.give_up)
        self.editors[field.name], self._messages[field.name] = editor, message
        return column

    def _want(self, field: Field[Any], name: str) -> None:
        if isinstance(field, Link | Links):
            self._additions.want(field.target, name)

    def _forget_unnamed(self) -> None:
        """What no editor names any more is not to be added: if it is typed again later, that is something else."""
        texts = [(editor.field, editor.words()) for editor in self.editors.values()]
        links = [(field, text) for field, text in texts if isinstance(field, Link | Links)]
        self._additions.keep_only((link.target, name) for link, text in links for name in names_in(link, text))

    def begin(self) -> None:
        """Put the keyboard into the first editor."""
        next(iter(self.editors.values())).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.add()
        elif event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def give_up(self) -> None:
        """Forget what was typed, and leave."""
        self.desk.drafts.settle_record(self.record.kind, self._place)
        self.left.emit()

    def add(self) -> None:
        """Add the record, or say beside each editor what is wrong."""
        values, wrong = dict(self.given), {}
        for name, editor in self.editors.items():
            try:
                values[name] = meant(self.desk.portfolio.connection, editor.field, editor.words(), self._additions)
            except ValueError as error:
                wrong[name] = offering(editor.field, error)
        if not wrong:
            wrong = self._create(values)
        self._say(wrong)

    def _create(self, values: dict[str, Any]) -> dict[str, str]:
        title = _("Add {kind}").format(kind=self.record.label.lower())
        try:
            key = self.desk.create(self.record.kind, values, title, self._additions)
        except Invalid as error:
            return {problem.field: problem.message for problem in error.problems}
        except PortfolioError as error:
            return {"": str(error)}
        self.desk.drafts.settle_record(self.record.kind, self._place)
        self.made.emit(self.record.kind, key)
        return {}

    def _say(self, wrong: dict[str, str]) -> None:
        for name, editor in self.editors.items():
            editor.set_wrong(name in wrong)
            self._messages[name].setText(wrong.get(name, ""))
            self._messages[name].setVisible(name in wrong)
        rest = [message for name, message in wrong.items() if name not in self.editors]
        self.wrong.setText("\n".join(rest))
        self.wrong.setVisible(bool(rest))


def needed(kind: str) -> list[Field[Any]]:
    """Return the fields that a new record of a kind is asked for: what names it, and what it cannot be without."""
    record = RECORDS[kind]
    names = list(record.name_fields[:2])
    names += [name for name, field in record.fields.items() if field.required and name not in names]
    return [record.fields[name] for name in names if not record.fields[name].derived]
