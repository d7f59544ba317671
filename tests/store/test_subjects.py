"""What citations and attachments are of, in words and back."""

import pytest

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.store.as_of import turn
from hsmonitor.store.facets import facets
from hsmonitor.store.filter_words import conditions_of, one_of
from hsmonitor.store.grouping import grouped, groups
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.meant import meant
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.sheet_state import SheetState, query_of

FIELDS = RECORDS["citation"].fields


@pytest.fixture
def cited(portfolio: Portfolio) -> str:
    """The key of a partner whose type is cited."""
    with portfolio.transaction("Add") as transaction:
        partner = transaction.create("partner", {"name": "UNDP"})
        source = transaction.create("source", {"title": "Address"})
        for about, field in ((f"partner:{partner}", "type"), (f"source:{source}", None)):
            values = {"subject": about, "source": source, "certainty": "stated", "field": field}
            transaction.create("citation", values)
    return partner


def test_a_citation_says_of_what_it_is_by_name(portfolio: Portfolio, cited: str) -> None:
    rows = Listing(portfolio.connection, Query("citation")).rows()
    words = {(row.shown("subject"), row.shown("field"), row.shown("source")) for row in rows}
    assert words == {("Partner: UNDP", "Type", "Address"), ("Source: Address", "", "Address")}


def test_what_it_is_of_is_meant_by_the_same_words_or_by_its_key(portfolio: Portfolio, cited: str) -> None:
    for words in ("Partner: UNDP", "partner: undp", f"partner:{cited}", "Partner:PA-1"):
        assert meant(portfolio.connection, FIELDS["subject"], words) == f"partner:{cited}"
    assert meant(portfolio.connection, FIELDS["field"], "Approach") == "approach"
    assert meant(portfolio.connection, FIELDS["field"], "approach") == "approach"


@pytest.mark.parametrize(
    ("field", "words"),
    [("subject", "Partner: Nobody"), ("subject", "UNDP"), ("subject", "Planet: Mars"), ("field", "nonsense")],
)
def test_what_names_nothing_is_refused_with_a_reason(portfolio: Portfolio, cited: str, field: str, words: str) -> None:
    with pytest.raises((ValueError, PortfolioError)):
        meant(portfolio.connection, FIELDS[field], words)


def test_a_citation_of_what_is_not_there_shows_its_key(portfolio: Portfolio, cited: str) -> None:
    with portfolio.transaction("Add") as transaction:
        values = {"subject": "partner:gone", "field": "no field", "certainty": "stated"}
        transaction.create("citation", values)
    rows = Listing(portfolio.connection, Query("citation")).rows()
    assert ("Partner: gone", "no field") in {(row.shown("subject"), row.shown("field")) for row in rows}


LONG = "Ministère de la santé publique et de la population, direction générale de la planification"


@pytest.fixture
def several(portfolio: Portfolio, cited: str) -> Portfolio:
    """Beside them a partner with a long name, a challenge and a source, whose names and titles are cited."""
    with portfolio.transaction("Add") as transaction:
        ministry = transaction.create("partner", {"name": LONG})
        challenge = transaction.create("challenge", {"title": "Undp offices close"})
        report = transaction.create("source", {"title": "Report"})
        abouts = (f"partner:{ministry}", "name"), (f"challenge:{challenge}", "title"), (f"source:{report}", "title")
        for about, field in abouts:
            transaction.create("citation", {"subject": about, "field": field, "certainty": "stated"})
    return portfolio


OTHERS = ["Source: Address", f"Partner: {LONG}", "Challenge: Undp offices close", "Source: Report"]


@pytest.mark.parametrize(
    ("field", "words", "expected"),
    [
        ("subject", "undp", ["Partner: UNDP", "Challenge: Undp offices close"]),
        ("subject", "partner: u", ["Partner: UNDP"]),
        ("subject", "challenge", ["Challenge: Undp offices close"]),
        ("subject", "PLANIFICATION", [f"Partner: {LONG}"]),
        ("subject", "=partner: undp", ["Partner: UNDP"]),
        ("subject", "=undp", []),
        ("subject", f"={LONG}", []),
        ("subject", f"=Partner: {LONG}", [f"Partner: {LONG}"]),
        ("subject", f"=Partner: {LONG[:70]}", []),
        ("subject", "=Partner: UNDP; Source: Address", ["Partner: UNDP", "Source: Address"]),
        (
            "subject",
            "<>Partner: UNDP",
            ["Source: Address", f"Partner: {LONG}", "Challenge: Undp offices close", "Source: Report"],
        ),
        ("subject", "partner:0", []),
        ("field", "TYP", ["Partner: UNDP"]),
        ("field", "=Title", ["Source: Report"]),
        ("field", "=Challenge", ["Challenge: Undp offices close"]),
        ("field", "=tit", []),
        ("field", "<>type", OTHERS),
        ("field", "?", ["Source: Address"]),
    ],
)
def test_filters_find_the_words_that_are_shown(field: str, words: str, expected: list[str], several: Portfolio) -> None:
    query = query_of(several.connection, RECORDS["citation"], SheetState(filters={field: words}))
    assert [row.shown("subject") for row in Listing(several.connection, query).rows()] == expected


@pytest.mark.parametrize("name", ["subject", "field"])
def test_each_value_that_is_listed_finds_as_many_as_it_says(name: str, several: Portfolio) -> None:
    record = RECORDS["citation"]
    for facet in facets(several.connection, Query("citation"), name):
        state = SheetState(filters={name: one_of([facet.words])})
        found = Listing(several.connection, query_of(several.connection, record, state)).count()
        assert (facet.words, found) == (facet.words, facet.times)


def test_what_they_are_of_has_no_order(several: Portfolio) -> None:
    for field in (FIELDS["subject"], FIELDS["field"]):
        with pytest.raises(ValueError, match="no order"):
            conditions_of(field, ">=Partner")


def test_filters_of_an_earlier_day_find_the_names_of_then(several: Portfolio, cited: str) -> None:
    with several.transaction("Rename") as transaction:
        transaction.update("partner", cited, {"name": "Programme"})
    then = several.connection.execute(
        "SELECT max(made_at) FROM journal WHERE made_at < (SELECT max(made_at) FROM journal)"
    )
    with several.reading() as connection:
        turn(connection, then.fetchone()[0])
        query = query_of(connection, RECORDS["citation"], SheetState(filters={"subject": "=Partner: UNDP"}))
        assert [row.shown("subject") for row in Listing(connection, query).rows()] == ["Partner: UNDP"]


def test_a_group_of_fields_says_all_labels_that_the_name_has(several: Portfolio) -> None:
    found = groups(several.connection, grouped(Query("citation"), "field"))
    assert found == [("Name", 1), ("Activity / Challenge / Response / Title", 2), ("Type", 1), ("", 1)]


def shown(portfolio: Portfolio, query: Query) -> list[str]:
    return [row.shown("subject") for row in Listing(portfolio.connection, query).rows()]


IN_ORDER = ["Challenge: Undp offices close", f"Partner: {LONG}", "Partner: UNDP", "Source: Address", "Source: Report"]


def test_what_they_are_of_sorts_by_its_name(several: Portfolio) -> None:
    assert shown(several, Query("citation", order=(("subject", False),))) == IN_ORDER
    assert shown(several, Query("citation", order=(("subject", True),))) == IN_ORDER[::-1]


def test_what_they_are_of_sorts_by_its_name_of_now(several: Portfolio, cited: str) -> None:
    with several.transaction("Rename") as transaction:
        transaction.update("partner", cited, {"name": "Advisers"})
    assert shown(several, Query("citation", order=(("subject", False),)))[1] == "Partner: Advisers"


def test_what_they_are_of_is_grouped_by_its_name(several: Portfolio) -> None:
    with several.transaction("Add") as transaction:
        twin = transaction.create("partner", {"name": "undp"})
        transaction.create("citation", {"subject": f"partner:{twin}", "certainty": "stated"})
    found = groups(several.connection, grouped(Query("citation"), "subject"))
    assert [(group.words.casefold()[:20], group.size) for group in found] == [
        (words.casefold()[:20], 2 if words == "Partner: UNDP" else 1) for words in IN_ORDER
    ]
    facet = facets(several.connection, Query("citation"), "subject")[0]
    assert (facet.words.casefold(), facet.times) == ("partner: undp", 2)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("undp", ["Partner: UNDP", "Challenge: Undp offices close"]),
        ("partner undp", ["Partner: UNDP"]),
        ("offi clo", ["Challenge: Undp offices close"]),
        ('"offices close"', ["Challenge: Undp offices close"]),
        ("PA-1", ["Partner: UNDP"]),
        ("record:undp", ["Partner: UNDP", "Challenge: Undp offices close"]),
        ("field:undp", []),
        ("source:address undp", ["Partner: UNDP"]),
        ("nowhere:undp", []),
        ("sante", [f"Partner: {LONG}"]),
        ("stated", ["Partner: UNDP", *OTHERS]),
        ("sources", []),
    ],
)
def test_search_finds_them_by_the_name_of_what_they_are_of(words: str, expected: list[str], several: Portfolio) -> None:
    query = Query("citation", words)
    assert shown(several, query) == expected
    assert Listing(several.connection, query).count() == len(expected)


def test_an_earlier_day_is_sorted_by_the_names_of_then(several: Portfolio, cited: str) -> None:
    with several.transaction("Rename") as transaction:
        transaction.update("partner", cited, {"name": "Advisers"})
    then = several.connection.execute(
        "SELECT max(made_at) FROM journal WHERE made_at < (SELECT max(made_at) FROM journal)"
    )
    with several.reading() as connection:
        turn(connection, then.fetchone()[0])
        rows = Listing(connection, Query("citation", order=(("subject", False),))).rows()
        assert [row.shown("subject") for row in rows] == IN_ORDER
