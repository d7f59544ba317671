"""The decision on a challenge: what is decided, what that needs, comment and next review, above a bar that saves it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hsmonitor.domain import dates
from hsmonitor.domain.dates import display_date, today
from hsmonitor.domain.record import Values
from hsmonitor.domain.reviewing import CLOSING_REASONS, ENDINGS, STAYS_OPEN, proposed_review
from hsmonitor.domain.terms import Decision, WorkStatus
from hsmonitor.language import _
from hsmonitor.store.review_view import ReviewView
from hsmonitor.ui.review.decision_button import DecisionButton
from hsmonitor.ui.review.fields import Answer, ChoiceRow, Line
from hsmonitor.ui.review.save_bar import SaveBar
from hsmonitor.ui.review.typed import Typed
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Words

STEPS = ("+2w", "+1m", "+3m")
_NEEDS = {
    "": (),
    Decision.KEEP.value: (),
    Decision.ESCALATE.value: ("escalated_to", "answer_by"),
    Decision.ACCEPT.value: ("accepted_until",),
    Decision.CLOSE.value: ("closing_reason", "ending", "evidence"),
}


class DecisionPanel(QWidget):
    """Filled in for one challenge after another. `edited` follows each change by the user."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: ReviewView | None = None
        self.level = ""
        self._own_date = False
        self.setAccessibleName(_("Decision"))
        self._make_decisions()
        self._make_answers()
        self.bar = SaveBar(_("Save and next"))
        self.below = QVBoxLayout()
        self._lay_out()
        look().changed.connect(self._measure)
        self._measure()
        self._show_needed()

    def _make_decisions(self) -> None:
        known = (
            (Decision.KEEP, _("stays as planned"), "keep", "K"),
            (Decision.ESCALATE, _("raise it to somebody"), "raise", "E"),
            (Decision.ACCEPT, _("as it is, until a day"), "check", "A"),
            (Decision.CLOSE, _("is over, or never was"), "lock", "C"),
        )
        self._group = QButtonGroup(self)
        self.decisions: dict[str, DecisionButton] = {}
        for decision, hint, icon, key in known:
            button = DecisionButton(decision.value, decision.label, hint, icon, key)
            button.clicked.connect(self._decided)
            self._group.addButton(button)
            self.decisions[decision.value] = button

    def _make_answers(self) -> None:
        ends = {WorkStatus.COMPLETED.value: _("Completed"), WorkStatus.CANCELLED.value: _("Cancelled")}
        endings = [(value, ends.get(value, _("Stay open"))) for value in ENDINGS]
        self.answers: dict[str, Line | ChoiceRow] = {
            "escalated_to": Line("escalated_to"),
            "answer_by": Line("answer_by"),
            "accepted_until": Line("accepted_until"),
            "closing_reason": ChoiceRow(_("Why it is closed"), [(one.value, one.label) for one in CLOSING_REASONS]),
            "ending": ChoiceRow(_("The open responses"), endings),
            "evidence": Line("evidence", lines=2),
            "comment": Line("comment", lines=3, key="Alt+M"),
            "next_review": Line("next_review", key="Alt+N"),
        }
        self.wrong = Words(font="label", tint="danger", wrap=True)
        self.wrong.hide()
        self.steps = QWidget()
        row = QHBoxLayout(self.steps)
        row.setContentsMargins(0, 0, 0, 0)
        self._steps: dict[str, Button] = {}
        for step in STEPS:
            button = self._steps[step] = Button(step, role="link")
            button.clicked.connect(lambda _checked=False, step=step: self._take_step(step))
            row.addWidget(button)
        row.addStretch(1)
        for answer in self.answers.values():
            answer.edited.connect(self._edited)
        self.answers["next_review"].edited.connect(self._date_is_own)
        self.answers["accepted_until"].edited.connect(self._propose)

    def _lay_out(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.addWidget(Words(_("Decision"), font="strong"))
        for button in self.decisions.values():
            self._column.addWidget(button)
        self._column.addWidget(self.wrong)
        for answer in self.answers.values():
            self._column.addWidget(answer)
        self._column.addWidget(self.steps)
        self._column.addLayout(self.below)
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        for ground in (inside, self.area.viewport()):
            ground.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addWidget(self.bar)

    def _measure(self) -> None:
        self._column.setContentsMargins(px(16), px(12), px(14), px(12))
        self._column.setSpacing(px(6))

    def show_view(self, view: ReviewView, typed: Typed) -> None:
        """Begin the decision on another challenge, with what was given before and is not saved yet."""
        self.view = view
        self.bar.forget()
        self._own_date = bool(typed.words.get("next_review"))
        self._choose(typed.decision)
        for name, answer in self.answers.items():
            if isinstance(answer, Line):
                answer.set_words(typed.words.get(name, ""))
            else:
                answer.choose(typed.ending if name == "ending" else typed.words.get(name, ""))
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
        return next((value for value, button in self.decisions.items() if button.isChecked()), "")

    def decide(self, decision: str) -> None:
        """Decide as if by a click."""
        self.decisions[decision].click()

    def _choose(self, decision: str) -> None:
        self._group.setExclusive(False)
        for value, button in self.decisions.items():
            button.setChecked(value == decision)
        self._group.setExclusive(True)

    def _decided(self) -> None:
        self._show_needed()
        self.say({})
        self._propose()
        self._edited()
        needed = _NEEDS[self.decision]
        first = next((self.answers[name] for name in needed if self.answers[name].isVisibleTo(self)), None)
        if first is not None and not self._words(first):
            first.begin()

    def _words(self, answer: Answer) -> str:
        return answer.words() if isinstance(answer, Line) else answer.value() if isinstance(answer, ChoiceRow) else ""

    def _show_needed(self) -> None:
        needed, closing = _NEEDS[self.decision], self.decision == Decision.CLOSE
        for name in {name for names in _NEEDS.values() for name in names}:
            self.answers[name].setVisible(name in needed)
        waiting = bool(self.view and self.view.open_responses)
        self.answers["ending"].setVisible(closing and waiting)
        self.answers["next_review"].setVisible(not closing)
        self.steps.setVisible(not closing)
        accepting = self.decision == Decision.ACCEPT
        self.answers["comment"].label.setText(_("Why it is accepted") if accepting else _("Comment"))

    def _edited(self) -> None:
        self.wrong.hide()
        self.edited.emit()

    def _date_is_own(self) -> None:
        answer = self.answers["next_review"]
        self._own_date = bool(self._words(answer).strip())

    def _take_step(self, step: str) -> None:
        line = self.answers["next_review"]
        if isinstance(line, Line):
            line.set_words(display_date(dates.parse_date(step, partial=False, today=today())))
            line.say("")
            self._own_date = True
            self._edited()

    def _propose(self) -> None:
        """Write the next review that follows from the level, unless the user has written one; an acceptance ends it."""
        line = self.answers["next_review"]
        for step, button in self._steps.items():
            day = dates.parse_date(step, partial=False, today=today())
            short = QLocale().toString(QDate(*map(int, day.split("-"))), "d MMM")
            button.setText(_("{step}  {day}").format(step=step, day=short))
            button.updateGeometry()
            button.setAccessibleName(_("Next review {day}").format(day=display_date(day)))
        if self._own_date or self.view is None or not isinstance(line, Line):
            return
        day = proposed_review(self.level or None, self.view.periods, today())
        until = self._value("accepted_until") if self.decision == Decision.ACCEPT else None
        line.set_words(display_date(min(day, until) if until else day))

    def _value(self, name: str) -> Any:
        try:
            return self.answers[name].value()
        except ValueError:
            return None

    def typed(self) -> Typed:
        """Return what was given; a date that is only proposed is not given."""
        words = {name: self._words(answer) for name, answer in self.answers.items() if name != "ending"}
        if not self._own_date:
            words["next_review"] = ""
        return Typed((None, None), self.decision, words, str(self.answers["ending"].value()))

    def values(self) -> tuple[Values, dict[str, str]]:
        """Return the values of the review as far as they can be read, and what is wrong with the rest by field."""
        needed = {*_NEEDS[self.decision], "comment", *(() if self.decision == Decision.CLOSE else ("next_review",))}
        values: Values = {"decision": self.decision or None}
        wrong: dict[str, str] = {}
        for name in needed - {"ending"}:
            try:
                values[name] = self.answers[name].value() or None
            except ValueError as error:
                wrong[name] = str(error)
        return values, wrong

    @property
    def ending(self) -> str:
        """What becomes of open responses; those of a challenge without any stay as they are."""
        waiting = self.view and self.view.open_responses
        return str(self.answers["ending"].value()) if waiting else STAYS_OPEN

    def say(self, wrong: Mapping[str, str]) -> None:
        """Show what is wrong beside each field; the first one gets the keyboard."""
        for name, answer in self.answers.items():
            answer.say(wrong.get(name, ""))
        rest = [message for name, message in wrong.items() if name not in self.answers]
        self.wrong.setText("\n".join(rest))
        self.wrong.setVisible(bool(rest))
        first = next((answer for name, answer in self.answers.items() if name in wrong), None)
        if first is not None:
            first.begin()
            self.area.ensureWidgetVisible(first)
