"""The last looks at a challenge in words, and its open responses, under the decision."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hsmonitor.domain.challenge import Response
from hsmonitor.domain.review import Review
from hsmonitor.language import _
from hsmonitor.store.listing import Row
from hsmonitor.store.review_view import ReviewView
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.layouts import clear
from hsmonitor.ui.widgets.lines import LineButton


class Looks(QWidget):
    """`unfolding` asks for the fields of a response."""

    unfolding = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        look().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self._column.setContentsMargins(0, px(8), 0, 0)
        self._column.setSpacing(px(4))

    def show_view(self, view: ReviewView) -> None:
        """Show what is open and what was said of another challenge."""
        clear(self._column)
        if view.open_responses:
            self._column.addWidget(Words(_("Open responses"), font="strong"))
        for row in view.open_responses:
            late = row.key in view.late
            line = LineButton("", row.display, _("late") if late else row.shown(Response.status))
            line.clicked.connect(lambda _checked=False, key=row.key: self.unfolding.emit(key))
            self._column.addWidget(line)
        if view.reviews:
            self._column.addSpacing(px(8))
            self._column.addWidget(Words(_("Last reviews"), font="strong"))
        for review in view.reviews:
            self._column.addWidget(Words(look_words(review), font="label", tint="text2", wrap=True))


def look_words(review: Row) -> str:
    """Return one review in words: the day, what was decided and by whom, the rating, what was said."""
    head = (
        review.shown(Review.reviewed_on),
        review.shown(Review.decision) or _("reviewed"),
        review.shown(Review.reviewer),
    )
    likelihood, impact = review.of(Review.likelihood), review.of(Review.impact)
    rating = _("{likelihood} × {impact}").format(likelihood=likelihood, impact=impact) if likelihood and impact else ""
    words = ", ".join(part for part in (*head, rating) if part)
    said = review.shown(Review.comment) or review.shown(Review.evidence)
    return _("{look}: “{said}”").format(look=words, said=said) if said else words
