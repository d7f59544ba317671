"""Meetings as they are entered: who attends."""

from datetime import date

from hsmonitor.store.meetings import enter_meeting
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.rows import read_all
from tests.store.test_reviewing import add


def test_commas_part_attendees_except_within_the_name_of_somebody_known(portfolio: Portfolio) -> None:
    known = add(portfolio, "person", name="Lokai, J.")
    meeting = enter_meeting(portfolio, "Autumn", date(2026, 11, 25), ["Lokai,  J.", "Amina Okello, Njeri ,", " "])
    persons = dict(read_all(portfolio.connection, "person"))
    attendees = dict(read_all(portfolio.connection, "meeting"))[meeting].values["attendees"]
    assert known in attendees
    assert {persons[key].values["name"] for key in attendees} == {"Lokai, J.", "Amina Okello", "Njeri"}


def test_one_of_two_attendees_who_share_a_name_is_told_by_the_reference_behind_it(portfolio: Portfolio) -> None:
    _first, second = (add(portfolio, "person", name="Amina Okello") for _each in range(2))
    meeting = enter_meeting(portfolio, "Autumn", date(2026, 11, 25), ["Amina Okello (PE-2)"])
    assert dict(read_all(portfolio.connection, "meeting"))[meeting].values["attendees"] == (second,)
