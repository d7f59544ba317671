"""The review page: it begins reviews, shows one challenge after another, and saves what is decided."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QStackedLayout, QWidget

from hsmonitor.domain.dates import today
from hsmonitor.language import _
from hsmonitor.store import review_queue, themes
from hsmonitor.store.finding import named_records
from hsmonitor.store.listing import Query, Row, read_rows
from hsmonitor.store.meetings import close_meeting
from hsmonitor.store.review_view import ReviewView
from hsmonitor.ui.commands import on_key
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.preferences import preferences
from hsmonitor.ui.record.new_record import NewRecord
from hsmonitor.ui.review import saving
from hsmonitor.ui.review.digits import digit_of
from hsmonitor.ui.review.flow import ASSESSED, EXEMPT, Flow
from hsmonitor.ui.review.letters import Letters
from hsmonitor.ui.review.queue_model import done_words
from hsmonitor.ui.review.start_page import StartPage
from hsmonitor.ui.review.typed import Typed
from hsmonitor.ui.review.work_area import WorkArea
from hsmonitor.ui.widgets.turning import turn_to


class ReviewPage(QWidget):
    """`minutes` carries the key of the meeting whose minutes are wanted, or "" with the day since when and the project."""

    minutes = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.flow = desk, Flow(desk, self)
        self.view: ReviewView | None = None
        self._new: NewRecord | None = None
        self._shown = ""
        self._early: list[QKeyEvent] = []
        self.start, self.work = StartPage(desk), WorkArea(desk, self.flow)
        self._parts = QStackedLayout(self)
        self._parts.addWidget(self.start)
        self._parts.addWidget(self.work)
        self.letters = Letters(self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("Review"))
        self._connect()
        self._add_keys()

    def _connect(self) -> None:
        start, work, flow = self.start, self.work, self.flow
        start.resuming.connect(self.resume)
        start.due.connect(self.review_due)
        start.project.connect(self.review_project)
        start.meeting.connect(self.hold_meeting)
        start.minutes.connect(self.minutes)
        flow.shown.connect(self._show)
        flow.asked.connect(self._ask)
        flow.ended.connect(self.show_start)
        work.record.rated.connect(self._rated)
        work.decision.edited.connect(self._note)
        work.decision.bar.saving.connect(self.save)
        work.decision.bar.skipping.connect(flow.skip)
        work.looks.unfolding.connect(work.record.responses.unfold)
        work.theme.bar.skipping.connect(flow.skip)
        work.theme.assessing.connect(self._assess)
        work.theme.exempting.connect(self._exempt)
        work.theme.passing.connect(flow.go_on)
        work.queue.ordered.connect(flow.set_order)
        work.queue.leaving.connect(self.show_start)
        work.end.minutes.connect(self.read_minutes)
        work.end.closing.connect(self._close_meeting)
        work.end.leaving.connect(flow.end)
        work.end.again.connect(flow.forget_skipped)
        self.desk.narrowed.connect(self._narrowed)
        self.desk.changed.connect(self._changed)

    def _add_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+Return": self.save,
            "Ctrl+Enter": self.save,
            "PgDown": lambda: self.flow.step(1),
            "PgUp": lambda: self.flow.step(-1),
            "Alt+M": self.work.decision.answers["comment"].begin,
            "Alt+N": self.work.decision.answers["next_review"].begin,
            "Ctrl+N": self.begin_new,
        }
        for key, act in keys.items():
            on_key(self, key, act)

    # Beginning

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

    def _narrowed(self) -> None:
        if self._parts.currentWidget() is self.start and self.isVisible():
            self.start.reload()

    def _changed(self, touched: dict[str, set[str]]) -> None:
        on_start = self._parts.currentWidget() is self.start
        if on_start and self.isVisible() and {"challenge", "meeting", "review", "office"} & touched.keys():
            self.start.reload()

    def resume(self) -> None:
        """Go on with the review that this user left."""
        if self.flow.place is not None or self.flow.resume():
            self._to_work()

    def review_due(self) -> None:
        """Begin a review of all that is due, in the project that everything is narrowed to if there is one."""
        project, day = self.desk.project, today()
        self._gather(
            _("Everything that is due"), lambda connection: review_queue.due(connection, "urgent", day, project)
        )

    def review_project(self, project: str, meeting: str = "") -> None:
        """Begin a project's review: its challenges, and the themes that it was not asked about."""
        day, found = today(), named_records(self.desk.portfolio.connection, [("project", project)])
        name = found[0].display if found else ""
        job = lambda connection: review_queue.of_project(connection, project, "urgent", day)  # noqa: E731
        self._gather(name, job, project=project, meeting=meeting)

    def review_keys(self, keys: list[str]) -> None:
        """Begin a review of chosen challenges."""
        day = today()
        self._gather(_("Selection"), lambda connection: review_queue.of_selection(connection, keys, "urgent", day))

    def review_query(self, query: Query, name: str) -> None:
        """Begin a review of all that a view of challenges finds."""
        day = today()
        self._gather(name, lambda connection: review_queue.of_query(connection, query, "urgent", day))

    def hold_meeting(self, meeting: str) -> None:
        """Begin, or go on with, the review of a meeting: of its project, or of all that is due."""
        if self.flow.place is not None and self.flow.place.meeting == meeting:
            self._to_work()
            return
        rows = read_rows(self.desk.portfolio.connection, "meeting", [meeting])
        project = rows[0].values.get("project") if rows else None
        if project:
            self.review_project(project, meeting)
        elif rows:
            day = today()
            name = rows[0].display
            self._gather(name, lambda connection: review_queue.due(connection, "urgent", day), meeting=meeting)

    def _gather(
        self, name: str, job: Callable[[Any], review_queue.Gathered], *, project: str = "", meeting: str = ""
    ) -> None:
        def take(found: review_queue.Gathered) -> None:
            self.flow.begin(name, found, project=project, meeting=meeting)
            self._to_work()

        self.desk.ask("review gathering", job, take)

    def _to_work(self) -> None:
        turn_to(self._parts, self.work)
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        work = self.work
        if work.at_end:
            work.end.read.setFocus(Qt.FocusReason.OtherFocusReason)
        elif work.asking:
            next(iter(work.theme.answers.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        elif work.middle.isVisibleTo(work):
            work.record.rating.matrix.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            work.decision.decisions["keep"].setFocus(Qt.FocusReason.OtherFocusReason)

    # Showing

    def _show(self, view: ReviewView | None) -> None:
        self._shown = self.flow.key
        if view is None:
            self.view = None
            self.work.show_end()
            self._take_early()
            return
        anew = self.view is None or self.view.row.key != view.row.key or self.work.asking or self.work.at_end
        self.view = view
        typed = self.flow.unsaved.of(view.row.key)
        self.work.show_record(asking=False)
        self.work.record.show_view(view, anew=anew)
        self.work.looks.show_view(view)
        if anew:
            self._show_anew(view, typed)
        else:
            self.work.decision.renew(view)

    def _show_anew(self, view: ReviewView, typed: Typed) -> None:
        self._drop_new()
        self.work.decision.show_view(view, typed)
        if typed.rating != (None, None):
            self.work.record.rating.rate(typed.rating)
        self.work.decision.set_level(self.work.record.rating.level)
        self._take_keyboard()
        self._take_early()

    def _take_early(self) -> None:
        """Do what was pressed for a challenge before it could be shown."""
        early, self._early = self._early, []
        for event in early:
            self._plain(event)

    def _ask(self, row: Row, citations: list[Row]) -> None:
        self._shown = self.flow.key
        project = self.flow.place.project if self.flow.place else ""
        found = named_records(self.desk.portfolio.connection, [("project", project)])
        self.view = None
        self.work.show_record(asking=True)
        self.work.record.show_theme(row, citations)
        done = self.flow.done.get(row.key, "")
        self.work.theme.ask(found[0].display if found else "", answered=done_words(done) if done else "")
        self._take_keyboard()
        self._take_early()

    def _rated(self) -> None:
        self.work.decision.set_level(self.work.record.rating.level)
        self._note()

    def _note(self) -> None:
        if self.view is not None:
            given = self.work.decision.typed()
            rating = self.work.record.rating.rating
            self.flow.unsaved.note(self.view.row.key, Typed(rating, given.decision, given.words, given.ending))

    # Saving

    def save(self) -> None:
        """Save the review and go on, or the answer about a theme; what stands against it is said where it is."""
        if self._shown != self.flow.key:
            return  # the next one is still being read: nothing was decided on it yet
        if self.work.asking:
            self.work.theme.save()
        elif self.view is not None and not self.work.at_end:
            self._keep_what_is_typed()
            wrong = self._save(self.view)
            self.work.record.rating.say_wrong(wrong.pop("likelihood", "") or wrong.pop("impact", ""))
            self.work.decision.bar.say(wrong.pop("", ""))
            self.work.decision.say(wrong)

    def _keep_what_is_typed(self) -> None:
        """A field of a response is kept when it is left."""
        here = QApplication.focusWidget()
        if here is not None and self.work.record.responses.isAncestorOf(here):
            here.clearFocus()

    def _save(self, view: ReviewView) -> dict[str, str]:
        values, wrong = self.work.decision.values()
        values |= self._rating(view)
        if not wrong:
            place = self.flow.place
            values["meeting"] = place.meeting or None if place else None
            wrong = saving.save_review(self.desk, view, values, self.work.decision.ending)
        if not wrong:
            self.flow.note_done(view.row.key, values["decision"])
            self.flow.go_on()
        return wrong

    def _rating(self, view: ReviewView) -> dict[str, int | None]:
        """Return the new rating; without one the last one stands, if it is whole."""
        likelihood, impact = self.work.record.rating.rating
        if not likelihood and not impact and view.row.values.get("level"):
            likelihood, impact = view.row.values["likelihood"], view.row.values["impact"]
        return {"likelihood": likelihood, "impact": impact}

    def _assess(self) -> None:
        theme, project = self.flow.key, self.flow.place.project if self.flow.place else ""
        with self.desk.telling():
            self.desk.refuse_while_writing()
            case = themes.assess(self.desk.portfolio, theme, project, today())
            self.flow.note_done(theme, ASSESSED)
            self.flow.put_in(case)

    def _exempt(self, reason: str) -> None:
        theme, project = self.flow.key, self.flow.place.project if self.flow.place else ""
        with self.desk.telling():
            self.desk.refuse_while_writing()
            themes.exempt(self.desk.portfolio, theme, project, reason)
            self.flow.note_done(theme, EXEMPT)
            self.flow.go_on()

    def begin_new(self) -> None:
        """Ask for one more challenge; it is looked at next."""
        if self._parts.currentWidget() is self.start:
            self.start.begin_meeting()
        elif self._new is None and self.flow.place is not None:
            place = self.flow.place
            given = {"project": place.project} if place.project else {}
            self._new = NewRecord(
                self.desk, "challenge", {**given, "status": "identified", "identified_on": today().isoformat()}
            )
            self._new.made.connect(self._made)
            self._new.left.connect(self._drop_new)
            over = self.work.end.over if self.work.at_end else self.work.record.over
            over.addWidget(self._new)
            self._new.show()
            self._new.begin()

    def _made(self, _kind: str, key: str) -> None:
        self._drop_new()
        self.flow.put_in(key)

    def _drop_new(self) -> None:
        if self._new is not None:
            self._new.setParent(None)
            self._new.deleteLater()
            self._new = None
            self._take_keyboard()

    # The end

    def read_minutes(self) -> None:
        """Ask for the minutes of the meeting, or of what was reviewed since this review began."""
        if self.flow.place is not None:
            self.minutes.emit(self.flow.place.meeting)

    def _close_meeting(self) -> None:
        place = self.flow.place
        if place is not None and place.meeting:
            with self.desk.telling():
                self.desk.refuse_while_writing()
                close_meeting(self.desk.portfolio, place.meeting)
                self.flow.end()
                self.minutes.emit(place.meeting)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits rate, letters decide; Esc is one step back."""
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        elif preferences().single_letters and not self._typing() and self._plain(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _plain(self, event: QKeyEvent) -> bool:
        if self._parts.currentWidget() is self.work and self._shown != self.flow.key:
            self._early.append(event.clone())  # it is meant for the one that is being read
            return True
        on_challenge = self._parts.currentWidget() is self.work and not self.work.at_end and not self.work.asking
        if on_challenge and (digit := digit_of(event)) is not None:
            self.work.record.rating.take_digit(digit)
            return True
        return event.modifiers() == Qt.KeyboardModifier.NoModifier and self.letters.take(Qt.Key(event.key()))

    def _typing(self) -> bool:
        return isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)

    def _back(self) -> None:
        if self._new is not None:
            self._drop_new()
        elif self._parts.currentWidget() is self.work and self._typing():
            self._take_keyboard()
        elif self._parts.currentWidget() is self.work:
            self.show_start()
