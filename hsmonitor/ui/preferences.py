"""What each user may choose of the desk for himself; kept by QSettings, honoured at once in every window."""

from functools import cache

from PySide6.QtCore import QObject, QSettings, Signal

from hsmonitor.domain import dates
from hsmonitor.store.identity import remember
from hsmonitor.ui.theme.look import look

ROW_HEIGHTS = (26, 28, 32, 44)
"""Compact, normal, roomy, two lines; pixels at 100 %."""
WEEK_BEGINS = (0, 5, 6)
"""Monday, Saturday, Sunday, as Python counts the days of a week."""
DEFAULTS = {"row_height": "28", "enter": "open", "dates": "dmy", "letters": "on", "week": "0"}


class Preferences(QObject):
    """The choices; `changed` follows each new one. Nothing is kept before `load`: tests and pictures leave the user's alone.

    `named` follows another name of the user, which the command line reads too (see `store.identity`).
    """

    changed = Signal()
    named = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._values = dict(DEFAULTS)
        self._kept = False
        look().changed.connect(self._keep_look)

    def load(self) -> None:
        """Take what was kept, and keep what is chosen from now on."""
        settings = QSettings("hsmonitor", "desk")
        self._values = {name: str(settings.value(name, value)) for name, value in DEFAULTS.items()}
        look().set_theme(str(settings.value("theme", "system")))
        look().set_zoom(int(str(settings.value("zoom", 100))))
        self._kept = True
        self._apply()

    def _keep_look(self) -> None:
        if self._kept:
            settings = QSettings("hsmonitor", "desk")
            settings.setValue("theme", look().theme)
            settings.setValue("zoom", look().zoom)

    @property
    def row_height(self) -> int:
        """How high the rows of sheets are, in pixels at 100 %."""
        kept = self._values["row_height"]
        return int(kept) if kept.isdecimal() and int(kept) in ROW_HEIGHTS else ROW_HEIGHTS[1]

    @property
    def enter_opens(self) -> bool:
        """Whether Enter in a sheet opens the record; else it goes down, and Ctrl+Shift+Enter opens."""
        return self._values["enter"] != "down"

    @property
    def date_order(self) -> str:
        """How dates in figures alone are read: "dmy" or "mdy"."""
        return "mdy" if self._values["dates"] == "mdy" else "dmy"

    @property
    def single_letters(self) -> bool:
        """Whether single letters and digits work in a review; they can be in the way of speech input."""
        return self._values["letters"] != "off"

    @property
    def week_begins(self) -> int:
        """The first day of the week, 0 for Monday."""
        kept = self._values["week"]
        return int(kept) if kept.isdecimal() and int(kept) in WEEK_BEGINS else WEEK_BEGINS[0]

    def value(self, name: str) -> str:
        """Return a choice as it is kept."""
        return self._values[name]

    def choose(self, name: str, value: str) -> None:
        """Choose `value` for `name`."""
        if self._values[name] == value:
            return
        self._values[name] = value
        if self._kept:
            QSettings("hsmonitor", "desk").setValue(name, value)
        self._apply()

    def be_called(self, name: str) -> None:
        """Have `name` stand beside each change from now on, in every window. Raises OSError; then the old one stays."""
        remember(name=name)
        self.named.emit()

    def _apply(self) -> None:
        dates.read_figures_as(self.date_order)
        dates.begin_weeks_on(self.week_begins)
        self.changed.emit()

    def forget(self) -> None:
        """Be as at first, and keep nothing."""
        self._values, self._kept = dict(DEFAULTS), False
        self._apply()


@cache
def preferences() -> Preferences:
    """Return the user's preferences."""
    return Preferences()
