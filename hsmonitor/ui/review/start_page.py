"""Where a review begins: go on with the last one, what is due, a project, a meeting."""

import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hsmonitor.domain.dates import today
from hsmonitor.domain.office import Meeting
from hsmonitor.language import _, ngettext
from hsmonitor.store.finding import named_records
from hsmonitor.store.listing import Row
from hsmonitor.store.review_place import Place
from hsmonitor.store.review_starts import ProjectDue, Starts, read_starts
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.review.meeting_form import MeetingForm
from hsmonitor.ui.review.tabs import review_tabs
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.layouts import clear, let_go, take_keyboard
from hsmonitor.ui.widgets.lines import LineButton

ONE_COLUMN_BELOW = 820

Left = Callable[[sqlite3.Connection], Place | None]
"""Reads the review that can be gone on with."""


class StartPage(QWidget):
    """`resuming`, `due`, `project` (its key) and `meeting` (its key) say what is to be gone through; `minutes` what to read."""

    resuming = Signal()
    due = Signal()
    project = Signal(str)
    meeting = Signal(str)
    minutes = Signal(str)

    def __init__(self, desk: Desk, left: Left, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._left = left
        self._form: MeetingForm | None = None
        self._begun = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("Begin a review"))
        self.tabs = review_tabs("review")
        self.tabs.add_keys(self)
        self.note, self._closed = Words(tint="text2"), False
        self.new = Button(_("New meeting"), role="primary", icon="add", key="M")
        self.new.clicked.connect(self.begin_meeting)
        self.waiting, self.projects = Card(_("Begin")), Card(_("By project"))
        self.meetings = Card(_("Meetings"))
        self._lay_out()
        look().changed.connect(self._measure)
        self._measure()

    def _lay_out(self) -> None:
        inside = QWidget()
        self._page, self._head = QVBoxLayout(inside), QHBoxLayout()
        self._head.addWidget(self.tabs)
        self._head.addWidget(self.note)
        self._head.addStretch(1)
        self._head.addWidget(self.new)
        self._over = QVBoxLayout()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.waiting)
        left.addWidget(self.meetings)
        left.addStretch(1)
        right.addWidget(self.projects)
        right.addStretch(1)
        self._columns = (left, right)
        self._sides.addLayout(left, 1)
        self._sides.addLayout(right, 1)
        self._page.addLayout(self._head)
        self._page.addLayout(self._over)
        self._page.addLayout(self._sides, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), px(14), px(16), px(12))
        for layout in (self._page, self._sides, *self._columns):
            layout.setSpacing(px(12))
        self._head.setSpacing(px(10))
        narrow = self.width() < px(ONE_COLUMN_BELOW)
        self.note.setVisible(not narrow or self._closed)
        self._sides.setStretch(0, not narrow)
        self._sides.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column when narrow."""
        super().resizeEvent(event)
        self._measure()

    def open(self) -> None:
        """Be looked at: read what waits, and take the keyboard."""
        self._begun = self._form is None
        if self._begun:
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # keys that follow at once are meant for this page
        self.reload()

    def close_to_changes(self, why: str) -> None:
        """Have nothing begin here, and say why; an empty text opens it again. Minutes can be read all the same."""
        self._closed = bool(why)
        self.note.setText(why or _("one challenge after another: rate, decide, go on"))
        self.new.setEnabled(not why)
        self._measure()

    def reload(self) -> None:
        """Read what waits; the keyboard stays where it is."""
        project, day = self.desk.project, today()
        self.desk.ask(
            "review starts",
            lambda connection: (read_starts(connection, day, project), self._left(connection)),
            self._take,
        )

    def _take(self, found: tuple[Starts, Place | None]) -> None:
        starts, place = found
        lines = list(self._waiting(starts, place))
        here = QApplication.focusWidget()
        inside = here is not None and self.isAncestorOf(here) and not self._asking(here)
        name = here.accessibleName() if inside and here is not None else ""
        self._fill(self.waiting, lines)
        none = Words(_("None yet. A meeting keeps who decided what, and when."), tint="text2")
        period = self._line("", _("The last three months"), _("minutes"), partial(self.minutes.emit, ""), may=True)
        self._fill(self.meetings, [*([self._meeting(row) for row in starts.meetings] or [none]), period])
        self._fill(self.projects, [self._project(one) for one in starts.projects])
        if name or self._begun:
            self._begun = False
            same = (line for line in self.findChildren(LineButton) if line.accessibleName() == name)
            usable = (line for line in lines if line.isEnabled())
            take_keyboard(next(chain(same, usable), self))

    def _waiting(self, starts: Starts, place: Place | None) -> Iterator[QWidget]:
        if place:
            words = _("Go on: {name}").format(name=place.name)
            count = _("{count} in the queue").format(count=len(place.keys))
            yield self._line("", words, count, self.resuming.emit, may=True)
        due = _due_words(starts.overdue, starts.due, starts.never)
        yield self._line("", _("Everything that is due"), due, self.due.emit)

    def _asking(self, widget: QWidget) -> bool:
        return self._form is not None and self._form.isAncestorOf(widget)

    def _fill(self, card: Card, lines: list[QWidget]) -> None:
        clear(card.body)
        for line in lines:
            card.body.addWidget(line)

    def _line(self, lead: str, words: str, note: str, act: Callable[[], object], *, may: bool = False) -> QWidget:
        """Return a line that does `act`; with `may` also where nothing can be changed."""
        line = LineButton(lead, words, note)
        line.clicked.connect(lambda: act())
        line.setEnabled(may or not self._closed)
        return line

    def _project(self, one: ProjectDue) -> QWidget:
        return self._line("", one.name, project_words(one), partial(self.project.emit, one.key))

    def _meeting(self, row: Row) -> QWidget:
        closed = row.of(Meeting.closed) == 1
        words = ", ".join(part for part in (row.display, row.shown(Meeting.project) or _("whole portfolio")) if part)
        note = (
            _("{day}, closed: minutes").format(day=row.shown(Meeting.held_on)) if closed else row.shown(Meeting.held_on)
        )
        signal = self.minutes if closed else self.meeting
        return self._line(row.reference, words, note, partial(signal.emit, row.key), may=closed)

    def begin_meeting(self) -> None:
        """Ask for a new meeting, above all else."""
        if self._form is not None:
            return
        self._begun = False
        project = self.desk.project
        found = named_records(self.desk.portfolio.connection, [("project", project)]) if project else []
        self._form = MeetingForm(self.desk, found[0].display if found else "")
        self._form.entered.connect(self._entered)
        self._form.left.connect(self._drop_form)
        self._over.addWidget(self._form)
        self._form.show()
        self._form.begin()

    def enter_meeting(self) -> None:
        """Take what was typed of a new meeting, where one is asked for."""
        if self._form is not None:
            self._form.enter()

    def _entered(self, key: str) -> None:
        self._drop_form()
        self.meeting.emit(key)

    def _drop_form(self) -> None:
        if self._form is not None:
            let_go(self._form)
            self._form = None
            self.open()


def _due_words(overdue: int, due: int, never: int) -> str:
    parts = (
        ngettext("{count} overdue", "{count} overdue", overdue).format(count=f"{overdue:,}") if overdue else "",
        ngettext("{count} due", "{count} due", due).format(count=f"{due:,}") if due else "",
        ngettext("{count} never reviewed", "{count} never reviewed", never).format(count=f"{never:,}") if never else "",
    )
    return ", ".join(part for part in parts if part) or _("nothing")


def project_words(one: ProjectDue) -> str:
    """Return what waits in a project; its themes are counted apart."""
    waits = _due_words(one.overdue, one.due, 0) if one.overdue or one.due else ""
    if not waits and (one.challenges or not one.themes):
        count = one.challenges
        waits = ngettext("{count} challenge", "{count} challenges", count).format(count=f"{count:,}")
    if not one.themes:
        return waits
    asked = ngettext("{count} theme to ask", "{count} themes to ask", one.themes).format(count=f"{one.themes:,}")
    return _("{waiting}; {themes}").format(waiting=waits, themes=asked) if waits else asked
