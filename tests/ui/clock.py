"""The program as it runs on another day: `python -m tests.ui.clock DAYS open PORTFOLIO`, so many days from today.

The program itself has no switch for it: what it asks for the time is answered otherwise.
"""

import sys
from datetime import datetime, timedelta, tzinfo

import hsmonitor.domain.dates
import hsmonitor.store.portfolio


def set_clock(days: int) -> None:
    """Have the program believe that so many days have passed."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  (a plain one is what is asked for)
            return datetime.now(tz) + timedelta(days=days)

    for module in (hsmonitor.domain.dates, hsmonitor.store.portfolio):
        module.datetime = Clock  # type: ignore[attr-defined]  (as they have imported it)


if __name__ == "__main__":
    from hsmonitor.cli import main

    set_clock(int(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
