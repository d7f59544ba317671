"""Files are kept with records: taken in, given out, undone, backed up and checked."""

import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from hsmonitor.domain.errors import Cancelled, NotThere, PortfolioError
from hsmonitor.domain.files import MOST_BYTES
from hsmonitor.store import attachments, check
from hsmonitor.store.attachments import attach, attachments_of, content_of, copied_to_view, save_out
from hsmonitor.store.backup import back_up
from hsmonitor.store.listing import Row, read_rows
from hsmonitor.store.portfolio import Portfolio

Opened = Callable[..., Portfolio]


@pytest.fixture
def record(portfolio: Portfolio) -> Row:
    with portfolio.transaction("Add") as transaction:
        key = transaction.create("project", {"title": "Wells"})
    return read_rows(portfolio.connection, "project", [key])[0]


def file(folder: Path, name: str, content: bytes = b"content") -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(content)
    return path


def names(portfolio: Portfolio, record: Row) -> list[str]:
    return [row.values["file_name"] for row in attachments_of(portfolio.connection, record.kind, record.key)]


def contents(portfolio: Portfolio) -> int:
    return int(portfolio.connection.execute("SELECT count(*) FROM attachment_content").fetchone()[0])


def problems(portfolio: Portfolio) -> list[str]:
    return list(check.find_problems(portfolio.path))


def test_files_are_kept_with_a_record_in_one_step(portfolio: Portfolio, record: Row, tmp_path: Path) -> None:
    outcome = attach(portfolio, record, [file(tmp_path, "b.pdf", b"%PDF"), file(tmp_path, "A.txt", b"words")])
    assert (len(outcome.made), outcome.refused, outcome.renamed) == (2, [], [])
    first, second = attachments_of(portfolio.connection, "project", record.key)
    assert (first.values["file_name"], first.values["size"], first.values["media_type"]) == ("A.txt", 5, "text/plain")
    assert content_of(portfolio.connection, second.key) == ("b.pdf", b"%PDF")
    assert problems(portfolio) == []
    step = portfolio.undo_last()
    assert step
    assert step.name == "Attach 2 files to Wells"
    assert names(portfolio, record) == []
    portfolio.redo_last()
    assert names(portfolio, record) == ["A.txt", "b.pdf"]
    assert content_of(portfolio.connection, first.key)[1] == b"words"
    assert problems(portfolio) == []


def test_a_deleted_attachment_comes_back_with_its_content(
    portfolio: Portfolio, record: Row, tmp_path: Path, opened: Opened
) -> None:
    (key,) = attach(portfolio, record, [file(tmp_path, "a.txt")]).made
    with portfolio.transaction("Delete") as transaction:
        transaction.delete("attachment", key)
    assert problems(portfolio) == []
    with pytest.raises(NotThere, match="Undo brings it back"):
        content_of(portfolio.connection, key)
    portfolio.close()
    again = opened(portfolio.path)
    again.undo_last()
    assert content_of(again.connection, key) == ("a.txt", b"content")


def test_an_attachment_goes_with_its_record_and_returns_with_it(
    portfolio: Portfolio, record: Row, tmp_path: Path
) -> None:
    attach(portfolio, record, [file(tmp_path, "a.txt")])
    with portfolio.transaction("Delete") as transaction:
        transaction.delete("project", record.key)
    assert names(portfolio, record) == []
    assert problems(portfolio) == []
    portfolio.undo_last()
    assert names(portfolio, record) == ["a.txt"]
    assert problems(portfolio) == []


def test_the_same_content_is_kept_once(portfolio: Portfolio, record: Row, tmp_path: Path) -> None:
    attach(portfolio, record, [file(tmp_path, "a.txt"), file(tmp_path, "b.txt")])
    assert (names(portfolio, record), contents(portfolio)) == (["a.txt", "b.txt"], 1)


def test_the_same_file_again_is_refused_and_another_of_its_name_is_renamed(
    portfolio: Portfolio, record: Row, tmp_path: Path
) -> None:
    attach(portfolio, record, [path := file(tmp_path, "a.txt")])
    assert attach(portfolio, record, [path]).refused == ["a.txt is attached already."]
    newer = attach(portfolio, record, [file(tmp_path, "a.txt", b"newer"), file(tmp_path / "x", "a.txt", b"newest")])
    assert [words.split(" is called ")[1] for words in newer.renamed] == ["a (2).txt.", "a (3).txt."]
    assert names(portfolio, record) == ["a (2).txt", "a (3).txt", "a.txt"]


def test_what_cannot_be_attached_is_named_with_the_reason_and_the_rest_is_taken(
    portfolio: Portfolio, record: Row, tmp_path: Path
) -> None:
    large = tmp_path / "large.bin"
    with large.open("wb") as made:
        made.truncate(MOST_BYTES + 1)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    bad = ["empty.txt", "folder", "pipe", "none.txt", "large.bin"]
    file(tmp_path, "empty.txt", b"")
    outcome = attach(portfolio, record, [tmp_path / name for name in bad] + [file(tmp_path, "good.txt")])
    assert outcome.refused == [
        "empty.txt is empty.",
        "folder is a folder. Put it into one file first, such as a .zip.",
        "pipe is not a file.",
        "none.txt could not be read: No such file or directory.",
        "large.bin has 20.0 MB; an attachment may have 20 MB. Make it smaller, or write down where it is.",
    ]
    assert names(portfolio, record) == ["good.txt"]
    before = portfolio.next_undo()
    assert attach(portfolio, record, [tmp_path / "folder"]).made == []
    assert portfolio.next_undo() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_said(portfolio: Portfolio, record: Row, tmp_path: Path) -> None:
    path = file(tmp_path, "secret.txt")
    path.chmod(0)
    assert "Permission denied" in attach(portfolio, record, [path]).refused[0]


def test_the_largest_file_is_taken(portfolio: Portfolio, record: Row, tmp_path: Path) -> None:
    path = tmp_path / "large.bin"
    with path.open("wb") as made:
        made.truncate(MOST_BYTES)
    told: list[tuple[int, int]] = []
    attach(portfolio, record, [path], progress=lambda done, of: told.append((done, of)))
    assert names(portfolio, record) == ["large.bin"]
    assert told == [(1, 1)]


def test_cancelling_keeps_none_of_them(portfolio: Portfolio, record: Row, tmp_path: Path) -> None:
    answers = iter([False, True])
    with pytest.raises(Cancelled):
        attach(portfolio, record, [file(tmp_path, "a.txt"), file(tmp_path, "b.txt")], cancelled=lambda: next(answers))
    assert (names(portfolio, record), contents(portfolio)) == ([], 0)


def test_nothing_is_attached_to_a_record_that_is_gone(portfolio: Portfolio, record: Row, tmp_path: Path) -> None:
    with portfolio.transaction("Delete") as transaction:
        transaction.delete("project", record.key)
    with pytest.raises(NotThere, match="deleted meanwhile"):
        attach(portfolio, record, [file(tmp_path, "a.txt")])


def test_a_copy_to_view_is_for_its_owner_to_read(portfolio: Portfolio, record: Row, tmp_path: Path) -> None:
    (key,) = attach(portfolio, record, [file(tmp_path, "a b.txt")]).made
    shown = tmp_path / "shown"
    shown.mkdir()
    one, other = (copied_to_view(portfolio.connection, key, shown) for _ in range(2))
    assert one != other
    assert (one.name, one.read_bytes(), stat.S_IMODE(one.stat().st_mode)) == ("a b.txt", b"content", 0o400)
    assert stat.S_IMODE(one.parent.stat().st_mode) == 0o700
    with pytest.raises(PortfolioError, match="could not be copied"):
        copied_to_view(portfolio.connection, key, tmp_path / "none")


def test_saving_out_replaces_only_when_it_is_whole(portfolio: Portfolio, record: Row, tmp_path: Path) -> None:
    (key,) = attach(portfolio, record, [file(tmp_path, "a.txt")]).made
    target = file(tmp_path, "out.txt", b"old")
    save_out(portfolio.connection, key, target)
    assert target.read_bytes() == b"content"
    (tmp_path / "folder").mkdir()
    with pytest.raises(PortfolioError, match="exists already"):
        save_out(portfolio.connection, key, tmp_path / "folder")
    with pytest.raises(PortfolioError, match="does not exist"):
        save_out(portfolio.connection, key, tmp_path / "none" / "out.txt")
    assert not list(tmp_path.glob(".*part"))


def test_a_backup_holds_the_contents(portfolio: Portfolio, record: Row, tmp_path: Path, opened: Opened) -> None:
    (key,) = attach(portfolio, record, [file(tmp_path, "a.txt")]).made
    copy = opened(back_up(portfolio.path, tmp_path / "copy.hsm"))
    assert content_of(copy.connection, key)[1] == b"content"
    assert problems(copy) == []


def test_the_check_finds_contents_that_are_missing_altered_or_named_by_nobody(
    portfolio: Portfolio, record: Row, tmp_path: Path
) -> None:
    files = [file(tmp_path, "a.txt", b"a"), file(tmp_path, "b.txt", b"b")]
    attach(portfolio, record, files)
    connection = sqlite3.connect(portfolio.path)
    connection.execute("DELETE FROM attachment_content WHERE content = ?", [b"a"])
    connection.execute("UPDATE attachment_content SET content = ? WHERE content = ?", [b"bb", b"b"])
    connection.execute("INSERT INTO attachment_content VALUES ('x', 'stray')")
    connection.commit()
    connection.close()
    found = problems(portfolio)
    assert [words.partition(": ")[2] or words for words in found] == [
        "the content of a.txt is missing. Attach the file again, or open a backup.",
        "the content of b.txt is not what was attached. Attach the file again.",
        "1 content is kept that no attachment ever named; --repair takes it away.",
    ]
    assert list(check.find_damage(portfolio.path, thorough=True)) == found[:1]
    with pytest.raises(NotThere, match="missing"):
        content_of(portfolio.connection, attachments_of(portfolio.connection, "project", record.key)[0].key)
    check.repair(portfolio.path)
    assert len(problems(portfolio)) == 2


def test_a_changed_checksum_in_the_history_still_names_its_content(
    portfolio: Portfolio, record: Row, tmp_path: Path
) -> None:
    (key,) = attach(portfolio, record, [file(tmp_path, "a.txt")]).made
    (other,) = attach(portfolio, record, [file(tmp_path, "b.txt", b"b")]).made
    checksum = {row.key: row.values["sha256"] for row in attachments_of(portfolio.connection, "project", record.key)}
    with portfolio.transaction("Point elsewhere") as transaction:
        transaction.update("attachment", key, {"sha256": checksum[other], "size": 1})
    assert attachments.unnamed(portfolio.connection) == []


def test_the_step_names_what_was_attached_and_not_what_was_refused(
    portfolio: Portfolio, record: Row, tmp_path: Path
) -> None:
    attach(portfolio, record, [tmp_path, file(tmp_path, "a.txt"), file(tmp_path, "empty.txt", b"")])
    step = portfolio.next_undo()
    assert step
    assert step.name == "Attach a.txt to Wells"


def test_a_file_that_vanishes_or_is_emptied_while_it_is_read_is_refused(
    portfolio: Portfolio, record: Row, tmp_path: Path
) -> None:
    one, other = file(tmp_path, "a.txt"), file(tmp_path, "b.txt")

    def meddle() -> bool:
        one.unlink(missing_ok=True)
        other.write_bytes(b"")
        return False

    outcome = attach(portfolio, record, [one, other], cancelled=meddle)
    assert outcome.refused == ["a.txt could not be read: No such file or directory.", "b.txt is empty."]
