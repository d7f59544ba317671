"""A change of many records is seen before it is made, and then made whole or not at all."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import Cancelled, Conflict
from hsmonitor.domain.money import Money
from hsmonitor.exchange.matching import named_by_headings
from hsmonitor.store.belongings import belongings
from hsmonitor.store.history import entries
from hsmonitor.store.meant import meant
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.proposal import propose, write
from hsmonitor.store.rows import read_all


@pytest.fixture
def keys(portfolio: Portfolio) -> list[str]:
    with portfolio.transaction("Fill") as transaction:
        kenya = transaction.create("project", {"title": "Kenya", "code": "KEN"})
        names = ("Wells run dry", "Roads washed away", "Staff leave")
        return [transaction.create("challenge", {"title": name, "project": kenya}) for name in names]


def values(portfolio: Portfolio, kind: str = "challenge") -> dict[str, dict[str, object]]:
    return {key: dict(state.values) for key, state in read_all(portfolio.connection, kind)}


def test_changes_refusals_and_new_records_are_told_apart(portfolio: Portfolio, keys: list[str]) -> None:
    proposal = propose(
        portfolio.connection,
        "challenge",
        [
            (keys[0], {"title": "Wells run dry", "likelihood": "4", "project": "Kenya"}),
            (keys[1], {"title": "", "impact": "extreme", "next_review": "32 May 2026"}),
            (None, {"title": "New one", "project": "KEN"}),
            (None, {"project": "Kenya", "likelihood": "3"}),
            (keys[2], {"level": "high", "project": "Atlantis"}),
        ],
    )
    assert {key: now for key, (now, _seen) in proposal.changes.items()} == {
        keys[0]: {"likelihood": 4},
        keys[1]: {"impact": 5},
    }
    assert [(new["title"], new["project"]) for new in proposal.new] == [
        ("New one", next(iter(values(portfolio, "project"))))
    ]
    refused = {(cell.line, cell.field.name) for cell in proposal.refused}
    assert refused >= {
        (2, "title"),
        (2, "next_review"),
        (4, "project"),
        (4, "likelihood"),
        (5, "level"),
        (5, "project"),
    }
    assert all(cell.refused for cell in proposal.refused)
    assert proposal.unchanged == 2


def test_writing_is_one_transaction_and_one_undo(portfolio: Portfolio, keys: list[str]) -> None:
    before = values(portfolio)
    proposal = propose(portfolio.connection, "challenge", [(keys[0], {"likelihood": "4"}), (None, {"title": "New"})])
    steps: list[tuple[int, int]] = []
    made = write(portfolio, proposal, "Paste 2 rows", progress=lambda done, of: steps.append((done, of)))
    assert values(portfolio)[keys[0]]["likelihood"] == 4
    assert values(portfolio)[made[0]]["title"] == "New"
    assert steps
    assert entries(portfolio.connection, 1)[0].name == "Paste 2 rows"
    portfolio.undo_last()
    assert values(portfolio) == before


def test_what_somebody_changed_since_is_not_overwritten(portfolio: Portfolio, keys: list[str]) -> None:
    proposal = propose(
        portfolio.connection, "challenge", [(keys[0], {"title": "Mine"}), (keys[1], {"title": "Mine too"})]
    )
    with portfolio.transaction("Meanwhile") as transaction:
        transaction.update("challenge", keys[0], {"title": "Theirs"})
    with pytest.raises(Conflict, match="Theirs"):
        write(portfolio, proposal, "Paste")
    assert {one["title"] for one in values(portfolio).values()} == {"Theirs", "Roads washed away", "Staff leave"}


def test_a_cancelled_change_changes_nothing(portfolio: Portfolio, keys: list[str]) -> None:
    proposal = propose(portfolio.connection, "challenge", [(key, {"likelihood": "2"}) for key in keys])
    asked = iter([False, True])
    with pytest.raises(Cancelled):
        write(portfolio, proposal, "Paste", cancelled=lambda: next(asked))
    assert all("likelihood" not in one for one in values(portfolio).values())
    with pytest.raises(Cancelled):
        propose(portfolio.connection, "challenge", [(keys[0], {})], cancelled=lambda: True)


@pytest.mark.parametrize(
    ("kind", "cells", "fields", "sure"),
    [
        ("challenge", ["Challenge", " Likelihood ", "Ref"], ["title", "likelihood", "reference"], True),
        ("challenge", ["Challenge", "Wells run dry", "in Goma"], ["title", "", ""], False),
        ("partner", ["Partner", "Abbrev.", "Kind", "Country"], ["name", "acronym", "type", "countries"], True),
        ("partner", ["Name", "Head office"], ["name", ""], False),
        ("partner", [""], [""], False),
    ],
)
def test_a_first_row_of_headings_is_known(kind: str, cells: list[str], fields: list[str], sure: bool) -> None:
    assert named_by_headings(kind, cells) == (fields, sure)


def test_a_bare_amount_is_of_the_one_currency_in_use(portfolio: Portfolio) -> None:
    field = RECORDS["project"].fields["contribution"]
    with pytest.raises(ValueError, match="Write the currency"):
        meant(portfolio.connection, field, "250,000")
    with portfolio.transaction("Fill") as tx:
        tx.create("project", {"title": "Lac", "contribution": "KES 5"})
    assert meant(portfolio.connection, field, "8.5 million") == Money.of("8500000", "KES")
    assert meant(portfolio.connection, field, "EUR 7") == Money.of(7, "EUR")
    with portfolio.transaction("Fill") as tx:
        tx.create("project", {"title": "Goma", "contribution": "EUR 5"})
    with pytest.raises(ValueError, match="Write the currency"):
        meant(portfolio.connection, field, "250,000")


def test_a_bare_amount_is_of_the_first_currency_that_the_settings_name(portfolio: Portfolio) -> None:
    field = RECORDS["project"].fields["contribution"]
    office = next(iter(dict(read_all(portfolio.connection, "office"))))
    with portfolio.transaction("Fill") as tx:
        tx.create("project", {"title": "Lac", "contribution": "KES 5"})
        tx.update("office", office, {"currencies": "USD; EUR"})
    assert meant(portfolio.connection, field, "250,000") == Money.of(250_000, "USD")
    assert meant(portfolio.connection, field, "KES 7") == Money.of(7, "KES")


def test_a_new_row_whose_project_is_not_known_is_refused_whole(portfolio: Portfolio) -> None:
    proposal = propose(portfolio.connection, "challenge", [(None, {"title": "Late", "project": "Gomma"})])
    assert proposal.empty
    assert {cell.field.name for cell in proposal.refused} == {"title", "project"}
    assert "Gomma is not known" in proposal.refused[1].refused


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    lines=st.lists(
        st.tuples(
            st.integers(-1, 2),
            st.dictionaries(
                st.sampled_from(["title", "likelihood", "status", "project", "tags"]), st.text(max_size=12)
            ),
        ),
        max_size=5,
    )
)
def test_whatever_is_proposed_can_be_written_and_undone(
    lines: list[tuple[int, dict[str, str]]], portfolio: Portfolio, keys: list[str]
) -> None:
    before = values(portfolio)
    asked = {index: (keys[index] if index >= 0 else None, texts) for index, texts in lines}
    proposal = propose(portfolio.connection, "challenge", list(asked.values()))
    write(portfolio, proposal, "Paste")
    if not proposal.empty:
        portfolio.undo_last()
    assert values(portfolio) == before


def test_what_goes_with_a_record_is_counted_to_the_last(portfolio: Portfolio, keys: list[str]) -> None:
    with portfolio.transaction("Respond") as transaction:
        for title in ("Dig", "Pump"):
            transaction.create("response", {"title": title, "challenge": keys[0]})
    project = next(iter(values(portfolio, "project")))
    assert belongings(portfolio.connection, "project", [project]) == {"challenge": 3, "response": 2}
    assert belongings(portfolio.connection, "challenge", [keys[1]]) == {}
