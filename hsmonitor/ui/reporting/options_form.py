"""The options of a report as a form: only those that the report heeds are shown, and what it cannot do without is marked."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from hsmonitor.domain.dates import display_date, parse_date, today
from hsmonitor.domain.kinds import Link
from hsmonitor.domain.office import Meeting
from hsmonitor.language import _
from hsmonitor.reports.options import A4, DONOR, INTERNAL, LETTER, Options
from hsmonitor.reports.register import Report
from hsmonitor.store.listing import Row
from hsmonitor.store.meant import meant
from hsmonitor.store.names import named, proposed
from hsmonitor.store.rows import display_names
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.record.dressing import mark_wrong
from hsmonitor.ui.record.editor import LineEditor
from hsmonitor.ui.theme.look import font, look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.choice_box import ChoiceBox
from hsmonitor.ui.widgets.line import Line

_FIELDS = ("audience", "project", "meeting", "template", "paper")
_DAYS = {"since": _("From"), "until": _("To"), "as_of": _("As of")}
LEAST, MOST = 140, 300
"""Pixels at 100 % of the width of an option."""
ROOMY_FROM = 460
"""Pixels at 100 % of a form in which notes stand beside options, and the button beside a template has its label."""
_PROJECT = Link(_("Project"), "project")


class ProjectLine(LineEditor):
    """The line in which a project is named: a box, as the lines of days beside it are."""

    def dress(self) -> None:
        """Look like a field, whether the keyboard is here or not."""
        self.setFont(font("body"))


class OptionsForm(QWidget):
    """A line an option; `changed` follows each change."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._grid = QGridLayout(self)
        self._captions: dict[str, Words] = {}
        self._notes: dict[str, Words] = {}
        self._rows: dict[str, int] = {}  # of the grid; a note has the next one where it stands below
        self._needed: dict[str, str] = {}
        self._make_choices()
        self._make_lines()
        self._lay_out()
        look().changed.connect(self._measure)
        self._measure()

    def _make_choices(self) -> None:
        editions = [(DONOR, _("Donor: leaves out what is internal")), (INTERNAL, _("Internal: everything"))]
        self.audience = self._choice(_("Edition"), editions)
        self.meeting = self._choice(_("Meeting"), [])
        self.paper = self._choice(_("Paper"), [(A4, _("A4")), (LETTER, _("Letter"))])

    def _make_lines(self) -> None:
        self.project = ProjectLine(_PROJECT, self._suggest)
        self.project.setPlaceholderText(_("all projects"))
        self.project.left.connect(self.changed.emit)
        if completer := self.project.completer():
            completer.activated.connect(lambda _name: self.changed.emit())
        self.days = {name: self._line(label, _("any day")) for name, label in _DAYS.items()}
        self.template = self._line(_("Template"), _("a workbook of yours, .xlsx"))
        self.browse = Button(_("Choose…"), role="plain", icon="folder")
        self.browse.clicked.connect(self._browse)

    def _suggest(self, kind: str, text: str) -> list[str]:
        return proposed(self.desk.portfolio.connection, kind, text)

    def _choice(self, name: str, choices: list[tuple[str, str]]) -> ChoiceBox:
        box = ChoiceBox(name)
        for value, words in choices:
            box.addItem(words, value)
        box.activated.connect(lambda _row: self.changed.emit())
        return box

    def _line(self, name: str, prompt: str) -> Line:
        line = Line(name, prompt=prompt)
        line.editingFinished.connect(self.changed.emit)
        return line

    def _browse(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Template"), "", _("Excel workbook (*.xlsx)"))
        if name:
            self.template.setText(name)
            self.changed.emit()

    def _lay_out(self) -> None:
        for name in ("audience", "project", "meeting", *_DAYS, "template"):
            self._add(name)
        self._grid.addWidget(self.browse, self._rows["template"], 3)
        self._add("paper")

    def _add(self, name: str) -> None:
        row, widget = 2 * len(self._rows), self._widgets[name]
        self._rows[name] = row
        self._captions[name] = Words(widget.accessibleName(), font="label", tint="text2")
        self._notes[name] = Words(font="label", tint="muted", wrap=True)
        self._grid.addWidget(self._captions[name], row, 0)
        self._grid.addWidget(widget, row, 1)

    def _measure(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setColumnMinimumWidth(0, px(80))
        self._grid.setColumnStretch(1, 4)
        self._grid.setColumnStretch(2, 1)
        for widget in self._widgets.values():
            widget.setFixedHeight(px(30))
            widget.setMinimumWidth(px(LEAST))
            widget.setMaximumWidth(px(MOST))

        self._turn()

    def _turn(self) -> None:
        """Have notes stand below their options where there is no room beside them."""
        roomy = self.width() >= px(ROOMY_FROM)
        self.browse.set_terse(not roomy)
        for name, note in self._notes.items():
            row, column, span = (self._rows[name], 2, 1) if roomy else (self._rows[name] + 1, 1, 3)
            self._grid.addWidget(note, row, column, 1, span)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._turn()

    @property
    def _widgets(self) -> dict[str, QWidget]:
        """The control of each option."""
        return {**{name: getattr(self, name) for name in _FIELDS}, **self.days}

    def show_for(self, report: Report) -> None:
        """Show the options of a report, and beside those that it needs what it asks for."""
        self.browse.setVisible("template" in report.options)
        words = _("needed: {options}").format(options=report.needed)
        self._needed = dict.fromkeys(report.needs, words)
        for name, widget in self._widgets.items():
            for one in (widget, self._captions[name]):
                one.setVisible(name in report.options)
            self._note(name)

    def _note(self, name: str, wrong: str = "") -> None:
        """Say beside an option what is wrong with it, else what the report asks for there."""
        words = wrong or ("" if self._is_given() else self._needed.get(name, ""))
        self._notes[name].setText(words)
        self._notes[name].setVisible(bool(words))
        self._notes[name].set_look(font="label", tint="danger" if wrong else "muted")
        self._widgets[name].setAccessibleDescription(words)

    def _is_given(self) -> bool:
        """Whether one of the options that the report needs is chosen."""
        widgets = [self._widgets[name] for name in self._needed]
        return any(one.currentData() if isinstance(one, ChoiceBox) else one.text().strip() for one in widgets)  # type: ignore[attr-defined]

    def ask_for(self, report: Report) -> None:
        """Say that a report cannot be made before one of the options that it needs is chosen, and go to the first."""
        for name, words in self._needed.items():
            self._note(name, words)
        self._widgets[report.needs[0]].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_project(self, key: str | None) -> None:
        """Show the project with this key, None for all: its name, its reference where others have the same name."""
        connection = self.desk.portfolio.connection
        name = display_names(connection, {"project": [key]}).get(key, "") if key else ""
        found = {one: reference for one, reference, _name in named(connection, "project", name)} if name else {}
        self.project.set_words(found[key] if key and len(found) > 1 else name)

    def set_meetings(self, meetings: list[Row]) -> None:
        """Offer meetings, the newest first; the period stands in for one."""
        chosen = self.meeting.currentData()
        self.meeting.clear()
        self.meeting.addItem(_("none: all reviews of the period"), None)
        for row in meetings:
            words = ", ".join(filter(None, (row.display, row.shown(Meeting.held_on))))
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
        self.set_project(options.project)
        self.template.setText(options.template or "")
        for name, line in self.days.items():
            day = getattr(options, name)
            line.setText(display_date(day.isoformat()) if day else "")

    def options(self, report: Report, day: date | None) -> Options:
        """Return what is chosen; `day` is the one at which the desk looks where no other is typed.

        Raises ValueError or PortfolioError with what is wrong, and marks the field.
        """
        for name in self._needed:
            self._note(name)
        chosen: dict[str, object] = {
            "audience": self.audience.currentData(), "meeting": self.meeting.currentData(),
            "paper": self.paper.currentData(), "template": self.template.text().strip() or None,
        }  # fmt: skip
        if "project" in report.options:
            chosen["project"] = self._read("project", self._project)
        for name in (name for name in _DAYS if name in report.options):
            chosen[name] = self._read(name, self._day)
        chosen["as_of"] = chosen.get("as_of") or day
        return Options(**{name: value for name, value in chosen.items() if name in report.options})  # type: ignore[arg-type]

    def _read(self, name: str, read: Callable[[str], Any]) -> Any:
        """Return what stands in the line of an option. Raises ValueError with what is wrong, which is said beside it."""
        line: Line = self._widgets[name]  # type: ignore[assignment]  # only lines are read
        wrong, found = "", None
        try:
            found = read(line.text().strip())
        except ValueError as error:
            wrong = str(error)
        if line.property("wrong") != bool(wrong):
            mark_wrong(line, bool(wrong))
        self._note(name, wrong)
        if wrong:
            raise ValueError(wrong)
        return found

    def _project(self, text: str) -> str | None:
        key: str | None = meant(self.desk.portfolio.connection, _PROJECT, text)
        return key

    def _day(self, text: str) -> date | None:
        return date.fromisoformat(parse_date(text, partial=False, today=today())) if text else None
