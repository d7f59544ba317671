"""The words of a filter cell find what they say, and a view finds what its name says."""

from datetime import timedelta

import pytest

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.dates import today
from hsmonitor.store.conditions import Condition
from hsmonitor.store.facets import facets
from hsmonitor.store.filter_words import conditions_of, help_words
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.sheet_state import SheetState, dumped, loaded, of_view, query_of

CHALLENGES = (
    {"title": "Wells run dry", "likelihood": 5, "impact": 5, "status": "identified", "next_review": "2026-05-09"},
    {"title": "Élections late", "likelihood": 2, "impact": 2, "status": "monitoring", "next_review": "2026-06-30"},
    {"title": "100% staff turnover_", "status": "closed", "closing_reason": "resolved"},
    {"title": "Roads; and bridges", "likelihood": 3, "impact": 4, "status": "responding"},
)


@pytest.fixture
def filled(portfolio: Portfolio) -> Portfolio:
    with portfolio.transaction("Fill") as transaction:
        kenya = transaction.create("project", {"title": "Kenya", "code": "KEN", "countries": ("KEN", "SOM")})
        for values in CHALLENGES:
            transaction.create("challenge", values | ({"project": kenya} if "likelihood" in values else {}))
        transaction.create("project", {"title": "Moldova", "contribution": "USD 1,200", "people_reached": 1200})
    return portfolio


def found(portfolio: Portfolio, kind: str, filters: dict[str, str]) -> list[str]:
    query = query_of(portfolio.connection, RECORDS[kind], SheetState(filters=filters))
    return [row.display for row in Listing(portfolio.connection, query).first(50)]


WELLS, ELECTIONS, STAFF, ROADS = (values["title"] for values in CHALLENGES)
ALL = [WELLS, ELECTIONS, STAFF, ROADS]


@pytest.mark.parametrize(
    ("field", "words", "expected"),
    [
        ("title", "ELECTIONS", [ELECTIONS]),
        ("title", "%", [STAFF]),
        ("title", "_", [STAFF]),
        ("title", "'", []),
        ("title", "=wells run dry", [WELLS]),
        ("title", "<>wells run dry", [ELECTIONS, STAFF, ROADS]),
        ("title", "=wells", []),
        ("title", "  ", ALL),
        ("likelihood", "?", [STAFF]),
        ("likelihood", "=", [STAFF]),
        ("likelihood", "<>?", [WELLS, ELECTIONS, ROADS]),
        ("likelihood", "<>", [WELLS, ELECTIONS, ROADS]),
        ("likelihood", ">=3", [WELLS, ROADS]),
        ("likelihood", "<3", [ELECTIONS]),
        ("likelihood", "2..3", [ELECTIONS, ROADS]),
        ("likelihood", "expected", [WELLS]),
        ("likelihood", "=5", [WELLS]),
        ("likelihood", "nonsense", []),
        ("level", "=high; substantial", [WELLS, ROADS]),
        ("level", "high; low", [WELLS, ELECTIONS]),
        ("status", "<>closed", [WELLS, ELECTIONS, ROADS]),
        ("status", "ing", [ELECTIONS, ROADS]),
        ("next_review", "=May 2026", [WELLS]),
        ("next_review", "=2026", [WELLS, ELECTIONS]),
        ("next_review", "<=June 2026", [WELLS, ELECTIONS]),
        ("next_review", "<June 2026", [WELLS]),
        ("next_review", ">May 2026", [ELECTIONS]),
        ("next_review", "9 May 2026..10 June 2026", [WELLS]),
        ("next_review", "2026", [WELLS, ELECTIONS]),
        ("project", "ken", [WELLS, ELECTIONS, ROADS]),
        ("project", "=kenya", [WELLS, ELECTIONS, ROADS]),
        ("project", "<>kenya", [STAFF]),
    ],
)
def test_words_find_what_they_say(field: str, words: str, expected: list[str], filled: Portfolio) -> None:
    assert sorted(found(filled, "challenge", {field: words})) == sorted(expected)


@pytest.mark.parametrize(
    ("field", "words", "expected"),
    [
        ("countries", "=kenya", ["Kenya"]),
        ("countries", "=somalia", ["Kenya"]),
        ("countries", "soma", ["Kenya"]),
        ("countries", "=ken", []),
        ("contribution", ">=USD 1,000", ["Moldova"]),
        ("contribution", ">USD 1,200", []),
        ("people_reached", "1,200", ["Moldova"]),
        ("people_reached", "12", []),
        ("people_reached", ">1000", ["Moldova"]),
    ],
)
def test_words_of_several_values_and_money(field: str, words: str, expected: list[str], filled: Portfolio) -> None:
    assert found(filled, "project", {field: words}) == expected


@pytest.mark.parametrize(
    ("kind", "field", "words", "message"),
    [
        ("challenge", "next_review", ">=someday", "Write a day"),
        ("challenge", "likelihood", ">=", "compare with"),
        ("challenge", "likelihood", ">9", "from 1 to 5"),
        ("challenge", "project", ">a", "no order"),
        ("project", "countries", "a..b", "no order"),
        ("project", "contribution", ">=lots", "."),
    ],
)
def test_words_that_make_no_sense_say_what_to_write(kind: str, field: str, words: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as refused:
        conditions_of(RECORDS[kind].fields[field], words)
    assert str(refused.value)


def test_every_field_says_what_can_be_written() -> None:
    for record in RECORDS.values():
        for field in record.fields.values():
            assert "?" in help_words(field)


def test_views_find_what_they_say(filled: Portfolio) -> None:
    with filled.transaction("Respond") as transaction:
        wells = next(row.key for row in Listing(filled.connection, Query("challenge", "wells")).first(1))
        transaction.create("response", {"title": "Dig", "challenge": wells})
        soon = (today() + timedelta(days=3)).isoformat()
        transaction.update("challenge", wells, {"next_review": soon})
    record, connection = RECORDS["challenge"], filled.connection
    names = {
        view.name: sorted(
            row.display for row in Listing(connection, query_of(connection, record, of_view(view))).first(9)
        )
        for view in record.views
    }
    assert names == {
        "Open": sorted([WELLS, ELECTIONS, ROADS]),
        "Due for review": sorted([WELLS, ELECTIONS, ROADS]),
        "High and substantial": sorted([WELLS, ROADS]),
        "No response yet": sorted([ELECTIONS, ROADS]),
        "Not rated": [STAFF],
        "Not touched for 90 days": [],
    }


def test_untouched_asks_for_what_was_changed_before(filled: Portfolio) -> None:
    later = Condition("", "untouched", "2999-01-01")
    assert Listing(filled.connection, Query("challenge", "", (later,))).count() == 4


def test_a_state_comes_back_as_it_was_kept() -> None:
    record = RECORDS["challenge"]
    state = SheetState(
        {"status": "<>closed"},
        "wells",
        (("title", True),),
        ("title", "reference"),
        {"title": 300},
        "response",
        90,
        True,
    )
    assert loaded(dumped(state), record) == state
    assert loaded("{}", record) == SheetState()
    older = loaded(
        '{"filters": {"gone": "x", "title": "y"}, "columns": ["gone", "title"], "order": [["gone", false]]}', record
    )
    assert older == SheetState({"title": "y"}, columns=("title",))


def test_facets_count_the_values_of_what_is_found(filled: Portfolio) -> None:
    counted = facets(filled.connection, Query("challenge"), "project")
    assert [tuple(one) for one in counted] == [("Kenya", 3), ("", 1)]
    assert {one.words: one.times for one in facets(filled.connection, Query("challenge", "dry"), "level")} == {
        "High": 1
    }
