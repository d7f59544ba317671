"""What the command line tells of reviews."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from hsmonitor.cli import main
from hsmonitor.domain.dates import today
from hsmonitor.source.starting import make_starting_portfolio
from hsmonitor.store import themes
from hsmonitor.store.names import find_record
from hsmonitor.store.reviewing import Look, save


@pytest.fixture
def reviewed(tmp_path: Path) -> Path:
    """The starting portfolio, with one theme assessed and reviewed in Kenya."""
    path, day = tmp_path / "reviewed.hsm", today()
    with make_starting_portfolio(path) as portfolio:
        _kind, kenya = find_record(portfolio.connection, "KEN", ("project",))
        theme = themes.unasked(portfolio.connection, kenya)[0]
        case = themes.assess(portfolio, theme, kenya, day)
        soon = (day + timedelta(days=3)).isoformat()
        values = {"decision": "keep", "likelihood": 4, "impact": 4, "next_review": soon, "comment": "Few trained"}
        save(portfolio, Look(case, values), day)
    return path


def test_what_is_due_is_told_with_themes_apart(reviewed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "due", str(reviewed), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["overdue"], found["due"], found["never_reviewed"], found["themes_not_asked"]) == (0, 1, 2, 19)
    case = next(one for one in found["challenges"] if one["due"] == "due")
    assert (case["project"], case["level"]) == ("Kenya", "High")
    assert case["next_review"] == (today() + timedelta(days=3)).isoformat()
    assert main(["review", "due", str(reviewed), "--project", "KEN"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("due  C-")
    assert lines[1] == "1 theme is not asked yet"


def test_the_reviews_of_a_project(reviewed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "list", str(reviewed), "--project", "KEN", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["likelihood"], found["decision"], found["comment"]) == (4, "Keep", "Few trained")
    assert found["reviewed_on"] == today().isoformat()
    assert main(["review", "list", str(reviewed), "--project", "MDA"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["review", "list", str(reviewed), "--project", "KEN"]) == 0
    assert "Keep" in capsys.readouterr().out
    assert main(["review", "list", str(reviewed), "--project", "XXX"]) == 1
