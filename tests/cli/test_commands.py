"""The commands as a user types them: what they print, how they end, and that bad input changes nothing."""

import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from hsmonitor.cli import main
from hsmonitor.cli.arguments import make_parser
from hsmonitor.reports.options import Options, dumped
from hsmonitor.reports.register import REPORTS
from hsmonitor.store.session import open_portfolio

KEYS = {
    "projects", "countries", "partners", "challenges", "responses", "activities", "results", "lessons", "citations",
    "stated_projects", "stated_value", "stated_currency", "recorded_value", "schema",
}  # fmt: skip


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "start.hsm"
    assert main(["new", str(path)]) == 0
    return path


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hsmonitor", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_info_for_another_program(started: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["info", str(started), "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert set(facts) == KEYS
    assert facts["projects"] == facts["countries"] == facts["stated_projects"] == 10
    assert (facts["stated_value"], facts["stated_currency"], facts["recorded_value"]) == (8_500_000, "USD", None)
    assert (facts["challenges"], facts["responses"]) == (2, 7)


def test_sums_of_different_currencies_are_never_added(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from hsmonitor.store.session import new_portfolio

    path = tmp_path / "money.hsm"
    with new_portfolio(path) as portfolio, portfolio.transaction("Add") as transaction:
        for amount in ("USD 1.5 million", "USD 500,000.25", "JPY 700", "KWD 0.125"):
            transaction.create("project", {"contribution": amount})
    main(["info", str(path), "--json"])
    assert json.loads(capsys.readouterr().out)["recorded_value"] == {"JPY": 700, "KWD": 0.125, "USD": 2_000_000.25}


def test_info_in_words_says_what_is_not_recorded(started: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["info", str(started)]) == 0
    out = capsys.readouterr().out
    assert "USD 8,500,000" in out
    assert "Trust Fund contributions recorded          not recorded" in out


def test_list_filters_and_speaks_json_and_csv(started: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "projects", str(started), "--where", "pastoral", "--json"]) == 0
    (kenya,) = json.loads(capsys.readouterr().out)
    assert (kenya["name"], kenya["values"]["countries"], kenya["words"]["countries"]) == ("Kenya", ["KEN"], "Kenya")
    assert main(["list", "project", str(started), "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 10
    assert main(["list", "challenges", str(started)]) == 0
    assert "C-1  Local partners" in capsys.readouterr().out


def test_csv_runs_nothing_in_a_spreadsheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from hsmonitor.store.session import new_portfolio

    path = tmp_path / "formula.hsm"
    with new_portfolio(path) as portfolio, portfolio.transaction("Add") as transaction:
        transaction.create("partner", {"name": '=cmd|"/c calc"!A1'})
    main(["list", "partners", str(path), "--csv"])
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["name"] == '\'=cmd|"/c calc"!A1'


@pytest.mark.parametrize("name", ["KEN", "ken", "P-5", "p-5"])
def test_history_of_a_record_by_code_or_reference(name: str, started: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", str(started), name]) == 0
    assert "Starting portfolio  added" in capsys.readouterr().out


def test_a_code_of_two_projects_asks_for_the_reference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from hsmonitor.store.session import new_portfolio

    path = tmp_path / "twins.hsm"
    with new_portfolio(path) as portfolio, portfolio.transaction("Add") as transaction:
        for _ in range(2):
            transaction.create("project", {"code": "KEN"})
    assert main(["history", str(path), "KEN"]) == 1
    assert "P-1, P-2" in capsys.readouterr().err


def test_new_refuses_to_overwrite(started: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = started.read_bytes()
    assert main(["new", str(started)]) == 1
    assert "exists already" in capsys.readouterr().err
    assert started.read_bytes() == before


def test_an_empty_portfolio_holds_its_level_table_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "empty.hsm"
    assert main(["new", str(path), "--empty"]) == 0
    capsys.readouterr()
    main(["info", str(path), "--json"])
    facts = json.loads(capsys.readouterr().out)
    assert {facts[key] for key in KEYS - {"schema"}} == {0, None}
    main(["list", "level_cells", str(path), "--json"])
    assert len(json.loads(capsys.readouterr().out)) == 25


def test_check_finds_and_repairs_what_can_be_derived(
    started: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import shutil
    import sqlite3

    path = Path(shutil.copy(started, tmp_path / "broken.hsm"))
    assert main(["check", str(path)]) == 0
    connection = sqlite3.connect(path)
    connection.execute("UPDATE challenge_grid SET by_title = 'zzz' WHERE by_reference = 1")
    connection.execute("DELETE FROM project_search WHERE rowid = 2")
    connection.commit()
    connection.close()
    capsys.readouterr()
    assert main(["check", str(path)]) == 1
    out = capsys.readouterr().out
    assert "C-1" in out
    assert "--repair" in out
    assert main(["check", str(path), "--repair"]) == 0
    assert len([entry for entry in tmp_path.iterdir() if "backup" in entry.name]) == 1
    assert main(["check", str(path)]) == 0


def test_check_finds_what_the_history_does_not_tell(
    started: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import shutil
    import sqlite3

    path = Path(shutil.copy(started, tmp_path / "forged.hsm"))
    connection = sqlite3.connect(path)
    connection.execute("UPDATE partner SET name = 'Somebody' WHERE reference = 'PA-3'")
    connection.commit()
    connection.close()
    assert main(["check", str(path)]) == 1
    assert "PA-3: the history tells something else." in capsys.readouterr().out


def test_backup_and_report(started: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(started), "-o", str(tmp_path / "copy.hsm")]) == 0
    assert main(["check", str(tmp_path / "copy.hsm")]) == 0
    assert main(["report", "portfolio", str(started), "-o", str(tmp_path / "report.xlsx")]) == 0
    assert (tmp_path / "report.xlsx").read_bytes().startswith(b"PK")
    assert main(["report", "portfolio", str(started), "-o", str(tmp_path / "no" / "report.xlsx")]) == 1
    assert str(tmp_path / "no") in capsys.readouterr().err


def test_no_command_writes_over_a_portfolio(started: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = started.read_bytes()
    for command in ("report portfolio {} -o {}", "calendar {} -o {}", "list projects {} -o {}", "backup {} -o {}"):
        assert main([part.format(started) for part in command.split()]) == 1
        assert started.name in capsys.readouterr().err
        assert started.read_bytes() == before


def test_all_reports_are_listed_and_made(started: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--list"]) == 0
    told = capsys.readouterr().out
    for name in REPORTS:
        assert f"{name}\n  {REPORTS[name].purpose}" in told
    out = ["-o", str(tmp_path / "out.xlsx")]
    assert main(["report", "project", str(started), "--project", "KEN", "--paper", "letter", *out]) == 0
    assert main(["report", "challenges", str(started), "--from", "1 May 2013", "--audience", "internal", *out]) == 0
    assert main(["report", "project", str(started), *out]) == 1
    assert "needs to be told: project" in capsys.readouterr().err
    assert main(["report", "annual", str(started), *out]) == 1
    assert "Choose one of" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["report", "portfolio", str(started), "--from", "someday", *out])


def test_a_saved_report_is_made_by_its_name(started: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_portfolio(started) as portfolio, portfolio.transaction("Save") as tx:
        options = dumped(Options(audience="internal", paper="letter"))
        tx.create("report_definition", {"name": "For the office", "report": "responses", "options": options})
    out = tmp_path / "out.xlsx"
    assert main(["report", "--saved", "for the OFFICE", str(started), "--audience", "donor", "-o", str(out)]) == 0
    book = openpyxl.load_workbook(out)
    assert "Responses" in book.sheetnames
    assert book["Cover"].page_setup.paperSize == 1
    assert main(["report", "--saved", "For nobody", str(started), "-o", str(out)]) == 1
    assert "Saved are: For the office" in capsys.readouterr().err


BAD_USE = [
    [],
    ["info"],
    ["nonsense"],
    ["list", "unicorns", "x.hsm"],
    ["report", "portfolio", "x.hsm"],
    ["check", "a", "b"],
]


@pytest.mark.parametrize("arguments", BAD_USE[1:], ids=" ".join)
def test_wrong_usage_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


FILES = ["info", "check", "list challenges", "history {} C-1", "backup", "report portfolio {} -o out.xlsx", "open"]


@pytest.mark.parametrize("command", FILES)
@pytest.mark.parametrize("content", [None, b"", b"hello", b"SQLite format 3\x00" + bytes(3000)])
def test_a_bad_file_is_refused_by_every_command(
    command: str,
    content: bytes | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "bad.hsm"
    if content is not None:
        path.write_bytes(content)
    typed = command if "{}" in command else f"{command} {{}}"
    assert main([part.format(path) for part in typed.split()]) == 1
    captured = capsys.readouterr()
    assert "bad.hsm" in captured.err
    assert "Traceback" not in captured.err
    assert (path.read_bytes() if content is not None else None) == content
    assert [entry.name for entry in tmp_path.iterdir()] == (["bad.hsm"] if content is not None else [])


def commands(parser: ArgumentParser, before: str = "") -> Iterator[tuple[str, ArgumentParser]]:
    """All commands by name, those of a command after it."""
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for name, command in action.choices.items():
                yield f"{before}{name}", command
                yield from commands(command, f"{before}{name} ")


@pytest.mark.parametrize("name", [name for name, _command in commands(make_parser())])
def test_help_of_each_command_has_an_example_that_can_be_typed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*name.split(), "--help"])
    assert ended.value.code == 0
    example = capsys.readouterr().out.split("Example:")[1].strip()
    assert example.startswith(f"hsmonitor {name}")
    make_parser().parse_args(shlex.split(example)[1:])


def test_every_command_of_the_readme_is_there() -> None:
    told = (Path(__file__).parents[2] / "README.md").read_text("utf-8").split("Without a screen:")[1].split(";")[0]
    known = {name for name, _command in commands(make_parser())}
    assert {name.removeprefix("hsmonitor ") for name in re.findall(r"`([^`]+)`", told)} == known - {"open", "review"}


def test_the_real_program(started: Path, tmp_path: Path) -> None:
    assert run("info", started).returncode == 0
    missing = run("info", tmp_path / "none.hsm")
    assert (missing.returncode, missing.stdout) == (1, "")
    assert "does not exist" in missing.stderr
    assert run("--nonsense").returncode == 2


def test_a_closed_pipe_is_quiet(started: Path) -> None:
    command = f"{sys.executable} -m hsmonitor list citations {started} --json | head -c 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_what_nobody_expected_goes_to_the_log(
    started: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from hsmonitor.cli import program
    from hsmonitor.store import figures

    def fail(connection: object, project: str | None = None) -> dict[str, int]:
        raise RuntimeError("the moon")

    monkeypatch.setattr(figures, "counts", fail)
    assert main(["info", str(started)]) == 1
    told = capsys.readouterr().err
    assert "the moon" in told
    assert "Traceback" not in told
    log = program.start_log()
    assert "RuntimeError: the moon" in log.read_text()
    assert log.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "command", ["info {}", "report portfolio {} -o {}.xlsx", "history {} C-1", "list challenges {}"]
)
def test_a_table_that_is_gone_is_told_with_what_to_do(
    command: str, started: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import shutil
    import sqlite3

    path = Path(shutil.copy(started, tmp_path / "broken.hsm"))
    connection = sqlite3.connect(path)
    for table in ("challenge", "challenge_grid", "change"):
        connection.execute(f"DROP TABLE {table}")
    connection.commit()
    connection.close()
    assert main([part.format(path) for part in command.split()]) == 1
    told = capsys.readouterr().err
    assert "no such table" in told
    assert "hsmonitor check FILE" in told


def test_check_says_that_an_older_portfolio_is_looked_at_only_from_outside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import shutil

    old = Path(__file__).parents[1] / "store" / "fixtures" / "schema-0001.hsm"
    path = Path(shutil.copy(old, tmp_path / "old.hsm"))
    assert main(["check", str(path)]) == 0
    assert "older version" in capsys.readouterr().err
    assert main(["check", str(path), "--repair"]) == 1
    assert path.read_bytes() == old.read_bytes()


NOWHERE = [{}, {"DISPLAY": ":987"}, {"DISPLAY": "nonsense"}]


@pytest.mark.parametrize("environment", NOWHERE, ids=["none", "no answer", "no name of one"])
@pytest.mark.parametrize("named", [True, False])
def test_without_a_display_the_desk_says_so(
    started: Path, named: bool, environment: dict[str, str], tmp_path: Path
) -> None:
    ours = {name: value for name, value in os.environ.items() if "DISPLAY" not in name and not name.startswith("QT_")}
    apart = {"XDG_CONFIG_HOME": str(tmp_path), "XDG_DOCUMENTS_DIR": str(tmp_path), "QT_QPA_PLATFORM": "xcb"}
    whole = ours | (apart if environment else {**apart, "QT_QPA_PLATFORM": ""}) | environment
    command = [sys.executable, "-m", "hsmonitor", *(["open", str(started)] if named else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=whole, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The desk cannot be shown")
    assert len(done.stderr.splitlines()) == 1


def test_no_qt_unless_the_desk_is_opened(started: Path) -> None:
    code = f"import sys; from hsmonitor.cli import main; main(['info', {str(started)!r}]); sys.exit('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, env=dict(os.environ))
    assert done.returncode == 0
