"""Between the two steps, for a spreadsheet that was not made here: which column is which field, what its words mean."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.kinds import Choice
from hsmonitor.exchange.matching import EXACT, Column, Match, is_ambiguous, matched, sure_words, unknown_values
from hsmonitor.exchange.tables import Table, words_of
from hsmonitor.language import _
from hsmonitor.reports.entry_layout import KINDS, entered_fields
from hsmonitor.ui.commands import on_key
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card, Words


class Matching(QWidget):
    """Shows how a spreadsheet would be read and takes corrections; `settled` follows Ctrl+Enter, `dropped` Esc."""

    settled = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.match: Match | None = None
        self._tables: list[Table] = []
        self.title, self.note = Words(_("Match the columns"), font="title"), Words(tint="text2")
        self.kind, self.order = QComboBox(), QComboBox()
        self.kind.setAccessibleName(_("Kind of record"))
        self.order.setAccessibleName(_("Order of days in figures"))
        for kind in KINDS:
            self.kind.addItem(RECORDS[kind].plural, kind)
        self.order.addItem(_("Days are written 31/12/2024"), "dmy")
        self.order.addItem(_("Days are written 12/31/2024"), "mdy")
        self.fields: list[QComboBox] = []
        self.values: dict[tuple[str, str], QComboBox] = {}
        self.foot = Words(tint="text2", wrap=True)
        self.back = Button(_("Back"), role="plain", key="Esc")
        self.go = Button(_("Look at the rows"), role="primary", icon="next", key="Ctrl+Enter")
        self._lay_out()
        self.kind.activated.connect(self._choose_kind)
        self.order.activated.connect(self._take_order)
        self.back.clicked.connect(self.dropped)
        self.go.clicked.connect(self.settled)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            on_key(self, key, self.settled.emit)
        on_key(self, "Esc", self.dropped.emit)
        look().changed.connect(self._measure)
        self._measure()

    def _lay_out(self) -> None:
        self._page, self._head, self._choices, self._foot = (
            QVBoxLayout(self),
            QHBoxLayout(),
            QHBoxLayout(),
            QHBoxLayout(),
        )
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for layout, widgets in ((self._head, (self.title, self.note)), (self._choices, (self.kind, self.order))):
            for widget in widgets:
                layout.addWidget(widget)
            layout.addStretch(1)
        self._foot.addWidget(self.foot, 1)
        self._foot.addWidget(self.back)
        self._foot.addWidget(self.go)
        self._page.addLayout(self._head)
        self._page.addLayout(self._choices)
        self._page.addWidget(self._area, 1)
        self._page.addLayout(self._foot)

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), px(14), px(16), px(10))
        for layout in (self._page, self._head, self._choices, self._foot):
            layout.setSpacing(px(10))
        for box in (self.kind, self.order, *self.fields, *self.values.values()):
            box.setFixedHeight(px(28))
            box.setMinimumWidth(px(200))

    def show_match(self, file: str, tables: list[Table], match: Match) -> None:
        """Show how a file would be read."""
        self._tables, self.match = tables, match
        about = _('{file}, sheet "{sheet}", headings in row {row}')
        self.note.setText(about.format(file=file, sheet=match.sheet, row=match.row))
        self._show()

    def _show(self) -> None:
        if self.match is None:
            return
        self.fields, self.values = [], {}
        self.kind.setCurrentIndex(self.kind.findData(self.match.kind))
        self.order.setCurrentIndex(self.order.findData(self.match.order))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, px(8), 0)
        column.setSpacing(px(12))
        column.addWidget(self._columns_card(self.match))
        if unknown := unknown_values(self.match):
            column.addWidget(self._values_card(unknown))
        column.addStretch(1)
        self._area.setWidget(inside)
        self._say(self.match)
        self._measure()

    def _say(self, match: Match) -> None:
        if match.remembered:
            words = _("Files of this shape were matched before; it was remembered.")
        elif is_ambiguous(match):
            words = _("Days in figures can be read both ways here. Say above how they are written.")
        else:
            words = _(
                "Correct what is wrong. It is remembered for the next file with these headings. Nothing is written yet."
            )
        self.foot.setText(words)

    def _columns_card(self, match: Match) -> Card:
        card, grid = Card(_("Columns of the file")), QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(1, 1)
        for line, column in enumerate(match.columns):
            box = self._field_box(match, column)
            sure = Words(sure_words(column), font="label", tint="text2")
            box.activated.connect(lambda _index, one=column, box=box, sure=sure: self._choose_field(one, box, sure))
            heading = Words(column.heading or _("(no heading)"), font="strong" if column.heading else "missing")
            samples = Words("; ".join(column.samples[:3])[:90], tint="text2")
            for place, widget in enumerate((heading, samples, box, sure)):
                grid.addWidget(widget, line, place)
            self.fields.append(box)
        card.body.addLayout(grid)
        return card

    def _field_box(self, match: Match, column: Column) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(_("Field of the column {heading}").format(heading=column.heading))
        box.addItem(_("(not read)"), "")
        for field in entered_fields(match.kind):
            box.addItem(field.label, field.name)
        box.setCurrentIndex(max(0, box.findData(column.field)))
        return box

    def _choose_field(self, column: Column, box: QComboBox, sure: Words) -> None:
        """A field is in one column; choosing it takes it from another."""
        if self.match is None:
            return
        name = str(box.currentData())
        taken = [other for other in self.match.columns if name and other.field == name and other is not column]
        column.field, column.sure = name, EXACT
        self.match.remembered = False
        for other in taken:
            other.field = ""
        sure.setText(sure_words(column))
        if taken or unknown_values(self.match):
            self._show()

    def _values_card(self, unknown: dict[str, list[str]]) -> Card:
        card, grid = Card(_("Words that are not known"), note=_("what is not chosen is refused")), QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(3, 1)
        for name, texts in unknown.items():
            for text in texts:
                line, box = grid.rowCount(), self._value_box(name, text)
                grid.addWidget(Words(RECORDS[self._kind].fields[name].label, tint="text2"), line, 0)
                grid.addWidget(Words(text[:60], font="strong"), line, 1)
                grid.addWidget(box, line, 2)
        card.body.addLayout(grid)
        return card

    @property
    def _kind(self) -> str:
        return self.match.kind if self.match else ""

    def _value_box(self, name: str, text: str) -> QComboBox:
        box, field = QComboBox(), RECORDS[self._kind].fields[name]
        box.setAccessibleName(_("{field}: what {text} means").format(field=field.label, text=text))
        box.addItem(_("(not chosen)"), "")
        for term in field.vocabulary if isinstance(field, Choice) else ():
            box.addItem(term.label, term.value)
        box.activated.connect(lambda _index: self._choose_value(name, text, str(box.currentData())))
        self.values[name, text] = box
        return box

    def _choose_value(self, name: str, text: str, term: str) -> None:
        if self.match is None:
            return
        known = self.match.values.setdefault(name, {})
        known.pop(words_of(text), None)
        if term:
            known[words_of(text)] = term
        self.match.remembered = False

    def _choose_kind(self) -> None:
        if self.match:
            table = next(table for table in self._tables if table.title == self.match.sheet)
            self.match = matched(table, self.match.row, str(self.kind.currentData()))
            self._show()

    def _take_order(self) -> None:
        if self.match:
            self.match.order = str(self.order.currentData())
            self.match.remembered = False
