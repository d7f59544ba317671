"""The language of the search box, and that listings are windows of what it finds."""

import pytest

from hsmonitor.domain.errors import NotThere, PortfolioError
from hsmonitor.domain.text import fold
from hsmonitor.store.conditions import Condition
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.names import find_record, only_one, proposed, suggest
from hsmonitor.store.portfolio import Portfolio

CHALLENGES = {
    "Łódź wells run dry": {"status": "closed", "likelihood": 2, "impact": 2, "next_review": "2026-01-05"},
    "Water points shared without agreed rules": {"status": "identified", "description": "Smørrebrød æther"},
    "Clinics close early": {"likelihood": 5, "impact": 5, "category": "financial", "next_review": "2026-03-01"},
}


@pytest.fixture
def filled(portfolio: Portfolio) -> Portfolio:
    with portfolio.transaction("Fill") as transaction:
        project = transaction.create("project", {"title": "Côte d'Ivoire water", "countries": ["CIV", "KEN"]})
        for title, values in CHALLENGES.items():
            transaction.create("challenge", {"title": title, "project": project, **values})
    return portfolio


FOUND = {
    "": 3,
    "lodz": 1,
    "LODZ": 1,
    "wel": 1,
    "ells": 0,
    "water": 3,  # the project's name is a word of all three
    "title:water": 1,
    '"water points"': 1,
    '"points water"': 0,
    "points water": 1,
    "smorrebrod": 1,
    "aether": 1,
    "status:closed": 1,
    "Status:clo": 1,
    'project:"cote d\'ivoire"': 3,
    "level:high": 1,
    "likelihood:5": 1,
    "C-2": 1,
    "ref:C-2": 1,
    "nofield:water": 0,
    '"': 3,
    "***": 3,
    "AND OR NOT": 0,
    "wells AND": 0,
    "title:": 0,
    'unfinished "quote': 0,
    "a" * 5_000: 0,
    "\0": 3,
    "NEAR(water points)": 0,
    "-water": 3,
}


@pytest.mark.parametrize("words", FOUND)
def test_words_find_what_they_should_and_never_fail(words: str, filled: Portfolio) -> None:
    assert Listing(filled.connection, Query("challenge", words=words)).count() == FOUND[words]


CONDITIONS = [
    (Condition("status", "=", "closed"), 1),
    (Condition("status", "<>", "closed"), 2),
    (Condition("status", "not recorded"), 1),
    (Condition("status", "recorded"), 2),
    (Condition("status", "among", ("closed", "identified")), 2),
    (Condition("likelihood", ">=", 3), 1),
    (Condition("next_review", "<", "2026-02-01"), 1),
    (Condition("title", "contains", "HARED with"), 1),
    (Condition("title", "=", "clinics close early"), 1),
    (Condition("title", "contains", "%"), 0),
    (Condition("level", "=", "high"), 1),
]


@pytest.mark.parametrize(("condition", "count"), CONDITIONS)
def test_conditions(condition: Condition, count: int, filled: Portfolio) -> None:
    assert Listing(filled.connection, Query("challenge", conditions=(condition,))).count() == count


@pytest.mark.parametrize(
    "before", ["", "a" * 53, "a" * 54, "a" * 60, "ß" * 40, "e\u0301" * 40, "\u00ad" * 59, "x " * 200]
)
def test_what_is_contained_is_found_wherever_it_stands(before: str, filled: Portfolio) -> None:
    """The grid keeps the beginning of a title, folded; what goes on must be found all the same."""
    with filled.transaction("Add") as transaction:
        project = transaction.create("project", {"title": f"{before}needle in the title"})
        transaction.create("challenge", {"title": f"{before}needle", "project": project})
    for kind, name in (("challenge", "title"), ("project", "title"), ("challenge", "project")):
        found = Query(kind, conditions=(Condition(name, "contains", "NEEDLE"),))
        assert Listing(filled.connection, found).count() == 1
        missing = Query(kind, conditions=(Condition(name, "contains", "needles"),))
        assert Listing(filled.connection, missing).count() == 0


def test_countries_and_links_are_compared_whole(filled: Portfolio) -> None:
    kenya = Query("project", conditions=(Condition("countries", "=", "KEN"),))
    assert Listing(filled.connection, kenya).count() == 1
    project = only_one(filled.connection, "project", "cote d'ivoire WATER")
    assert Listing(filled.connection, Query("challenge", conditions=(Condition("project", "=", project),))).count() == 3
    assert Listing(filled.connection, Query("challenge", project="nobody")).count() == 0


def test_a_field_that_does_not_exist_is_named(filled: Portfolio) -> None:
    for query in (Query("challenge", conditions=(Condition("x", "="),)), Query("challenge", order=(("x", True),))):
        with pytest.raises(PortfolioError, match="no field x"):
            Listing(filled.connection, query).first(1)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("field", ["title", "likelihood", "next_review", "level", "status", "reference"])
def test_pages_hold_the_order_and_what_is_not_recorded_is_last(field: str, descending: bool, filled: Portfolio) -> None:
    listing = Listing(filled.connection, Query("challenge", order=((field, descending),)))
    rows = list(listing.rows(size=2))
    assert [row.key for row in rows] == listing.keys() == [row.key for row in listing.first(10)]
    assert [listing.position(row.key) for row in rows] == [0, 1, 2]
    missing = [not row.shown(field) for row in rows]
    assert missing == sorted(missing)
    assert [row.key for row in listing.page(1, 1)] == [rows[1].key]


def test_names_that_begin_as_typed_are_proposed_before_others_with_the_words(filled: Portfolio) -> None:
    with filled.transaction("Add") as transaction:
        for title in ("Camels are late", "Roads without camels", "Élan of the camel board", "Wells"):
            transaction.create("challenge", {"title": title})

    def proposed(text: str, limit: int = 20) -> list[str]:
        return [name for _key, _reference, name in suggest(filled.connection, "challenge", text, limit)]

    assert proposed("camel") == ["Camels are late", "Élan of the camel board", "Roads without camels"]
    assert proposed("camel", 1) == ["Camels are late"]
    assert proposed("elan of the camel board and") == []
    assert proposed("xyz") == []
    assert proposed("ÉLAN OF THE CAMEL BOARD") == ["Élan of the camel board"]
    assert proposed("") == sorted(proposed(""), key=fold)


def test_names_are_proposed_and_resolved(filled: Portfolio) -> None:
    assert [name for _key, _reference, name in suggest(filled.connection, "challenge", "clin")] == [
        "Clinics close early"
    ]
    assert find_record(filled.connection, "c-1", ("challenge",))[0] == "challenge"
    with pytest.raises(PortfolioError, match="no challenge named"):
        only_one(filled.connection, "challenge", "nothing")
    with filled.transaction("Twin") as transaction:
        transaction.create("challenge", {"title": "Clinics close early"})
    with pytest.raises(PortfolioError, match="C-3, C-4"):
        only_one(filled.connection, "challenge", "clinics close early")


def test_records_that_share_a_name_are_proposed_with_their_references_and_understood_so(filled: Portfolio) -> None:
    with filled.transaction("Twin") as transaction:
        transaction.create("challenge", {"title": "CLINICS close early"})
    words = proposed(filled.connection, "challenge", "clin")
    assert words == ["Clinics close early (C-3)", "CLINICS close early (C-4)"]
    keys = [find_record(filled.connection, reference, ("challenge",))[1] for reference in ("C-3", "C-4")]
    assert [only_one(filled.connection, "challenge", one) for one in words] == keys
    assert only_one(filled.connection, "challenge", " clinics  close early (c-4) ") == keys[1]
    for text in ("Clinics close (C-3)", "Clinics close early (C-1)", "(C-3)"):
        with pytest.raises(NotThere):
            only_one(filled.connection, "challenge", text)
