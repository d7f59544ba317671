"""Moments of the history as the user reads them."""

from datetime import datetime

from hsmonitor.domain.dates import display_date, today
from hsmonitor.language import _


def local_time(moment: str) -> str:
    """Return a moment of the history (UTC, ISO 8601) as the user's local time in words."""
    instant = datetime.fromisoformat(moment).astimezone()
    clock = instant.strftime("%H:%M")
    if instant.date() == today():
        return clock
    return _("{day}, {time}").format(day=display_date(instant.date().isoformat()), time=clock)
