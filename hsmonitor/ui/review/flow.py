"""The way through a review: what is gone through, where one is, and what is done.

It knows no widget. Every step is kept at once, so that a review goes on after a crash where it was.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from itertools import chain, islice

from PySide6.QtCore import QObject, Signal

from hsmonitor.domain.dates import today
from hsmonitor.store.listing import Row, read_rows
from hsmonitor.store.portfolio import now
from hsmonitor.store.record_view import read_citations
from hsmonitor.store.review_place import Place, kept_place, no_place, place_drafts
from hsmonitor.store.review_queue import Gathered, in_order, reviewed_since
from hsmonitor.store.review_view import ReviewView, read_review
from hsmonitor.store.themes import answered
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.review.unsaved import Unsaved

FEW = 500
"""Touched challenges up to which only they are looked at again; beyond, the whole queue."""
ASSESSED, EXEMPT = "assessed", "exempt"
"""What a project said of a theme, beside the decisions on challenges."""


class Flow(QObject):
    """One review at a time.

    `begun` tells of a queue, `moved` of another challenge, `shown` carries its view (None where it is gone), `asked` a theme
    with its citations; `counted` follows what is done, `ended` the end of the review.
    """

    begun = Signal()
    moved = Signal()
    shown = Signal(object)
    asked = Signal(object, object)
    counted = Signal()
    ended = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.place: Place | None = None
        self.done: dict[str, str] = {}
        self._stale: set[str] = set()
        self._numbered: tuple[tuple[str, ...], dict[str, int]] = ((), {})
        self._ended = False
        self.unsaved = Unsaved(desk, self)
        desk.changed.connect(self._changed)

    # Beginning and ending

    def begin(self, name: str, found: Gathered, *, project: str = "", meeting: str = "", order: str = "urgent") -> None:
        """Begin a review of what was gathered, at its first challenge; what was given in another one waits still."""
        place = Place(name, now(), found.keys, found.asked, project, meeting, order)
        place = place.move(found.keys[0]) if found.keys else place
        self._keep(place)
        self._take(place)

    def left(self, connection: sqlite3.Connection) -> Place | None:
        """Return the review that this user can go on with on this device, None where there is none."""
        if self.place or self._ended:  # what is kept may still say otherwise
            return self.place
        return kept_place(connection, self.desk.portfolio.author)

    def resume(self) -> bool:
        """Go on with the review that this user left on this device; tell whether there is one."""
        if self.place is None and (place := self.left(self.desk.portfolio.connection)):
            self._take(place)
        return self.place is not None

    def _take(self, place: Place) -> None:
        self.unsaved.load()
        self.place = place
        self.done = {}
        self._count()
        self.begun.emit()
        self.read()

    def end(self) -> None:
        """Leave the review for good: there is nothing to go on with any more."""
        self.place, self.done, self._ended = None, {}, True
        self.desk.drafts.keep(no_place(self.desk.portfolio.author))
        self.ended.emit()

    def _keep(self, place: Place, *, queue: bool = True) -> None:
        self.desk.drafts.keep(place_drafts(self.desk.portfolio.author, place, queue=queue))

    # Going about

    def _here(self) -> Place:
        assert self.place is not None  # noqa: S101  (nothing here is reached without a review)
        return self.place

    @property
    def key(self) -> str:
        """The challenge, or theme, that is being looked at."""
        return self.place.at if self.place else ""

    @property
    def number(self) -> int:
        """Where one is in the queue, from 0."""
        return self._numbers.get(self.key, 0)

    @property
    def _numbers(self) -> dict[str, int]:
        """Where each stands in the queue; it can have tens of thousands, and is asked with every step."""
        keys = self.place.keys if self.place else ()
        if self._numbered[0] is not keys:
            self._numbered = keys, {key: number for number, key in enumerate(keys)}
        return self._numbered[1]

    @property
    def asking(self) -> bool:
        """Whether it is a theme of which a project is to say whether it occurs."""
        return self.place is not None and self.key in self.place.asked

    def go(self, key: str) -> None:
        """Look at another one of the queue."""
        if self.place and key != self.key and key in self._numbers:
            self._move(self.place.move(key), queue=False)

    def step(self, by: int) -> None:
        """Look at the next one, or the one before."""
        if self.place and self.place.keys:
            number = min(max(0, self.number + by), len(self.place.keys) - 1)
            self.go(self.place.keys[number])

    def skip(self) -> None:
        """Pass over this one, and go on."""
        if self.place and self.key:
            self.place = self.place.skip(self.key)
            self.go_on()

    def forget_skipped(self) -> None:
        """Go back to those that were passed over."""
        if self.place and self.place.skipped:
            self.place = replace(self.place, skipped=frozenset())
            self.go_on()

    def go_on(self) -> None:
        """Go to the next one that is neither done nor passed over: further down, else from the top."""
        if self.place is None:
            return
        place, here, first = self.place, self.key, self.number + 1 if self.key else 0
        further = chain(islice(place.keys, first, None), islice(place.keys, first))
        waiting = (key for key in further if key != here and key not in self.done and key not in place.skipped)
        self._move(place.move(next(waiting, "")), queue=False)

    def put_in(self, key: str, *, instead: bool = False) -> None:
        """Look at one more challenge now, after this one or instead of it."""
        if self.place:
            self._move(self.place.after(self.key, key, instead=instead))

    def set_order(self, order: str) -> None:
        """Put the queue into another order; what is being looked at stays."""
        if self.place is None:
            return
        keys, day = self.place.keys, today()
        asked = self.place.asked

        def take(found: list[str]) -> None:
            if self.place:
                themes = [key for key in keys if key in asked]
                ordered = (*(key for key in found if key not in asked), *themes)
                self._move(replace(self.place, keys=ordered, order=order))

        self.desk.ask("review order", lambda connection: in_order(connection, keys, order, day), take)

    def _move(self, place: Place, *, queue: bool = True) -> None:
        self.unsaved.keep()
        self.place = place
        self._keep(place, queue=queue)
        self.moved.emit()
        self.read()

    # Reading

    def read(self) -> None:
        """Read what is being looked at."""
        key, day = self.key, today()
        if not key:
            self.shown.emit(None)
        elif self.asking:
            self.desk.ask("review", lambda connection: _theme(connection, key), self._theme_read)
        else:
            self.desk.ask("review", lambda connection: read_review(connection, key, day), self._read(key))

    def _read(self, key: str) -> Callable[[ReviewView | None], None]:
        def take(view: ReviewView | None) -> None:
            if key == self.key:
                self.shown.emit(view)

        return take

    def _theme_read(self, found: tuple[Row, list[Row]] | None) -> None:
        if found:
            self.asked.emit(*found)
        else:
            self.shown.emit(None)

    def _changed(self, touched: dict[str, set[str]]) -> None:
        if self.place is None:
            return
        if "theme_exemption" in touched or len(touched.get("challenge", ())) > FEW:
            self._count()
        elif "review" in touched or "challenge" in touched:
            self._count(touched.get("challenge", set()))
        if self.key and {"challenge", "response", "review", "assessment", "level_cell", "office"} & touched.keys():
            self.read()

    def _count(self, only: set[str] | None = None) -> None:
        """Read what is done, of the whole queue or of `only` those that were touched."""
        place = self._here()
        if only is not None:
            self._stale |= only
            place = replace(place, keys=tuple(self._stale & self._numbers.keys()))
        else:
            self._stale = set(place.keys)
        asked = frozenset(place.keys) | place.asked

        def read(connection: sqlite3.Connection) -> dict[str, str]:
            return _done(connection, place)

        def take(done: dict[str, str]) -> None:
            if self.place and self.place.begun_at == place.begun_at:
                self._stale = set()
                self.done = {key: said for key, said in self.done.items() if key not in asked} | done
                self.counted.emit()

        self.desk.ask("review done", read, take)

    def note_done(self, key: str, decision: str) -> None:
        """Tick a challenge off before the reviews are read again."""
        self.done = self.done | {key: decision}
        self.unsaved.drop(key)
        self.counted.emit()


def _theme(connection: sqlite3.Connection, key: str) -> tuple[Row, list[Row]] | None:
    rows = read_rows(connection, "challenge", [key])
    return (rows[0], read_citations(connection, "challenge", key)) if rows else None


def _done(connection: sqlite3.Connection, place: Place) -> dict[str, str]:
    done = reviewed_since(connection, place.keys, place.begun_at)
    if place.project and place.asked:
        answers = answered(connection, place.project, place.asked)
        done |= {theme: EXEMPT if reason else ASSESSED for theme, reason in answers.items()}
    return done
