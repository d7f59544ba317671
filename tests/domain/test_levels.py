"""The 25 cells that a new portfolio starts with, and that "not rated" is no level."""

import pytest

from hsmonitor.domain.levels import default_level, default_table, level_of

TABLE = """
5 moderate substantial high high high
4 low moderate substantial high high
3 low moderate moderate substantial high
2 low low moderate moderate substantial
1 low low low low moderate
"""


@pytest.mark.parametrize("line", TABLE.strip().splitlines())
def test_the_table(line: str) -> None:
    likelihood, *levels = line.split()
    assert [default_level(int(likelihood), impact).value for impact in range(1, 6)] == levels


def test_half_a_rating_is_none() -> None:
    table = default_table()
    assert len(table) == 25
    assert level_of(None, None, table) is level_of(5, None, table) is level_of(None, 5, table) is None
