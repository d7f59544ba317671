"""A record's history: told by record and by field, compared between moments, and brought back."""

from datetime import UTC, datetime, timedelta, tzinfo

import pytest

from hsmonitor.domain.errors import NotThere
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.record_history import compared, moments, restore, values_at


@pytest.fixture
def changed(portfolio: Portfolio) -> tuple[Portfolio, str, str]:
    """A challenge that names a partner; then both its title and its partner were changed."""
    with portfolio.transaction("Add") as transaction:
        partner = transaction.create("partner", {"name": "Red Crescent"})
        challenge = transaction.create("challenge", {"title": "Drought", "affected_partners": (partner,)})
    with portfolio.transaction("Change") as transaction:
        transaction.update("challenge", challenge, {"title": "Long drought", "affected_partners": None})
    return portfolio, challenge, partner


def test_moments_hold_all_changes_of_a_transaction(changed: tuple[Portfolio, str, str]) -> None:
    portfolio, challenge, _partner = changed
    newest, oldest = moments(portfolio.connection, challenge)
    assert newest.changes == ("Affected partners: Red Crescent → not recorded", "Challenge: Drought → Long drought")
    assert oldest.changes == ("added",)
    assert newest.person == "Amina"


def test_a_fields_history_leaves_out_the_others(changed: tuple[Portfolio, str, str]) -> None:
    portfolio, challenge, _partner = changed
    assert moments(portfolio.connection, challenge, "title")[0].changes == ("Challenge: Drought → Long drought",)
    assert [moment.changes for moment in moments(portfolio.connection, challenge, "status")] == [("added",)]


def test_two_moments_are_compared_in_words(changed: tuple[Portfolio, str, str]) -> None:
    portfolio, challenge, _partner = changed
    newest, oldest = moments(portfolio.connection, challenge)
    found = compared(portfolio.connection, "challenge", challenge, oldest.position)
    assert [(one.label, one.then, one.now) for one in found] == [
        ("Challenge", "Drought", "Long drought"),
        ("Affected partners", "Red Crescent", "not recorded"),
    ]
    assert not compared(portfolio.connection, "challenge", challenge, newest.position, newest.position)


def test_a_value_is_restored_by_a_transaction_of_its_own(changed: tuple[Portfolio, str, str]) -> None:
    portfolio, challenge, partner = changed
    oldest = moments(portfolio.connection, challenge)[-1]
    assert restore(portfolio, "challenge", challenge, oldest.position, ["title"]) == []
    assert values_at(portfolio.connection, "challenge", challenge) == {"title": "Drought"}
    assert moments(portfolio.connection, challenge)[0].name == "Restore Challenge"
    portfolio.undo_last()
    assert values_at(portfolio.connection, "challenge", challenge)["title"] == "Long drought"
    restore(portfolio, "challenge", challenge, oldest.position)
    assert values_at(portfolio.connection, "challenge", challenge) == {
        "title": "Drought", "affected_partners": (partner,),
    }  # fmt: skip


def test_a_link_to_what_exists_no_more_stays_as_it_is(changed: tuple[Portfolio, str, str]) -> None:
    portfolio, challenge, partner = changed
    oldest = moments(portfolio.connection, challenge)[-1]
    with portfolio.transaction("Delete") as transaction:
        transaction.delete("partner", partner)
    assert restore(portfolio, "challenge", challenge, oldest.position) == ["Affected partners"]
    assert values_at(portfolio.connection, "challenge", challenge) == {"title": "Drought"}


def test_before_it_existed_there_is_nothing_to_restore(changed: tuple[Portfolio, str, str]) -> None:
    portfolio, challenge, _partner = changed
    with pytest.raises(NotThere, match="did not exist then"):
        restore(portfolio, "challenge", challenge, 0)


NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize("second", [NOON, NOON - timedelta(days=400)], ids=["the same tick", "a clock set back"])
def test_moments_are_told_apart_by_their_order_and_not_by_the_clock(
    portfolio: Portfolio, second: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = NOON

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  (a plain one is what is asked for)
            return clock

    monkeypatch.setattr("hsmonitor.store.portfolio.datetime", Clock)
    with portfolio.transaction("Add") as transaction:
        key = transaction.create("challenge", {"title": "Drought"})
    clock = second
    with portfolio.transaction("Change") as transaction:
        transaction.update("challenge", key, {"title": "Flood"})
    newest, oldest = moments(portfolio.connection, key)
    assert [(one.then, one.now) for one in compared(portfolio.connection, "challenge", key, oldest.position)] == [
        ("Drought", "Flood")
    ]
    assert not compared(portfolio.connection, "challenge", key, newest.position)
    restore(portfolio, "challenge", key, oldest.position)
    assert values_at(portfolio.connection, "challenge", key) == {"title": "Drought"}
