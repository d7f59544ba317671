"""The challenge under review: what it is, who is concerned, its new rating, how it went, what is done about it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from hsmonitor.domain.challenge import Challenge
from hsmonitor.domain.evidence import Citation
from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.domain.partner import Assessment
from hsmonitor.language import _, ngettext
from hsmonitor.store.listing import Row
from hsmonitor.store.review_view import Concerned, ReviewView
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.record.field_cell import cited_words
from hsmonitor.ui.review.chart import RatingChart
from hsmonitor.ui.review.rating_card import RatingCard
from hsmonitor.ui.review.responses_card import ResponsesCard
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.layouts import clear
from hsmonitor.ui.widgets.level import LevelPill

_WHAT = (Challenge.cause, Challenge.event, Challenge.effect)


class RecordColumn(QWidget):
    """Scrolls; `rated` follows the rating, `opening` asks for the challenge's own page."""

    rated = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.view: ReviewView | None = None
        self._make_head()
        self.what, self.concerned = Card(_("What it is")), Card(_("Partners concerned"))
        self.rating = RatingCard()
        self.rating.rated.connect(self._rated)
        self.chart = RatingChart()
        self.course = Card(_("Earlier ratings"), note=_("likelihood × impact; hollow is not saved yet"))
        self.course.body.addWidget(self.chart)
        self.responses = ResponsesCard(desk)
        self.responses.changed.connect(lambda: QTimer.singleShot(0, self, self._show_keyboard))
        self.over = QVBoxLayout()
        self._lay_out()
        look().changed.connect(self._measure)
        self._measure()

    def _make_head(self) -> None:
        self.crumb, self.title = Words(font="label", tint="text2"), Words(font="title", wrap=True)
        self.cited = QHBoxLayout()
        self.pill = LevelPill()
        self.open = Button(_("Open record"), role="link", icon="open")
        self.open.clicked.connect(self._open)
        self._crumbs, self._titles = QHBoxLayout(), QHBoxLayout()
        self._crumbs.addWidget(self.crumb)
        self._crumbs.addLayout(self.cited)
        self._crumbs.addStretch(1)
        self._crumbs.addWidget(self.open)
        self._titles.addWidget(self.title, 1)
        self._titles.addWidget(self.pill)

    def _lay_out(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.addLayout(self.over)
        self._column.addLayout(self._crumbs)
        self._column.addLayout(self._titles)
        for card in (self.what, self.rating, self.course, self.responses, self.concerned):
            self._column.addWidget(card)
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    def _measure(self) -> None:
        self._column.setContentsMargins(px(20), px(10), px(16), px(12))
        self._column.setSpacing(px(10))
        self._crumbs.setSpacing(px(8))
        self._titles.setSpacing(px(8))
        self.concerned.body.setSpacing(px(6))

    def show_view(self, view: ReviewView, *, anew: bool) -> None:
        """Show a challenge; `anew` where it is another one, else what is typed and scrolled stays."""
        self.view = view
        row = view.row
        parts = (row.reference, row.home, row.shown(Challenge.category))
        self.crumb.setText("   ".join(part for part in parts if part))
        self.title.setText(row.display)
        self.pill.set_level(row.level)
        self._show_citations(view.citations)
        self._show_what(row)
        self._show_concerned(view.partners)
        self.rating.show_view(view, anew=anew)
        self.chart.show_points(view.points, view.levels)
        self.course.title.setText(_course_words(view.review_count))
        self.course.setVisible(bool(view.points))
        self.responses.show_view(view)
        if anew:
            self.area.verticalScrollBar().setValue(0)
        self.show_rating()

    def show_theme(self, row: Row, citations: list[Row]) -> None:
        """Show a theme that a project is asked about: what it is, and no rating."""
        self.crumb.setText(_("{reference}   Theme").format(reference=row.reference))
        self.title.setText(row.display)
        self.pill.set_level("")
        self._show_citations(citations)
        self._show_what(row)

    def set_asking(self, asking: bool) -> None:
        """Show only what a theme has, or all that a challenge has."""
        for card in (self.rating, self.course, self.responses, self.concerned):
            card.setVisible(not asking)

    def _show_citations(self, citations: list[Row]) -> None:
        clear(self.cited)
        different = {cited_words(citation): citation for citation in reversed(citations)}
        for words, citation in list(reversed(different.items()))[:3]:
            button = Button(words, role="link")
            button.setToolTip(citation.shown(Citation.fact))
            button.clicked.connect(lambda _c=False, key=citation.key: self.desk.open_record("citation", key))
            self.cited.addWidget(button)

    def _show_what(self, row: Row) -> None:
        clear(self.what.body)
        fields = [field for field in _WHAT if row.shown(field)]
        if not fields and row.shown(Challenge.description):
            fields = [Challenge.description]
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(1, 1)
        for line, field in enumerate(fields or _WHAT[:1]):
            label = Words(field.label, tint="text2")
            said = row.shown(field)
            words = Words(
                said or NOT_RECORDED, font="body" if said else "missing", tint="text" if said else "muted", wrap=True
            )
            grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, line, 1)
        self.what.body.addLayout(grid)
        self.what.note.setText(self._notes(row))

    def _notes(self, row: Row) -> str:
        owner = row.shown(Challenge.owner)
        parts = (
            row.shown(Challenge.status),
            _("owner {name}").format(name=owner) if owner else "",
            row.shown(Challenge.affected_kinds),
        )
        return " · ".join(part for part in parts if part)

    def _show_concerned(self, partners: list[Concerned]) -> None:
        clear(self.concerned.body)
        self.concerned.setVisible(bool(partners))
        for partner in partners:
            line = QHBoxLayout()
            line.addWidget(Words(partner.name), 1)
            line.addWidget(QLabel())
            line.addWidget(Words(_capacity(partner), font="label", tint="text2"))
            self.concerned.body.addLayout(line)

    def _rated(self) -> None:
        self.show_rating()
        self.rated.emit()

    def show_rating(self) -> None:
        """Show the new rating in the chart too, as a point that is not saved yet."""
        self.chart.show_unsaved(self.rating.point())
        if self.view:
            self.course.setVisible(bool(self.view.points or self.chart.unsaved))

    def _show_keyboard(self) -> None:
        """Scroll to where the keyboard is among the responses, once what has come there is laid out."""
        here = QApplication.focusWidget()
        if here is not None and self.responses.isAncestorOf(here):
            self.area.ensureWidgetVisible(here, px(20), px(60))

    def _open(self) -> None:
        if self.view:
            self.desk.open_record("challenge", self.view.row.key)


def _course_words(reviews: int) -> str:
    if not reviews:
        return _("Earlier ratings")
    count = ngettext("{count} review", "{count} reviews", reviews).format(count=f"{reviews:,}")
    return _("Earlier ratings, {reviews}").format(reviews=count)


def _capacity(partner: Concerned) -> str:
    found = partner.assessment
    if found is None:
        return _("capacity never assessed")
    rating, day = (found.shown(field) or NOT_RECORDED for field in (Assessment.rating, Assessment.assessed_on))
    return _("capacity risk {rating}, {day}").format(rating=rating, day=day)
