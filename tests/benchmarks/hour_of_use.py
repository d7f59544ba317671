"""An hour at the desk without the pauses for thought: typing, filtering, looking up, undoing, in the real program.

Whoever works fast does something about every second: 3,600 acts, a handful of keys each. They follow one another as soon as
what they asked for has come and the inspector had time to fill; now and then one looks longer, so that what waits for a rest
comes too.

`python -m tests.benchmarks.hour_of_use hour PORTFOLIO [ACTS]` prints what it found as JSON; the portfolio is written to.
"""

import gc
import os
import random
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any

from PySide6.QtCore import QTimer

from tests.benchmarks.probe import IDLE, finish, memory, program, watch
from tests.benchmarks.typist import BETWEEN_ACTS, Typist

ACTS = 3_600
WARM_UP = 200
"""Acts after which each of them was done: memory is compared from there, as a page that is opened first is no growth."""

LOOK, LOOKS = 0.5, 12
"""Seconds of a longer look, and acts from one to the next; the views are counted 0.3 after a change."""

SEED = 2013
WORDS = ("drought", "river", "permit", "school roads", "officers", "north", "seed stock")


class Hour:
    """What is done at the desk, act by act; each begins and ends in the sheet of challenges."""

    def __init__(self, typist: Typist) -> None:
        self._hands = typist
        self._chance = random.Random(SEED)
        self._undone = 0

    def acts(self) -> Iterator[Callable[[], None]]:
        """Yield what is done next: first everything once, then as chance has it, by weight."""
        weights = {
            self.rate: 20, self.correct: 14, self.correct_on_the_page: 5, self.add: 6, self.fill: 3, self.paste: 4,
            self.empty_a_cell: 3, self.undo: 16, self.redo: 6, self.walk: 16, self.jump: 4, self.filter: 9,
            self.search: 6, self.sort: 3, self.view: 3, self.group: 1, self.open: 6, self.find: 5, self.go_round: 3,
            self.review: 4,
        }  # fmt: skip
        yield from weights
        while True:
            yield self._chance.choices(list(weights), list(weights.values()))[0]

    def rate(self) -> None:
        """Rate a challenge in its cells: two digits."""
        self._go_to_column(3)
        self._hands.type(self._digit())
        self._hands.press("Tab")
        self._hands.type(self._digit())
        self._hands.press("Return")

    def correct(self) -> None:
        """Write more at the end of a title."""
        self._go_to_column(0)
        self._hands.press("F2", "End")
        self._hands.type(f" {self._word()}")
        self._hands.press("Return")

    def correct_on_the_page(self) -> None:
        """Open a record, change its title there, go back."""
        self._go_to_column(0)
        self._hands.press("Return")
        self._hands.look()
        self._hands.press("Tab", "End")
        self._hands.type(f" {self._word()}")
        self._hands.press("Tab")
        self._hands.look()
        self._hands.press("Escape")

    def add(self) -> None:
        """Type a new challenge in the ready line, its project found by a few letters."""
        self._hands.press("Ctrl+N")
        self._hands.type(f"The {self._word()} is late")
        self._hands.press("Tab")
        self._hands.type("lake")
        self._hands.look()
        self._hands.press("Tab")
        self._hands.type(self._digit())
        self._hands.press("Tab")
        self._hands.type(self._digit())
        self._hands.press("Return")

    def fill(self) -> None:
        """Give some cells the same value."""
        self._go_to_column(4)
        self._hands.press(*["Shift+Down"] * self._chance.randrange(2, 12))
        self._hands.type(self._digit())
        self._hands.press("Ctrl+Return")

    def paste(self) -> None:
        """Copy a cell to the one below."""
        self._go_to_column(6)
        self._hands.press("Ctrl+C", "Down", "Ctrl+V")

    def empty_a_cell(self) -> None:
        """Make a cell "not recorded"."""
        self._go_to_column(7)
        self._hands.press("Delete")

    def undo(self) -> None:
        """Take back the newest change or two."""
        times = self._chance.randrange(1, 3)
        self._undone += times
        self._hands.press(*["Ctrl+Z"] * times)

    def redo(self) -> None:
        """Do again what was undone last, or nothing where something was changed since."""
        self._hands.press("Ctrl+Y")

    def walk(self) -> None:
        """Go along the rows."""
        key = self._chance.choice(["Down", "Down", "Up", "PgDown", "PgDown", "PgUp"])
        for _number in range(self._chance.randrange(1, 6)):
            self._hands.press(key)

    def jump(self) -> None:
        """Go to the end, or to the beginning."""
        self._hands.press(self._chance.choice(["Ctrl+End", "Ctrl+Home"]))

    def filter(self) -> None:
        """Filter a column a letter at a time, look at what is left, and take the filter away."""
        column, words = self._chance.choice([(0, self._word()), (3, ">=3"), (4, "2..4"), (6, "clos"), (7, "?")])
        self._go_to_column(column)
        self._hands.press("Ctrl+Shift+L")
        self._hands.type(words)
        self._hands.press("Return")
        self._hands.look()
        self._hands.press("Down", "Down", "Ctrl+Shift+L")
        self._hands.press("Escape", "Escape")

    def search(self) -> None:
        """Search a letter at a time, look at what is found, and search no more."""
        self._hands.press("Ctrl+F")
        self._hands.type(self._word())
        self._hands.press("Return")
        self._hands.look()
        self._hands.press("Down", "Ctrl+F", "Escape", "Escape")

    def sort(self) -> None:
        """Sort by a column, down and up."""
        self._go_to_column(self._chance.randrange(8))
        self._hands.press("Alt+Shift+Down")
        self._hands.look()
        self._hands.press("Alt+Shift+Up")

    def view(self) -> None:
        """Look at another view, and come back."""
        self._hands.press("Ctrl+PgDown")
        self._hands.look()
        self._hands.press("Ctrl+PgUp")

    def group(self) -> None:
        """Group by status, and no more."""
        self._go_to_column(6)
        self._hands.press("Ctrl+Shift+G")
        self._hands.look()
        self._go_to_column(6)
        self._hands.press("Ctrl+Shift+G")

    def open(self) -> None:
        """Read a few records, one after the other."""
        self._hands.press("Return")
        for _number in range(self._chance.randrange(1, 4)):
            self._hands.look()
            self._hands.press("Ctrl+PgDown")
        self._hands.look()
        self._hands.press("Escape")

    def find(self) -> None:
        """Look what is found by a word, open a record by its reference, go back."""
        self._hands.press("Ctrl+K")
        self._hands.type(self._word())
        self._hands.look()
        self._hands.press(*["Down"] * self._chance.randrange(3), "Ctrl+A")
        self._hands.type(f"C-{self._chance.randrange(1, 3)}")
        self._hands.look()
        self._hands.press("Return")
        self._hands.look()
        self._hands.press("Ctrl+5")

    def go_round(self) -> None:
        """Look at other pages."""
        for key in self._chance.sample(["Ctrl+1", "Ctrl+3", "Ctrl+4", "Ctrl+6", "Ctrl+H"], 3):
            self._hands.press(key)
            self._hands.look()
        self._hands.press("Ctrl+5")

    def review(self) -> None:
        """Review the challenge under the cursor: two digits, keep, save."""
        self._hands.press("Alt+R")
        self._hands.look()
        self._hands.type(f"{self._digit()}{self._digit()}k")
        self._hands.press("Ctrl+Return")
        self._hands.look()
        self._hands.press("Ctrl+5")

    def _go_to_column(self, column: int) -> None:
        self._hands.press("Down", "Home", *["Right"] * column)

    def _digit(self) -> str:
        return str(self._chance.randrange(1, 6))

    def _word(self) -> str:
        return self._chance.choice(WORDS)


def drive(typist: Typist, acts: int) -> None:
    """Do it all, and end with what was found."""
    window, desk = typist.window, typist.desk
    typist.do(window.activateWindow)
    typist.until(window.isActiveWindow)
    typist.press("Ctrl+5")
    typist.look(LOOK)
    changes, before = typist.do(lambda: _changes(desk)), 0.0
    for number, act in zip(range(acts), Hour(typist).acts(), strict=False):
        typist.watch.act = act.__name__
        act()
        typist.look(BETWEEN_ACTS if number % LOOKS else LOOK)
        if number + 1 == min(WARM_UP, acts // 2):
            before = typist.do(_memory)
    found = {"acts": acts, "changes": typist.do(lambda: _changes(desk)) - changes, "holds": typist.watch.holds}
    finish(found | {"growth": typist.do(_memory) - before, "memory": before})


def _changes(desk: Any) -> int:
    """Return how many changes the portfolio has seen, those that were taken back included."""
    return int(desk.portfolio.connection.execute("SELECT count(*) FROM journal").fetchone()[0])


def _memory() -> float:
    """Return resident megabytes, without what only waits to be collected."""
    gc.collect()
    return memory()


def _end(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    """End at an error that nobody expected: there must be none in an hour."""
    traceback.print_exception(kind, error, trace)
    os._exit(1)


def hour(path: Path, acts: int) -> None:
    """Start the real program, and use it."""
    typists: list[Typist] = []

    def begin(window: Any) -> None:
        sys.excepthook = _end
        typists.append(Typist(window, window.page_widget("overview").desk))
        Thread(target=drive, args=(typists[0], acts), daemon=True).start()

    threading.excepthook = lambda told: _end(told.exc_type, told.exc_value, told.exc_traceback)
    watch(lambda window: QTimer.singleShot(IDLE + 1_000, lambda: begin(window)))
    program(path)


if __name__ == "__main__":
    hour(Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else ACTS)
