"""The preferences page: who one is, and how the desk looks and behaves; each choice holds at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from hsmonitor.language import _
from hsmonitor.store.identity import user_name
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.preferences import DEFAULTS, ROW_HEIGHTS, WEEK_BEGINS, preferences
from hsmonitor.ui.theme.look import ZOOM_STEPS, look, px
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.choice_box import ChoiceBox
from hsmonitor.ui.widgets.line import Line

NOTES_BESIDE_FROM = 720
"""Pixels at 100 % from which notes stand beside the choices."""

Choices = Sequence[tuple[str, str]]
"""Values as they are kept, each with its words."""


class PreferencesPage(QWidget):
    """Cards of choices, a line each: its name, what is chosen, what it is for."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.boxes: dict[str, ChoiceBox] = {}
        self._grids: list[QGridLayout] = []
        self._notes: list[tuple[QGridLayout, int, Words]] = []
        self._page = QVBoxLayout()
        self._page.addWidget(Words(_("Preferences"), font="title"))
        self._lay_out()
        self._add_you()
        self._add_looks()
        self._add_keys_and_dates()
        self._page.addStretch(1)
        look().changed.connect(self._measure)
        preferences().changed.connect(self._show)
        preferences().named.connect(self._show_name)
        self._measure()

    def _lay_out(self) -> None:
        inside, scroll, whole = QWidget(), QScrollArea(), QVBoxLayout(self)
        inside.setLayout(self._page)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _add_card(self, title: str) -> None:
        card, grid = Card(title), QGridLayout()
        card.body.addLayout(grid)
        self._grids.append(grid)
        self._page.addWidget(card)

    def _add_you(self) -> None:
        self._add_card(_("You"))
        self.name = Line(_("Your name"), text=user_name())
        self.name.editingFinished.connect(self.keep_name)
        self._add(_("Your name"), self.name, _("It stands beside each change that you make."))

    def _add_looks(self) -> None:
        self._add_card(_("How the desk looks"))
        themes = [("system", _("as the system")), ("light", _("light")), ("dark", _("dark"))]
        self._box("theme", _("Theme"), themes, act=look().set_theme)
        zooms = [(str(step), _("{percent}%").format(percent=step)) for step in ZOOM_STEPS]
        self._box(
            "zoom",
            _("Zoom"),
            zooms,
            _("Ctrl and plus, minus or 0 change it too."),
            lambda zoom: look().set_zoom(int(zoom)),
        )
        heights = (_("compact"), _("normal"), _("roomy"), _("two lines"))
        self._box("row_height", _("Rows of sheets"), list(zip(map(str, ROW_HEIGHTS), heights, strict=True)))

    def _add_keys_and_dates(self) -> None:
        self._add_card(_("Keys and dates"))
        enter = [("open", _("opens the record")), ("down", _("goes down; Ctrl+Shift+Enter opens"))]
        self._box("enter", _("Enter in a sheet"), enter)
        letters = [("on", _("decide and rate")), ("off", _("do nothing: speech input presses them"))]
        self._box("letters", _("Single keys in a review"), letters, _("Keys with Ctrl or Alt always work."))
        orders = [("dmy", _("day first: 9/5/2013 is 9 May")), ("mdy", _("month first: 9/5/2013 is 5 September"))]
        self._box("dates", _("Dates in figures"), orders)
        days = (_("Monday"), _("Saturday"), _("Sunday"))
        weeks = list(zip(map(str, WEEK_BEGINS), days, strict=True))
        self._box("week", _("A week begins on"), weeks, _('It is what "this week" means where a date is typed.'))

    def _box(
        self, name: str, label: str, choices: Choices, note: str = "", act: Callable[[str], None] | None = None
    ) -> None:
        box = ChoiceBox(label)
        for value, words in choices:
            box.addItem(words, value)
        choose = act or (lambda value: preferences().choose(name, value))
        box.activated.connect(lambda _row: choose(str(box.currentData())))
        self.boxes[name] = box
        self._add(label, box, note)

    def _add(self, label: str, widget: QWidget, note: str) -> None:
        grid = self._grids[-1]
        row = grid.rowCount() + 1  # the note may stand in the row between
        grid.addWidget(Words(label, tint="text2"), row, 0)
        grid.addWidget(widget, row, 1)
        if note:
            self._notes.append((grid, row, Words(note, font="label", tint="text2", wrap=True)))

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), px(14), px(16), px(12))
        self._page.setSpacing(px(12))
        for grid in self._grids:
            grid.setHorizontalSpacing(px(16))
            grid.setVerticalSpacing(px(8))
            grid.setColumnMinimumWidth(0, px(130))
            grid.setColumnStretch(2, 1)
        for widget in (self.name, *self.boxes.values()):
            widget.setFixedSize(px(290), px(30))
        self._turn()
        self._show()

    def _turn(self) -> None:
        """Stand notes under what they are about where the page is narrow."""
        narrow = self.width() < px(NOTES_BESIDE_FROM)
        for grid, row, note in self._notes:
            grid.addWidget(note, row + narrow, 1 if narrow else 2, 1, 2 if narrow else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where the page is narrow."""
        super().resizeEvent(event)
        self._turn()

    def _show(self) -> None:
        now = {name: preferences().value(name) for name in DEFAULTS}
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
            preferences().be_called(name)
        except OSError as error:
            words = _("Your name could not be kept: {reason}.")
            self.desk.said.emit(words.format(reason=error.strerror), "error")
            self._show_name()

    def _show_name(self) -> None:
        self.name.setText(user_name())
