"""The cards beside a record's form: what is related to it, where its facts come from, what happened to it."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.evidence import Citation
from hsmonitor.language import _
from hsmonitor.store.listing import Row
from hsmonitor.store.record_view import Line, RecordView
from hsmonitor.store.related import Related
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.moments import local_time
from hsmonitor.ui.record.related_card import RelatedCard
from hsmonitor.ui.record.side_by_side import balance_card, chain_card
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.layouts import let_go
from hsmonitor.ui.widgets.lines import LineButton


class RelatedCards(QWidget):
    """The cards of one record. `judged` follows the texts to correct in its lists."""

    judged = Signal()

    def __init__(self, desk: Desk, *, can_add: bool = True, flat: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._can_add, self._flat = can_add, flat
        self._shown = ("", False)  # the kind of the record, and whether it may be changed
        self._wanted = ("", "")
        self._ahead = False  # whether the lists were made before anybody wanted to see them
        self._lists: dict[tuple[str, str], RelatedCard] = {}
        self._others: list[QWidget] = []
        self._column, self._above, self._below = QVBoxLayout(self), QVBoxLayout(), QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._above)
        self._column.addLayout(self._below)
        self._column.addStretch(1)

    def show_view(self, view: RecordView) -> None:
        """Show what belongs to another record, or the same one anew; what is being edited stays."""
        for layout in (self._column, self._above, self._below):
            layout.setSpacing(px(2 if self._flat else 12))
        self._be_about(view.row.kind)
        if self._ahead and any(map(self._is_missing, view.related)):  # else it would stand below the others
            self._forget_lists()
        self._ahead = False
        self._forget(self._others)
        for related in view.related:
            self._show_list(view.row, related)
        wanted, self._wanted = self._wanted, ("", "")
        if wanted in self._lists:
            self._lists[wanted].table.begin_line()
        self._others = list(self._read_only(view))
        for other in self._others:
            self._below.addWidget(other)

    def prepare(self, view: RecordView) -> bool:
        """Make the next list that the record of `view` has, to be shown later; tell whether there was one to make."""
        self._be_about(view.row.kind)
        self._ahead = True
        missing = next((one for one in view.related if self._is_missing(one)), None)
        if missing:
            self._make_list(view.row, missing)
        return missing is not None

    def _be_about(self, kind: str) -> None:
        """Have lists as records of a kind have them."""
        shown = (kind, self._may_change)
        if shown != self._shown:
            self._forget_lists()
        self._shown = shown

    def _forget_lists(self) -> None:
        self._forget(self._lists.values())
        self._lists = {}

    @property
    def _may_change(self) -> bool:
        return self._can_add and not self.desk.portfolio.read_only

    @property
    def lists(self) -> list[RelatedCard]:
        """The lists that are shown, from top to bottom."""
        return [card for card in self._lists.values() if not card.isHidden()]

    def stops(self) -> list[QWidget]:
        """Return what Tab comes to here, from top to bottom."""
        return [*(card.opener for card in self.lists), *self.findChildren(LineButton)]

    def keep(self) -> None:
        """Save what stands in the editor of a cell."""
        for card in self.lists:
            card.keep()

    def begin(self, kind: str, field: str) -> None:
        """Begin a record of `kind` whose `field` names the one shown, in a line of its list, as soon as that is there."""
        self._wanted = kind, field

    def wrong(self) -> int:
        """Return how many cells wait to be corrected."""
        return sum(card.wrong for card in self.lists)

    def delete_here(self) -> bool:
        """Delete the related record on whose line the keyboard is; tell whether there is one."""
        return any(card.delete_here() for card in self.lists)

    def _read_only(self, view: RecordView) -> Iterator[QWidget]:
        if view.row.kind == "challenge" and self._can_add:
            yield self._theme(view.row)
        if view.balance:
            yield balance_card(self.desk, view.balance)
        if view.chain:
            yield chain_card(self.desk, view.chain)
        yield self._citations(view.row, view.citations)
        yield self._history(view.history)

    def _show_list(self, owner: Row, related: Related) -> None:
        name = related.kind, related.field
        if name in self._lists:
            self._lists[name].setVisible(self._is_wanted(related))
        elif self._is_wanted(related):
            self._make_list(owner, related)
        if name in self._lists:
            self._lists[name].show_record(owner, related)

    def _is_wanted(self, related: Related) -> bool:
        return bool(related.count) or (self._may_change and related.told_if_empty)

    def _is_missing(self, related: Related) -> bool:
        return (related.kind, related.field) not in self._lists and self._is_wanted(related)

    def _make_list(self, owner: Row, related: Related) -> None:
        card = RelatedCard(self.desk, owner, related, self, can_change=self._may_change, flat=self._flat)
        card.judged.connect(self.judged)
        self._lists[related.kind, related.field] = card
        self._above.addWidget(card)
        card.show()  # the layout would do so a moment later, and keys of that moment would be lost

    def _forget(self, widgets: Iterable[QWidget]) -> None:
        for widget in widgets:
            let_go(widget)

    def _theme(self, row: Row) -> QWidget:
        from hsmonitor.ui.review.theme_card import ThemeCard

        return ThemeCard(self.desk, row)

    def _citations(self, row: Row, citations: list[Row]) -> Card:
        note = f"{len(citations):,}" if citations else _("no source cited")
        card = Card(_("Where this comes from"), note=note, flat=self._flat)
        fields = RECORDS[row.kind].fields
        for citation in citations:
            field = fields.get(citation.of(Citation.field) or "")
            place = field.label if field else _("The record as a whole")
            paragraph = citation.shown(Citation.paragraph)
            lead = _("¶{paragraph}").format(paragraph=paragraph) if paragraph else citation.reference
            fact = citation.shown(Citation.fact)  # where a value's origin is all that is known, no fact is missing
            words = _("{place}: {fact}").format(place=place, fact=fact) if fact else place
            button = LineButton(lead, words, citation.shown(Citation.certainty))
            button.clicked.connect(lambda _c=False, key=citation.key: self.desk.open_record("citation", key))
            card.body.addWidget(button)
        return card

    def _history(self, lines: Iterable[Line]) -> Card:
        card = Card(_("History"), flat=self._flat)
        for line in lines:
            card.body.addWidget(HistoryLine(line))
        return card


class HistoryLine(QWidget):
    """What changed, above when and by whom."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(4), px(3), 0, px(3))
        column.setSpacing(0)
        words = line.what if line.what not in (_("added"), _("deleted")) else line.name
        column.addWidget(Words(words, wrap=True))
        when = _("{time}, {person}").format(time=local_time(line.made_at), person=line.person)
        column.addWidget(Words(when, font="label", tint="muted"))
        look().changed.connect(self.updateGeometry)
