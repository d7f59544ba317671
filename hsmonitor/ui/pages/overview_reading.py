"""What the overview reads beside the window.

Its words and figures are imported there too, as the first rows do not wait for them.
"""

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

from hsmonitor.store.listing import Query

if TYPE_CHECKING:
    from hsmonitor.ui.pages.overview_words import Shown
    from hsmonitor.ui.widgets.watch_strip import Watch


def read_now(connection: sqlite3.Connection, day: date, project: str | None) -> "Shown":
    """Read the figures of today."""
    from hsmonitor.ui.pages.overview_words import read_overview

    return read_overview(connection, day, project)


def read_then(connection: sqlite3.Connection, day: date, project: str | None) -> "Shown":
    """Read the figures of an earlier day: so many are counted faster over copies."""
    from hsmonitor.store import as_of

    as_of.settle(connection)
    return read_now(connection, day, project)


def read_watched(
    connection: sqlite3.Connection, day: date, project: str | None
) -> "tuple[list[Watch], dict[str, Query]]":
    """Read what is not to be lost sight of, and the query behind each of its numbers."""
    from hsmonitor.ui.pages import overview_words

    return overview_words.read_watched(connection, day, project)
