"""What shows only when related records are laid side by side: a project's two strategies, a partner's way from gap to gain."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import NOT_RECORDED, Field
from hsmonitor.domain.kinds import Choice, Date, Flag
from hsmonitor.language import _
from hsmonitor.store.listing import Row
from hsmonitor.store.related import Balance, Step
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.theme.look import px
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.lines import LineButton

MOST_NOTES = 3


def balance_card(desk: Desk, balance: Balance) -> Card:
    """Return the card that lays protection beside empowerment, so that one sees which of them is missing."""
    card = Card(_("Protection and empowerment"))
    row = QHBoxLayout()
    row.setSpacing(px(20))
    sides = (
        (_("Protection (top-down)"), balance.protection, _("nothing recorded from the top down")),
        (_("Empowerment (bottom-up)"), balance.empowerment, _("nothing recorded from the bottom up")),
    )
    for title, rows, nothing in sides:
        row.addLayout(_side(desk, title, rows, nothing), 1)
    card.body.addLayout(row)
    return card


def _side(desk: Desk, title: str, rows: list[Row], nothing: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Words(title, font="label strong", tint="text2"))
    for one in rows:
        column.addWidget(_line(desk, one, RECORDS[one.kind].label))
    if not rows:
        column.addWidget(Words(nothing, font="missing", tint="muted", wrap=True))
    column.addStretch(1)
    return column


def _line(desk: Desk, row: Row, note: str) -> LineButton:
    line = LineButton("", row.display, note)
    line.clicked.connect(lambda: desk.open_record(row.kind, row.key))
    return line


def chain_card(desk: Desk, chain: list[Step]) -> Card:
    """Return the card of a partner's way: assessment, the gap that it found, the response, the next assessment."""
    card = Card(_("From gap to re-assessment"))
    for step in chain:
        row = QHBoxLayout()
        row.addSpacing(px(16) * step.depth)  # margins are not mirrored, spacings are
        words = _("{kind}: {name}").format(kind=RECORDS[step.row.kind].label, name=step.row.display)
        line = LineButton(step.row.reference, words, telling(step.row), level=step.row.level)
        line.clicked.connect(lambda _c=False, one=step.row: desk.open_record(one.kind, one.key))
        row.addWidget(line)
        card.body.addLayout(row)
    return card


def telling(row: Row) -> str:
    """Return what tells most of a record beside its name: its choices, days and marks that are recorded."""
    record = RECORDS[row.kind]
    if record.level_field():  # its level says it
        return ""
    fields = [field for field in record.fields.values() if _tells(field)]
    recorded = [field for field in fields if row.values.get(field.name)]
    words = [field.label if isinstance(field, Flag) else row.shown(field.name) for field in recorded]
    return "; ".join(words[:MOST_NOTES]) or (NOT_RECORDED if fields else "")


def _tells(field: Field[Any]) -> bool:
    return field.in_table and isinstance(field, Choice | Date | Flag)
