"""The command import: what it tells, how it ends, and that what was not accepted is not written."""

import json
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hsmonitor.cli import main
from tests.exchange import hostile
from tests.exchange.conftest import Sheet


@pytest.fixture
def started(tmp_path: Path) -> Path:
    path = tmp_path / "start.hsm"
    assert main(["new", str(path)]) == 0
    return path


@pytest.fixture
def book(started: Path, tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    assert main(["report", "data-entry", str(started), "-o", str(path)]) == 0
    workbook = openpyxl.load_workbook(path)
    Sheet(workbook["Partners"]).add(Name="New NGO")
    Sheet(workbook["Partners"]).set("World Health Organization", "Website", "https://www.who.int")
    Sheet(workbook["Challenges"]).set("C-1", "Likelihood", 9)
    workbook.save(path)
    return path


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(capsys.readouterr().out)
    return facts


def partners(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    main(["list", "partners", str(path)])
    return capsys.readouterr().out


def test_a_dry_run_says_what_it_would_do_and_writes_nothing(
    started: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    before = started.read_bytes()
    assert main(["import", str(started), str(book), "--dry-run", "--json"]) == 1
    facts = told(capsys)
    assert facts["counts"] | {"unchanged": 0} == {"conflict": 0, "refused": 1, "changed": 1, "new": 1, "unchanged": 0}
    assert facts["written"] == 0
    refused = next(row for row in facts["rows"] if row["state"] == "refused")
    assert (refused["sheet"], refused["cells"][0]["cell"]) == ("Challenges", "E6")
    assert "1 to 5" in refused["cells"][0]["refused"]
    assert started.read_bytes() == before


def test_new_and_changed_are_written_and_the_rest_is_listed(
    started: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["import", str(started), str(book)]) == 1
    said = capsys.readouterr()
    assert "2 rows were written." in said.out
    assert 'sheet "Challenges", row 6, cell E6, Likelihood: Choose a number from 1 to 5:' in said.err
    assert "New NGO" in partners(started, capsys)
    assert main(["import", str(started), str(book)]) == 1
    assert "0 rows were written." in capsys.readouterr().out


def test_only_what_is_accepted_is_written(started: Path, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(started), str(book), "--accept", "changed"]) == 1
    assert "New NGO" not in partners(started, capsys)
    with pytest.raises(SystemExit) as ended:
        main(["import", str(started), str(book), "--accept", "refused"])
    assert ended.value.code == 2


def test_a_conflict_is_told_three_ways_and_ends_with_1(
    started: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in (("mine.xlsx", "here.org"), ("theirs.xlsx", "theirs.org")):
        main(["report", "data-entry", str(started), "-o", str(tmp_path / name)])
        workbook = openpyxl.load_workbook(tmp_path / name)
        Sheet(workbook["Partners"]).set("World Health Organization", "Website", value)
        workbook.save(tmp_path / name)
    assert main(["import", str(started), str(tmp_path / "mine.xlsx")]) == 0
    capsys.readouterr()
    assert main(["import", str(started), str(tmp_path / "theirs.xlsx")]) == 1
    said = capsys.readouterr().err
    assert "here here.org" in said
    assert "in the file theirs.org, when exported not recorded" in said


@pytest.mark.parametrize("case", ["a password", "entities", "500 MB", "cut short"])
def test_a_hostile_file_changes_no_byte(
    case: str, started: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, make, word = hostile.REFUSED[case]
    before = started.read_bytes()
    assert main(["import", str(started), str(hostile.written(tmp_path, name, make()))]) == 1
    said = capsys.readouterr().err
    assert word in said
    assert "Traceback" not in said
    assert started.read_bytes() == before


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("case", [*hostile.REFUSED, *hostile.READ])
def test_each_hostile_file_is_told_in_time_and_changes_no_byte(
    case: str, started: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, make, word = hostile.REFUSED.get(case) or ("book.xlsx", hostile.READ[case], "")
    book, before = hostile.written(tmp_path, name, make()), started.read_bytes()
    capsys.readouterr()
    began = time.monotonic()
    ended = main(["import", str(started), str(book), "--dry-run"])
    assert time.monotonic() - began < 10
    said = capsys.readouterr().err
    assert ended == 1 or case in hostile.READ
    assert word in said
    assert "Traceback" not in said
    assert started.read_bytes() == before
