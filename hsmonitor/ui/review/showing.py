"""Showing one challenge, or theme, after another in the work area, with what was given for it before."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from hsmonitor.store.finding import named_records
from hsmonitor.store.listing import Row
from hsmonitor.store.review_view import ReviewView
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.review.flow import Flow
from hsmonitor.ui.review.queue_model import done_words
from hsmonitor.ui.review.typed import Typed
from hsmonitor.ui.review.work_area import WorkArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Showing:
    """`view` is the challenge that is shown, None for a theme or nothing; `key` what was asked for when it was shown."""

    def __init__(self, desk: Desk, flow: Flow, work: WorkArea) -> None:
        self.desk, self.flow, self.work = desk, flow, work
        self.view: ReviewView | None = None
        self.key = ""

    @property
    def late(self) -> bool:
        """Whether what the flow is at is still being read, and another one shown."""
        return self.key != self.flow.key

    def challenge(self, view: ReviewView | None) -> bool:
        """Show a challenge, or that there is none; tell whether it is another one than before."""
        self.key = self.flow.key
        if view is None:
            self.view = None
            self.work.show_end()
            return True
        anew = self.view is None or self.view.row.key != view.row.key or self.work.asking or self.work.at_end
        self.view = view
        self.work.show_record(asking=False)
        self.work.record.show_view(view, anew=anew)
        self.work.looks.show_view(view)
        if anew:
            self._begin(view)
        else:
            self.work.decision.renew(view)
        return anew

    def _begin(self, view: ReviewView) -> None:
        self.work.show_middle()
        typed = Typed() if self.desk.portfolio.read_only else self.flow.unsaved.of(view.row.key)
        self.work.decision.show_view(view, typed)
        if typed.rating != (None, None):
            self.work.record.rating.rate(typed.rating)
        self.work.decision.set_level(self.work.record.rating.level)

    def theme(self, row: Row, citations: list[Row]) -> None:
        """Show a theme that the project is asked about."""
        self.key, self.view = self.flow.key, None
        project = self.flow.place.project if self.flow.place else ""
        found = named_records(self.desk.portfolio.connection, [("project", project)])
        self.work.show_middle()
        self.work.show_record(asking=True)
        self.work.record.show_theme(row, citations)
        done = self.flow.done.get(row.key, "")
        self.work.theme.ask(found[0].display if found else "", answered=done_words(done) if done else "")

    def forget(self) -> None:
        """Have the next one shown be another one, whichever it is."""
        self.view = None

    def note_given(self) -> None:
        """Take note of what is given for the challenge that is shown, so that it waits and survives a crash."""
        if self.view is not None:
            given, rating = self.work.decision.typed(), self.work.record.rating.rating
            self.flow.unsaved.note(self.view.row.key, Typed(rating, given.decision, given.words, given.ending))

    def take_keyboard(self) -> None:
        """Put the keyboard where the next key is meant for."""
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _first(self) -> "QWidget":
        work = self.work
        if work.at_end:
            return work.end.read
        if self.desk.portfolio.read_only:
            return work
        if work.asking:
            return next(iter(work.theme.answers.values()))
        return work.record.rating.matrix if work.middle.isVisibleTo(work) else work.decision.decisions["keep"]
