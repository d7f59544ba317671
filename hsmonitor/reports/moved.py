"""How challenges have moved, in columns: the level before and what became of it, since a day or since the first rating.

The words are those of the desk (`domain.movement`): since a day both ends are read as the portfolio was then.
"""

from collections.abc import Callable

from hsmonitor.domain.dates import display_date
from hsmonitor.domain.movement import Movement, Standing, movement
from hsmonitor.domain.terms import ChallengeStatus, Level
from hsmonitor.language import _
from hsmonitor.reports.columns import Column, level_tints, not_rated
from hsmonitor.reports.edition import Edition
from hsmonitor.store.as_of import changed_between
from hsmonitor.store.listing import Row
from hsmonitor.store.moves import standings
from hsmonitor.store.rows import level_table

MOVES = tuple(what.label for what in Movement if what not in (Movement.SAME, Movement.CHANGED, Movement.GONE))
"""What can have become of a challenge that moved and is there, in the order in which it is told."""

_TINTS = {
    Movement.UP: ("danger", "danger_soft"), Movement.REOPENED: ("warn", "warn_soft"), Movement.DOWN: ("ok", "ok_soft"),
    Movement.CLOSED: ("ok", "ok_soft"), Movement.NEW: ("info", "info_soft"), Movement.RATED: ("info", "info_soft"),
}  # fmt: skip


class Movements:
    """What became of each challenge since the first day of the report's period; without one, since it was first rated."""

    def __init__(self, edition: Edition) -> None:
        self._since_rated = edition.before is None
        self._then: dict[str, Standing] = {}
        self._touched: set[str] | None = set()
        if edition.before is not None:
            same_table = level_table(edition.before) == level_table(edition.connection)
            self._touched = changed_between(edition.before, edition.connection, "challenge") if same_table else None
            self._then = standings(edition.before, self._touched)

    def _before(self, row: Row) -> Standing | None:
        """Return where a challenge stood; None where it was not there yet."""
        values = row.values
        if self._since_rated:
            first = (values.get("inherent_likelihood"), values.get("inherent_impact"))
            return Standing(*first, _rank(values.get("inherent_level")), closed=False)
        if self._touched is None or row.key in self._touched:
            return self._then.get(row.key)
        return _after(row)

    def move(self, row: Row) -> str:
        """Return the word for what became of a challenge; what is not of its rating or closing is no movement."""
        what = movement(self._before(row), _after(row), edited=False)
        return (Movement.SAME if what is Movement.CHANGED else what).label

    def level_before(self, row: Row) -> str | None:
        """Return the word for the level then, None for a challenge that was not there yet."""
        before = self._before(row)
        if before is None:
            return None
        return not_rated() if before.level is None else list(Level)[before.level].label


def _after(row: Row) -> Standing:
    values = row.values
    closed = values.get("status") == ChallengeStatus.CLOSED
    return Standing(values.get("likelihood"), values.get("impact"), _rank(values.get("level")), closed)


def _rank(level: str | None) -> int | None:
    return None if level is None else list(Level).index(Level.of(level))


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
    about = _("What became of it since {day}, in a word.").format(day=since_words(edition))
    tints = {what.label: look for what, look in _TINTS.items()}
    return [
        Column("before", heading, 16, "level", movements.level_before, counted=True, tints=level_tints(), about=before),
        Column("move", _("Movement"), 14, "level", movements.move, counted=True, tints=tints, about=about),
    ]


def has_moved(edition: Edition) -> Callable[[Row], bool]:
    """Return what tells of a row whether the challenge has moved."""
    movements = Movements(edition)
    return lambda row: movements.move(row) != Movement.SAME.label
