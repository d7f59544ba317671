"""How a challenge has moved between two days, in one word.

Up and down are told by the level, and within a level by likelihood times impact: so it shows that a challenge worsens before
its level does. Closing and opening again are told before any rating.
"""

from dataclasses import dataclass

from hsmonitor.domain.vocabulary import Term
from hsmonitor.language import _


class Movement(Term):
    """What became of a challenge from one day to another, in the order in which it is told."""

    UP = "up", _("Up")
    NEW = "new", _("New")
    REOPENED = "reopened", _("Opened again")
    RATED = "rated", _("Rated")
    DOWN = "down", _("Down")
    CLOSED = "closed", _("Closed")
    GONE = "gone", _("Deleted")
    CHANGED = "changed", _("Changed")
    SAME = "same", _("Unchanged")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a challenge stood: its rating, the rank of its level (0 is the lowest), whether it was closed."""

    likelihood: int | None
    impact: int | None
    level: int | None
    closed: bool

    @property
    def cell(self) -> tuple[int, int] | None:
        """Likelihood and impact, None where it was not rated."""
        return (self.likelihood, self.impact) if self.likelihood and self.impact else None

    @property
    def weight(self) -> tuple[int, int] | None:
        """What says which of two standings is the worse one."""
        return (
            (self.level, self.likelihood * self.impact)
            if self.level is not None and self.likelihood and self.impact
            else None
        )


def movement(before: Standing | None, after: Standing | None, *, edited: bool = True) -> Movement:
    """Return what became of a challenge; None is one that was not there. `edited` says that something of it changed."""
    if before is None or after is None:
        return Movement.NEW if before is None else Movement.GONE
    if before.closed != after.closed:
        return Movement.CLOSED if after.closed else Movement.REOPENED
    was, now = before.weight, after.weight
    if was == now:
        return Movement.CHANGED if edited else Movement.SAME
    if was is None:
        return Movement.RATED
    if now is None:
        return Movement.CHANGED
    return Movement.UP if now > was else Movement.DOWN
