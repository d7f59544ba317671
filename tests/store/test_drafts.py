"""What was typed and not yet saved survives its program, is the user's own, and says what became of its place."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hsmonitor.store import check, drafts, presence, sqlite
from hsmonitor.store.author import Author
from hsmonitor.store.backup import back_up
from hsmonitor.store.backups import bring_back, take
from hsmonitor.store.drafts import Place, Waiting
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.session import open_portfolio
from tests.store.conftest import AMINA, JOSE

Opened = Callable[..., Portfolio]

KILLED = """
import os, signal, sys
from pathlib import Path
from hsmonitor.store import drafts, sqlite
from hsmonitor.store.author import Author
from hsmonitor.store.session import open_portfolio

portfolio = open_portfolio(Path(sys.argv[1]), author=Author("Amina", "laptop"))
connection = sqlite.connect(portfolio.path)
draft = drafts.begin(portfolio, drafts.Place(*sys.argv[2:5]), sys.argv[5])
drafts.write(portfolio, connection, {draft.id: draft})
os.kill(os.getpid(), signal.SIGKILL)
"""


def add(portfolio: Portfolio, title: str) -> str:
    with portfolio.transaction("Add") as transaction:
        return transaction.create("project", {"title": title})


def rename(portfolio: Portfolio, key: str, title: str) -> None:
    with portfolio.transaction("Rename") as transaction:
        transaction.update("project", key, {"title": title})


def type_and_die(path: Path, place: Place, words: str) -> None:
    """Another program keeps a draft and is killed."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), *place, words], cwd=Path.cwd(), check=False, timeout=60
    )
    assert done.returncode == -9


def waiting(portfolio: Portfolio, author: Author = AMINA) -> list[Waiting]:
    return drafts.waiting(portfolio.connection, author)


def keep(portfolio: Portfolio, place: Place, words: str) -> drafts.Draft:
    draft = drafts.begin(portfolio, place, words)
    connection = sqlite.connect(portfolio.path)
    drafts.write(portfolio, connection, {draft.id: draft})
    connection.close()
    return draft


def count(path: Path, table: str) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    finally:
        connection.close()


def test_a_text_of_a_killed_program_waits_in_its_place(path: Path, opened: Opened) -> None:
    key = add(portfolio := opened(path), "Wells")
    portfolio.close()
    type_and_die(path, place := Place("project", key, "summary"), "Deep wells\nin Turkana")
    (found,) = waiting(opened(path))
    assert (found.draft.place, found.draft.words) == (place, "Deep wells\nin Turkana")
    assert (found.title, found.gone, found.who) == ("Wells: Summary", False, "")


def test_a_text_belongs_to_its_program_while_that_runs(portfolio: Portfolio, opened: Opened) -> None:
    key = add(portfolio, "Wells")
    keep(portfolio, Place("project", key, "title"), "Well")
    other = opened(portfolio.path)
    assert waiting(portfolio) == waiting(other) == []
    portfolio.close()
    assert [one.draft.words for one in waiting(other)] == ["Well"]


def test_a_text_is_its_authors_own_on_his_device(path: Path, opened: Opened) -> None:
    key = add(portfolio := opened(path), "Wells")
    type_and_die(path, Place("project", key, "title"), "Well")
    assert waiting(portfolio, JOSE) == waiting(portfolio, Author("Amina", "phone")) == []
    assert len(waiting(portfolio)) == 1


def test_a_text_whose_record_was_deleted_says_so_and_waits_for_its_return(path: Path, opened: Opened) -> None:
    key = add(portfolio := opened(path), "Wells")
    type_and_die(path, Place("project", key, "title"), "Well")
    with portfolio.transaction("Delete") as transaction:
        transaction.delete("project", key)
    (found,) = waiting(portfolio)
    assert (found.gone, found.title) == (True, "Wells: Title")
    portfolio.undo_last()
    assert not waiting(portfolio)[0].gone


def test_a_text_whose_field_was_changed_meanwhile_says_by_whom_and_to_what(path: Path, opened: Opened) -> None:
    key = add(portfolio := opened(path), "Wells")
    type_and_die(path, Place("project", key, "title"), "Well")
    rename(opened(path, JOSE), key, "Boreholes")
    (found,) = waiting(portfolio)
    assert (found.who, found.now) == ("José", "Boreholes")


def test_a_change_before_the_typing_is_none_to_speak_of(path: Path, opened: Opened) -> None:
    portfolio, other = opened(path), opened(path, JOSE)
    key = add(portfolio, "Wells")
    rename(other, key, "Boreholes")
    type_and_die(path, Place("project", key, "title"), "Well")
    assert waiting(portfolio)[0].who == ""


def test_what_is_stored_by_now_is_not_offered(path: Path, opened: Opened) -> None:
    key = add(portfolio := opened(path), "Wells")
    type_and_die(path, Place("project", key, "title"), "Well ")
    rename(portfolio, key, "Well")
    assert waiting(portfolio) == []


@pytest.mark.parametrize(("record", "gone"), [("", False), ("project:{key}", False), ("project:none", True)])
def test_a_text_for_a_new_record(record: str, gone: bool, path: Path, opened: Opened) -> None:
    key = add(portfolio := opened(path), "Wells")
    type_and_die(path, Place("challenge", record.format(key=key), "title"), "Drought")
    (found,) = waiting(portfolio)
    assert (found.title, found.gone) == ("New challenge: Challenge", gone)


def test_fields_that_the_program_does_not_know_are_left_alone(path: Path, opened: Opened) -> None:
    type_and_die(path, Place("project", "", "colour"), "red")
    type_and_die(path, Place("planet", "", "title"), "Mars")
    assert waiting(opened(path)) == []
    assert count(path, "draft") == 2


def test_no_draft_and_no_mark_is_in_a_copy(portfolio: Portfolio, tmp_path: Path) -> None:
    add(portfolio, "Wells")
    keep(portfolio, Place("project", "", "title"), "Not for others")
    copy = back_up(portfolio.path, tmp_path / "copy.hsm")
    assert count(copy, "draft") == 0
    assert b"Not for others" not in copy.read_bytes()
    with open_portfolio(copy, author=AMINA) as other:
        assert presence.left_over(other.connection) == []


def test_drafts_outlast_a_backup_that_is_brought_back(path: Path, opened: Opened) -> None:
    portfolio = opened(path)
    add(portfolio, "Wells")
    keep(portfolio, Place("project", "", "title"), "Boreholes")
    backup = take(path)
    portfolio.close()
    assert backup
    bring_back(path, backup)
    assert [one.draft.words for one in waiting(opened(path))] == ["Boreholes"]


def test_drafts_leave_no_trace_in_the_history(portfolio: Portfolio) -> None:
    keep(portfolio, Place("project", "", "title"), "Wells")
    assert portfolio.next_undo() is None


def test_writing_of_drafts_is_all_or_nothing(portfolio: Portfolio) -> None:
    connection = sqlite.connect(portfolio.path)
    connection.execute("CREATE TEMP TRIGGER no BEFORE INSERT ON main.draft BEGIN SELECT RAISE(ABORT, 'no'); END")
    kept = keep(portfolio, Place("project", "", "title"), "Wells")
    new = drafts.begin(portfolio, kept.place, "Boreholes")
    with pytest.raises(sqlite3.Error):
        drafts.write(portfolio, connection, {kept.id: None, new.id: new})
    assert not connection.in_transaction
    connection.close()
    assert count(portfolio.path, "draft") == 1


# The mark of an unclean end


def test_a_killed_program_leaves_its_mark_until_it_is_forgotten(path: Path, opened: Opened) -> None:
    type_and_die(path, Place("project", "", "title"), "Wells")
    portfolio = opened(path)
    (left,) = presence.left_over(portfolio.connection)
    presence.forget(path, [left])
    assert presence.left_over(portfolio.connection) == []


def test_a_program_that_ends_properly_leaves_one_file_and_no_mark(path: Path, tmp_path: Path, opened: Opened) -> None:
    portfolio = opened(path)
    add(portfolio, "Wells")
    assert count(path, "meta WHERE name LIKE 'open:%'") == 1
    portfolio.close()
    assert count(path, "meta WHERE name LIKE 'open:%'") == 0
    assert [one.name for one in tmp_path.iterdir()] == ["portfolio.hsm"]


def test_only_looking_marks_nothing(path: Path, opened: Opened) -> None:
    before = path.read_bytes()
    opened(path).close()
    assert path.read_bytes() == before


def test_where_no_lock_can_be_held_there_is_no_mark(
    path: Path, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    portfolio = opened(path)
    add(portfolio, "Wells")
    assert count(path, "meta WHERE name LIKE 'open:%'") == 0


def test_damage_is_found_after_an_unclean_end(path: Path, opened: Opened) -> None:
    assert list(check.find_damage(path, thorough=True)) == []
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    columns = "id, reference, revision, created_at, changed_at, title, challenge"
    connection.execute(f"INSERT INTO response ({columns}) VALUES ('r', 'R-1', 1, '', '', 'Train', 'none')")
    connection.commit()
    connection.close()
    assert list(check.find_damage(path, thorough=False)) == []
    (problem,) = check.find_damage(path, thorough=True)
    assert "response" in problem


def test_a_file_that_cannot_be_read_to_its_end_is_damage(path: Path, tmp_path: Path) -> None:
    size = path.stat().st_size
    broken = Path(shutil.copy(path, tmp_path / "broken.hsm"))
    with broken.open("r+b") as file:
        file.seek(size // 2)
        file.write(os.urandom(size // 3))
    with pytest.raises(Exception, match="damaged"):
        list(check.find_damage(broken, thorough=True))
