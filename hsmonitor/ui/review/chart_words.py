"""What the chart of ratings says: the bands of the levels, and each point in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from hsmonitor.domain.dates import display_date
from hsmonitor.domain.terms import Decision, Impact, Level, Likelihood
from hsmonitor.language import _
from hsmonitor.store.rating_points import Point
from hsmonitor.ui.widgets.level import level_words

HIGHEST = 25
"""The largest score: likelihood 5 times impact 5."""


@dataclass(frozen=True, slots=True)
class Band:
    """A level as a band of scores, from `low` up to, but not with, `high`."""

    level: str
    low: int
    high: int


def bands(table: Mapping[tuple[int, int], str]) -> list[Band]:
    """Return the levels as bands of scores, lowest first; none where the portfolio's table is no matter of scores.

    A table that is changed by hand may give two cells of the same score different levels: bands would then say what is wrong.
    """
    levels_of: dict[int, set[str]] = {}
    for (likelihood, impact), level in table.items():
        levels_of.setdefault(likelihood * impact, set()).add(level)
    order = [level.value for level in Level]
    if any(len(levels) > 1 for levels in levels_of.values()):
        return []
    steps = [(score, next(iter(levels))) for score, levels in sorted(levels_of.items())]
    if [level for _score, level in steps] != sorted((level for _score, level in steps), key=order.index):
        return []
    begins = {
        level: min(score for score, one in steps if one == level) for level in dict.fromkeys(one for _s, one in steps)
    }
    ends = [*list(begins.values())[1:], HIGHEST + 1]
    lows = [0, *list(begins.values())[1:]]
    return [Band(level, low, high) for level, low, high in zip(begins, lows, ends, strict=True)]


def score_words(likelihood: int, impact: int) -> str:
    """Return "3 × 4", in that order in a language from right to left too."""
    return "\u2066" + _("{likelihood} × {impact}").format(likelihood=likelihood, impact=impact) + "\u2069"


def point_words(point: Point, *, saved: bool = True) -> str:
    """Return one point in words, for the tool tip and the screen reader."""
    rating = _("{day}: likelihood {likelihood} {likely}, impact {impact} {impacting}, {level}").format(
        day=display_date(point.day),
        likelihood=point.likelihood,
        likely=Likelihood.of(point.likelihood).label,
        impact=point.impact,
        impacting=Impact.of(point.impact).label,
        level=level_words(point.level),
    )
    if not saved:
        return _("{rating}; not saved yet").format(rating=rating)
    if not point.reviewed:
        return _("{rating}; entered without a review").format(rating=rating)
    decision = Decision.of(point.decision).label if point.decision else _("reviewed")
    return _("{rating}; decision: {decision}").format(rating=rating, decision=decision)
