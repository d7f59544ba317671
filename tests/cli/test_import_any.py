"""The command import on spreadsheets from elsewhere: read where it is clear, else told what is not and how to say it."""

import json
from pathlib import Path

import pytest

from hsmonitor.cli import main
from tests.exchange import hostile

CLEAR = "Challenge;Project;Likelihood;Status\nWells run dry;Kenya;4;in progress\n"
UNCLEAR = "Titel;Projct;When found;State;Budget\nWells run dry;Kenya;03/04/2013;Frozen;5\n"


@pytest.fixture
def started(tmp_path: Path) -> Path:
    path = tmp_path / "start.hsm"
    assert main(["new", str(path)]) == 0
    return path


def listed(path: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    main(["list", kind, str(path), "--csv"])
    return capsys.readouterr().out


def test_what_is_clear_is_taken_at_once_and_cited(
    started: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = hostile.written(tmp_path, "risks.csv", CLEAR.encode())
    assert main(["import", str(started), str(book)]) == 0
    said = capsys.readouterr()
    assert "Status: Status (sure)" in said.err
    assert "1 row was written." in said.out
    assert "Wells run dry" in listed(started, "challenges", capsys)
    assert "risks.csv" in listed(started, "citations", capsys)


def test_what_is_not_clear_is_told_with_the_options_that_settle_it(
    started: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = hostile.written(tmp_path, "register.csv", UNCLEAR.encode())
    before = started.read_bytes()
    assert main(["import", str(started), str(book), "--kind", "challenges"]) == 1
    said = capsys.readouterr().err
    assert 'Column "Projct" may be Project (likely).' in said
    assert '--match "Projct=project"' in said
    assert "No column is Challenge" in said
    assert "settle it once on the page Import" in said
    assert started.read_bytes() == before


def test_the_options_settle_it_and_it_is_remembered(
    started: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = hostile.written(tmp_path, "register.csv", UNCLEAR.encode())
    settled = ["--kind", "challenge", "--match", "Titel=title", "--match", "Projct=Project", "--match", "Budget=-",
               "--match", "When found=identified_on", "--means", "State:Frozen=monitoring", "--days", "mdy",
               "--source", "Speech of 2013"]  # fmt: skip
    assert main(["import", str(started), str(book), *settled]) == 0
    row = next(line for line in listed(started, "challenges", capsys).splitlines() if "Wells" in line)
    assert "2013-03-04" in row or "4 March 2013" in row
    assert "onitoring" in row
    assert "Speech of 2013" in listed(started, "sources", capsys)
    more = UNCLEAR.replace("Wells run dry", "Roads are cut")
    assert main(["import", str(started), str(hostile.written(tmp_path, "next.csv", more.encode()))]) == 0
    assert "Roads are cut" in listed(started, "challenges", capsys)


def test_sheet_row_decimals_and_currency_are_said(
    started: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "Report;x\nProject;Grant;\nTitle;received;Of\nWater;12.500;UNTFHS\n"
    book = hostile.written(tmp_path, "grants.csv", rows.encode())
    said = ["--sheet", "GRANTS", "--row", "2-3", "--kind", "Projects", "--match", "Grant: received=contribution",
            "--match", "Project: Title=title", "--decimals", "comma", "--currency", "eur"]  # fmt: skip
    assert main(["import", str(started), str(book), *said]) == 0
    assert "EUR 12,500" in listed(started, "projects", capsys)


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--sheet", "Nothing"], "no sheet Nothing"),
        (["--kind", "nonsense"], "no kind"),
        (["--match", "Nothing=title"], "There are: Challenge"),
        (["--match", "Challenge=nonsense"], "no field"),
        (["--match", "Challenge"], "sign of equality"),
        (["--means", "Status:Frozen=nonsense"], "not one of"),
        (["--means", "Project:Kenya=nonsense"], "columns of choices alone"),
    ],
)
def test_an_option_that_says_nothing_there_is_refused(
    options: list[str], word: str, started: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = hostile.written(tmp_path, "risks.csv", CLEAR.encode())
    assert main(["import", str(started), str(book), *options]) == 1
    assert word in capsys.readouterr().err


def test_rows_of_headings_are_one_or_two(started: Path, tmp_path: Path) -> None:
    for row in ("x", "3-6", "4-3"):
        with pytest.raises(SystemExit) as ended:
            main(["import", str(started), str(tmp_path / "risks.csv"), "--row", row])
        assert ended.value.code == 2


def test_a_person_who_is_not_there_is_told_with_the_option_that_creates_one(
    started: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = hostile.written(tmp_path, "risks.csv", b"Challenge;Project;Owner\nWells run dry;Kenya;Amina Diallo\n")
    assert main(["import", str(started), str(book)]) == 1
    assert 'To create it, say: --create "person=Amina Diallo"' in capsys.readouterr().err
    assert main(["import", str(started), str(book), "--dry-run", "--json"]) == 1
    owner = next(cell for cell in json.loads(capsys.readouterr().out)["rows"][0]["cells"] if cell["field"] == "owner")
    assert owner["create"] == '--create "person=Amina Diallo"'
    assert main(["import", str(started), str(book), "--create", "Person=Amina Diallo"]) == 0
    assert "Amina Diallo" in listed(started, "persons", capsys)
    assert main(["import", str(started), str(book), "--create", "nonsense=X"]) == 1
    assert "choose from:" in capsys.readouterr().err


def test_a_name_to_be_created_that_no_cell_says_is_refused(
    started: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = b"Challenge;Project;Owner\nWells run dry;Kenya;Amina O'Diallo\nRoads;Kenya;Ion\n"
    book = hostile.written(tmp_path, "risks.csv", rows)
    before = started.read_bytes()
    assert main(["import", str(started), str(book), "--create", "person=Amina Diall"]) == 1
    said = capsys.readouterr().err
    assert "No cell names a Person called Amina Diall." in said
    assert 'What can be created: --create "person=Amina O\'Diallo", --create "person=Ion".' in said
    assert started.read_bytes() == before
    both = ["--create", "person=Amina O'Diallo", "--create", "person=Ion"]
    for _time in range(2):
        assert main(["import", str(started), str(book), *both]) == 0, "taken a second time there is nothing to create"
    assert main(["import", str(started), str(book), "--create", "fund=Nobody's"]) == 1
    assert "Nothing else that is named there is to be created." in capsys.readouterr().err


def test_the_encoding_can_be_said_and_a_wrong_name_is_told(
    started: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "Challenge;Project;Likelihood\nWyposażenie szkół;Kenya;4\n"
    book = hostile.written(tmp_path, "risks.csv", rows.encode("cp1250"))
    assert main(["import", str(started), str(book), "--encoding", "klingon"]) == 1
    assert "choose from: utf-8, utf-16, cp1252" in capsys.readouterr().err
    assert main(["import", str(started), str(book), "--encoding", "utf-8"]) == 1
    assert "risks.csv: Line 2 is not written in utf-8" in capsys.readouterr().err
    assert main(["import", str(started), str(tmp_path / "book.xlsx"), "--encoding", "utf-8"]) == 1
    assert "a workbook tells its own" in capsys.readouterr().err
    assert main(["import", str(started), str(book), "--encoding", "windows-1250"]) == 0
    assert "Wyposażenie szkół" in listed(started, "challenges", capsys)


def test_the_encoding_that_was_said_is_remembered_for_files_with_these_headings(
    started: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "Challenge;Project;Likelihood\n{};Kenya;4\n"
    first = hostile.written(tmp_path, "first.csv", rows.format("Réseau électrique").encode("cp850"))
    assert main(["import", str(started), str(first), "--encoding", "cp850"]) == 0
    second = hostile.written(tmp_path, "second.csv", rows.format("Écoles fermées").encode("cp850"))
    assert main(["import", str(started), str(second)]) == 0
    third = hostile.written(tmp_path, "third.csv", rows.format("Żadna woda").encode())
    assert main(["import", str(started), str(third)]) == 0, "which is not written so: UTF-8 tells itself"
    found = listed(started, "challenges", capsys)
    assert all(words in found for words in ("Réseau électrique", "Écoles fermées", "Żadna woda"))
