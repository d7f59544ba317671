"""The columns of a spreadsheet from elsewhere, each with its field; and words that are not known, with what they mean."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QGridLayout

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.kinds import Choice, Choices
from hsmonitor.exchange.match import LEFT_EMPTY, REFERENCE, SOURCE, Column, Match
from hsmonitor.exchange.unclear import sure_words
from hsmonitor.language import _
from hsmonitor.reports.entry_layout import entered_fields
from hsmonitor.ui.theme.look import px
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.choice_box import ChoiceBox

LONGEST_SAMPLES, LONGEST_WORD, WIDTH = 90, 60, 230


class ColumnsCard(Card):
    """One line a column; `assigned` follows another field of one."""

    assigned = Signal()

    def __init__(self, match: Match) -> None:
        super().__init__(_("Columns of the file"))
        self._match = match
        self._choices = _list([(_("(not read)"), ""), *_fields(match.kind)])
        self.boxes = [self._box(column) for column in match.columns]
        self._sure = [Words(font="label", tint="text2") for _column in match.columns]
        grid = _grid(stretched=3)
        for line, (column, box) in enumerate(zip(match.columns, self.boxes, strict=True)):
            box.activated.connect(lambda _index, one=column, box=box: self._choose(one, str(box.currentData())))
            heading = Words(column.heading or _("(no heading)"), font="strong" if column.heading else "missing")
            samples = Words("; ".join(column.samples[:3])[:LONGEST_SAMPLES], tint="text2")
            for place, widget in enumerate((heading, box, self._sure[line], samples)):
                grid.addWidget(widget, line, place)
        self.body.addLayout(grid)
        self.show_fields()

    def _box(self, column: Column) -> ChoiceBox:
        box = ChoiceBox(_("Field of the column {heading}").format(heading=column.heading))
        box.setModel(self._choices)
        box.setFixedWidth(px(WIDTH))
        return box

    def _choose(self, column: Column, name: str) -> None:
        """A field is in one column; choosing it takes it from another."""
        self._match.assign(column, name)
        self.show_fields()
        self.assigned.emit()

    def show_fields(self) -> None:
        """Show the field of each column and how sure it is."""
        for column, box, sure in zip(self._match.columns, self.boxes, self._sure, strict=True):
            box.setCurrentIndex(max(0, box.findData(column.field)))
            sure.setText(sure_words(column))


class ValuesCard(Card):
    """One line a word that is not known, with what it means; `meant` follows each choice."""

    meant = Signal()

    def __init__(self, match: Match, unknown: dict[str, list[str]]) -> None:
        super().__init__(_("Words that are not known"), note=_("what is not chosen is refused"))
        self._match = match
        self.boxes: dict[tuple[str, str], ChoiceBox] = {}
        grid = _grid(stretched=3)
        for name, texts in unknown.items():
            field = RECORDS[match.kind].fields[name]
            choices = _list([(_("(not chosen)"), ""), *_terms(field), (_("not recorded"), LEFT_EMPTY)])
            for text in texts:
                line = grid.rowCount()
                self.boxes[name, text] = box = self._box(name, text, choices)
                grid.addWidget(Words(field.label, tint="text2"), line, 0)
                grid.addWidget(Words(text[:LONGEST_WORD], font="strong"), line, 1)
                grid.addWidget(box, line, 2)
        self.body.addLayout(grid)

    def _box(self, name: str, text: str, choices: QStandardItemModel) -> ChoiceBox:
        label = RECORDS[self._match.kind].fields[name].label
        box = ChoiceBox(_("{field}: what {text} means").format(field=label, text=text))
        box.setModel(choices)
        box.setFixedWidth(px(WIDTH))
        box.activated.connect(lambda _index: self._choose(name, text, str(box.currentData())))
        return box

    def _choose(self, name: str, text: str, term: str) -> None:
        self._match.mean(name, text, term)
        self.meant.emit()


def _fields(kind: str) -> list[tuple[str, str]]:
    special = [(_("Ref: finds the record"), REFERENCE), (_("Source of the row"), SOURCE)]
    return [*((field.label, field.name) for field in entered_fields(kind)), *special]


def _terms(field: object) -> list[tuple[str, str]]:
    return [(term.label, term.value) for term in field.vocabulary] if isinstance(field, Choice | Choices) else []


def _list(items: list[tuple[str, str]]) -> QStandardItemModel:
    """Return a list that many boxes share, as making one for each takes long where there are 200 columns."""
    model = QStandardItemModel(len(items), 1)
    for row, (words, value) in enumerate(items):
        item = QStandardItem(words)
        item.setData(value, Qt.ItemDataRole.UserRole)
        model.setItem(row, item)
    return model


def _grid(*, stretched: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(16))
    grid.setVerticalSpacing(px(6))
    grid.setColumnStretch(stretched, 1)
    return grid
