"""The 25 cells that a new portfolio starts with, and that "not rated" is no level."""

import pytest

from hsmonitor.domain.challenge import Challenge, Response
from hsmonitor.domain.levels import default_level, default_table, level_of
from hsmonitor.domain.partner import Partner

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


def test_a_record_says_which_of_its_fields_are_level_deadline_and_home() -> None:
    now, first = Challenge.level_field(), Challenge.level_field(at_first=True)
    assert (now, first) == (Challenge.level, Challenge.inherent_level)
    assert (Challenge.deadline_field(), Response.deadline_field()) == (Challenge.next_review, Response.due)
    assert (Challenge.home_field(), Response.home_field()) == (Challenge.project, None)
    assert Partner.level_field() is Partner.deadline_field() is None


def test_a_level_is_derived_of_two_ratings_or_not_at_all() -> None:
    rated = {"likelihood": 4, "impact": 2, "inherent_impact": 5}
    assert Challenge.level.cell(rated) == (4, 2)
    assert Challenge.inherent_level.cell(rated) is None
