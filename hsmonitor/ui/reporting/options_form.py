"""The options of a report as a form: only those that the report heeds are shown."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QLineEdit, QWidget

from hsmonitor.domain.dates import display_date, parse_date, today
from hsmonitor.language import _
from hsmonitor.reports.options import A4, DONOR, INTERNAL, LETTER, Options
from hsmonitor.reports.register import Report
from hsmonitor.store.listing import Row
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Words

_FIELDS = ("audience", "project", "meeting", "template", "paper")
_DAYS = {"since": _("From"), "until": _("To"), "as_of": _("As of")}


class OptionsForm(QWidget):
    """A line an option; `changed` follows each change. The project is that to which the desk is narrowed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._captions: dict[str, Words] = {}
        self._notes: dict[str, Words] = {}
        self.audience = self._choice(
            [(DONOR, _("Donor: leaves out what is internal")), (INTERNAL, _("Internal: everything"))]
        )
        self.meeting = self._choice([])
        self.paper = self._choice([(A4, _("A4")), (LETTER, _("Letter"))])
        self.project = Words()
        self.days = {name: self._day() for name in _DAYS}
        self.template = QLineEdit()
        self.template.setProperty("wrong", False)
        self.template.setPlaceholderText(_("a workbook of yours, .xlsx"))
        self.template.editingFinished.connect(self.changed.emit)
        self.browse = Button(_("Choose…"), role="plain", icon="folder")
        self.browse.clicked.connect(self._browse)
        self._add("audience", _("Edition"), self.audience)
        self._add("project", _("Project"), self.project, _("Ctrl+J chooses another one"))
        self._add("meeting", _("Meeting"), self.meeting)
        for name, label in _DAYS.items():
            self._add(name, label, self.days[name])
        self._add("template", _("Template"), self.template)
        self._grid.addWidget(self.browse, self._grid.rowCount() - 1, 3)
        self._add("paper", _("Paper"), self.paper)
        look().changed.connect(self._measure)
        self._measure()

    def _choice(self, choices: list[tuple[str, str]]) -> QComboBox:
        box = QComboBox()
        for value, words in choices:
            box.addItem(words, value)
        box.activated.connect(lambda _row: self.changed.emit())
        return box

    def _day(self) -> QLineEdit:
        line = QLineEdit()
        line.setProperty("wrong", False)
        line.setPlaceholderText(_("any day"))
        line.editingFinished.connect(self.changed.emit)
        return line

    def _browse(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Template"), "", _("Excel workbook (*.xlsx)"))
        if name:
            self.template.setText(name)
            self.changed.emit()

    def _add(self, name: str, label: str, widget: QWidget, note: str = "") -> None:
        row = self._grid.rowCount()
        widget.setAccessibleName(label)
        self._captions[name] = Words(label, font="label", tint="text2")
        self._notes[name] = Words(note, font="label", tint="muted")
        for column, one in enumerate((self._captions[name], widget, self._notes[name])):
            self._grid.addWidget(one, row, column)

    def _measure(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setColumnMinimumWidth(0, px(80))
        self._grid.setColumnStretch(2, 1)
        for widget in (self.audience, self.meeting, self.paper, self.template, *self.days.values()):
            widget.setFixedSize(px(300), px(30))

    def show_for(self, report: Report) -> None:
        """Show the options of a report."""
        self.browse.setVisible("template" in report.options)
        rows: dict[str, QWidget] = {name: getattr(self, name) for name in _FIELDS}
        for name, widget in {**rows, **self.days}.items():
            for one in (widget, self._captions[name], self._notes[name]):
                one.setVisible(name in report.options)

    def set_meetings(self, meetings: list[Row]) -> None:
        """Offer meetings, the newest first; the period stands in for one."""
        chosen = self.meeting.currentData()
        self.meeting.clear()
        self.meeting.addItem(_("none: all reviews of the period"), None)
        for row in meetings:
            words = ", ".join(filter(None, (row.display, row.shown("held_on"))))
            self.meeting.addItem(words, row.key)
        self.meeting.setCurrentIndex(max(0, self.meeting.findData(chosen)))

    def set_options(self, options: Options) -> None:
        """Show options that were saved."""
        for box, value in (
            (self.audience, options.audience),
            (self.meeting, options.meeting),
            (self.paper, options.paper),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
        self.template.setText(options.template or "")
        for name, line in self.days.items():
            day = getattr(options, name)
            line.setText(display_date(day.isoformat()) if day else "")

    def options(self, report: Report, project: str | None, day: date | None) -> Options:
        """Return what is chosen; `day` is the one at which the desk looks where no other is typed.

        Raises ValueError or PortfolioError with what is wrong, and marks the field.
        """
        chosen: dict[str, object] = {
            "audience": self.audience.currentData(), "project": project, "meeting": self.meeting.currentData(),
            "paper": self.paper.currentData(), "template": self.template.text().strip() or None,
        }  # fmt: skip
        chosen |= {name: self._read(name) for name in _DAYS if name in report.options}
        chosen["as_of"] = chosen.get("as_of") or day
        return Options(**{name: value for name, value in chosen.items() if name in report.options})  # type: ignore[arg-type]

    def _read(self, name: str) -> date | None:
        line = self.days[name]
        text, wrong = line.text().strip(), ""
        day: date | None = None
        try:
            day = date.fromisoformat(parse_date(text, partial=False, today=today())) if text else None
        except ValueError as error:
            wrong = str(error)
        if line.property("wrong") != bool(wrong):
            line.setProperty("wrong", bool(wrong))
            line.style().polish(line)
        self._notes[name].setText(wrong)
        self._notes[name].set_look(font="label", tint="danger")
        if wrong:
            raise ValueError(wrong)
        return day
