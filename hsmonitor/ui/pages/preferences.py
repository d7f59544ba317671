"""The preferences page: who one is, and how the desk looks and behaves; each choice holds at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from hsmonitor.language import _
from hsmonitor.store.identity import current_author, remember, user_name
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.preferences import ROW_HEIGHTS, preferences
from hsmonitor.ui.theme.look import ZOOM_STEPS, look, px
from hsmonitor.ui.widgets.card import Card, Words


class PreferencesPage(QWidget):
    """A line a choice."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.boxes: dict[str, QComboBox] = {}
        self.title = Words(_("Preferences"), font="title")
        self.card = Card(_("Yours on this computer"), note=_("each choice holds at once"))
        self._grid = QGridLayout()
        self.card.body.addLayout(self._grid)
        self._page = QVBoxLayout(self)
        self._page.addWidget(self.title)
        self._page.addWidget(self.card)
        self._page.addStretch(1)
        self._add_name()
        self._add_boxes()
        look().changed.connect(self._measure)
        self._measure()

    def _add_name(self) -> None:
        self.name = QLineEdit(user_name())
        self.name.setProperty("wrong", False)
        self.name.editingFinished.connect(self.keep_name)
        self._add(_("Your name"), self.name, _("It stands beside each change that you make."))

    def _add_boxes(self) -> None:
        heights = (_("compact"), _("normal"), _("roomy"), _("two lines"))
        self._box(
            "row_height", _("Rows of sheets"), list(zip(map(str, ROW_HEIGHTS), heights, strict=True)), self._choose
        )
        enter = [("open", _("opens the record")), ("down", _("goes down; Ctrl+Shift+Enter opens"))]
        self._box("enter", _("Enter in a sheet"), enter, self._choose)
        orders = [("dmy", _("day first: 9/5/2013 is 9 May")), ("mdy", _("month first: 9/5/2013 is 5 September"))]
        self._box("dates", _("Dates in figures"), orders, self._choose)
        letters = [("on", _("decide and rate")), ("off", _("do nothing: speech input presses them"))]
        self._box("letters", _("Single keys in a review"), letters, self._choose)
        themes = [("system", _("as the system")), ("light", _("light")), ("dark", _("dark"))]
        self._box("theme", _("Theme"), themes, lambda _name, value: look().set_theme(value))
        zooms = [(str(step), _("{percent}%").format(percent=step)) for step in ZOOM_STEPS]
        self._box("zoom", _("Zoom"), zooms, lambda _name, value: look().set_zoom(int(value)))

    def _choose(self, name: str, value: str) -> None:
        preferences().choose(name, value)

    def _box(
        self, name: str, label: str, choices: Sequence[tuple[str, str]], choose: Callable[[str, str], None]
    ) -> None:
        box = QComboBox()
        for value, words in choices:
            box.addItem(words, value)
        box.activated.connect(lambda _row: choose(name, str(box.currentData())))
        self.boxes[name] = box
        self._add(label, box, "")

    def _add(self, label: str, widget: QWidget, note: str) -> None:
        row = self._grid.rowCount()
        widget.setAccessibleName(label)
        caption = Words(label, tint="text2")
        self._grid.addWidget(caption, row, 0)
        self._grid.addWidget(widget, row, 1)
        self._grid.addWidget(Words(note, font="label", tint="text2"), row, 2)

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), px(14), px(16), px(12))
        self._page.setSpacing(px(12))
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(10))
        self._grid.setColumnMinimumWidth(0, px(150))
        self._grid.setColumnStretch(2, 1)
        for widget in (self.name, *self.boxes.values()):
            widget.setFixedSize(px(300), px(30))
        self._show()

    def _show(self) -> None:
        now = {name: preferences().value(name) for name in ("row_height", "enter", "dates", "letters")}
        for name, value in {**now, "theme": look().theme, "zoom": str(look().zoom)}.items():
            self.boxes[name].setCurrentIndex(max(0, self.boxes[name].findData(value)))

    def open(self) -> None:
        """Be looked at."""
        self._show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_name(self) -> None:
        """Keep the name that was typed; changes bear it from now on."""
        name = self.name.text().strip()
        if name == user_name():
            return
        try:
            remember(name=name)
        except OSError as error:
            words = _("Your name could not be kept: {reason}.")
            self.desk.said.emit(words.format(reason=error.strerror), "error")
        self.desk.portfolio.author = current_author()
        self.name.setText(user_name())
