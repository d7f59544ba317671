"""The card in which a review meeting is entered: its name, its day, its project and who attends."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from hsmonitor.domain import dates
from hsmonitor.domain.errors import Invalid, PortfolioError
from hsmonitor.domain.fields import Field
from hsmonitor.domain.office import Meeting
from hsmonitor.language import _
from hsmonitor.store.drafts import Place
from hsmonitor.store.meant import meant
from hsmonitor.store.meetings import enter_meeting
from hsmonitor.store.names import proposed
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.drafts.offer import DraftOffer
from hsmonitor.ui.record.editor import Editor, make_editor
from hsmonitor.ui.theme.look import px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card, Words

_ASKED: tuple[Field[Any], ...] = (Meeting.name, Meeting.held_on, Meeting.project, Meeting.attendees)


class MeetingForm(Card):
    """`entered` carries the key of the new meeting; `left` says that it is not wanted."""

    entered = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, project: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("New review meeting"), note=_("attendees are separated by semicolons or commas"), parent=parent
        )
        self.desk = desk
        self.editors: dict[str, Editor] = {}
        self._messages: dict[str, Words] = {}
        day = dates.display_date(dates.today().isoformat())
        self._given = {Meeting.held_on.name: day, Meeting.project.name: project}
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        for number, field in enumerate(_ASKED):
            self._ask(grid, number, field)
        self.body.addLayout(grid)
        begin, cancel = Button(_("Begin"), role="primary", key="Enter"), Button(_("Cancel"), role="plain", key="Esc")
        begin.clicked.connect(self.enter)
        cancel.clicked.connect(self.give_up)
        self.add_action(cancel)
        self.add_action(begin)

    def _ask(self, grid: QGridLayout, number: int, field: Field[Any]) -> None:
        name = field.name
        editor = self.editors[name] = make_editor(field, self._suggest)
        message = self._messages[name] = Words(font="label", tint="danger", wrap=True)
        message.hide()
        given, place = self._given.get(name, ""), Place(Meeting.kind, "", name)
        editor.set_words(given)
        editor.cancelled.connect(self.give_up)
        draft = DraftOffer(self.desk.drafts, editor, lambda: (place, given))
        parts = (Words(field.label, font="label", tint="text2"), editor, message, draft)
        for offset, widget in enumerate(parts):
            grid.addWidget(widget, number // 2 * len(parts) + offset, number % 2)
        draft.refresh()

    def _suggest(self, kind: str, text: str) -> list[str]:
        return proposed(self.desk.portfolio.connection, kind, text)

    def begin(self) -> None:
        """Put the keyboard into the name."""
        self._editor(Meeting.name).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins the meeting, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def give_up(self) -> None:
        """Forget what was typed, and leave."""
        self.desk.drafts.settle_record(Meeting.kind, "")
        self.left.emit()

    def enter(self) -> None:
        """Enter the meeting, or say beside each editor what is wrong."""
        wrong: dict[str, str] = {}
        day, project = self._value(Meeting.held_on, wrong), self._value(Meeting.project, wrong)
        if not wrong:
            wrong = self._enter(day or dates.today().isoformat(), project)
        for name, editor in self.editors.items():
            editor.set_wrong(name in wrong)
            self._messages[name].setText(wrong.get(name, ""))
            self._messages[name].setVisible(name in wrong)

    def _editor(self, field: Field[Any]) -> Editor:
        return self.editors[field.name]

    def _value(self, field: Field[Any], wrong: dict[str, str]) -> str | None:
        try:
            found: str | None = meant(self.desk.portfolio.connection, field, self._editor(field).words())
        except ValueError as error:
            wrong[field.name] = str(error)
            return None
        return found

    def _enter(self, day: str, project: str | None) -> dict[str, str]:
        attendees = self._editor(Meeting.attendees).words().split(";")
        try:
            self.desk.refuse_while_writing()
            name = self._editor(Meeting.name).words()
            key = enter_meeting(self.desk.portfolio, name, dates.first_day(day), attendees, project)
        except Invalid as error:
            return {problem.field: problem.message for problem in error.problems}
        except PortfolioError as error:
            return {Meeting.name.name: str(error)}
        self.desk.drafts.settle_record(Meeting.kind, "")
        self.entered.emit(key)
        return {}
