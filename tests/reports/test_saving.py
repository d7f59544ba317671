"""A report takes the place of an older one whole, or not at all."""

import contextlib
import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
import pytest

from hsmonitor.domain.errors import Cancelled, PortfolioError
from hsmonitor.reports.making import make
from hsmonitor.reports.saving import ReportError, replacing
from hsmonitor.store.backup import back_up
from hsmonitor.store.portfolio import Portfolio

OLD = b"the report of last month"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where an older report lies."""
    path = tmp_path / "report.xlsx"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def temporary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files of this test alone."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_an_older_report_is_replaced_by_one_for_its_owner_only(begun: Portfolio, target: Path, temporary: Path) -> None:
    make(begun, "portfolio", target)
    assert "Cover" in openpyxl.load_workbook(target).sheetnames
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert not list(temporary.iterdir())


def test_a_report_that_is_open_in_excel_is_left_alone(begun: Portfolio, target: Path) -> None:
    target.with_name("~$report.xlsx").write_bytes(b"owner")
    with pytest.raises(ReportError, match="open in Excel"):
        make(begun, "portfolio", target)
    assert target.read_bytes() == OLD


def test_a_missing_folder_is_said(begun: Portfolio, tmp_path: Path) -> None:
    with pytest.raises(PortfolioError, match="does not exist"):
        make(begun, "portfolio", tmp_path / "nowhere" / "report.xlsx")


def test_a_folder_is_no_report(begun: Portfolio, tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(ReportError, match="is a folder"):
        make(begun, "portfolio", tmp_path / "folder.xlsx")


@pytest.mark.parametrize("name", ["report.pdf", "report", "begun.hsm"])
def test_a_report_is_named_as_excel_wants_it(begun: Portfolio, tmp_path: Path, name: str) -> None:
    with pytest.raises(PortfolioError, match=r"should end in \.xlsx"):
        make(begun, "portfolio", tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["mine.hsm", "MINE.HSM", "mine.backup.hsm", "mine.ics", "mine.xlsx"])
def test_no_file_ever_takes_the_place_of_a_portfolio(begun: Portfolio, tmp_path: Path, name: str) -> None:
    """Neither a workbook nor anything else that is written beside and put in place, under whatever name it lies."""
    path = back_up(begun.path, tmp_path / name)
    before = path.read_bytes()
    with pytest.raises(ReportError, match="is a portfolio"), replacing(path) as beside:
        beside.write_bytes(b"a workbook")
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("harm", ["newer", "cut"])
def test_a_portfolio_that_cannot_be_read_here_is_kept_too(begun: Portfolio, tmp_path: Path, harm: str) -> None:
    path = back_up(begun.path, tmp_path / "mine.xlsx")
    if harm == "newer":
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.executescript(
                "PRAGMA user_version = 99; UPDATE meta SET value = '99' WHERE name = 'readable_from'"
            )
    else:
        os.truncate(path, path.stat().st_size // 2)
    before = path.read_bytes()
    with pytest.raises(ReportError, match="is a portfolio"), replacing(path) as beside:
        beside.write_bytes(b"a workbook")
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_without_the_right_to_write_is_said(begun: Portfolio, target: Path) -> None:
    target.parent.chmod(0o500)
    try:
        with pytest.raises(ReportError, match="may not write"):
            make(begun, "portfolio", target)
    finally:
        target.parent.chmod(0o700)
    assert target.read_bytes() == OLD


@pytest.mark.parametrize("after", [0, 1])
def test_a_stopped_report_leaves_the_old_one(begun: Portfolio, target: Path, temporary: Path, after: int) -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > after

    with pytest.raises(Cancelled):
        make(begun, "portfolio", target, cancelled=cancelled)
    assert target.read_bytes() == OLD
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert not list(temporary.iterdir())


def test_progress_goes_up_to_the_end(begun: Portfolio, target: Path) -> None:
    told: list[tuple[int, int]] = []
    make(begun, "portfolio", target, progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] > 100


FULL = """
import resource, sys
from pathlib import Path
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.reports.making import make
from hsmonitor.store.session import open_portfolio

with open_portfolio(Path(sys.argv[1])) as portfolio:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
    try:
        make(portfolio, "portfolio", Path(sys.argv[2]))
    except PortfolioError as error:
        sys.exit(str(error))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are Unix")
@pytest.mark.parametrize("room", [500, 8_000, 40_000])
def test_a_full_disk_is_said_and_the_old_report_stays(
    begun: Portfolio, target: Path, temporary: Path, room: int
) -> None:
    """The limit is met while a sheet is written, while sheets are gathered, or at last in the report itself."""
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(begun.path), str(target), str(room)],
        capture_output=True, text=True, timeout=120, env={**os.environ, "TMPDIR": str(temporary)},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("There is no room left to write")
    assert "Traceback" not in done.stderr
    assert target.read_bytes() == OLD
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert not list(temporary.iterdir())
