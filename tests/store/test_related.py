"""What is related to a record: lists, movements, the two strategies of a project, a partner's way from gap to gain."""

import pytest

from hsmonitor.store.listing import Query
from hsmonitor.store.neighbours import neighbours
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.record_view import read_view
from hsmonitor.store.related import read_chain, read_related


@pytest.fixture
def project(portfolio: Portfolio) -> str:
    with portfolio.transaction("Add") as transaction:
        return transaction.create("project", {"title": "Wells"})


def rate(portfolio: Portfolio, challenge: str, likelihood: int, impact: int) -> None:
    with portfolio.transaction("Rate") as transaction:
        transaction.update("challenge", challenge, {"likelihood": likelihood, "impact": impact})


def test_challenges_say_how_they_moved(portfolio: Portfolio, project: str) -> None:
    with portfolio.transaction("Add") as transaction:
        keys = {
            name: transaction.create("challenge", {"title": name, "project": project})
            for name in ("up", "down", "same", "new", "unrated")
        }
    for name, ratings in {"up": [(2, 2), (5, 5)], "down": [(5, 5), (1, 1)], "same": [(2, 2), (1, 4)]}.items():
        for rating in ratings:
            rate(portfolio, keys[name], *rating)
    rate(portfolio, keys["new"], 3, 3)
    found = next(one for one in read_related(portfolio.connection, "project", project) if one.kind == "challenge")
    assert {row.display: found.remarks.get(row.key, "") for row in found.rows} == {
        "up": "up", "down": "down", "same": "", "new": "new", "unrated": "",
    }  # fmt: skip
    assert found.rows[0].display == "up"
    assert found.count == 5


def test_a_projects_open_responses_are_found_by_way_of_its_challenges(portfolio: Portfolio, project: str) -> None:
    with portfolio.transaction("Add") as transaction:
        challenge = transaction.create("challenge", {"title": "Drought", "project": project})
        for title, due, status in (
            ("later", "2199-01-01", "planned"), ("missed", "2020-05", "under_way"), ("done", "2020-01-01", "completed"),
        ):  # fmt: skip
            values = {"title": title, "challenge": challenge, "due": due, "status": status}
            transaction.create("response", values)
    found = next(one for one in read_related(portfolio.connection, "project", project) if not one.field)
    assert [row.display for row in found.rows] == ["missed", "later"]
    assert found.remarks == {found.rows[0].key: "late"}


def test_protection_stands_beside_empowerment(portfolio: Portfolio, project: str) -> None:
    with portfolio.transaction("Add") as transaction:
        partner = transaction.create("partner", {"name": "Ministry"})
        transaction.create("engagement", {"project": project, "partner": partner, "approach": "top_down"})
        transaction.create("activity", {"project": project, "title": "Dialogue", "approach": "both"})
    view = read_view(portfolio.connection, "project", project)
    assert view is not None
    assert view.balance is not None
    assert [row.display for row in view.balance.protection] == ["Ministry", "Dialogue"]
    assert [row.display for row in view.balance.empowerment] == ["Dialogue"]


def test_the_way_from_gap_to_reassessment_is_followed(portfolio: Portfolio, project: str) -> None:
    with portfolio.transaction("Add") as transaction:
        partner = transaction.create("partner", {"name": "District office"})
        first = transaction.create("assessment", {"partner": partner, "assessed_on": "2025", "rating": "high"})
        gap = transaction.create("challenge", {"title": "No accountant", "gap_found_by": first})
        response = transaction.create("response", {"title": "Coaching", "challenge": gap})
        again = {"partner": partner, "assessed_on": "2026", "rating": "low", "after_response": response}
        transaction.create("assessment", again)
    steps = read_chain(portfolio.connection, partner)
    assert [(step.depth, step.row.kind) for step in steps] == [
        (0, "assessment"), (1, "challenge"), (2, "response"), (3, "assessment"),
    ]  # fmt: skip


def test_neighbours_of_a_record_in_the_list_it_came_from(portfolio: Portfolio) -> None:
    with portfolio.transaction("Add") as transaction:
        keys = [transaction.create("partner", {"name": name}) for name in ("C", "A", "B")]
    query = Query("partner", order=(("name", False),))
    middle = neighbours(portfolio.connection, query, keys[2])
    assert middle is not None
    assert (middle.place, middle.count, middle.before, middle.after) == (2, 3, keys[1], keys[0])
    first = neighbours(portfolio.connection, query, keys[1])
    assert first is not None
    assert (first.before, first.after) == ("", keys[2])
    assert neighbours(portfolio.connection, query, "gone") is None
