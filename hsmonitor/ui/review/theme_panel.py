"""Asking a project about a theme: does it occur here? Assessed, not applicable with a reason, or later."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from hsmonitor.domain.review import ThemeExemption
from hsmonitor.language import _
from hsmonitor.ui.review.decision_button import DecisionButton
from hsmonitor.ui.review.fields import Line
from hsmonitor.ui.review.save_bar import SaveBar
from hsmonitor.ui.review.scrolled import above, scrolled
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.card import Words

ASSESS, EXEMPT = "assess", "exempt"


class ThemePanel(QWidget):
    """Stands where the decision stands.

    `assessing` and `exempting` (with the reason) carry the answer, `passing` goes on without one.
    """

    assessing = Signal()
    exempting = Signal(str)
    passing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Does it occur here?"))
        self.question = Words(font="strong", wrap=True)
        known = (
            (ASSESS, _("Assess here"), _("makes a case of it"), "check", "A"),
            (EXEMPT, _("Not applicable"), _("with a reason"), "close", "N"),
        )
        self._group = QButtonGroup(self)
        self.answers = {one[0]: DecisionButton(*one) for one in known}
        for button in self.answers.values():
            self._group.addButton(button)
            button.clicked.connect(self._chosen)
        self.reason = Line(ThemeExemption.reason, _("Why it does not occur here"), lines=3)
        self.note = Words(font="label", tint="text2", wrap=True)
        self.note.setText(_("A case has its own ratings, responses and reviews. The theme stays as it is."))
        self.bar = SaveBar(_("Answer and next"), _("Later"))
        self.bar.saving.connect(self.save)
        self.answered = False
        self._lay_out()
        look().changed.connect(self._measure)
        self._measure()

    def _lay_out(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        for widget in (self.question, *self.answers.values(), self.reason, self.note):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self.area = scrolled(inside)
        above(self.area, self.bar, self)

    def _measure(self) -> None:
        self._column.setContentsMargins(px(16), px(12), px(14), px(12))
        self._column.setSpacing(px(8))

    def ask(self, project: str, *, answered: str = "") -> None:
        """Ask about another theme; one that is `answered` (in words) is not asked again."""
        question = _("Does it occur in {project}?").format(project=project)
        told = _("{question} Answered: {answer}.").format(question=question, answer=answered)
        self.question.setText(told if answered else question)
        self.answered = bool(answered)
        self._group.setExclusive(False)
        for button in self.answers.values():
            button.setChecked(False)
            button.setVisible(not answered)
        self._group.setExclusive(True)
        self.reason.set_words("")
        self.reason.say("")
        self.bar.forget()
        self.reason.hide()

    def choose(self, answer: str) -> None:
        """Answer as if by a click."""
        if not self.answered:
            self.answers[answer].click()

    def _chosen(self) -> None:
        exempt = self.answers[EXEMPT].isChecked()
        self.reason.setVisible(exempt)
        self.bar.forget()
        if exempt:
            self.reason.begin()
            QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.reason))
        else:
            self.assessing.emit()

    def save(self) -> None:
        """Give the answer that is chosen; a reason is needed where the theme does not occur."""
        if self.answered:
            self.passing.emit()
            return
        if not self.answers[EXEMPT].isChecked():
            self.bar.say(_("Choose an answer, or Later."))
            return
        try:
            reason = ThemeExemption.reason.parse(self.reason.words())
        except ValueError as error:
            self.reason.say(str(error))
            return
        if reason:
            self.exempting.emit(str(reason))
        else:
            self.reason.say(_("Write why it does not occur here: who reads this next year should know."))
            self.reason.begin()
