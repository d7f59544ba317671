"""What was entered twice is found, and becomes one record with all that hung on both; one undo takes it back."""

from typing import Any

import pytest

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.store.duplicates import duplicates
from hsmonitor.store.history import entries
from hsmonitor.store.listing import read_rows
from hsmonitor.store.merging import merge, merged
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.rows import read_all


def everything(portfolio: Portfolio) -> dict[str, dict[str, Any]]:
    return {kind: {key: dict(state.values) for key, state in read_all(portfolio.connection, kind)} for kind in RECORDS}


def one(portfolio: Portfolio, kind: str, key: str) -> dict[str, Any]:
    return everything(portfolio)[kind][key]


@pytest.fixture
def two(portfolio: Portfolio) -> tuple[str, str]:
    """Two partners that are one, with everything that can point at them."""
    with portfolio.transaction("Fill") as tx:
        kept = tx.create("partner", {"name": "Water Board", "countries": ("KEN",)})
        gone = tx.create("partner", {"name": "The Wáter Board (WB)", "acronym": "WB", "countries": ("UGA",)})
        project = tx.create("project", {"title": "Kenya"})
        challenge = tx.create("challenge", {"title": "Wells run dry", "affected_partners": (kept, gone)})
        tx.create("challenge", {"title": "Roads", "affected_partners": (gone,)})
        for partner in (kept, gone):
            tx.create("engagement", {"project": project, "partner": partner})
        tx.create("contact", {"name": "Ana", "partner": gone})
        assessment = tx.create("assessment", {"partner": gone})
        tx.create("response", {"title": "Train", "challenge": challenge, "partner": gone})
        tx.update("challenge", challenge, {"gap_found_by": assessment})
        source = tx.create("source", {"title": "Report"})
        cited = {"source": source, "certainty": "stated", "subject": f"partner:{gone}"}
        for field in (None, "acronym", "name"):
            tx.create("citation", cited | ({"field": field} if field else {}))
    return kept, gone


def test_two_partners_become_one_and_one_undo_makes_them_two_again(portfolio: Portfolio, two: tuple[str, str]) -> None:
    kept, gone = two
    before = everything(portfolio)
    rows = read_rows(portfolio.connection, "partner", [kept, gone])
    values = merged(RECORDS["partner"], rows[0], rows[1], {"countries": True})
    with portfolio.transaction("Merge") as tx:
        merge(tx, "partner", kept, gone, values)
    after = everything(portfolio)
    assert list(after["partner"]) == [kept]
    assert after["partner"][kept] == {"name": "Water Board", "acronym": "WB", "countries": ("UGA",)}
    for kind in ("engagement", "contact", "assessment", "response"):
        assert {values["partner"] for values in after[kind].values()} == {kept}
        assert len(after[kind]) == len(before[kind])
    assert [values["affected_partners"] for values in after["challenge"].values()] == [(kept,), (kept,)]
    told = {values.get("field"): values["subject"] for values in after["citation"].values()}
    assert told == {None: f"partner:{kept}", "acronym": f"partner:{kept}"}  # the other name is not told any more
    portfolio.undo_last()
    assert everything(portfolio) == before
    portfolio.redo_last()
    assert everything(portfolio) == after
    assert entries(portfolio.connection, 1)[0].name == "Redo: Merge"


def test_reviews_go_along_with_their_challenge_and_say_what_they_said(portfolio: Portfolio) -> None:
    with portfolio.transaction("Fill") as tx:
        kept, gone = (tx.create("challenge", {"title": title}) for title in ("Wells", "Wells dry"))
        review = tx.create("review", {"challenge": gone, "reviewed_on": "2026-05-01", "comment": "As before"})
        other = tx.create("challenge", {"title": "Case", "theme": gone})
        tx.update("challenge", gone, {"theme": kept})
    before = everything(portfolio)
    rows = read_rows(portfolio.connection, "challenge", [kept, gone])
    with portfolio.transaction("Merge") as tx:
        merge(tx, "challenge", kept, gone, merged(RECORDS["challenge"], rows[0], rows[1], {"title": True}))
    assert one(portfolio, "review", review) == before["review"][review] | {"challenge": kept}
    assert one(portfolio, "challenge", other)["theme"] == kept
    assert one(portfolio, "challenge", kept) == {"title": "Wells dry"}  # a case of itself it is not
    portfolio.undo_last()
    assert everything(portfolio) == before


def test_a_record_is_not_merged_with_itself(portfolio: Portfolio, two: tuple[str, str]) -> None:
    with pytest.raises(PortfolioError, match="itself"), portfolio.transaction("Merge") as tx:
        merge(tx, "partner", two[0], two[0], {})


def test_duplicates_are_found_by_name_abbreviation_and_acronym(portfolio: Portfolio, two: tuple[str, str]) -> None:
    with portfolio.transaction("Fill") as tx:
        wb = tx.create("partner", {"name": "WB"})
        tx.create("partner", {"name": "Farmers' Union", "acronym": "FU"})
        tx.create("partner", {"name": "Radio Lake (the station)"})
        tx.create("challenge", {"title": "wells run dry (WB)"})
    assert duplicates(portfolio.connection, "partner") == [[*two, wb]]
    assert len(duplicates(portfolio.connection, "challenge")) == 1
    assert duplicates(portfolio.connection, "engagement") == []
    project = next(iter(everything(portfolio)["project"]))
    assert duplicates(portfolio.connection, "partner", project) == [list(two)]


def test_what_ties_two_lists_together_makes_one_of_them(portfolio: Portfolio) -> None:
    with portfolio.transaction("Fill") as tx:
        keys = [
            tx.create("partner", values)
            for values in (
                {"name": "Development Programme"},
                {"name": "UNDP"},
                {"name": "undp"},
                {"name": "Development Programme (UNDP)"},
            )
        ]
    assert duplicates(portfolio.connection, "partner") == [keys]
