"""The new rating: the matrix, what the level becomes and by which rule, and the keys that rate."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from hsmonitor.domain.dates import today
from hsmonitor.domain.levels import level_of
from hsmonitor.language import _
from hsmonitor.store.rating_points import Point
from hsmonitor.store.review_view import ReviewView
from hsmonitor.ui.review.digits import DigitEntry, Rating
from hsmonitor.ui.review.matrix import RatingMatrix
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.key_hints import KeyHints
from hsmonitor.ui.widgets.level import level_words


class RatingCard(Card):
    """Rates by digits, arrows or clicks; `rated` follows each change."""

    rated = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("New rating"), parent=parent)
        self.digits = DigitEntry()
        self.view: ReviewView | None = None
        self.matrix = RatingMatrix()
        self.matrix.rated.connect(lambda likelihood, impact: self.rate((likelihood, impact)))
        self.wrong = Words(font="label", tint="danger", wrap=True)
        self.wrong.hide()
        self.title.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)  # the note is cut, not this
        self.body.addWidget(self.matrix)
        self.body.addWidget(self.wrong)
        keys = ((("4", "4"), _("likelihood, then impact")), (("L", "I"), _("only one")), (("↑", "→"), _("move")))
        self.body.addWidget(KeyHints(keys, inset=0, height=26))

    @property
    def rating(self) -> Rating:
        """The new rating, or half of one."""
        return self.matrix.matrix.now

    @property
    def level(self) -> str:
        """The level that counts now: of the new rating, else of the last one; empty where it is not rated."""
        if self.view is None:
            return ""
        new = level_of(*self.rating, self.view.levels)
        return new or self.view.row.level

    def show_view(self, view: ReviewView, *, anew: bool) -> None:
        """Show another challenge without a new rating, or the same one with what is given so far."""
        self.view = view
        self.matrix.show_levels(view.levels, view.row.cell(at_first=True), view.row.cell())
        if anew:
            self.digits.forget()
            self.matrix.set_rating((None, None))
        self._say()

    def rate(self, rating: Rating) -> None:
        """Give a new rating, or half of one."""
        self.matrix.set_rating(rating)
        self.say_wrong("")
        self._say()
        self.rated.emit()

    def take_digit(self, digit: int) -> None:
        """Rate by one more digit; a half that is typed alone completes the last rating."""
        now = self.rating
        last = self.matrix.matrix.last
        if self.digits.half and last and now == (None, None):
            now = last
        if not self.digits.half:
            now = (None, None)
        self.rate(self.digits.take(digit, now))

    def point(self) -> Point | None:
        """Return the new rating as a point of the chart, None where it is not whole."""
        likelihood, impact = self.rating
        if self.view is None or not (likelihood and impact):
            return None
        return Point(today().isoformat(), likelihood, impact, self.level)

    def say_wrong(self, words: str) -> None:
        """Show what is wrong with the rating."""
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))

    def _say(self) -> None:
        self.note.setText(self._rule())
        self.note.setToolTip(self.note.text())
        self.setAccessibleDescription(self.note.text())

    def _rule(self) -> str:
        """Return what the level becomes, and by which rule."""
        if self.view is None:
            return ""
        was = level_words(self.view.row.level)
        likelihood, impact = self.rating
        if likelihood and impact:
            words = _("likelihood {likelihood} × impact {impact} is {level} by the portfolio's table; was {was}")
            return words.format(likelihood=likelihood, impact=impact, level=level_words(self.level), was=was)
        if likelihood or impact:
            words = (
                _("likelihood {likelihood}; now the impact") if likelihood else _("impact {impact}; now the likelihood")
            )
            return words.format(likelihood=likelihood, impact=impact)
        return _("now {level}; without a new rating it stays").format(level=was)
