"""What a decision needs: to whom and by when, until when and why, why it is over; comment and next review beside it."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from hsmonitor.domain.record import Values
from hsmonitor.domain.review import Review
from hsmonitor.domain.reviewing import CLOSING_REASONS, ENDING, ENDINGS, asked, taken
from hsmonitor.domain.terms import Decision, WorkStatus
from hsmonitor.language import _
from hsmonitor.ui.review.fields import Answer, ChoiceRow, Line
from hsmonitor.ui.review.typed import Typed


class DecisionAnswers(QObject):
    """All fields by name; only those that the decision needs are shown. `edited` follows each change by the user."""

    edited = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        ends = {WorkStatus.COMPLETED.value: _("Completed"), WorkStatus.CANCELLED.value: _("Cancelled")}
        endings = [(value, ends.get(value, _("Stay open"))) for value in ENDINGS]
        self.next_review = Line(Review.next_review, key="Alt+N")
        self.by_name: dict[str, Line | ChoiceRow] = {
            **_by_name(Line(field) for field in (Review.escalated_to, Review.answer_by, Review.accepted_until)),
            Review.closing_reason.name: ChoiceRow(
                _("Why it is closed"), [(one.value, one.label) for one in CLOSING_REASONS]
            ),
            ENDING: ChoiceRow(_("The open responses"), endings),
            **_by_name(
                (
                    Line(Review.evidence, lines=2),
                    Line(Review.comment, lines=3, key="Alt+M"),
                    Line(Review.internal_comment, lines=2, key="Alt+I"),
                    self.next_review,
                )
            ),
        }
        for answer in self.by_name.values():
            answer.edited.connect(self.edited)

    def show_needed(self, decision: str, *, waiting: bool) -> None:
        """Show what `decision` needs; `waiting` says that responses are open, of which a close asks what becomes."""
        shown = taken(decision, int(waiting))
        for name, answer in self.by_name.items():
            answer.setVisible(name in shown)
        accepting = decision == Decision.ACCEPT
        words = _("Why it is accepted, for donors too") if accepting else _("Comment, for donors too")
        self.by_name[Review.comment.name].label.setText(words)

    def begin_with(self, decision: str) -> Answer | None:
        """Put the keyboard into the first field that a decision needs, if nothing is given there yet; return that one."""
        first = next((self.by_name[name] for name in asked(decision)), None)
        if first is None or _words(first):
            return None
        first.begin()
        return first

    def show_typed(self, typed: Typed) -> None:
        """Show what was given for another challenge and is not saved yet."""
        for name, answer in self.by_name.items():
            if isinstance(answer, Line):
                answer.set_words(typed.words.get(name, ""))
            else:
                answer.choose(typed.ending if name == ENDING else typed.words.get(name, ""))

    def words(self) -> dict[str, str]:
        """Return what is given, as it is written, by field."""
        return {name: _words(answer) for name, answer in self.by_name.items() if name != ENDING}

    @property
    def ending(self) -> str:
        """What is to become of open responses, an empty text for nothing chosen."""
        return str(self.by_name[ENDING].value())

    def value(self, name: str) -> Any:
        """Return the value of one field, None where it cannot be read."""
        try:
            return self.by_name[name].value()
        except ValueError:
            return None

    def values(self, decision: str) -> tuple[Values, dict[str, str]]:
        """Return the values of a review as far as they can be read, and what is wrong with the rest by field."""
        values: Values = {Review.decision.name: decision or None}
        wrong: dict[str, str] = {}
        for name in taken(decision):
            try:
                values[name] = self.by_name[name].value() or None
            except ValueError as error:
                wrong[name] = str(error)
        return values, wrong

    def say(self, wrong: Mapping[str, str]) -> Answer | None:
        """Show what is wrong beside each field; return the first of them, which gets the keyboard."""
        for name, answer in self.by_name.items():
            answer.say(wrong.get(name, ""))
        first = next((answer for name, answer in self.by_name.items() if name in wrong), None)
        if first is not None:
            first.begin()
        return first


def _by_name(lines: Iterable[Line]) -> dict[str, Line]:
    return {line.field.name: line for line in lines}


def _words(answer: Line | ChoiceRow) -> str:
    return answer.words() if isinstance(answer, Line) else answer.value()
