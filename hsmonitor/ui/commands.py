"""What the desk can do, each thing described once: shortcut, menu, palette and the sheet of all keys read it here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do: `name` never changes, `title` is shown; `key` is a shortcut as Qt writes it, if there is one.

    `group` is the heading under which lists show it, `words` are further words by which it is found.
    """

    name: str
    title: str
    act: Callable[[], object]
    key: str = ""
    group: str = ""
    words: str = ""


class Commands:
    """The commands of one window; adding one with a key makes its shortcut work everywhere in that window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._commands: dict[str, Command] = {}

    def add(self, *commands: Command) -> None:
        """Add commands; one of the same name is replaced in the lists."""
        for command in commands:
            if command.key and command.name not in self._commands:
                QShortcut(QKeySequence(command.key), self._window, lambda name=command.name: self.run(name))
            self._commands[command.name] = command

    def remove(self, *names: str) -> None:
        """Take commands without a key out of the lists."""
        for name in names:
            del self._commands[name]

    def run(self, name: str) -> None:
        """Do what the command `name` does."""
        self._commands[name].act()

    def __getitem__(self, name: str) -> Command:
        return self._commands[name]

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())


def on_key(widget: QWidget, key: str, act: Callable[[], object], *, inside: bool = True) -> None:
    """Have `key` do `act` while the keyboard is on `widget` itself, or where `inside` on anything in it."""
    shortcut = QShortcut(QKeySequence(key), widget)
    with_children, alone = Qt.ShortcutContext.WidgetWithChildrenShortcut, Qt.ShortcutContext.WidgetShortcut
    shortcut.setContext(with_children if inside else alone)  # as an argument beside a callable it is passed over
    shortcut.activated.connect(lambda: act())
