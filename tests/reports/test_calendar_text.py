"""Events as text: what a calendar program reads is what was meant, whatever the words."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event

from hsmonitor.domain.dates import last_day
from hsmonitor.reports.calendar_text import LINE, Happening, written
from hsmonitor.store.lapsed import When

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\\;,{}^"), max_size=300)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(date.isoformat)
MOMENT = "2026-11-25T10:20:11.123456+00:00"


@given(title=WORDS, lines=st.lists(WORDS, max_size=3).map(tuple), day=DAYS, cancelled=st.booleans())
def test_what_is_read_is_what_was_written(title: str, lines: tuple[str, ...], day: str, cancelled: bool) -> None:
    happening = Happening("challenge", "1", title, day, lines, When(7, MOMENT), cancelled)
    text = written(happening)
    assert all(len(line.encode()) <= LINE for line in text.split("\r\n"))
    event = Event.from_ical(text)
    assert event["summary"] == title
    assert event["description"] == "\n".join(line for line in lines if line)
    assert event.decoded("dtstart") == last_day(day)
    assert (event.get("status") == "CANCELLED") is cancelled
    assert len(event.walk("VALARM")) == (not cancelled)
    assert event.decoded("dtstamp").isoformat() == "2026-11-25T10:20:11+00:00"


def test_what_stands_comes_after_what_was_cancelled_by_the_same_change_and_before_the_next() -> None:
    def sequence(position: int, *, cancelled: bool) -> int:
        return Happening("challenge", "1", "", "2026", (), When(position, MOMENT), cancelled).sequence

    assert sequence(7, cancelled=True) < sequence(7, cancelled=False) < sequence(8, cancelled=True)
