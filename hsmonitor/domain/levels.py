"""The rule that makes a level of likelihood and impact.

The 25 cells are kept in the portfolio and can be changed there. The table they start with is this program's own, not
the UN's: the product of the two, 1 to 4 low, 5 to 9 moderate, 10 to 14 substantial, 15 to 25 high.
"""

from collections.abc import Mapping

from hsmonitor.domain.terms import Impact, Level, Likelihood

LevelTable = Mapping[tuple[int, int], str]


def default_level(likelihood: int, impact: int) -> Level:
    """Return the level of a cell in the table that a new portfolio starts with."""
    product = likelihood * impact
    if product >= 15:
        return Level.HIGH
    if product >= 10:
        return Level.SUBSTANTIAL
    return Level.MODERATE if product >= 5 else Level.LOW


def default_table() -> dict[tuple[int, int], str]:
    """Return the whole table that a new portfolio starts with."""
    return {(row, column): default_level(row, column).value for row in Likelihood for column in Impact}


def level_of(likelihood: int | None, impact: int | None, table: LevelTable) -> str | None:
    """Return the level by `table`; None, "not rated", where either half is not recorded."""
    if likelihood is None or impact is None:
        return None
    return table.get((likelihood, impact))
