"""How the overview shares its height among its cards, so that all of it is in sight where that can be."""

from typing import NamedTuple

LINE, CARD, GAP = 28, 54, 12
"""Pixels at 100 %: a line of a card, a card without its lines, what stands between two cards."""
LEAST = 3
"""The lines that a card has at least, where there are as many."""
LOWEST_MAP, HIGHEST_MAP = 190, 258


class Lines(NamedTuple):
    """How many lines there are, or are shown, of what is due, not recorded yet, and changed of late."""

    due: int
    missing: int
    recent: int


def share(room: int, there: Lines) -> tuple[Lines, int]:
    """Return how many lines are shown where two columns have `room` pixels at 100 %, and how high the map is."""
    lines = (room - 2 * CARD - GAP) // LINE
    missing = min(there.missing, max(LEAST, lines // 2))
    due = min(there.due, max(LEAST, lines - missing))
    missing = min(there.missing, max(LEAST, lines - due))
    beside = room - 2 * CARD - GAP
    height = max(LOWEST_MAP, min(HIGHEST_MAP, beside - LEAST * LINE))
    return Lines(due, missing, min(there.recent, max(LEAST, (beside - height) // LINE))), height
