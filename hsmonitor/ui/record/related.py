"""The cards beside a record's form: what is related to it, where its facts come from, what happened to it."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.language import _
from hsmonitor.store.conditions import Condition
from hsmonitor.store.listing import Query, Row
from hsmonitor.store.record_view import Line, RecordView, Related
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.moments import local_time
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.lines import LineButton

HIDDEN_WHEN_EMPTY = {
    "citation", "attachment", "saved_view", "review", "theme_exemption", "meeting", "statement", "theme",
    "after_response", "gap_found_by", "verified_by", "responsible", "owner", "reviewer", "agency",
}  # fmt: skip
"""Kinds and fields that are added elsewhere; an empty card of them would only take room."""


class RelatedCards(QWidget):
    """The cards of one record. `adding` carries kind and field of a related record to add."""

    adding = Signal(str, str)

    def __init__(self, desk: Desk, *, can_add: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._can_add = can_add
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_view(self, view: RecordView) -> None:
        """Show what belongs to another record, or the same one anew."""
        self._clear()
        self._column.setSpacing(px(12))
        for related in view.related:
            if related.count or (self._can_add and not {related.kind, related.field} & HIDDEN_WHEN_EMPTY):
                self._column.addWidget(self._related(view.row, related))
        self._column.addWidget(self._citations(view.row, view.citations))
        self._column.addWidget(self._history(view.history))
        self._column.addStretch(1)

    def _clear(self) -> None:
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.setParent(None)
                widget.deleteLater()

    def _related(self, row: Row, related: Related) -> Card:
        record = RECORDS[related.kind]
        field = record.fields[related.field]
        alone = field.label == RECORDS[row.kind].label
        title = record.plural if alone else _("{records}: {field}").format(records=record.plural, field=field.label)
        card = Card(title, note=f"{related.count:,}" if related.count else _("none recorded"))
        if related.count > len(related.rows):
            card.add_action(self._opener(row, related))
        if self._can_add:
            adder = Button(_("Add"), role="link")
            adder.setAccessibleName(_("Add to {records}").format(records=title))
            adder.clicked.connect(lambda: self.adding.emit(related.kind, related.field))
            card.add_action(adder)
        for one in related.rows:
            card.body.addWidget(self._line(one, related.field))
        return card

    def _opener(self, row: Row, related: Related) -> Button:
        button = Button(_("Open sheet"), role="link")
        query = Query(related.kind, conditions=(Condition(related.field, "=", row.key),))
        button.clicked.connect(lambda: self.desk.open_list(query))
        return button

    def _line(self, row: Row, field: str) -> LineButton:
        record = RECORDS[row.kind]
        notes = [name for name in ("role", "status", "response_kind", "rating", "lesson_kind") if name in record.fields]
        words = next((row.shown(name) for name in notes if row.shown(name)), NOT_RECORDED if notes else "")
        words = "" if row.kind == "challenge" else words
        level = row.values.get("level") if "level" in record.fields and row.kind == "challenge" else None
        title = row.display
        if row.kind == "engagement" and field == "partner":
            title = row.shown("project")
        button = LineButton(row.reference, title, words, level=level)
        button.clicked.connect(lambda: self.desk.open_record(row.kind, row.key))
        return button

    def _citations(self, row: Row, citations: list[Row]) -> Card:
        card = Card(_("Where this comes from"), note=f"{len(citations):,}" if citations else _("no source cited"))
        fields = RECORDS[row.kind].fields
        for citation in citations:
            field = fields.get(citation.values.get("field", ""))
            place = field.label if field else _("The record as a whole")
            paragraph = citation.shown("paragraph")
            lead = _("¶{paragraph}").format(paragraph=paragraph) if paragraph else citation.reference
            words = _("{place}: {fact}").format(place=place, fact=citation.shown("fact") or NOT_RECORDED)
            button = LineButton(lead, words, citation.shown("certainty"))
            button.clicked.connect(lambda _c=False, key=citation.key: self.desk.open_record("citation", key))
            card.body.addWidget(button)
        return card

    def _history(self, lines: Iterable[Line]) -> Card:
        card = Card(_("History"))
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
