"""Texts to correct, on whatever page they stand: how many there are, and how one goes from one to the next."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, SignalInstance

Show = Callable[[str], object]
Count = Callable[[int], object]


class Spot(NamedTuple):
    """A text to correct. `here` tells that the keyboard is on it; `go` puts it there, on the page that is shown by then."""

    here: bool
    go: Callable[[], object]


class Corrected(Protocol):
    """A page on which texts can wait to be corrected; `judged` carries how many do."""

    judged: SignalInstance

    def to_correct(self) -> list[Spot]:
        """Return where they are, in the order in which one goes through them."""
        ...


class Correcting(QObject):
    """Goes through the texts to correct of all pages: `show` shows a page by its name, `count` is told how many there are."""

    def __init__(self, here: Callable[[], str], show: Show, count: Count, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._here, self._show, self._count = here, show, count
        self._pages: dict[str, Corrected] = {}
        self._counts: dict[str, int] = {}

    def add(self, name: str, page: Corrected) -> None:
        """Have the texts of a page among those that one goes through."""
        self._pages[name] = page
        page.judged.connect(partial(self._judge, name))

    def _judge(self, name: str, count: int) -> None:
        self._counts[name] = count
        self._count(sum(self._counts.values()))

    def go(self) -> bool:
        """Go to the next text to correct, on this page before others; tell whether there is one."""
        here = self._here()
        spots = [(name, spot) for name, page in self._pages.items() for spot in page.to_correct()]
        if not spots:
            return False
        mine = [number for number, (name, _spot) in enumerate(spots) if name == here]
        at = [number for number in mine if spots[number][1].here]
        name, spot = spots[(at[-1] + 1) % len(spots) if at else mine[0] if mine else 0]
        if name != here:
            self._show(name)
        spot.go()
        return True
