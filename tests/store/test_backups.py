"""A portfolio keeps backups of itself, few enough to keep and enough to go back."""

import os
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.store import backups
from hsmonitor.store.backups import Backup
from hsmonitor.store.session import open_portfolio
from tests.store.conftest import AMINA, JOSE

TODAY = date(2026, 11, 24)


@pytest.fixture
def path(empty_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(empty_file, tmp_path / "office [1].hsm"))


def change(path: Path, title: str) -> None:
    with open_portfolio(path, author=AMINA) as portfolio, portfolio.transaction("Add") as transaction:
        transaction.create("project", {"title": title})


def titles(path: Path) -> list[str]:
    with open_portfolio(path, author=AMINA) as portfolio:
        return [row[0] for row in portfolio.connection.execute("SELECT title FROM project ORDER BY title")]


def test_a_backup_is_taken_once_for_each_state(path: Path) -> None:
    first = backups.take(path)
    assert first is not None
    assert backups.take(path) is None
    change(path, "Kenya")
    second = backups.take(path)
    assert second is not None
    assert {one.path for one in backups.backups_of(path)} == {first, second}
    assert titles(second) == ["Kenya"]
    if os.name == "posix":
        assert first.parent.stat().st_mode & 0o077 == 0
        assert first.stat().st_mode & 0o077 == 0


def test_what_a_backup_holds_is_told_where_it_can_be_read(path: Path) -> None:
    change(path, "Kenya")
    backup = backups.take(path)
    assert backup is not None
    held = backups.held_by(backup)
    assert held is not None
    assert (held["project"], held["partner"]) == (1, 0)
    backup.write_text("no portfolio any more")
    assert backups.held_by(backup) is None


def test_the_backup_of_the_day_is_taken_once(path: Path) -> None:
    assert backups.take_daily(path) is not None
    change(path, "Kenya")
    assert backups.take_daily(path) is None


def test_bringing_back_keeps_the_present_one(path: Path) -> None:
    change(path, "Before")
    backup = backups.take(path)
    assert backup is not None
    change(path, "After")
    kept = backups.bring_back(path, backup)
    assert titles(path) == ["Before"]
    assert kept is not None
    assert titles(kept) == ["After", "Before"]
    assert [one.name for one in path.parent.iterdir() if one.name.startswith(".")] == []


def test_a_portfolio_that_somebody_has_open_and_idle_is_not_replaced(path: Path) -> None:
    change(path, "Before")
    backup = backups.take(path)
    assert backup is not None
    with open_portfolio(path, author=JOSE) as elsewhere:
        with elsewhere.transaction("Add") as transaction:
            transaction.create("project", {"title": "After"})
        with pytest.raises(PortfolioError, match="open in another window or another program"):
            backups.bring_back(path, backup)
        with elsewhere.transaction("Add") as transaction:
            transaction.create("project", {"title": "Later"})
    assert titles(path) == ["After", "Before", "Later"]
    backups.bring_back(path, backup)
    assert titles(path) == ["Before"]


def test_a_damaged_backup_is_refused_and_changes_nothing(path: Path) -> None:
    change(path, "Here")
    backup = backups.take(path)
    assert backup is not None
    backup.write_bytes(backup.read_bytes()[:5_000])
    before = path.read_bytes()
    with pytest.raises(PortfolioError):
        backups.bring_back(path, backup)
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_said(path: Path) -> None:
    backups.folder_of(path).write_text("in the way")
    with pytest.raises(PortfolioError, match="No backup could be made"):
        backups.take(path)


def taken(days: float, size: int = 1) -> Backup:
    moment = datetime(2026, 11, 24, 12).astimezone() - timedelta(days=days)
    return Backup(Path(f"{days}.backup.hsm"), moment, size)


@given(st.lists(st.floats(0, 900), max_size=80, unique=True))
def test_what_is_kept_is_little_and_reaches_back(ages: list[float]) -> None:
    all_of_them = [taken(age) for age in ages]
    dropped = backups.superfluous(all_of_them, TODAY)
    kept = [one for one in all_of_them if one not in dropped]
    recent = [one for one in all_of_them if one.taken.date() >= TODAY - timedelta(days=1)]
    assert set(recent) <= set(kept)
    assert len(kept) - len(recent) <= backups.DAYS + backups.WEEKS + backups.MONTHS
    if all_of_them:
        assert max(all_of_them, key=lambda one: one.taken) in kept
    assert backups.superfluous(kept, TODAY) == []


def test_two_gigabytes_are_the_most_and_the_newest_stays() -> None:
    huge = [taken(0, 3_000_000_000), taken(3), taken(40)]
    assert backups.superfluous(huge, TODAY) == huge[1:]
    some = [taken(0, 900_000_000), taken(3, 900_000_000), taken(40, 900_000_000)]
    assert backups.superfluous(some, TODAY) == some[2:]
