"""What single letters do in a review; they can be switched off, and do nothing while text is typed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from hsmonitor.domain.terms import Decision
from hsmonitor.ui.review.digits import IMPACT, LIKELIHOOD
from hsmonitor.ui.review.theme_panel import ASSESS, EXEMPT

if TYPE_CHECKING:
    from hsmonitor.ui.review.page import ReviewPage

_DECISIONS = {
    Qt.Key.Key_K: Decision.KEEP, Qt.Key.Key_E: Decision.ESCALATE, Qt.Key.Key_A: Decision.ACCEPT, Qt.Key.Key_C: Decision.CLOSE,
}  # fmt: skip


class Letters:
    """The letters of one review page."""

    def __init__(self, page: "ReviewPage") -> None:
        self._page = page

    def take(self, key: Qt.Key) -> bool:
        """Do what a letter means now; tell whether it means anything."""
        act = self._meanings().get(key)
        if act is not None:
            act()
        return act is not None

    def _meanings(self) -> dict[Qt.Key, Callable[[], object]]:
        page, work = self._page, self._page.work
        if page.start.isVisible():
            return {Qt.Key.Key_M: page.begin_new}
        if work.at_end:
            return {Qt.Key.Key_M: page.read_minutes, Qt.Key.Key_S: page.flow.forget_skipped}
        if page.desk.portfolio.read_only:
            return {Qt.Key.Key_D: work.turn} if work.one_at_a_time else {}
        both: dict[Qt.Key, Callable[[], object]] = {Qt.Key.Key_S: page.flow.skip}
        if work.one_at_a_time:
            both[Qt.Key.Key_D] = work.turn
        if work.asking:
            asked = {Qt.Key.Key_A: ASSESS, Qt.Key.Key_N: EXEMPT}
            return both | {key: lambda answer=answer: self._answer(answer) for key, answer in asked.items()}
        decisions = {key: lambda one=one: self._decide(one) for key, one in _DECISIONS.items()}
        digits = work.record.rating.digits
        halves = {Qt.Key.Key_L: lambda: digits.only(LIKELIHOOD), Qt.Key.Key_I: lambda: digits.only(IMPACT)}
        return both | decisions | halves | {Qt.Key.Key_R: work.record.responses.begin_new}

    def _decide(self, decision: Decision) -> None:
        self._page.work.show_side()
        self._page.work.decision.decide(decision.value)

    def _answer(self, answer: str) -> None:
        self._page.work.show_side()
        self._page.work.theme.choose(answer)
