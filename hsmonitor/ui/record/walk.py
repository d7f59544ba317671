"""Going from record to record: back and forward through those that were shown, and along the list that one came from."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hsmonitor.language import _
from hsmonitor.store.neighbours import Neighbours, neighbours
from hsmonitor.ui.commands import on_key
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.theme.look import px
from hsmonitor.ui.widgets.button import IconButton
from hsmonitor.ui.widgets.card import Words

Place = tuple[str, str]
"""Kind and key of a record."""


class Trail:
    """The records that were shown, one after the other, as a browser keeps its pages."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._here = -1

    def visit(self, place: Place) -> None:
        """Take note that `place` is shown; what lay ahead is forgotten, unless it is shown by going there."""
        if self._here >= 0 and self._places[self._here] == place:
            return
        self._places[self._here + 1 :] = [place]
        self._here += 1

    def step(self, by: int) -> Place | None:
        """Go back (-1) or forward (1) and return what was shown there; None at an end."""
        if not 0 <= self._here + by < len(self._places):
            return None
        self._here += by
        return self._places[self._here]


class Walk(QWidget):
    """The words "3 of 12" with an arrow on each side. `wanted` carries kind and key of the record to show."""

    wanted = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.trail = Trail()
        self._kind = ""
        self._found: Neighbours | None = None
        self.before = IconButton("up", _("Previous record of the list (Ctrl+PgUp)"))
        self.words = Words(font="label", tint="text2")
        self.after = IconButton("down", _("Next record of the list (Ctrl+PgDown)"))
        self.before.clicked.connect(lambda: self._along(-1))
        self.after.clicked.connect(lambda: self._along(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        for widget in (self.before, self.words, self.after):
            row.addWidget(widget)
        self.hide()

    def add_keys(self, page: QWidget) -> None:
        """Have `page` go along by keys."""
        for key, by in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            on_key(page, key, partial(self._along, by))
        for key, by in (("Alt+Left", -1), ("Alt+Right", 1)):
            on_key(page, key, partial(self._through, by))

    def show_record(self, kind: str, key: str) -> None:
        """Take note that a record is shown, and find where it stands in the list that it was opened from."""
        self.trail.visit((kind, key))
        self._kind, query = kind, self.desk.walking
        if query is None or query.kind != kind:
            self._take(None)
        else:
            self.desk.ask("walk", lambda connection: neighbours(connection, query, key), self._take)

    def _take(self, found: Neighbours | None) -> None:
        self._found = found
        self.setVisible(found is not None)
        if found:
            self.words.setText(_("{place} of {count}").format(place=f"{found.place:,}", count=f"{found.count:,}"))
            self.before.setEnabled(bool(found.before))
            self.after.setEnabled(bool(found.after))

    def _along(self, by: int) -> None:
        key = "" if self._found is None else self._found.before if by < 0 else self._found.after
        if key:
            self.wanted.emit(self._kind, key)

    def _through(self, by: int) -> None:
        if place := self.trail.step(by):
            self.wanted.emit(*place)
