"""The review page: it begins reviews, shows one challenge after another, and saves what is decided."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QStackedLayout, QWidget

from hsmonitor.domain.fields import Field
from hsmonitor.domain.review import Review
from hsmonitor.language import _
from hsmonitor.store.listing import Row
from hsmonitor.store.review_view import ReviewView
from hsmonitor.ui.commands import on_key
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.preferences import preferences
from hsmonitor.ui.review.adding import Adding
from hsmonitor.ui.review.answers import Answers
from hsmonitor.ui.review.beginnings import Beginnings
from hsmonitor.ui.review.digits import digit_of
from hsmonitor.ui.review.flow import Flow
from hsmonitor.ui.review.letters import Letters
from hsmonitor.ui.review.showing import Showing
from hsmonitor.ui.review.start_page import StartPage
from hsmonitor.ui.review.work_area import WorkArea
from hsmonitor.ui.widgets.turning import turn_to


class ReviewPage(QWidget):
    """`minutes` carries the key of the meeting whose minutes are wanted, or "" with the day since when and the project.

    `begin` has the ways in which a review begins.
    """

    minutes = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.flow = desk, Flow(desk, self)
        self.start, self.work = StartPage(desk, self.flow.left), WorkArea(desk, self.flow)
        self.begin, self.showing = Beginnings(desk, self.flow), Showing(desk, self.flow, self.work)
        self.answers, self.adding = Answers(desk, self.flow, self.work), Adding(desk, self.flow, self.work)
        self.letters = Letters(self)
        self._early: list[QKeyEvent] = []
        self._day = desk.day
        self._parts = QStackedLayout(self)
        self._parts.addWidget(self.start)
        self._parts.addWidget(self.work)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("Review"))
        self._connect_start()
        self._connect_work()
        self._add_keys()
        self._say_what_can_be_done()

    def _connect_start(self) -> None:
        start = self.start
        start.resuming.connect(self.resume)
        start.due.connect(self.begin.due)
        start.project.connect(self.begin.project)
        start.meeting.connect(self.begin.meeting)
        start.minutes.connect(self.minutes)
        self.begin.begun.connect(self._to_work)
        self.desk.narrowed.connect(self._narrowed)
        self.desk.changed.connect(self._changed)

    def _connect_work(self) -> None:
        work, flow = self.work, self.flow
        flow.shown.connect(self._show)
        flow.asked.connect(self._ask)
        flow.ended.connect(self.show_start)
        work.record.rated.connect(self._rated)
        work.decision.edited.connect(self.showing.note_given)
        work.decision.bar.saving.connect(self.save)
        work.decision.bar.skipping.connect(flow.skip)
        work.looks.unfolding.connect(work.record.responses.unfold)
        work.theme.bar.skipping.connect(flow.skip)
        work.theme.assessing.connect(self.answers.assess)
        work.theme.exempting.connect(self.answers.exempt)
        work.theme.passing.connect(flow.go_on)
        work.queue.ordered.connect(flow.set_order)
        work.queue.leaving.connect(self.show_start)
        work.end.minutes.connect(self.read_minutes)
        work.end.closing.connect(self._close_meeting)
        work.end.leaving.connect(flow.end)
        work.end.again.connect(flow.forget_skipped)
        self.adding.left.connect(self.showing.take_keyboard)

    def _add_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+Return": self.save,
            "Ctrl+Enter": self.save,
            "PgDown": lambda: self.flow.step(1),
            "PgUp": lambda: self.flow.step(-1),
            "Alt+M": lambda: self._begin_answer(Review.comment),
            "Alt+I": lambda: self._begin_answer(Review.internal_comment),
            "Alt+N": lambda: self._begin_answer(Review.next_review),
            "Ctrl+N": self.begin_new,
        }
        for key, act in keys.items():
            on_key(self, key, act)

    @property
    def view(self) -> ReviewView | None:
        """The challenge that is shown."""
        return self.showing.view

    @property
    def _on_start(self) -> bool:
        return self._parts.currentWidget() is self.start

    # Coming and going

    def open(self) -> None:
        """Be looked at: the review under way, else where one can begin."""
        if self.flow.place is None:
            self.show_start()
        else:
            self._to_work()

    def show_start(self) -> None:
        """Show where a review can begin; the one under way can be gone on with."""
        self.flow.unsaved.keep()
        turn_to(self._parts, self.start)
        self.start.open()

    def resume(self) -> None:
        """Go on with the review that this user left."""
        if self.flow.place is not None or self.flow.resume():
            self._to_work()

    def _to_work(self) -> None:
        turn_to(self._parts, self.work)
        self.showing.take_keyboard()

    def _narrowed(self) -> None:
        if self._day != self.desk.day:
            self._day = self.desk.day
            self._say_what_can_be_done()
            self._read_anew()
        if self._on_start and self.isVisible():
            self.start.reload()

    def _read_anew(self) -> None:
        if self.flow.place is not None:
            self.showing.forget()
            self.flow.read()

    def _say_what_can_be_done(self) -> None:
        """Mark what cannot be changed: an earlier day, a portfolio that is open for reading only."""
        why = self.desk.portfolio.why_read_only
        self.work.close_to_changes(why)
        self.start.close_to_changes(why)

    def _changed(self, touched: dict[str, set[str]]) -> None:
        if self._on_start and self.isVisible() and {"challenge", "meeting", "review", "office"} & touched.keys():
            self.start.reload()

    # Showing

    def _show(self, view: ReviewView | None) -> None:
        if self.showing.challenge(view):
            if view is not None:
                self.adding.drop()
                self.showing.take_keyboard()
            self._take_early()

    def _ask(self, row: Row, citations: list[Row]) -> None:
        self.showing.theme(row, citations)
        self.showing.take_keyboard()
        self._take_early()

    def _take_early(self) -> None:
        """Do what was pressed for a challenge before it could be shown."""
        early, self._early = self._early, []
        for event in early:
            self._plain(event)

    def _rated(self) -> None:
        self.work.decision.set_level(self.work.record.rating.level)
        self.showing.note_given()

    # Doing

    def save(self) -> None:
        """Save the review and go on, or the answer about a theme, or begin the meeting; what stands against it is said there."""
        if self._on_start:
            self.start.enter_meeting()
            return
        if self.showing.late or self.desk.portfolio.read_only:
            return  # nothing was decided yet on the one that is still being read
        if self.work.asking:
            self.work.theme.save()
        elif self.view is not None and not self.work.at_end:
            self.answers.save(self.view)

    def _begin_answer(self, field: Field[Any]) -> None:
        self.work.show_side()
        self.work.decision.begin(field.name)

    def begin_new(self) -> None:
        """Ask for a new meeting where reviews begin, for one more challenge in the middle of one."""
        if why := self.desk.portfolio.why_read_only:
            self.desk.said.emit(why, "info")
        elif self._on_start:
            self.start.begin_meeting()
        else:
            self.adding.begin()

    def read_minutes(self) -> None:
        """Ask for the minutes of the meeting, or of what was reviewed since this review began."""
        if self.flow.place is not None:
            self.minutes.emit(self.flow.place.meeting)

    def _close_meeting(self) -> None:
        if meeting := self.answers.close_meeting():
            self.minutes.emit(meeting)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits rate, letters decide; Esc is one step back."""
        if event.key() == Qt.Key.Key_Escape:
            event.setAccepted(self._back())
        elif preferences().single_letters and not self._typing() and self._plain(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _plain(self, event: QKeyEvent) -> bool:
        if not self._on_start and self.showing.late:
            self._early.append(event.clone())  # it is meant for the one that is being read
            return True
        on_challenge = not (self._on_start or self.work.at_end or self.work.asking or self.desk.portfolio.read_only)
        if on_challenge and (digit := digit_of(event)) is not None:
            self.work.record.rating.take_digit(digit)
            return True
        return event.modifiers() == Qt.KeyboardModifier.NoModifier and self.letters.take(Qt.Key(event.key()))

    def _typing(self) -> bool:
        return isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)

    def _back(self) -> bool:
        """Go one step back; tell whether there was one. Esc on an earlier day comes back to today first."""
        if self.adding.asking:
            self.adding.drop()
        elif self._on_start or self.desk.day:
            return False
        elif self._typing():
            self.showing.take_keyboard()
        else:
            self.show_start()
        return True
