"""What citations and attachments are of, in words and back."""

import pytest

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.proposal import meant

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
