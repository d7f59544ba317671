"""The decision on a challenge: what is decided, what that needs, comment and next review, above a bar that saves it."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hsmonitor.domain.dates import display_date, today
from hsmonitor.domain.record import Values
from hsmonitor.domain.review import Review
from hsmonitor.domain.reviewing import STAYS_OPEN, proposed_review
from hsmonitor.domain.terms import Decision
from hsmonitor.language import _
from hsmonitor.store.review_view import ReviewView
from hsmonitor.ui.review.decision_answers import DecisionAnswers
from hsmonitor.ui.review.decisions import Decisions
from hsmonitor.ui.review.fields import Answer
from hsmonitor.ui.review.next_steps import NextSteps
from hsmonitor.ui.review.save_bar import SaveBar
from hsmonitor.ui.review.scrolled import above, scrolled
from hsmonitor.ui.review.typed import Typed
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.card import Words


class DecisionPanel(QWidget):
    """Filled in for one challenge after another. `edited` follows each change by the user."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: ReviewView | None = None
        self.level = ""
        self._own_date = False
        self.setAccessibleName(_("Decision"))
        self._decisions, self._given, self.steps = Decisions(), DecisionAnswers(self), NextSteps()
        self.decisions, self.answers = self._decisions.buttons, self._given.by_name
        self.wrong = Words(font="label", tint="danger", wrap=True)
        self.wrong.hide()
        self.bar, self.below = SaveBar(_("Save and next")), QVBoxLayout()
        self._connect()
        self._lay_out()
        look().changed.connect(self._measure)
        self._measure()
        self._show_needed()

    def _connect(self) -> None:
        self._decisions.decided.connect(self._decided)
        self._given.edited.connect(self._edited)
        self._given.next_review.edited.connect(self._date_is_own)
        self.answers[Review.accepted_until.name].edited.connect(self._propose)
        self.steps.taken.connect(self._take_day)

    def _lay_out(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        for widget in (
            Words(_("Decision"), font="strong"),
            self._decisions,
            self.wrong,
            *self.answers.values(),
            self.steps,
        ):
            self._column.addWidget(widget)
        self._column.addLayout(self.below)
        self._column.addStretch(1)
        self.area = scrolled(inside)
        above(self.area, self.bar, self)

    def _measure(self) -> None:
        self._column.setContentsMargins(px(16), px(12), px(14), px(12))
        self._column.setSpacing(px(6))

    def show_view(self, view: ReviewView, typed: Typed) -> None:
        """Begin the decision on another challenge, with what was given before and is not saved yet."""
        self.view = view
        self.bar.forget()
        self._own_date = bool(typed.words.get(Review.next_review.name))
        self._decisions.choose(typed.decision)
        self._given.show_typed(typed)
        self.say({})
        self._show_needed()
        self.area.verticalScrollBar().setValue(0)

    def renew(self, view: ReviewView) -> None:
        """Take what has changed of the same challenge; what is given stays."""
        self.view = view
        self._show_needed()

    def set_level(self, level: str) -> None:
        """Propose the next review by the level that the rating makes."""
        self.level = level
        self._propose()

    @property
    def decision(self) -> str:
        """What is decided, an empty text for nothing yet."""
        return self._decisions.value

    def decide(self, decision: str) -> None:
        """Decide as if by a click."""
        self.decisions[decision].click()

    def _decided(self) -> None:
        self._show_needed()
        self.say({})
        self._propose()
        self._edited()
        self._show(self._given.begin_with(self.decision))

    def begin(self, name: str) -> None:
        """Put the keyboard into the field `name`."""
        self.answers[name].begin()
        self._show(self.answers[name])

    def _show(self, answer: Answer | None) -> None:
        """Scroll to an answer, once what was shown with it is laid out."""
        if answer is not None:
            QTimer.singleShot(0, answer, lambda: self.area.ensureWidgetVisible(answer))

    def _show_needed(self) -> None:
        self._given.show_needed(self.decision, waiting=bool(self.view and self.view.open_responses))
        self.steps.setVisible(self.decision != Decision.CLOSE)

    def _edited(self) -> None:
        self.wrong.hide()
        self.edited.emit()

    def _date_is_own(self) -> None:
        self._own_date = bool(self._given.next_review.words().strip())

    def _take_day(self, day: str) -> None:
        self._given.next_review.set_words(display_date(day))
        self._given.next_review.say("")
        self._own_date = True
        self._edited()

    def _propose(self) -> None:
        """Write the next review that follows from the level, unless the user has written one; an acceptance ends it."""
        self.steps.renew()
        if self._own_date or self.view is None:
            return
        day = proposed_review(self.level or None, self.view.periods, today())
        until = self._given.value(Review.accepted_until.name) if self.decision == Decision.ACCEPT else None
        self._given.next_review.set_words(display_date(min(day, until) if until else day))

    def typed(self) -> Typed:
        """Return what was given; a date that is only proposed is not given."""
        words = self._given.words() | ({} if self._own_date else {Review.next_review.name: ""})
        return Typed((None, None), self.decision, words, self._given.ending)

    def values(self) -> tuple[Values, dict[str, str]]:
        """Return the values of the review as far as they can be read, and what is wrong with the rest by field."""
        return self._given.values(self.decision)

    @property
    def ending(self) -> str:
        """What becomes of open responses; those of a challenge without any stay as they are."""
        return self._given.ending if self.view and self.view.open_responses else STAYS_OPEN

    def say(self, wrong: Mapping[str, str]) -> None:
        """Show what is wrong beside each field; the first one gets the keyboard."""
        rest = [message for name, message in wrong.items() if name not in self.answers]
        self.wrong.setText("\n".join(rest))
        self.wrong.setVisible(bool(rest))
        self._show(self._given.say(wrong))
