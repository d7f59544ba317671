"""The one way to write: all or nothing, conflicts named, citations that follow, what belongs together."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from hsmonitor.domain.errors import Cancelled, Conflict, Invalid, NotThere, PortfolioError
from hsmonitor.domain.money import Money
from hsmonitor.store import check, history
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.record_view import trail
from hsmonitor.store.rows import read_all, read_states
from hsmonitor.store.session import open_portfolio
from tests.store.conftest import AMINA, JOSE

Open = Callable[..., Portfolio]


def add(portfolio: Portfolio, kind: str, **values: object) -> str:
    with portfolio.transaction(f"Add {kind}") as transaction:
        return transaction.create(kind, values)


def values(portfolio: Portfolio, kind: str, key: str) -> dict[str, object]:
    return read_states(portfolio.connection, kind, [key])[key].values


def test_nothing_is_written_when_the_block_fails(portfolio: Portfolio) -> None:
    with pytest.raises(RuntimeError), portfolio.transaction("Add") as transaction:
        transaction.create("partner", {"name": "UNDP"})
        raise RuntimeError
    assert list(read_all(portfolio.connection, "partner")) == []
    assert [entry.name for entry in history.entries(portfolio.connection)] == ["Set up the portfolio"]


@pytest.mark.parametrize("answers", [[True], [False, True]])
def test_a_transaction_that_is_cancelled_before_its_end_changes_nothing(
    answers: list[bool], portfolio: Portfolio
) -> None:
    key, asked = add(portfolio, "partner", name="UNDP"), iter(answers)
    with (
        pytest.raises(Cancelled),
        portfolio.transaction("Change", cancelled=lambda: next(asked)) as transaction,
    ):
        transaction.update("partner", key, {"acronym": "U"})
    assert values(portfolio, "partner", key) == {"name": "UNDP"}
    assert history.entries(portfolio.connection, 1)[0].name == "Add partner"
    add(portfolio, "partner", name="UNFPA")


def test_all_problems_are_said_at_once_and_nothing_is_written(portfolio: Portfolio) -> None:
    with pytest.raises(Invalid) as refused, portfolio.transaction("Add") as transaction:
        transaction.create("partner", {})
        transaction.create("project", {"start": "2020", "end": "2019-12"})
    assert [(problem.kind, problem.field) for problem in refused.value.problems] == [
        ("partner", "name"),
        ("project", "end"),
    ]
    assert list(read_all(portfolio.connection, "project")) == []


def test_a_change_has_one_history_row_a_field(portfolio: Portfolio) -> None:
    key = add(portfolio, "project", title="Water", contribution="USD 1,000")
    with portfolio.transaction("Correct") as transaction:
        transaction.update("project", key, {"title": "Wells", "contribution": None, "summary": ""})
    newest = history.entries(portfolio.connection, 1)[0]
    assert (newest.name, newest.person, newest.device) == ("Correct", AMINA.person, AMINA.device)
    changes = {change.field: (change.old, change.new) for change in history.changes_of(portfolio.connection, newest.id)}
    assert changes == {"title": ("Water", "Wells"), "contribution": ([100_000, "USD"], None)}


def test_a_transaction_that_changes_nothing_leaves_no_trace(portfolio: Portfolio) -> None:
    key = add(portfolio, "partner", name="UNDP")
    before = history.newest_position(portfolio.connection)
    with portfolio.transaction("Nothing") as transaction:
        transaction.update("partner", key, {"name": " UNDP "})
    assert history.newest_position(portfolio.connection) == before


def test_two_programs_join_changes_to_different_fields(path: Path, opened: Open) -> None:
    amina, jose = opened(path, AMINA), opened(path, JOSE)
    key = add(amina, "project", title="Water", summary="Old")
    with jose.transaction("Title") as transaction:
        transaction.update("project", key, {"title": "Wells"}, seen={"title": "Water"})
    with amina.transaction("Summary") as transaction:
        transaction.update("project", key, {"summary": "New"}, seen={"summary": "Old"})
    assert values(amina, "project", key) == {"title": "Wells", "summary": "New"}


def test_the_same_field_is_a_conflict_that_names_field_values_and_who(path: Path, opened: Open) -> None:
    amina, jose = opened(path, AMINA), opened(path, JOSE)
    key = add(amina, "project", title="Water")
    with jose.transaction("Title") as transaction:
        transaction.update("project", key, {"title": "Wells"}, seen={"title": "Water"})
    with pytest.raises(Conflict) as conflict, amina.transaction("Title") as transaction:
        transaction.update("project", key, {"title": "Rivers"}, seen={"title": "Water"})
    clash = conflict.value.clashes[0]
    assert (clash.field, clash.theirs, clash.mine, clash.who) == ("title", "Wells", "Rivers", "José")
    assert str(clash) == "Title: José has changed it to Wells; you want Rivers."
    assert values(amina, "project", key) == {"title": "Wells"}


OTHER_PROGRAM = """
import sys
from pathlib import Path
from hsmonitor.store.author import Author
from hsmonitor.store.session import open_portfolio

with open_portfolio(Path(sys.argv[1]), author=Author("José", "desktop")) as portfolio:
    with portfolio.transaction("Title") as transaction:
        transaction.update("project", sys.argv[2], {"title": "Wells"}, seen={"title": "Water"})
"""


def test_another_process_is_heard_and_its_value_never_overwritten(path: Path, opened: Open) -> None:
    amina = opened(path, AMINA)
    key = add(amina, "project", title="Water")
    heard: list[dict[str, set[str]]] = []
    amina.poll()
    amina.listen(heard.append)
    subprocess.run([sys.executable, "-c", OTHER_PROGRAM, str(path), key], check=True)
    with pytest.raises(Conflict) as conflict, amina.transaction("Title") as transaction:
        transaction.update("project", key, {"title": "Rivers"}, seen={"title": "Water"})
    assert str(conflict.value.clashes[0]) == "Title: José has changed it to Wells; you want Rivers."
    amina.poll()
    assert heard == [{"project": {key}}]
    assert values(amina, "project", key) == {"title": "Wells"}


def test_both_typed_the_same_is_no_conflict(path: Path, opened: Open) -> None:
    amina, jose = opened(path, AMINA), opened(path, JOSE)
    key = add(amina, "project", title="Water")
    for portfolio in (jose, amina):
        with portfolio.transaction("Title") as transaction:
            transaction.update("project", key, {"title": "Wells"}, seen={"title": "Water"})
    assert values(amina, "project", key) == {"title": "Wells"}


def test_a_record_deleted_meanwhile_says_so_and_can_be_brought_back(path: Path, opened: Open) -> None:
    amina, jose = opened(path, AMINA), opened(path, JOSE)
    key = add(amina, "project", title="Water")
    with jose.transaction("Delete") as transaction:
        transaction.delete("project", key)
    with pytest.raises(NotThere, match="brought back"), amina.transaction("Title") as transaction:
        transaction.update("project", key, {"title": "Wells"})
    amina.undo(history.entries(amina.connection, 1)[0].id)
    assert values(amina, "project", key) == {"title": "Water"}


def test_each_program_hears_of_the_others_changes(path: Path, opened: Open) -> None:
    amina, jose = opened(path, AMINA), opened(path, JOSE)
    heard: list[dict[str, set[str]]] = []
    jose.listen(heard.append)
    jose.poll()
    key = add(amina, "partner", name="UNDP")
    jose.poll()
    jose.poll()
    assert heard == [{"partner": {key}}]


def test_own_changes_are_heard_once(portfolio: Portfolio) -> None:
    heard: list[dict[str, set[str]]] = []
    portfolio.listen(heard.append)
    key = add(portfolio, "partner", name="UNDP")
    portfolio.poll()
    assert heard == [{"partner": {key}}]


def test_what_belongs_to_a_record_goes_and_returns_with_it(portfolio: Portfolio) -> None:
    project, partner = add(portfolio, "project", title="Water"), add(portfolio, "partner", name="UNDP")
    add(portfolio, "engagement", project=project, partner=partner)
    challenge = add(portfolio, "challenge", title="Dry", project=project, affected_partners=[partner])
    add(portfolio, "response", title="Dig", challenge=challenge)
    add(portfolio, "review", challenge=challenge, reviewed_on="2026-01-01")
    add(portfolio, "citation", subject=f"project:{project}", certainty="stated")
    kinds = ("project", "partner", "engagement", "challenge", "response", "review", "citation")
    before = {kind: dict(read_all(portfolio.connection, kind)) for kind in kinds}
    with portfolio.transaction("Delete") as transaction:
        transaction.delete("project", project)
    left = {kind: len(list(read_all(portfolio.connection, kind))) for kind in kinds}
    assert left == {kind: int(kind == "partner") for kind in kinds}
    portfolio.undo_last()
    after = {kind: dict(read_all(portfolio.connection, kind)) for kind in kinds}
    assert {kind: {key: s.values for key, s in records.items()} for kind, records in after.items()} == {
        kind: {key: s.values for key, s in records.items()} for kind, records in before.items()
    }


def test_other_links_are_emptied(portfolio: Portfolio) -> None:
    owner, partner = add(portfolio, "person", name="Ada"), add(portfolio, "partner", name="UNDP")
    challenge = add(portfolio, "challenge", title="Dry", owner=owner, affected_partners=[partner])
    with portfolio.transaction("Delete") as transaction:
        transaction.delete("person", owner)
        transaction.delete("partner", partner)
    assert values(portfolio, "challenge", challenge) == {"title": "Dry"}
    portfolio.undo_last()
    assert values(portfolio, "challenge", challenge)["affected_partners"] == (partner,)


def test_a_changed_cited_value_says_entered_and_undo_brings_the_citation_back(portfolio: Portfolio) -> None:
    project = add(portfolio, "project", threats="Drought", summary="Dry")
    cited = add(portfolio, "citation", subject=f"project:{project}", field="threats", certainty="stated", paragraph="7")
    other = add(portfolio, "citation", subject=f"project:{project}", field="summary", certainty="stated")
    with portfolio.transaction("Threats") as transaction:
        transaction.update("project", project, {"threats": "Floods"})
    assert values(portfolio, "citation", cited)["certainty"] == "entered"
    assert values(portfolio, "citation", other)["certainty"] == "stated"
    portfolio.undo_last()
    assert values(portfolio, "citation", cited)["certainty"] == "stated"
    assert values(portfolio, "project", project)["threats"] == "Drought"


def test_a_review_is_final(portfolio: Portfolio) -> None:
    challenge = add(portfolio, "challenge", title="Dry")
    review = add(portfolio, "review", challenge=challenge, reviewed_on="2026-01-01", comment="First")
    with pytest.raises(PortfolioError, match="never changed"), portfolio.transaction("Edit") as transaction:
        transaction.update("review", review, {"comment": "Second"})
    raw = open_portfolio(portfolio.path, author=AMINA)
    writer = __import__("sqlite3").connect(portfolio.path)
    for statement in ("UPDATE review SET comment = 'x'", "UPDATE change SET new = 'x'", "DELETE FROM journal"):
        with pytest.raises(Exception, match="never"):
            writer.execute(statement)
    writer.close()
    raw.close()


def test_a_person_named_by_a_review_stays(portfolio: Portfolio) -> None:
    person, challenge = add(portfolio, "person", name="Ada"), add(portfolio, "challenge", title="Dry")
    add(portfolio, "review", challenge=challenge, reviewed_on="2026-01-01", reviewer=person)
    with pytest.raises(PortfolioError, match="has to stay"), portfolio.transaction("Delete") as transaction:
        transaction.delete("person", person)


def test_undo_of_what_somebody_changed_since_asks(path: Path, opened: Open) -> None:
    amina, jose = opened(path, AMINA), opened(path, JOSE)
    key = add(amina, "project", title="Water")
    with amina.transaction("Mine") as transaction:
        transaction.update("project", key, {"title": "Wells"})
    with jose.transaction("Theirs") as transaction:
        transaction.update("project", key, {"title": "Rivers"})
    with pytest.raises(Conflict) as conflict:
        amina.undo_last()
    assert conflict.value.clashes[0].who == "José"
    assert values(amina, "project", key) == {"title": "Rivers"}
    amina.undo_last(force=True)
    assert values(amina, "project", key) == {"title": "Water"}


def delete(portfolio: Portfolio, kind: str, key: str) -> None:
    with portfolio.transaction(f"Delete {kind}") as transaction:
        transaction.delete(kind, key)


def test_undo_of_an_edit_of_what_somebody_deleted_since_brings_it_back(path: Path, opened: Open) -> None:
    amina, jose = opened(path, AMINA), opened(path, JOSE)
    project = add(amina, "project", title="Water")
    key = add(amina, "challenge", title="Dry", project=project, likelihood=3)
    with amina.transaction("Mine") as transaction:
        transaction.update("challenge", key, {"title": "Drought", "likelihood": 4})
    delete(jose, "project", project)
    with pytest.raises(Conflict) as conflict:
        amina.undo_last()
    assert conflict.value.clashes[0].who == "José"
    amina.undo_last(force=True)
    found = values(amina, "challenge", key)
    assert (found["title"], found["likelihood"], found["project"]) == ("Dry", 3, project)
    assert values(amina, "project", project) == {"title": "Water"}
    assert list(check.find_problems(path)) == []
    amina.redo_last()
    assert list(read_all(amina.connection, "project")) == []
    amina.undo_last()
    step = amina.next_undo()
    assert step is not None
    assert step.name == "Add challenge"


def test_undo_of_a_deletion_brings_back_what_somebody_deleted_since(path: Path, opened: Open) -> None:
    amina, jose = opened(path, AMINA), opened(path, JOSE)
    project = add(jose, "project", title="Water")
    key = add(jose, "challenge", title="Dry", project=project)
    delete(amina, "challenge", key)
    delete(jose, "project", project)
    with pytest.raises(Conflict) as conflict:
        amina.undo_last()
    assert [(clash.kind, clash.record, clash.who) for clash in conflict.value.clashes] == [("project", project, "José")]
    amina.undo_last(force=True)
    assert values(amina, "challenge", key)["project"] == project
    assert values(amina, "project", project) == {"title": "Water"}


def test_undo_goes_on_where_somebody_has_done_it_already(path: Path, opened: Open) -> None:
    amina, jose = opened(path, AMINA), opened(path, JOSE)
    add(amina, "partner", name="UNDP")
    key = add(amina, "project", title="Water")
    delete(jose, "project", key)
    told: list[object] = []
    amina.listen(told.append)
    with pytest.raises(Conflict):
        amina.undo_last()
    amina.undo_last(force=True)
    assert len(told) == 1
    step = amina.next_undo()
    assert step is not None
    assert step.name == "Add partner"
    amina.redo_last()
    assert list(read_all(amina.connection, "project")) == []


def test_undo_of_a_creation_that_others_build_on_asks(path: Path, opened: Open) -> None:
    amina, jose = opened(path, AMINA), opened(path, JOSE)
    project = add(amina, "project", title="Water")
    challenge = add(jose, "challenge", title="Dry", project=project)
    with pytest.raises(Conflict):
        amina.undo_last()
    assert values(amina, "challenge", challenge)["project"] == project
    amina.undo_last(force=True)
    assert list(read_all(amina.connection, "challenge")) == []


def test_everybody_undoes_their_own_but_may_undo_all(path: Path, opened: Open) -> None:
    amina, jose = opened(path, AMINA), opened(path, JOSE)
    mine = add(amina, "partner", name="Mine")
    add(jose, "partner", name="Theirs")
    assert amina.next_undo() is not None
    amina.undo_last()
    assert amina.next_undo() is None
    assert [state.values["name"] for _key, state in read_all(amina.connection, "partner")] == ["Theirs"]
    newest = next(entry for entry in history.entries(amina.connection) if entry.person == "José")
    amina.undo(newest.id)
    assert list(read_all(amina.connection, "partner")) == []
    assert mine


def test_undo_and_redo_are_named_after_the_first_change(portfolio: Portfolio) -> None:
    add(portfolio, "partner", name="UNDP")
    for step in (portfolio.undo_last, portfolio.redo_last, portfolio.undo_last):
        step()
    names = [entry.name for entry in history.entries(portfolio.connection, 4)]
    assert names == ["Undo: Add partner", "Redo: Add partner", "Undo: Add partner", "Add partner"]


def test_bulk_change_of_10_000_is_one_transaction_and_one_undo(portfolio: Portfolio) -> None:
    with portfolio.transaction("Many") as transaction:
        keys = [transaction.create("challenge", {"title": f"Challenge {number}"}) for number in range(10_000)]
    with portfolio.transaction("Category") as transaction:
        transaction.update_many("challenge", keys, {"category": "financial"})
    financial = Query("challenge", words="category:financial")
    assert Listing(portfolio.connection, financial).count() == 10_000
    portfolio.undo_last()
    assert Listing(portfolio.connection, financial).count() == 0
    assert len(list(read_all(portfolio.connection, "challenge"))) == 10_000


def test_levels_follow_the_portfolios_own_table(portfolio: Portfolio) -> None:
    key = add(portfolio, "challenge", title="Dry", likelihood=1, impact=1)
    cells = {(s.values["likelihood"], s.values["impact"]): k for k, s in read_all(portfolio.connection, "level_cell")}
    with portfolio.transaction("Stricter") as transaction:
        transaction.update("level_cell", cells[1, 1], {"level": "high"})
    found = Listing(portfolio.connection, Query("challenge", words="level:high")).first(1)
    assert [row.key for row in found] == [key]
    assert found[0].values["level"] == "high"
    assert list(check.find_problems(portfolio.path)) == []


def test_a_first_rating_is_the_inherent_one(portfolio: Portfolio) -> None:
    key = add(portfolio, "challenge", title="Dry", likelihood=4, impact=5)
    with portfolio.transaction("Rate") as transaction:
        transaction.update("challenge", key, {"likelihood": 2})
    record = values(portfolio, "challenge", key)
    assert (record["likelihood"], record["inherent_likelihood"], record["inherent_impact"]) == (2, 4, 5)


def test_a_renamed_project_is_found_and_sorted_by_its_new_name(portfolio: Portfolio) -> None:
    first, second = add(portfolio, "project", title="Alpha"), add(portfolio, "project", title="Beta")
    one, two = (add(portfolio, "challenge", title="Dry", project=project) for project in (first, second))
    with portfolio.transaction("Rename") as transaction:
        transaction.update("project", first, {"title": "Ždrelo"})
    found = Listing(portfolio.connection, Query("challenge", words="project:zdrelo")).rows()
    assert [row.key for row in found] == [one]
    by_project = Listing(portfolio.connection, Query("challenge", order=(("project", False),))).rows()
    assert [row.key for row in by_project] == [two, one]


def test_money_keeps_its_minor_units(portfolio: Portfolio) -> None:
    for amount, currency in ((1, "JPY"), (1_234, "KWD"), (99, "USD"), (2**63 - 1, "USD")):
        key = add(portfolio, "project", contribution=Money(amount, currency))
        assert values(portfolio, "project", key)["contribution"] == Money(amount, currency)


WRITER = """
import sys
from pathlib import Path
from hsmonitor.store.author import Author
from hsmonitor.store.session import open_portfolio

with open_portfolio(Path(sys.argv[1]), author=Author("Child", "laptop")) as portfolio:
    for number in range(200):
        with portfolio.transaction(f"Number {number}") as transaction:
            project = transaction.create("project", {"title": f"Project {number}"})
            for part in range(5):
                transaction.create("challenge", {"title": f"Part {number}.{part}", "project": project})
        print(number, flush=True)
"""


@pytest.mark.parametrize("seed", range(8))
def test_a_killed_program_loses_nothing_that_it_said_was_saved(seed: int, path: Path) -> None:
    """It is killed at any of its 200 transactions, and anywhere in the next ones."""
    chance = random.Random(seed)
    stop_after = chance.randrange(1, 190)
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        said = [int(child.stdout.readline()) for _ in range(stop_after)]
        with suppress(subprocess.TimeoutExpired):
            child.wait(chance.uniform(0, 0.02))
        os.kill(child.pid, signal.SIGKILL)
        said += [int(line) for line in child.stdout if line.endswith("\n")]
    with open_portfolio(path, author=AMINA) as portfolio:
        parts: dict[str, int] = {}
        for _key, state in read_all(portfolio.connection, "challenge"):
            number = state.values["title"].split()[1].split(".")[0]
            parts[number] = parts.get(number, 0) + 1
        projects = {state.values["title"].split()[1] for _key, state in read_all(portfolio.connection, "project")}
    assert projects >= {str(number) for number in said}
    assert parts == dict.fromkeys(projects, 5)
    assert 0 < len(said) < 200, "it was killed before its end"
    assert list(check.find_problems(path)) == []


FULL_DISK = """
import resource, sys
from pathlib import Path
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.store.author import Author
from hsmonitor.store.session import open_portfolio
import hsmonitor.store.writing, signal

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with open_portfolio(Path(sys.argv[1]), author=Author("Child", "laptop")) as portfolio:
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, 64 * 1024))
    try:
        with portfolio.transaction("Many") as transaction:
            for number in range(3000):
                transaction.create("challenge", {"title": f"Challenge {number}", "description": "x" * 400})
    except PortfolioError as error:
        print(error)
"""


def test_a_full_disk_leaves_the_portfolio_as_it_was(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FULL_DISK, str(path)], capture_output=True, text=True, check=False)
    assert "Nothing was changed" in done.stdout, done.stderr
    with open_portfolio(path, author=AMINA) as portfolio:
        assert list(read_all(portfolio.connection, "challenge")) == []
    assert list(check.find_problems(path)) == []


def test_a_portfolio_that_another_program_holds_says_so(portfolio: Portfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    from hsmonitor.store import sqlite

    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.1)
    other = sqlite.connect(portfolio.path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(PortfolioError, match="Another program is writing"):
        add(portfolio, "partner", name="UNDP")
    other.execute("ROLLBACK")
    other.close()
    assert add(portfolio, "partner", name="UNDP")


def test_a_link_to_nothing_is_refused(portfolio: Portfolio) -> None:
    with pytest.raises(PortfolioError, match="linked to exists no more"):
        add(portfolio, "challenge", title="Dry", project="nobody")
    assert list(read_all(portfolio.connection, "challenge")) == []


def test_the_trail_of_a_record_is_told_in_words(portfolio: Portfolio) -> None:
    first, second = add(portfolio, "project", title="Water"), add(portfolio, "project", title="Wells")
    key = add(portfolio, "challenge", title="Dry", project=first)
    for changes in ({"likelihood": 4}, {"project": second}, {"likelihood": None}):
        with portfolio.transaction("Change") as transaction:
            transaction.update("challenge", key, changes)
    told = [line.what for line in trail(portfolio.connection, key)]
    assert told == [
        "Likelihood: 4 highly likely → not recorded",
        "Project: Water → Wells",
        "Likelihood at first: not recorded → 4 highly likely",
        "Likelihood: not recorded → 4 highly likely",
        "added",
    ]


def test_what_was_moved_elsewhere_in_the_same_transaction_stays(portfolio: Portfolio) -> None:
    old, new = add(portfolio, "project", title="Old"), add(portfolio, "project", title="New")
    ada, ben = add(portfolio, "person", name="Ada"), add(portfolio, "person", name="Ben")
    key = add(portfolio, "challenge", title="Dry", project=old, owner=ada)
    with portfolio.transaction("Move, then delete") as transaction:
        transaction.update("challenge", key, {"project": new, "owner": ben})
        transaction.delete("project", old)
        transaction.delete("person", ada)
    assert values(portfolio, "challenge", key) == {"title": "Dry", "project": new, "owner": ben}


def test_what_was_added_in_the_same_transaction_goes_too(portfolio: Portfolio) -> None:
    project = add(portfolio, "project", title="Water")
    with portfolio.transaction("Add, then delete") as transaction:
        transaction.create("challenge", {"title": "Dry", "project": project})
        transaction.delete("project", project)
    assert list(read_all(portfolio.connection, "challenge")) == []


def test_links_of_many_records_are_written_together(portfolio: Portfolio) -> None:
    from sqlalchemy import Engine, event

    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        if "challenge_affected_partners" in statement:
            statements.append(statement.split()[0])

    event.listen(Engine, "before_cursor_execute", note)
    try:
        with portfolio.transaction("Add") as transaction:
            one, two = (transaction.create("partner", {"name": name}) for name in ("UNDP", "WHO"))
            keys = [
                transaction.create("challenge", {"title": "Drought", "affected_partners": (one,)}) for _ in range(9)
            ]
        with portfolio.transaction("Change") as transaction:
            transaction.update_many("challenge", keys, {"affected_partners": (one, two)})
        with portfolio.transaction("Rate") as transaction:
            transaction.update_many("challenge", keys, {"likelihood": 3})
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert statements == ["INSERT", "DELETE", "INSERT"]
    states = dict(read_all(portfolio.connection, "challenge"))
    assert {frozenset(state.values["affected_partners"]) for state in states.values()} == {frozenset((one, two))}
