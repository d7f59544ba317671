"""What every file that is no sound portfolio of this version is answered with; the file stays as it is, byte for byte."""

import os
import random
import shutil
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.store import check, opening, sqlite
from hsmonitor.store.backup import back_up
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.rows import read_all
from hsmonitor.store.session import new_portfolio, open_portfolio
from tests.store.conftest import AMINA

OLD = sorted((Path(__file__).parent / "fixtures").glob("schema-*.hsm"))
"""A portfolio of each released schema."""


def other_program(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE music (name TEXT)")
    connection.commit()
    connection.close()


def truncated(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def scrambled(seed: int) -> Callable[[Path], None]:
    def scramble(path: Path) -> None:
        whole, chance = bytearray(path.read_bytes()), random.Random(seed)
        for place in range(4096, len(whole), 4096):
            whole[place : place + 200] = chance.randbytes(200)
        path.write_bytes(whole)

    return scramble


def garbled_schema(path: Path) -> None:
    """Damage the words of the schema, so that what SQLite says of it is no text either."""
    content = path.read_bytes()
    path.write_bytes(content.replace(b"CREATE TABLE meta", b"\xff\xfeEATE TABLE meta"))


def version(number: int, readable_from: str) -> Callable[[Path], None]:
    def set_version(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("UPDATE meta SET value = ? WHERE name = 'readable_from'", [readable_from])
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()

    return set_version


def fresh(make: Callable[[Path], None]) -> Callable[[Path], None]:
    """Make the file from nothing instead of from a portfolio."""

    def made(path: Path) -> None:
        path.unlink()
        make(path)

    return made


BAD = {
    "another program's database": (fresh(other_program), "another program"),
    "text": (fresh(lambda path: path.write_text("dear colleague")), "not a portfolio"),
    "a zip": (fresh(lambda path: path.write_bytes(b"PK\x03\x04" + bytes(200))), "not a portfolio"),
    "nothing": (fresh(lambda path: path.write_bytes(b"")), "empty"),
    "a header and no more": (fresh(lambda path: path.write_bytes(b"SQLite format 3\x00")), "not a portfolio"),
    "half of a portfolio": (truncated, "damaged"),
    **{f"a scrambled portfolio {seed}": (scrambled(seed), "damaged") for seed in range(8)},
    "garbled words in the schema": (garbled_schema, "damaged"),
    "made by a much newer program": (version(99, "50"), "newer version"),
    "missing": (Path.unlink, "does not exist"),
    "a folder": (fresh(Path.mkdir), "folder"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_and_left_alone(name: str, path: Path) -> None:
    make, expected = BAD[name]
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(PortfolioError, match=expected) as refused:
        open_portfolio(path, author=AMINA)
    assert str(path) in str(refused.value)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [entry.name for entry in path.parent.iterdir()] == ([path.name] if path.exists() else [])


def answer_to_somebody_else(path: Path) -> str:
    """What a user without any right to `path` is told; root may read everything, so a child gives its rights up."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        try:
            os.setgid(65534)
            os.setuid(65534)
            opening.recognise(path)
            os.write(writing, b"opened")
        except PortfolioError as error:
            os.write(writing, str(error).encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as told:
        return told.read()


@pytest.mark.skipif(not hasattr(os, "setuid") or os.geteuid() != 0, reason="only root can become somebody else")
def test_a_file_that_may_not_be_read(path: Path) -> None:
    assert "You may not read" in answer_to_somebody_else(path)


def test_a_newer_portfolio_that_can_be_read_is_opened_for_reading_only(path: Path) -> None:
    version(opening.SCHEMA + 1, str(opening.SCHEMA))(path)
    before = path.read_bytes()
    with open_portfolio(path, author=AMINA) as portfolio:
        assert portfolio.read_only
        assert "reading only" in portfolio.notices[0]
        with pytest.raises(PortfolioError, match="reading only"), portfolio.transaction("Add") as transaction:
            transaction.create("partner", {"name": "UNDP"})
    assert path.read_bytes() == before


@pytest.mark.parametrize("stated", [None, "9"], ids=["made anew", "brought up to date"])
def test_a_file_states_the_oldest_version_that_can_read_it(path: Path, tmp_path: Path, stated: str | None) -> None:
    if stated:
        path = Path(shutil.copy(OLD[-1], tmp_path / "old.hsm"))
        version(opening.SCHEMA - 1, stated)(path)
    with open_portfolio(path, author=AMINA) as portfolio:
        row = portfolio.connection.execute("SELECT value FROM meta WHERE name = 'readable_from'").fetchone()
    assert int(row[0]) == opening.READABLE_FROM


def test_a_backup_is_known_by_its_name_in_capitals_too(path: Path) -> None:
    backup = path.rename(path.with_name("OFFICE.BACKUP.HSM"))
    with open_portfolio(backup, author=AMINA) as portfolio:
        assert portfolio.read_only


@pytest.mark.parametrize("old", OLD, ids=lambda path: path.stem)
def test_an_older_portfolio_is_backed_up_and_brought_up_to_date(old: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(old, tmp_path / "old.hsm"))
    schema = int(old.stem.rpartition("-")[2])
    with open_portfolio(path, author=AMINA) as portfolio:
        assert sqlite.pragma(portfolio.connection, "user_version") == opening.SCHEMA
        projects = dict(read_all(portfolio.connection, "project"))
        assert [state.values["title"] for state in projects.values()] == ["Water for all"]
        with portfolio.transaction("Threats") as transaction:
            transaction.update("project", next(iter(projects)), {"threats": "Drought"})
    backups = [entry for entry in tmp_path.iterdir() if entry != path]
    assert len(backups) == 1
    assert sqlite.pragma(sqlite.connect(backups[0], read_only=True), "user_version") == schema
    assert list(check.find_problems(path)) == []


def test_a_migration_that_fails_leaves_the_portfolio_as_it_was(tmp_path: Path) -> None:
    path = Path(shutil.copy(OLD[0], tmp_path / "old.hsm"))
    connection = sqlite3.connect(path)
    connection.execute("UPDATE challenge SET project = 'nobody'")  # foreign keys are off: a link to nothing
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(PortfolioError, match="left as it was"):
        open_portfolio(path, author=AMINA)
    assert path.read_bytes() == before


def test_new_never_overwrites(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(PortfolioError, match="exists already"):
        new_portfolio(path, author=AMINA)
    assert path.read_bytes() == before


def test_new_in_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(PortfolioError, match="does not exist"):
        new_portfolio(tmp_path / "nowhere" / "a.hsm", author=AMINA)


def test_a_filling_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail(portfolio: Portfolio) -> None:
        raise PortfolioError("no")

    with pytest.raises(PortfolioError, match="no"):
        new_portfolio(tmp_path / "a.hsm", author=AMINA, fill=fail)
    assert list(tmp_path.iterdir()) == []


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_all_files_are_the_owners_alone(portfolio: Portfolio, tmp_path: Path) -> None:
    with portfolio.transaction("Add") as transaction:
        transaction.create("partner", {"name": "UNDP"})
    backup = back_up(portfolio.path, tmp_path / "copy.hsm")
    found = {entry.name: mode(entry) for entry in tmp_path.iterdir()}
    assert set(found) >= {portfolio.path.name, f"{portfolio.path.name}-wal", f"{portfolio.path.name}-shm", backup.name}
    assert set(found.values()) == {0o600}


def test_a_portfolio_that_others_could_read_is_made_private(path: Path) -> None:
    path.chmod(0o644)
    open_portfolio(path, author=AMINA).close()
    assert mode(path) == 0o600


def test_a_backup_is_whole_while_somebody_writes_and_overwrites_nothing(portfolio: Portfolio, tmp_path: Path) -> None:
    with portfolio.transaction("Add") as transaction:
        transaction.create("partner", {"name": "UNDP"})
    backup = back_up(portfolio.path, tmp_path / "copy.hsm")
    with open_portfolio(backup, author=AMINA) as copy:
        assert [state.values["name"] for _key, state in read_all(copy.connection, "partner")] == ["UNDP"]
    before = backup.read_bytes()
    with pytest.raises(PortfolioError, match="exists already"):
        back_up(portfolio.path, backup)
    assert backup.read_bytes() == before


def test_a_synced_folder_is_said_and_gets_a_rollback_journal(empty_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Office"
    folder.mkdir()
    path = Path(shutil.copy(empty_file, folder / "a.hsm"))
    with open_portfolio(path, author=AMINA) as portfolio:
        assert "OneDrive" in portfolio.notices[0]
        with portfolio.transaction("Add") as transaction:
            transaction.create("partner", {"name": "UNDP"})
        assert not path.with_name("a.hsm-wal").exists()
