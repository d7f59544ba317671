"""What the frame of a window says of its portfolio: title, counts, what undo takes back, and what there is to tell."""

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from hsmonitor.language import _, ngettext
from hsmonitor.ui.frame.progressing import Progressing
from hsmonitor.ui.page_table import SHEETS

if TYPE_CHECKING:
    from hsmonitor.ui.session import Session

LONGEST_UNDO = 60


def _counts(connection: sqlite3.Connection, project: str | None) -> dict[str, int]:
    from hsmonitor.store.figures import counts

    return counts(connection, project)


class FrameSaying:
    """Keeps bar, rail, title and status bar of a session's window as the portfolio is."""

    def __init__(self, session: "Session") -> None:
        self._session, self._window, self._desk = session, session.window, session.desk
        self._to_undo: tuple[object, str] | None = None
        desk, window = self._desk, self._window
        self._progressing = Progressing((desk.writing, desk.making), window.stack)
        desk.said.connect(self._say)
        desk.asked.connect(self._ask)
        desk.imported.connect(self._say_imported)
        desk.steps.connect(self._show_steps)
        desk.steps.connect(window.saved)
        desk.steps.connect(self._show_portfolio)
        desk.narrowed.connect(self._show_portfolio)
        desk.drafts.kept.connect(window.status.set_draft)
        window.bar.undo.connect(desk.undo)
        window.bar.redo.connect(desk.redo)

    def furnish(self) -> None:
        """Have the window painted with its first rows, and fill the frame with what they do not wait for."""
        self._window.setUpdatesEnabled(True)
        if not self._desk.portfolio.read_only:
            self._window.status.set_saved(_("All changes saved"))
        self._show_portfolio()
        self._show_steps()

    def _say(self, words: str, kind: str) -> None:
        if not words:
            self._window.message.hide()
        elif kind == "undo":
            self._to_undo = (self._desk.portfolio.next_undo(), words)
            self._offer(words, "info", (_("Undo"), self._desk.undo))
        else:
            self._window.say(words, kind)

    def _ask(self, words: str, answers: list[tuple[str, Callable[[], None]]]) -> None:
        self._offer(words, "warn", *answers)

    def _say_imported(self, words: str, answer: str, act: Callable[[], None]) -> None:
        """Offer to take an import back; where there is a further answer, it stays until the user has seen it."""
        self._to_undo = (self._desk.portfolio.next_undo(), words)
        further = [(answer, act)] if answer else []
        self._offer(words, "warn" if further else "info", *further, (_("Undo"), self._desk.undo))
        if further:
            self._window.message.take_keyboard()

    def _offer(self, words: str, mood: str, *answers: tuple[str, Callable[[], None]]) -> None:
        message, labels = self._window.message, [answer for answer, _act in answers]

        def take(act: Callable[[], None]) -> None:
            had_keyboard = message.has_keyboard()
            message.hide()
            act()
            if had_keyboard and message.isVisible() and message.labels == labels:  # the same is asked once more
                message.take_keyboard()

        self._window.say(words, mood, [(answer, partial(take, act)) for answer, act in answers])

    def _withdraw(self, undo: object) -> None:
        """Take away what was offered to be undone when something else would be by now."""
        message = self._window.message
        if self._to_undo and undo != self._to_undo[0]:
            if message.words.text() == self._to_undo[1]:
                message.hide()
            self._to_undo = None

    def _show_steps(self) -> None:
        undo, redo = self._desk.portfolio.next_undo(), self._desk.portfolio.next_redo()
        self._withdraw(undo)
        self._window.bar.set_steps(undo.name if undo else "", redo.name if redo else "")
        words = _("Ctrl+Z undoes: {name}").format(name=undo.name) if undo else ""
        self._window.status.undo.setText(words if len(words) < LONGEST_UNDO else f"{words[: LONGEST_UNDO - 2]}…")

    def _show_portfolio(self) -> None:
        path, project = self._desk.portfolio.path, self._desk.project
        self._window.setWindowTitle(_("{name} – Human Security Monitor").format(name=path.stem))
        self._window.setWindowFilePath(str(path))
        count = lambda connection: _counts(connection, project)  # noqa: E731  (used once)
        self._desk.ask("counts", count, self._show_counts, yielding=True)

    def _show_counts(self, counts: dict[str, int]) -> None:
        self._session.finder.show_project()
        self._window.rail.set_counts({name: f"{counts[kind]:,}" for name, kind in SHEETS.items()})
        projects, challenges = counts["project"], counts["challenge"]
        parts = (
            ngettext("{count} project", "{count} projects", projects).format(count=f"{projects:,}"),
            ngettext("{count} challenge", "{count} challenges", challenges).format(count=f"{challenges:,}"),
        )
        caption = _("{projects}, {challenges}").format(projects=parts[0], challenges=parts[1])
        self._window.bar.set_portfolio(self._desk.portfolio.path.stem, caption)
