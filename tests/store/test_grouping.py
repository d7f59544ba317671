"""Groups and facets count what the listing shows."""

import pytest

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.store.conditions import Condition
from hsmonitor.store.facets import facets
from hsmonitor.store.filter_words import conditions_of
from hsmonitor.store.grouping import can_group, grouped, groups
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.portfolio import Portfolio


@pytest.fixture
def filled(portfolio: Portfolio) -> Portfolio:
    with portfolio.transaction("Fill") as tx:
        projects = [tx.create("project", {"title": title}) for title in ("Kenya", "Moldova")]
        for number in range(30):
            values = {"title": f"Challenge {number:02}", "likelihood": number % 6 or None, "impact": 3}
            values |= {"project": projects[number % 2]} if number % 3 else {}
            values |= {"next_review": f"2026-0{number % 4 + 1}-01", "insecurities": ("food", "health")[: number % 3]}
            tx.create("challenge", {name: value for name, value in values.items() if value is not None})
    return portfolio


@pytest.mark.parametrize("descends", [False, True])
@pytest.mark.parametrize("name", ["project", "likelihood", "level", "status", "next_review", "owner"])
def test_groups_follow_the_listing_row_by_row(filled: Portfolio, name: str, descends: bool) -> None:
    query = Query("challenge", conditions=(Condition("impact", "=", 3),), order=(("title", True), (name, descends)))
    together = grouped(query, name)
    rows = list(Listing(filled.connection, together).rows())
    words = [row.shown(name) for row in rows]
    assert words == [group.words for group in groups(filled.connection, together) for _row in range(group.size)]
    first = [row.values["title"] for row, word in zip(rows, words, strict=True) if word == words[0]]
    assert first == sorted(first, reverse=True)


@pytest.mark.parametrize("name", ["project", "likelihood", "level", "status", "next_review", "insecurities", "title"])
def test_a_facet_written_as_a_filter_finds_as_many_as_it_counts(filled: Portfolio, name: str) -> None:
    query, field = Query("challenge"), RECORDS["challenge"].fields[name]
    for facet in facets(filled.connection, query, name):
        if name == "insecurities" and ";" in facet.words:
            continue
        words = f"={facet.words}" if facet.words else "?"
        found = Listing(filled.connection, Query("challenge", conditions=tuple(conditions_of(field, words)))).count()
        assert found >= facet.times
        assert found == facet.times or name == "insecurities"


def test_names_amounts_and_lists_make_no_groups() -> None:
    fields = RECORDS["challenge"].fields
    assert not any(can_group(fields[name]) for name in ("title", "cause", "tags", "insecurities", "affected_partners"))
    assert not can_group(None)
    assert not can_group(RECORDS["engagement"].fields["share"])
    assert all(can_group(fields[name]) for name in ("project", "status", "level", "next_review", "owner"))
