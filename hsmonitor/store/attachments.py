"""Attachments: files that are kept in the portfolio with a record.

The record of an attachment is like any other, with history and undo. Its content is kept apart, once however often it is
attached, and for as long as the history can bring the attachment back.
"""

import hashlib
import mimetypes
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hsmonitor.domain.errors import Cancelled, NotThere, PortfolioError
from hsmonitor.domain.files import MOST_BYTES, file_name_of, told_apart
from hsmonitor.domain.record import Values
from hsmonitor.language import _, ngettext
from hsmonitor.store.backup import written_beside
from hsmonitor.store.listing import Row, read_rows
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.subjects import subject
from hsmonitor.store.transaction import Transaction


@dataclass(slots=True)
class Outcome:
    """What became of files that were to be attached: the new keys, and a sentence for each that was refused or renamed."""

    made: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)


def attachments_of(connection: sqlite3.Connection, kind: str, key: str) -> list[Row]:
    """Return the attachments of a record, by their names."""
    sql = "SELECT id FROM attachment WHERE subject = ? ORDER BY file_name COLLATE NOCASE, reference"
    keys = [row[0] for row in connection.execute(sql, [subject(kind, key)])]
    return read_rows(connection, "attachment", keys)


def attach(
    portfolio: Portfolio,
    record: Row,
    files: Sequence[Path],
    *,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Keep files with a record, in one transaction; those that cannot be kept are named with the reason.

    Raises PortfolioError, Cancelled; then none of them is kept.
    """
    outcome = Outcome(refused=[why for path in files if (why := _refusal(path))])
    files = [path for path in files if not _refusal(path)]
    with portfolio.transaction(_title(record, files)) as transaction:
        if transaction.get(record.kind, record.key) is None:
            raise NotThere(_("The record was deleted meanwhile. Undo that first; then attach the file."))
        taken = _names_taken(portfolio, record)
        for done, path in enumerate(files, 1):
            if cancelled():
                raise Cancelled
            _attach_one(transaction, record, path, taken, outcome)
            progress(done, len(files))
    return outcome


def _names_taken(portfolio: Portfolio, record: Row) -> dict[str, str]:
    """Return the names of the files that a record has, each with its checksum."""
    with portfolio.reading() as connection:
        rows = attachments_of(connection, record.kind, record.key)
    return {row.values["file_name"]: row.values["sha256"] for row in rows}


def _title(record: Row, files: Sequence[Path]) -> str:
    words = ngettext("Attach {file} to {name}", "Attach {count} files to {name}", len(files))
    name = file_name_of(files[0].name) if files else ""
    return words.format(file=name, count=len(files), name=record.display)


def _attach_one(transaction: Transaction, record: Row, path: Path, taken: dict[str, str], outcome: Outcome) -> None:
    name = file_name_of(path.name)
    try:
        content = _read(path, name)
    except PortfolioError as error:
        outcome.refused.append(str(error))
        return
    checksum = hashlib.sha256(content).hexdigest()
    if taken.get(name) == checksum:
        outcome.refused.append(_("{name} is attached already.").format(name=name))
        return
    if name in taken:
        other = told_apart(name, taken)
        message = _("{name} is attached already with another content; the new one is called {other}.")
        outcome.renamed.append(message.format(name=name, other=other))
        name = other
    taken[name] = checksum
    transaction.keep_content(checksum, content)
    outcome.made.append(transaction.create("attachment", _values(record, name, content, checksum)))


def _values(record: Row, name: str, content: bytes, checksum: str) -> Values:
    return {
        "subject": subject(record.kind, record.key),
        "file_name": name,
        "media_type": mimetypes.guess_type(name)[0],
        "size": len(content),
        "sha256": checksum,
    }


def _refusal(path: Path) -> str:
    """Return why a file cannot be attached, as far as that can be told before it is read; else an empty text."""
    name = file_name_of(path.name)
    try:
        state = path.stat()
    except OSError as error:
        return _unreadable(name, error)
    if stat.S_ISDIR(state.st_mode):
        return _("{name} is a folder. Put it into one file first, such as a .zip.").format(name=name)
    if not stat.S_ISREG(state.st_mode):
        return _("{name} is not a file.").format(name=name)
    if state.st_size > MOST_BYTES:
        message = _(
            "{name} has {size} MB; an attachment may have {most} MB. Make it smaller, or write down where it is."
        )
        return message.format(name=name, size=f"{state.st_size / 1e6:,.1f}", most=f"{MOST_BYTES // 1_000_000}")
    return "" if state.st_size else _("{name} is empty.").format(name=name)


def _unreadable(name: str, error: OSError) -> str:
    return _("{name} could not be read: {reason}.").format(name=name, reason=error.strerror or error)


def _read(path: Path, name: str) -> bytes:
    """Return what is in a file. Raises PortfolioError, which says why it cannot be attached."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PortfolioError(_unreadable(name, error)) from error
    if why := _refusal(path):  # it was changed meanwhile
        raise PortfolioError(why)
    return content


def content_of(connection: sqlite3.Connection, key: str) -> tuple[str, bytes]:
    """Return name and content of an attachment. Raises NotThere."""
    sql = (
        "SELECT a.file_name, CAST(c.content AS BLOB) FROM attachment a LEFT JOIN attachment_content c ON c.sha256 = a.sha256"
        " WHERE a.id = ?"
    )
    row = connection.execute(sql, [key]).fetchone()
    if row is None:
        raise NotThere(_("This attachment was deleted meanwhile. Undo brings it back."))
    if row[1] is None:
        raise NotThere(
            _("The content of {name} is missing. Attach the file again, or open a backup.").format(name=row[0])
        )
    return str(row[0]), bytes(row[1])


def copied_to_view(connection: sqlite3.Connection, key: str, folder: Path) -> Path:
    """Copy an attachment into a new folder under `folder`, for its owner to read only, and return the file.

    Raises PortfolioError.
    """
    name, content = content_of(connection, key)
    try:
        path = Path(tempfile.mkdtemp(dir=folder)) / file_name_of(name, for_disk=True)
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(content)
        path.chmod(0o400)  # what is changed in the copy would be lost: so it cannot be
    except OSError as error:
        message = _("{name} could not be copied for viewing: {reason}.")
        raise PortfolioError(message.format(name=name, reason=error.strerror or error)) from error
    return path


def save_out(connection: sqlite3.Connection, key: str, target: Path) -> None:
    """Write the content of an attachment to `target`; an older file there is replaced when the new one is whole.

    Raises PortfolioError; then the older file is as it was.
    """
    _name, content = content_of(connection, key)
    with written_beside(target, replacing=True) as beside:
        beside.write_bytes(content)


def find_missing(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a sentence for each attachment whose content is not there."""
    sql = (
        "SELECT a.reference, a.file_name FROM attachment a LEFT JOIN attachment_content c ON c.sha256 = a.sha256"
        " WHERE c.sha256 IS NULL"
    )
    for reference, name in connection.execute(sql):
        message = _("{reference}: the content of {name} is missing. Attach the file again, or open a backup.")
        yield message.format(reference=reference, name=name)


def find_altered(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a sentence for each attachment whose content is not what was attached."""
    for checksum, content in connection.execute("SELECT sha256, CAST(content AS BLOB) FROM attachment_content"):
        sql = "SELECT reference, file_name, size FROM attachment WHERE sha256 = ?"
        sound = hashlib.sha256(content).hexdigest() == checksum
        for reference, name, size in connection.execute(sql, [checksum]):
            if not sound or size != len(content):
                message = _("{reference}: the content of {name} is not what was attached. Attach the file again.")
                yield message.format(reference=reference, name=name)


def unnamed(connection: sqlite3.Connection) -> list[str]:
    """Return the checksums of contents that no attachment names, neither now nor anywhere in the history."""
    named: set[str] = set()
    for old, new in connection.execute("SELECT old, new FROM change WHERE kind = 'attachment'"):
        named.update(_checksums(old), _checksums(new))
    stored = (str(row[0]) for row in connection.execute("SELECT sha256 FROM attachment_content"))
    return [checksum for checksum in stored if checksum not in named]


def _checksums(dumped: str | None) -> Iterator[str]:
    import json

    found = json.loads(dumped) if dumped else None
    if isinstance(found, dict):
        yield str(found["values"].get("sha256", ""))
    elif isinstance(found, str):
        yield found


def forget(connection: sqlite3.Connection, checksums: Sequence[str]) -> None:
    """Delete contents that nobody names."""
    connection.executemany("DELETE FROM attachment_content WHERE sha256 = ?", [(one,) for one in checksums])
