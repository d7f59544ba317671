"""How challenges have moved, in columns: the level before and what became of it, since a day or since the first rating."""

from collections.abc import Callable
from datetime import UTC, datetime, time

from hsmonitor.domain.dates import display_date
from hsmonitor.domain.levels import level_of
from hsmonitor.domain.terms import ChallengeStatus, Level
from hsmonitor.language import _
from hsmonitor.reports.columns import Column, level_tints, not_rated
from hsmonitor.reports.edition import Edition
from hsmonitor.store.listing import Row
from hsmonitor.store.movement import earlier_ratings, rating_then
from hsmonitor.store.rows import level_table

NEW, WORSE, BETTER, CLOSED, RATED, SAME = (
    _("New"), _("Worse"), _("Better"), _("Closed"), _("Rated"), _("Unchanged"),
)  # fmt: skip
MOVES = (NEW, WORSE, BETTER, CLOSED, RATED)
"""What became of a challenge that moved, in the order in which it is told."""

TINTS = {
    WORSE: ("danger", "danger_soft"), BETTER: ("ok", "ok_soft"), CLOSED: ("ok", "ok_soft"),
    NEW: ("info", "info_soft"), RATED: ("info", "info_soft"),
}  # fmt: skip


class Movements:
    """What became of each challenge since the first day of the report's period; without one, since it was first rated."""

    def __init__(self, edition: Edition) -> None:
        self._table = level_table(edition.connection)
        since = edition.options.since
        self._earlier = None
        if since:
            moment = datetime.combine(since, time.min).astimezone().astimezone(UTC)
            self._earlier = earlier_ratings(edition.connection, moment.isoformat(timespec="microseconds"))

    def before(self, row: Row) -> tuple[str | None, bool] | None:
        """Return level then, and whether it was closed then; None where it was not there yet."""
        if self._earlier is None:
            return row.values.get("inherent_level"), False
        then = rating_then(row.values, row.key, self._earlier)
        if then is None:
            return None
        return level_of(then["likelihood"], then["impact"], self._table), then["status"] == ChallengeStatus.CLOSED

    def move(self, row: Row) -> str:
        """Return the word for what became of a challenge."""
        before, now = self.before(row), row.values.get("level")
        if before is None:
            return NEW
        level, closed = before
        if row.values.get("status") == ChallengeStatus.CLOSED and not closed:
            return CLOSED
        if level == now:
            return SAME
        if level is None or now is None:
            return RATED if now else SAME
        order = list(Level)
        return WORSE if order.index(Level.of(now)) > order.index(Level.of(level)) else BETTER

    def level_before(self, row: Row) -> str | None:
        """Return the word for the level then, None for a challenge that was not there yet."""
        before = self.before(row)
        if before is None:
            return None
        return Level.of(before[0]).label if before[0] else not_rated()


def since_words(edition: Edition) -> str:
    """Return since when movement is told."""
    since = edition.options.since
    return display_date(since.isoformat()) if since else _("the first rating")


def movement_columns(edition: Edition) -> list[Column]:
    """Return the columns of a sheet of challenges that tell how each has moved."""
    movements = Movements(edition)
    since = edition.options.since
    heading = _("Level before {day}").format(day=since_words(edition)) if since else _("Level when first rated")
    before = _("The level that the challenge had, by the portfolio's table; empty where it was not there yet.")
    about = _("What became of its level since {day}, in a word.").format(day=since_words(edition))
    return [
        Column("before", heading, 16, "level", movements.level_before, counted=True, tints=level_tints(), about=before),
        Column("move", _("Movement"), 14, "level", movements.move, counted=True, tints=TINTS, about=about),
    ]


def has_moved(edition: Edition) -> Callable[[Row], bool]:
    """Return what tells of a row whether the challenge has moved."""
    movements = Movements(edition)
    return lambda row: movements.move(row) != SAME
