"""Saving what was decided on a challenge, or answered about a theme, and going on; what stands against it is said where it is."""

from PySide6.QtWidgets import QApplication

from hsmonitor.domain.dates import today
from hsmonitor.domain.review import Review
from hsmonitor.store import themes
from hsmonitor.store.meetings import close_meeting
from hsmonitor.store.review_view import ReviewView
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.review import saving
from hsmonitor.ui.review.flow import ASSESSED, EXEMPT, Flow
from hsmonitor.ui.review.work_area import WorkArea


class Answers:
    """What the user gives in a work area, written."""

    def __init__(self, desk: Desk, flow: Flow, work: WorkArea) -> None:
        self.desk, self.flow, self.work = desk, flow, work

    def save(self, view: ReviewView) -> None:
        """Save the review of the challenge that is shown, and go on."""
        self._keep_what_is_typed()
        wrong = self._save(view)
        self.work.record.rating.say_wrong(wrong.pop(Review.likelihood.name, "") or wrong.pop(Review.impact.name, ""))
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
            values[Review.meeting.name] = place.meeting or None if place else None
            wrong = saving.save_review(self.desk, view, values, self.work.decision.ending)
        if not wrong:
            self.flow.note_done(view.row.key, values[Review.decision.name])
            self.flow.go_on()
        return wrong

    def _rating(self, view: ReviewView) -> dict[str, int | None]:
        """Return the new rating; without one the last one stands, if it is whole."""
        likelihood, impact = self.work.record.rating.rating
        if not likelihood and not impact and (last := view.row.cell()):
            likelihood, impact = last
        return {Review.likelihood.name: likelihood, Review.impact.name: impact}

    def assess(self) -> None:
        """Make a case of the theme that is asked about; it is looked at next."""
        theme, project = self.flow.key, self.flow.place.project if self.flow.place else ""
        with self.desk.telling():
            self.desk.refuse_while_writing()
            case = themes.assess(self.desk.portfolio, theme, project, today())
            self.flow.note_done(theme, ASSESSED)
            self.flow.put_in(case)

    def exempt(self, reason: str) -> None:
        """Keep why the theme that is asked about does not occur here, and go on."""
        theme, project = self.flow.key, self.flow.place.project if self.flow.place else ""
        with self.desk.telling():
            self.desk.refuse_while_writing()
            themes.exempt(self.desk.portfolio, theme, project, reason)
            self.flow.note_done(theme, EXEMPT)
            self.flow.go_on()

    def close_meeting(self) -> str:
        """Close the meeting that is held; return its key, an empty text where there is none or it could not be closed."""
        meeting = self.flow.place.meeting if self.flow.place else ""
        if meeting:
            with self.desk.telling():
                self.desk.refuse_while_writing()
                close_meeting(self.desk.portfolio, meeting)
                self.flow.end()
                return meeting
        return ""
