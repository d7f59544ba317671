"""Groups and facets count what the listing shows."""

import pytest

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.store.conditions import Condition
from hsmonitor.store.facets import facets
from hsmonitor.store.filter_words import conditions_of, one_of
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
@pytest.mark.parametrize(
    "name", ["project", "likelihood", "level", "status", "next_review", "owner", "title", "insecurities"]
)
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
        words = f"={facet.words}" if facet.words else "?"
        found = Listing(filled.connection, Query("challenge", conditions=tuple(conditions_of(field, words)))).count()
        assert found == facet.times


def test_long_text_alone_makes_no_groups() -> None:
    fields = RECORDS["challenge"].fields
    assert not any(can_group(fields[name]) for name in ("cause", "description"))
    assert not can_group(None)
    assert all(can_group(field) for name, field in fields.items() if name in ("title", "project", "tags", "owner"))
    assert can_group(RECORDS["engagement"].fields["share"])


def test_money_is_grouped_by_its_currency(portfolio: Portfolio) -> None:
    with portfolio.transaction("Fill") as tx:
        for number, amount in enumerate(["USD 5", "EUR 7", "USD 2000", "USD 5", None]):
            tx.create("project", {"title": f"Project {number}"} | ({"contribution": amount} if amount else {}))
    for descends, expected in ((False, [("EUR", 1), ("USD", 3), ("", 1)]), (True, [("USD", 3), ("EUR", 1), ("", 1)])):
        query = grouped(Query("project", order=(("contribution", descends),)), "contribution")
        assert groups(portfolio.connection, query) == expected
        shown = [row.shown("contribution")[:3] for row in Listing(portfolio.connection, query).rows()]
        assert shown == [words for words, size in expected for _row in range(size)]


def test_texts_that_begin_alike_stand_together_under_their_beginning(portfolio: Portfolio) -> None:
    long = "Local partners are not fully equipped for a people-centred approach"
    with portfolio.transaction("Fill") as tx:
        for title in (f"{long} in Kenya", f"{long.upper()} in Moldova", "Permits"):
            tx.create("challenge", {"title": title})
    first, second = groups(portfolio.connection, grouped(Query("challenge"), "title"))
    assert (first.size, len(first.words), first.words[-1]) == (2, 60, "…")
    assert second == ("Permits", 1)


def test_more_groups_than_anybody_looks_at_are_refused(filled: Portfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hsmonitor.store.grouping.MOST", 29)
    with pytest.raises(PortfolioError, match="Challenge has more than 29 different values"):
        groups(filled.connection, grouped(Query("challenge"), "title"))
    few = Query("challenge", conditions=(Condition("title", "contains", "challenge 0"),))
    assert len(groups(filled.connection, grouped(few, "title"))) == 10


def test_each_value_of_a_list_is_counted_by_itself(filled: Portfolio) -> None:
    counted = {facet.words: facet.times for facet in facets(filled.connection, Query("challenge"), "insecurities")}
    assert counted == {"Food": 20, "Health": 10, "": 10}
    with filled.transaction("Name partners") as tx:
        partners = [tx.create("partner", {"name": name}) for name in ("Radio Lake", "Water Board")]
        for number, row in enumerate(Listing(filled.connection, Query("challenge")).first(3)):
            tx.update("challenge", row.key, {"affected_partners": tuple(partners[: 1 + number % 2])})
    counted = {facet.words: facet.times for facet in facets(filled.connection, Query("challenge"), "affected_partners")}
    assert counted == {"Radio Lake": 3, "Water Board": 1, "": 27}


def test_values_of_a_scale_are_listed_in_its_order(filled: Portfolio) -> None:
    words = [facet.words for facet in facets(filled.connection, Query("challenge"), "likelihood")]
    assert [text[:1] for text in words] == ["1", "2", "3", "4", "5", ""]
    levels = [facet.words for facet in facets(filled.connection, Query("challenge"), "level")]
    assert levels == ["Low", "Moderate", "Substantial", "High", ""]


@pytest.mark.parametrize("name", ["project", "likelihood", "level", "next_review", "insecurities", "title", "tags"])
def test_several_facets_find_what_has_one_of_them(filled: Portfolio, name: str) -> None:
    field = RECORDS["challenge"].fields[name]
    listed = facets(filled.connection, Query("challenge"), name)
    every = Query("challenge", conditions=tuple(conditions_of(field, one_of(facet.words for facet in listed))))
    assert Listing(filled.connection, every).count() == 30
    none = Query("challenge", conditions=tuple(conditions_of(field, "<>?")))
    assert Listing(filled.connection, none).count() == 30 - sum(facet.times for facet in listed if not facet.words)


@pytest.mark.parametrize("title", ["Goma; phase 2", '"Do no harm", twice', 'Both; "harm"', "plain"])
def test_a_value_that_holds_a_semicolon_is_found_by_its_filter(filled: Portfolio, title: str) -> None:
    with filled.transaction("Fill") as tx:
        tx.create("challenge", {"title": title})
    conditions = conditions_of(RECORDS["challenge"].fields["title"], one_of([title, "Challenge 03"]))
    rows = Listing(filled.connection, Query("challenge", conditions=tuple(conditions))).rows()
    assert {row.display for row in rows} == {title, "Challenge 03"}
    others = conditions_of(RECORDS["challenge"].fields["title"], f"<>{one_of([title, 'Challenge 03'])[1:]}")
    assert Listing(filled.connection, Query("challenge", conditions=tuple(others))).count() == 29
