"""Every place of the desk that can be looked at: the tour takes pictures of them, the tests walk through them.

They are read from what the window, the commands and the catalogue know, so that a new page is among them by itself.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.store.listing import Query
from hsmonitor.store.subjects import most_cited
from hsmonitor.ui.session import SHEETS, Session

_SHOWN_ELSEWHERE = {"record", "help"}
_ON_SETTINGS = {"office", "level_cell"}
"""Kinds of record that have no sheet of their own: the page of settings shows them."""
_TOPICS = ("page", "keys", "about")


@dataclass(frozen=True, slots=True)
class Stop:
    """One place: `show` goes there, `leave` clears what stands over the page, where anything does.

    A `minor` one is made of the same parts as another: a list or record of a kind that is no entry of the rail.
    """

    name: str
    show: Callable[[], object]
    leave: Callable[[], object] = lambda: None
    minor: bool = False


def stops(session: Session) -> list[Stop]:
    """Return the places: pages as in the rail, the other pages and lists, a record of each kind, help, what opens over them."""
    places = (_pages(session), _lists(session), _records(session), _topics(session), _over(session))
    return [stop for some in places for stop in some]


def _pages(session: Session) -> Iterator[Stop]:
    window = session.window
    others = [key for key in window.page_keys if key not in window.titles and not key.startswith("list ")]
    for key in (*window.titles, *others):
        if key not in _SHOWN_ELSEWHERE:
            yield Stop(key, partial(window.open_page, key))


def _lists(session: Session) -> Iterator[Stop]:
    for kind in RECORDS:
        if kind in SHEETS.values() or kind in _ON_SETTINGS:
            continue
        if most_cited(session.desk.portfolio.connection, kind):
            yield Stop(f"list-{kind}", partial(session.open_list, Query(kind)), minor=True)


def _records(session: Session) -> Iterator[Stop]:
    """Yield the record of each kind that tells most: the one with the most citations."""
    for kind in RECORDS:
        if key := most_cited(session.desk.portfolio.connection, kind):
            minor = kind not in SHEETS.values()
            yield Stop(f"record-{kind}", partial(session.open_record, kind, key), minor=minor)


def _topics(session: Session) -> Iterator[Stop]:
    for topic in _TOPICS:
        yield Stop(f"help-{topic}", partial(_help, session, topic))


def _help(session: Session, topic: str) -> None:
    session.window.open_page("challenges")
    session.help(topic)


def _over(session: Session) -> Iterator[Stop]:
    for name, command in (("palette", "find"), ("projects-to-choose", "choose project")):
        yield Stop(name, partial(_open_palette, session, command), session.finder.palette.leave)


def _open_palette(session: Session, command: str) -> None:
    session.window.open_page("challenges")
    session.commands.run(command)
