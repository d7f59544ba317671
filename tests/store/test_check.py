"""The check finds each kind of damage, names the record, and says what mends it; a sound portfolio it lets pass."""

import sqlite3
from pathlib import Path

import pytest

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.store import check
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.session import open_portfolio
from tests.forged import behind_the_back
from tests.store.conftest import AMINA


@pytest.fixture
def file(portfolio: Portfolio) -> Path:
    """A sound portfolio: P-1, its challenge C-1 with a partner, edited and put back once, and C-2, deleted."""
    with portfolio.transaction("Add") as transaction:
        project = transaction.create("project", {"title": "Water", "contribution": "USD 5.00", "countries": ["KEN"]})
        partner = transaction.create("partner", {"name": "UNDP"})
        values = {"title": "Drought", "project": project, "affected_partners": (partner,), "insecurities": ["food"]}
        key = transaction.create("challenge", values | {"likelihood": 3, "impact": 4, "cause": "No rain"})
        transaction.create("challenge", {"title": "Roads"}, key="roads")
    with portfolio.transaction("Edit") as transaction:
        transaction.update("challenge", key, {"cause": None, "likelihood": 2, "affected_partners": ()})
    portfolio.undo_last()
    with portfolio.transaction("Delete") as transaction:
        transaction.delete("challenge", "roads")
    path = portfolio.path
    portfolio.close()
    return path


def problems(path: Path) -> list[str]:
    return list(check.find_problems(path))


def test_a_sound_portfolio_has_no_problem(file: Path) -> None:
    assert problems(file) == []


OUTDATED = "C-1: what sorting and search know of it is out of date; --repair mends it."
OF_NOTHING = "Challenges: sorting or search knows records that do not exist; --repair mends it."
OTHERWISE = "C-1: the history tells something else."
DERIVED = [
    ("UPDATE challenge_grid SET by_title = 'floods'", OUTDATED),
    ("UPDATE challenge_grid SET by_level = 3", OUTDATED),
    ("UPDATE challenge_grid SET by_project = NULL", OUTDATED),
    ("UPDATE challenge_search SET cause = 'no rain at all'", OUTDATED),
    ("DELETE FROM challenge_search", OUTDATED),
    ("INSERT INTO challenge_grid (row, id) VALUES (99, 'nobody')", OF_NOTHING),
    ("INSERT INTO challenge_search (rowid, title) VALUES (98, 'ghost')", OF_NOTHING),
]


@pytest.mark.parametrize(("damage", "problem"), DERIVED)
def test_what_is_derived_is_compared_and_can_be_mended(file: Path, damage: str, problem: str) -> None:
    with behind_the_back(file) as connection:
        connection.execute(damage)
    assert problems(file) == [problem]
    check.repair(file)
    assert problems(file) == []


def test_a_record_without_its_derived_row_is_named(file: Path) -> None:
    with behind_the_back(file) as connection:
        connection.execute("DELETE FROM challenge_grid")
    assert problems(file) == [OUTDATED, OF_NOTHING]


RECORDS_AND_HISTORY = [
    # a value was changed, taken away or added without history, or the history was
    ("UPDATE challenge SET cause = 'Less rain'", OTHERWISE),
    ("UPDATE challenge SET cause = NULL", OTHERWISE),
    ("UPDATE challenge SET event = 'Wells dry up'", OTHERWISE),
    ("UPDATE challenge SET insecurities = '[\"health\"]'", OTHERWISE),
    ("UPDATE challenge SET reference = 'C-7'", "C-7: the history tells something else."),
    ("DELETE FROM challenge_affected_partners", OTHERWISE),
    ("UPDATE project SET contribution_minor = 501", "P-1: the history tells something else."),
    ("DELETE FROM change WHERE action = 'edit' AND field = 'likelihood' AND new = 3", OTHERWISE),
    ("UPDATE change SET new = 4 WHERE action = 'edit' AND field = 'likelihood' AND new = 3", OTHERWISE),
    # the history of a record has no beginning, cannot be read, or is of a record that is not there
    ("DELETE FROM change WHERE kind = 'challenge' AND action = 'create'", OTHERWISE),
    ("UPDATE change SET new = '{' WHERE kind = 'challenge' AND action = 'create'", OTHERWISE),
    ("UPDATE change SET new = '{' WHERE kind = 'challenge' AND action = 'edit'", OTHERWISE),
    ("UPDATE change SET new = '[]' WHERE kind = 'challenge' AND action = 'create'", OTHERWISE),
    ("UPDATE change SET new = NULL WHERE kind = 'challenge' AND action = 'create'", OTHERWISE),
    ("UPDATE change SET kind = 'response' WHERE record <> 'roads' AND kind = 'challenge' AND action = 'create'", OTHERWISE),
    ("DELETE FROM change WHERE action = 'delete'", "C-2: the history knows this record, the portfolio does not."),
    ("DELETE FROM challenge", "C-1: the history knows this record, the portfolio does not."),
]  # fmt: skip


@pytest.mark.parametrize(("damage", "problem"), RECORDS_AND_HISTORY)
def test_records_and_history_are_compared(file: Path, damage: str, problem: str) -> None:
    with behind_the_back(file) as connection:
        connection.execute(damage)
    assert problem in problems(file)
    check.repair(file)
    assert problem in problems(file)  # only what is derived can be made anew


RULES = [
    ("UPDATE challenge SET closing_reason = 'resolved'", "C-1: Closing reason: Only a closed challenge has a closing reason."),
    ("UPDATE challenge SET title = replace(hex(zeroblob(600)), '00', 'x')", "C-1: Challenge: At most 500 characters fit here"),
    ("UPDATE project SET start = '2013-02-30'", "P-1: Start: "),
    ("UPDATE project SET contribution_currency = 'XQX'", "P-1: Trust Fund contribution: XQX is not a currency"),
    ("UPDATE project SET countries = '[\"ATLANTIS\"]'", "P-1: Countries: ATLANTIS is not a country"),
]  # fmt: skip


@pytest.mark.parametrize(("damage", "beginning"), RULES)
def test_records_that_break_a_rule_are_named_with_it(file: Path, damage: str, beginning: str) -> None:
    with behind_the_back(file) as connection:
        connection.execute(damage)
    assert [problem for problem in problems(file) if problem.startswith(beginning)]


NOT_ALLOWED = [
    ("UPDATE challenge SET likelihood = 9", "C-1: Likelihood: Choose a number from 1 to 5:"),
    ("UPDATE challenge SET likelihood = 'often'", "C-1: Likelihood: Choose a number from 1 to 5:"),
    ("UPDATE challenge SET status = 'forgotten'", "C-1: Status: forgotten is not one of"),
    ("UPDATE challenge SET title = ''", "C-1: Challenge: What is stored there, “”, cannot be."),
    (
        "UPDATE challenge SET insecurities = '[food'",
        "C-1: Insecurities touched: What is stored there, “[food”, cannot be.",
    ),
    ("UPDATE project SET contribution_currency = NULL", "P-1: "),
    ("UPDATE change SET action = 'forget' WHERE kind = 'challenge'", "C-1: the history tells something else."),
]


@pytest.mark.parametrize(("damage", "beginning"), NOT_ALLOWED)
def test_a_value_that_no_constraint_allows_is_found(file: Path, damage: str, beginning: str) -> None:
    with behind_the_back(file) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(damage)
    assert [problem for problem in problems(file) if problem.startswith(beginning)]


def test_one_record_that_cannot_be_read_hides_no_other(portfolio: Portfolio) -> None:
    with portfolio.transaction("Add") as transaction:
        for number in range(9):
            transaction.create("partner", {"name": f"Partner {number}"})
    path = portfolio.path
    portfolio.close()
    with behind_the_back(path) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE partner SET tags = '[' WHERE reference = 'PA-4'")
        connection.execute("UPDATE partner SET type = 'circus' WHERE reference = 'PA-6'")
    assert {problem.split(":")[0] for problem in problems(path)} == {"PA-4", "PA-6"}


def test_a_link_to_nothing_is_found(file: Path) -> None:
    with behind_the_back(file) as connection:
        connection.execute("DELETE FROM project")
    assert "A record of challenge links to one of project that does not exist." in problems(file)


@pytest.mark.parametrize("place", ["challenge_by_project", "challenge", "change"])
def test_a_damaged_page_is_found(file: Path, place: str) -> None:
    with behind_the_back(file) as connection:
        sql = "SELECT rootpage, page_size FROM sqlite_schema, pragma_page_size WHERE name = ?"
        page, size = connection.execute(sql, [place]).fetchone()
    content = bytearray(file.read_bytes())
    content[(page - 1) * size : (page - 1) * size + 64] = bytes(64)
    file.write_bytes(content)
    found = problems(file)
    assert found
    assert all(one.startswith(("The file is damaged", "The file cannot be read to its end")) for one in found)


def test_history_of_fields_that_the_program_no_longer_knows_is_let_be(file: Path) -> None:
    with behind_the_back(file) as connection:
        connection.execute(
            "UPDATE change SET new = json_set(new, '$.values.colour', 'red') WHERE action = 'create' AND kind = 'challenge'"
        )
        connection.execute(
            "INSERT INTO change SELECT journal, 1000, 'edit', kind, record, 'colour', NULL, '\"blue\"' FROM change"
            " WHERE action = 'create' AND kind = 'challenge' AND record <> 'roads'"
        )
    assert problems(file) == []


MISSING = [
    ("TABLE challenge_grid", "challenge_grid is missing in the file; --repair makes it anew.", True),
    ("TABLE project_search", "project_search is missing in the file; --repair makes it anew.", True),
    ("INDEX challenge_named", "challenge_named is missing in the file; --repair makes it anew.", True),
    ("TABLE meta", "meta is missing in the file. Open a backup.", False),
    ("TABLE challenge_affected_partners", "challenge_affected_partners is missing in the file. Open a backup.", False),
    ("TRIGGER review_is_final", "review_is_final is missing in the file. Open a backup.", False),
]


@pytest.mark.parametrize(("part", "problem", "mended"), MISSING, ids=[part for part, _, _ in MISSING])
def test_a_part_of_the_schema_that_is_gone_is_named(file: Path, part: str, problem: str, mended: bool) -> None:
    connection = sqlite3.connect(file)
    connection.execute(f"DROP {part}")
    connection.commit()
    connection.close()
    assert problem in problems(file)
    if mended:
        check.repair(file)
        assert problems(file) == []


@pytest.mark.parametrize(("schema", "words"), [(99, "reading only"), (1, "older version")])
def test_what_another_version_made_is_not_repaired(file: Path, schema: int, words: str) -> None:
    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA user_version = {schema}")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(PortfolioError, match=words):
        check.repair(file)
    assert file.read_bytes() == before
    assert [entry.name for entry in file.parent.iterdir()] == [file.name]


def test_many_records_are_checked_some_thousand_at_a_time(portfolio: Portfolio) -> None:
    with portfolio.transaction("Add") as transaction:
        for number in range(4_500):
            transaction.create("partner", {"name": f"Partner {number}"})
    path = portfolio.path
    portfolio.close()
    with behind_the_back(path) as connection:
        connection.execute("UPDATE partner SET name = 'Nobody' WHERE reference IN ('PA-3', 'PA-4321')")
    assert sorted(problems(path)) == sorted(
        f"{reference}: {what}"
        for reference in ("PA-3", "PA-4321")
        for what in (
            "the history tells something else.",
            "what sorting and search know of it is out of date; --repair mends it.",
        )
    )
    with open_portfolio(path, author=AMINA) as again:
        assert again.next_undo()
