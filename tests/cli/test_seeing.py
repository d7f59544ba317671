"""The register as of a day, and the calendar, without a screen."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from hsmonitor.cli import main
from hsmonitor.domain.dates import today
from hsmonitor.source.starting import make_starting_portfolio


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.hsm"
    with make_starting_portfolio(path) as portfolio, portfolio.transaction("Plan") as transaction:
        kenya = portfolio.connection.execute("SELECT id FROM project WHERE code = 'KEN'").fetchone()[0]
        values = {"title": "Drought", "project": kenya, "next_review": "2027-03-01", "likelihood": 3, "impact": 4}
        transaction.create("challenge", values)
    return path


def test_the_register_as_of_a_day_says_what_became_of_it(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["as-of", str(file), "today", "--json", "--project", "KEN"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["as_of"] == today().isoformat()
    (drought,) = found["challenges"]
    assert (drought["name"], drought["level"], drought["likelihood"]) == ("Drought", "Substantial", 3)
    assert (drought["since"], found["new_since"]) == ("same", [])
    assert main(["as-of", str(file), (today() - timedelta(days=1)).isoformat(), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["challenges"], len(found["new_since"])) == ([], 3)
    assert main(["as-of", str(file), "today"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert (len(lines), lines[0][:12], lines[-1]) == (5, "3 challenges", "0 new since")


def test_a_day_that_makes_no_sense_is_refused(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["as-of", str(file), "2200-01-01"]) == 1
    assert "still to come" in capsys.readouterr().err
    assert main(["as-of", str(file), "no day"]) == 1
    assert "Write a day" in capsys.readouterr().err


def test_the_calendar_is_written(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "due.ics"
    assert main(["calendar", str(file), "-o", str(target), "--project", "KEN"]) == 0
    assert "1 event" in capsys.readouterr().out
    assert len(Calendar.from_ical(target.read_bytes()).walk("VEVENT")) == 1
    assert main(["calendar", str(file), "-o", str(tmp_path / "none" / "due.ics")]) == 1
