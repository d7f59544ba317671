"""How an event of a calendar is written (RFC 5545).

icalendar takes some 0.4 ms for each event that it makes and writes; a portfolio can have a hundred thousand. So it writes two
of them, one that stands and one that is cancelled, with names where events differ; here these are put in.
"""

from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hsmonitor.domain.dates import last_day
from hsmonitor.store.lapsed import When

if TYPE_CHECKING:
    from icalendar import Event

LINE = 75
"""Octets in a line, without its end (RFC 5545, 3.1)."""
_BEFORE = timedelta(hours=-15)
"""A reminder comes at nine in the morning of the day before."""


class Happening(NamedTuple):
    """An event of a whole day (ISO, the last one of a month or a year where no more is known).

    `kind` and `key` identify it from one export to the next; `changed` is its newest change; `cancelled` takes it out of
    the calendar of whoever has it.
    """

    kind: str
    key: str
    title: str
    day: str
    lines: tuple[str, ...]
    changed: When
    cancelled: bool = False

    @property
    def sequence(self) -> int:
        """A number that grows with each change. What stands comes after what was cancelled by the same change.

        A challenge that has moved is cancelled in the calendar of one project and stands in that of another; whoever
        reads both, in any order, is left with the one that stands.
        """
        return 2 * self.changed.position + (not self.cancelled)


def written(event: Happening) -> str:
    """Return an event as the lines of a calendar file."""
    day = last_day(event.day)
    filled = _pattern(event.cancelled).format(
        uid=f"{event.kind}-{event.key}@human-security-monitor",
        sequence=event.sequence,
        moment=f"{datetime.fromisoformat(event.changed.moment):%Y%m%dT%H%M%SZ}",
        title=_escaped(event.title),
        lines=_escaped("\n".join(filter(None, event.lines))),
        start=_figures(day),
        end=_figures(day + timedelta(days=1)),
    )
    return "".join(f"{_folded(line)}\r\n" for line in filled.split("\r\n"))


def _escaped(words: str) -> str:
    """Return text as a line of the file can hold it (RFC 5545, 3.3.11)."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return lines.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _figures(day: date) -> str:
    return day.isoformat().replace("-", "")


def _folded(line: str) -> str:
    """Return a line cut where it is too long; what follows a cut begins with a space. No letter is cut in two."""
    if len(line) < LINE and line.isascii():
        return line
    parts, left = [], line.encode()
    while len(left) > LINE - 1:
        cut = LINE - 1
        while left[cut] & 0xC0 == 0x80:  # a letter goes on here
            cut -= 1
        parts.append(left[:cut].decode())
        left = left[cut:]
    return "\r\n ".join([*parts, left.decode()])


@cache
def _pattern(cancelled: bool) -> str:
    """Return an event as icalendar writes it, with names in braces for what differs."""
    from icalendar import Event, vText

    event, whole_day = Event(), {"VALUE": "DATE"}
    names = {"uid": "uid", "sequence": "sequence", "dtstamp": "moment", "last-modified": "moment"}
    for name, token in {**names, "summary": "title", "description": "lines"}.items():
        event.add(name, vText(f"{{{token}}}"))
    event.add("dtstart", vText("{start}", params=whole_day))
    event.add("dtend", vText("{end}", params=whole_day))
    event.add("transp", "TRANSPARENT")
    if cancelled:
        event.add("status", "CANCELLED")
    else:
        _remind(event)
    return str(event.to_ical().decode()).removesuffix("\r\n")


def _remind(event: "Event") -> None:
    from icalendar import Alarm, vText

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", vText("{title}"))
    alarm.add("trigger", _BEFORE)
    event.add_component(alarm)
