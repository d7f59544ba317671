"""What the reports page asks beside the window: what it shows of the portfolio, what a report will hold, the report itself."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hsmonitor.domain.office import Meeting
from hsmonitor.reports.options import Options
from hsmonitor.reports.register import Report
from hsmonitor.store.history import newest_position
from hsmonitor.store.listing import Listing, Query, Row
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.report_definitions import Saved, saved_reports
from hsmonitor.ui.reporting import made
from hsmonitor.ui.reporting.job import Moved, Stop

if TYPE_CHECKING:
    from hsmonitor.reports.preview import Held

MEETINGS = 100
"""How many meetings are offered, the newest ones."""


class Finished(NamedTuple):
    """A report that was made, up to which transaction it shows the portfolio, and what is to be said of it."""

    report: Report
    options: Options
    path: Path
    position: int
    told: list[str]


@dataclass(frozen=True, slots=True)
class Known:
    """What is saved, the meetings, and what was made last of the report, in words."""

    saved: list[Saved]
    meetings: list[Row]
    last: str


def read(last: made.Made | None, connection: sqlite3.Connection) -> Known:
    """Read what the page shows of the portfolio for a report that was made as `last` says."""
    listing = Listing(connection, Query(Meeting.kind, order=((Meeting.held_on.name, True),)))
    words = made.in_words(last, made.changed_since(connection, last)) if last else ""
    return Known(saved_reports(connection), listing.first(MEETINGS), words)


def preview(portfolio: Portfolio, name: str, options: Options, _connection: sqlite3.Connection) -> "Held":
    """Count what a report will hold. Raises PortfolioError."""
    from hsmonitor.reports.preview import preview as count

    return count(portfolio, name, options)


def would_lose(portfolio: Portfolio, report: Report, target: Path, options: Options) -> bool:
    """Tell whether a file stands there that is not the same report and edition, as it was made from here the last time."""
    last = made.last_made(portfolio.path, report.name, options.project)
    same = last is not None and (Path(last.path), last.audience) == (target, options.audience)
    return target.exists() and not same


def make(portfolio: Portfolio, report: Report, target: Path, options: Options, moved: Moved, stop: Stop) -> Finished:
    """Make a report. Raises PortfolioError, Cancelled."""
    from hsmonitor.reports.making import make as write

    with portfolio.reading() as connection:
        position = newest_position(connection)
    told = write(portfolio, report.name, target, options, progress=moved, cancelled=stop)
    return Finished(report, options, target, position, told)
