"""A challenge as a theme or as a case of one, on its own page: cases across projects, merging, making it a case."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hsmonitor.domain.challenge import Challenge, Response
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _
from hsmonitor.store import themes
from hsmonitor.store.listing import Row
from hsmonitor.store.meant import meant
from hsmonitor.store.merging import merge_themes
from hsmonitor.store.names import suggest, told_apart
from hsmonitor.store.themes import Case
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.record.editor import LineEditor
from hsmonitor.ui.review.looks import look_words
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.layouts import clear, take_out
from hsmonitor.ui.widgets.lines import LineButton


class ThemeCard(Card):
    """Of a theme: its cases, and an action that merges it into another one. Of a challenge: one that makes it a case."""

    def __init__(self, desk: Desk, row: Row, parent: QWidget | None = None) -> None:
        is_theme = not row.of(Challenge.project)
        super().__init__(
            _("Cases in projects") if is_theme else _("Theme"), note=row.shown(Challenge.theme), parent=parent
        )
        self.desk, self.row, self.is_theme = desk, row, is_theme
        self.asked: LineEditor | None = None
        self.wrong = Words(font="label", tint="danger", wrap=True)
        self.wrong.hide()
        words = _("Merge into another theme") if is_theme else _("Make it a case of a theme")
        self.change = Button(words, role="link")
        self.change.clicked.connect(self.ask)
        self.add_action(self.change)
        self.outer.addWidget(self.wrong)
        if is_theme:
            desk.ask("cases", lambda connection: themes.cases(connection, row.key), self._take)

    def _take(self, found: tuple[list[Case], int]) -> None:
        if self.asked is not None:
            return
        shown, count = found
        clear(self.body)
        self.note.setText(f"{count:,}" if count else _("no project has said that it occurs"))
        for case in shown:
            self._add(case)

    def _add(self, case: Case) -> None:
        line = LineButton("", case.row.home, movement_words(case.row), level=case.row.level)
        line.clicked.connect(lambda: self.desk.open_record("challenge", case.row.key))
        self.body.addWidget(line)
        worked = "; ".join(_worked(row) for row in case.worked)
        told = (
            _("Partners: {names}").format(names=case.partners) if case.partners else "",
            look_words(case.last_review) if case.last_review else "",
            _("Worked: {responses}").format(responses=worked) if worked else "",
        )
        for words in filter(None, told):
            self.body.addWidget(Words(words, font="label", tint="text2", wrap=True))

    def ask(self) -> None:
        """Ask for the theme; Enter takes it."""
        if self.asked is not None:
            return
        self.asked = LineEditor(Challenge.theme, self._suggest)
        self.asked.setProperty("wrong", False)
        self.asked.setPlaceholderText(_("Name or reference of the theme; Enter"))
        self.asked.cancelled.connect(self._leave)
        self.body.insertWidget(0, self.asked)
        self.asked.show()
        self.asked.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _suggest(self, kind: str, text: str) -> list[str]:
        return told_apart(
            [one for one in suggest(self.desk.portfolio.connection, kind, text) if one[0] != self.row.key]
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the theme that is named, Esc leaves it."""
        if self.asked is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif self.asked is not None and event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def take(self) -> None:
        """Merge into the theme that is named, or become its case; what stands against it is said here."""
        if self.asked is None:
            return
        try:
            self.desk.refuse_while_writing()
            theme = meant(self.desk.portfolio.connection, self.asked.field, self.asked.words())
            if theme:
                self._change_to(theme)
        except (ValueError, PortfolioError) as error:
            self.wrong.setText(str(error))
            self.wrong.show()

    def _change_to(self, theme: str) -> None:
        if not self.is_theme:
            themes.make_case(self.desk.portfolio, self.row.key, theme)
            return
        merge_themes(self.desk.portfolio, self.row.key, theme)
        self.desk.said.emit(_("{name} was merged.").format(name=self.row.display), "undo")
        self.desk.open_record("challenge", theme)

    def _leave(self) -> None:
        if self.asked is not None:
            take_out(self.asked)
            self.asked.deleteLater()
            self.asked = None


def movement_words(row: Row) -> str:
    """Return how a case has moved since it was first rated."""
    if not row.level:
        return _("not rated")
    words = {1: _("↑ was {level}"), -1: _("↓ was {level}"), 0: _("as at first")}
    return words[themes.movement(row)].format(level=row.shown(Challenge.inherent_level))


def _worked(response: Row) -> str:
    outcome = response.shown(Response.outcome)
    return (
        _("{response} ({outcome})").format(response=response.display, outcome=outcome) if outcome else response.display
    )
