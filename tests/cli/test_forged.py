"""A value that cannot be, written by another program, is told with record and field by whatever fails over it."""

import shutil
from pathlib import Path

import pytest

from hsmonitor.cli import main
from hsmonitor.store.session import open_portfolio
from tests.forged import forge

FORGED = {
    "a step that the scale has not": ("UPDATE challenge SET likelihood = 9", "C-1: Likelihood: "),
    "a word in a number": ("UPDATE challenge SET likelihood = 'often'", "C-1: Likelihood: "),
    "a term that there is not": ("UPDATE challenge SET status = 'xyz'", "C-1: Status: xyz "),
    "nothing at all": ("UPDATE challenge SET status = ''", "C-1: Status: "),
    "a day that is none": ("UPDATE challenge SET next_review = 'soon'", "C-1: Next review: "),
    "a day that its month has not": ("UPDATE challenge SET next_review = '2026-02-31'", "C-1: Next review: "),
    "a list that does not end": ("UPDATE challenge SET insecurities = '[\"food'", "C-1: Insecurities touched: "),
    "a list that is none": ("UPDATE challenge SET insecurities = '7'", "C-1: Insecurities touched: "),
    "bytes in a text": ("UPDATE challenge SET title = x'ff00'", "C-1: Challenge: "),
    "a country that there is not": ("UPDATE project SET countries = '[\"XXX\"]'", "P-1: Countries: XXX "),
    "a word in a sum": ("UPDATE statement SET value_minor = 'lots'", "ST-1: Total value: "),
    "a currency that there is not": ("UPDATE statement SET value_currency = 'x'", "ST-1: Total value: x "),
    "a level that there is not": ("UPDATE level_cell SET level = 'awful'", "LC-1: Level: awful "),
    "a period that is none": ("UPDATE office SET due_days = 'x'", "O-1: Due ahead: "),
    "a citation of nothing": ("UPDATE citation SET subject = 'nothing'", "CI-1: Record: "),
    "a reference that is none": ("UPDATE challenge SET reference = 'first' || rowid", "first1: Reference: "),
    "a decision that there is not": ("UPDATE review SET decision = 'shrug'", "RV-1: Decision: shrug "),
    "a revision that is none": ("UPDATE challenge SET revision = 'x'", "C-1: Revision: "),
    "a moment that is none": ("UPDATE journal SET made_at = 'then'", "History: Moment: "),
    "a history that cannot be read": ("UPDATE change SET new = '{' WHERE kind = 'challenge'", "History: Value: "),
}  # fmt: skip

COMMANDS = (
    ("info", "FILE"),
    ("info", "FILE", "--json"),
    ("list", "challenges", "FILE"),
    ("list", "challenges", "FILE", "--json"),
    ("list", "statements", "FILE"),
    ("list", "citations", "FILE", "--csv"),
    ("history", "FILE", "C-1"),
    ("report", "portfolio", "FILE", "-o", "OUT.xlsx"),
    ("review", "due", "FILE"),
    ("review", "list", "FILE", "--project", "KEN"),
    ("as-of", "FILE", "today"),
    ("calendar", "FILE", "-o", "OUT.ics"),
    ("import", "FILE", "BOOK", "--dry-run"),
)


@pytest.fixture(scope="module")
def lively(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starting portfolio with a rated and reviewed challenge of Kenya, and beside it a workbook for data entry."""
    path = tmp_path_factory.mktemp("forged") / "whole.hsm"
    assert main(["new", str(path)]) == 0
    with open_portfolio(path) as portfolio, portfolio.transaction("Review") as transaction:
        find = portfolio.connection.execute
        (key,) = find("SELECT id FROM challenge WHERE reference = 'C-1'").fetchone()
        (kenya,) = find("SELECT id FROM project WHERE code = 'KEN'").fetchone()
        rating = {"likelihood": 4, "impact": 4}
        transaction.update("challenge", key, rating | {"next_review": "2026-01-01", "project": kenya})
        review = {"challenge": key, "reviewed_on": "2026-01-02", "decision": "keep"}
        transaction.create("review", review | rating)
    assert main(["report", "data-entry", str(path), "-o", str(path.with_name("entry.xlsx"))]) == 0
    return path


@pytest.fixture(params=FORGED)
def forged(request: pytest.FixtureRequest, lively: Path, tmp_path: Path) -> tuple[Path, str]:
    """A copy of it with one value that cannot be, and how that is told."""
    change, told = FORGED[request.param]
    path = Path(shutil.copy(lively, tmp_path / "forged.hsm"))
    forge(path, change)
    return path, told


def test_no_command_ends_unexpectedly(
    forged: tuple[Path, str], lively: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, told = forged
    names = {"FILE": path, "BOOK": lively.with_name("entry.xlsx")}
    ended = {}
    for command in COMMANDS:
        names |= {out: path.with_name(f"{len(ended)}{out}") for out in ("OUT.xlsx", "OUT.ics")}
        ended[command] = main([str(names.get(word, word)) for word in command])
        said = capsys.readouterr().err
        assert "unexpected" not in said
        if "hsmonitor check" in said:
            assert ended[command] == 1
            assert said.startswith(told)
            assert f"hsmonitor check --repair {path}" in said
    assert main(["check", str(path)]) == 1
    if not told.startswith("History: Value"):  # it is told there by the record
        assert f"\n{told}" in f"\n{capsys.readouterr().out}"


def test_something_fails_over_most_of_them(lively: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(shutil.copy(lively, tmp_path / "forged.hsm"))
    forge(path, "UPDATE challenge SET status = 'xyz'")
    assert main(["review", "due", str(path)]) == 1
    assert "C-1: Status: xyz is not one of: Identified" in capsys.readouterr().err


NOT_TOLD = (
    "a revision that is none",
    "a moment that is none",
    "a history that cannot be read",
    "a decision that there is not",
)
"""What no history tells, or is of a review, which nothing changes."""


@pytest.mark.parametrize("what", [what for what in FORGED if what not in NOT_TOLD])
def test_the_repair_brings_back_what_the_history_tells(
    what: str, lively: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(shutil.copy(lively, tmp_path / "forged.hsm"))
    forge(path, FORGED[what][0])
    assert main(["check", str(path), "--repair"]) == 0
    assert "is sound" in capsys.readouterr().out
    (backup,) = tmp_path.glob("*.backup.hsm")  # it holds what was there before
    assert main(["check", str(backup)]) == 1


@pytest.mark.parametrize("what", NOT_TOLD)
def test_the_repair_leaves_what_nothing_tells(
    what: str, lively: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(shutil.copy(lively, tmp_path / "forged.hsm"))
    forge(path, FORGED[what][0])
    assert main(["check", str(path), "--repair"]) == 1
    told = capsys.readouterr()
    assert "unexpected" not in told.err
    assert "RV-1: Decision: shrug" in told.err if "decision" in what else told.out
