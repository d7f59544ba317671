"""What is said above the rows of a file: its name, how much of it is read, its sheet, what may be done with all of it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hsmonitor.exchange.outcome import Plan
from hsmonitor.language import _, ngettext
from hsmonitor.ui.theme import icons
from hsmonitor.ui.theme.look import color, look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.choice_box import ChoiceBox


class FileLine(QWidget):
    """A line of words and controls, and a line of what was noticed; `sheets` is there where there are several."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark, self.file, self.about = QLabel(), Words(font="strong"), Words(tint="text2")
        self.sheets = ChoiceBox(_("Sheet"))
        self.change = Button(_("Change matching"), role="link")
        self.save = Button(_("Save refused rows…"), role="link")
        self.notices = Words(tint="text2", wrap=True)
        self._page, self._line = QVBoxLayout(self), QHBoxLayout()
        self._page.setContentsMargins(0, 0, 0, 0)
        for widget in (self.mark, self.file, self.about, self.sheets, self.change, self.save):
            self._line.addWidget(widget)
        self._line.addStretch(1)
        self._page.addLayout(self._line)
        self._page.addWidget(self.notices)
        look().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self._line.setSpacing(px(10))
        self._page.setSpacing(px(4))
        self.mark.setPixmap(icons.pixmap("report", color("text2").name(), px(18)))
        self.mark.setFixedSize(QSize(px(18), px(18)))

    def show_plan(self, plan: Plan, *, refused: bool) -> None:
        """Say of which file the rows are, and offer to save those that are refused."""
        exported = plan.stamp is not None
        self.file.setText(plan.file)
        self.file.setToolTip(plan.file)
        self.about.setText("" if exported else _read_words(plan))
        self.change.setVisible(not exported)
        self.save.setVisible(refused)
        self.notices.setText(" ".join(plan.notices))
        self.notices.setVisible(bool(plan.notices))

    def fill_sheets(self, counts: dict[str, int], kept: str) -> None:
        """Offer the sheets with how many rows of each there are to look at; `kept` is shown, else the one with most."""
        self.sheets.blockSignals(True)
        self.sheets.clear()
        for sheet, count in counts.items():
            self.sheets.addItem(_("{sheet}: {count} to look at").format(sheet=sheet, count=f"{count:,}"), sheet)
        if counts:
            first = kept if kept in counts else max(counts, key=lambda sheet: counts[sheet])
            self.sheets.setCurrentIndex(list(counts).index(first))
        self.sheets.setVisible(len(counts) > 1)
        self.sheets.blockSignals(False)

    def be_narrow(self, narrow: bool) -> None:
        """Leave the name alone where there is no room for more."""
        self.about.setVisible(not narrow and bool(self.about.text()))


def _read_words(plan: Plan) -> str:
    """Return which sheet is read, and how many of its columns."""
    sheet = plan.rows[0].line.columns.sheet if plan.rows else ""
    rows = ngettext(
        "sheet “{sheet}”, {count} row, {read} of {columns} columns matched",
        "sheet “{sheet}”, {count} rows, {read} of {columns} columns matched",
        len(plan.rows),
    )
    return rows.format(sheet=sheet, count=f"{len(plan.rows):,}", read=plan.columns_read, columns=plan.columns)
