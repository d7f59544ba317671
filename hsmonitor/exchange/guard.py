"""What is looked at before a spreadsheet is opened, so that none can do harm: a file of 2 MB may unpack to 500 MB.

The limits were tried on books of 100,000 rows and 15 columns, which stay far below them.
"""

import zipfile
from pathlib import Path

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _

LARGEST_FILE = 100 * 2**20
MOST_UNPACKED = 300 * 2**20
MOST_SHARED_STRINGS = 64 * 2**20
HIGHEST_RATIO, RATIO_COUNTS_FROM = 50, 16 * 2**20
"""A part that unpacks to more than so many times its size is a bomb; small ones do no harm however well they are packed."""

MOST_PARTS, LARGEST_MANIFEST = 5_000, 2**20
HEAD = 4_096
"""How many bytes of a part are searched for a declaration of entities, which can only stand at its beginning."""

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
TEXT_ENDINGS = (".csv", ".tsv", ".txt")
_EXCEL, _OPEN_DOCUMENT = "xl/workbook.xml", "application/vnd.oasis.opendocument.spreadsheet"


class BookRefused(PortfolioError):
    """A spreadsheet that is not read; the text names the file, where it is known sheet and cell, and what to do."""


def is_text(path: Path) -> bool:
    """Tell whether `path` is read as text with separators."""
    return path.suffix.lower() in TEXT_ENDINGS


def is_open_document(path: Path) -> bool:
    """Tell whether a file that was checked is an OpenDocument spreadsheet (.ods)."""
    with zipfile.ZipFile(path) as archive:
        return _EXCEL not in archive.namelist()


def check(path: Path) -> None:
    """Raise BookRefused unless `path` is a spreadsheet that can be opened without harm."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise _refused(path, _("It could not be read: {reason}").format(reason=error.strerror or error)) from error
    if size > LARGEST_FILE:
        raise _refused(path, _("It is larger than 100 MB. Save only the sheets that are wanted, and try again."))
    if not head:
        raise _refused(path, _("It is empty."))
    if not is_text(path):
        _check_book(path, head)


def _check_book(path: Path, head: bytes) -> None:
    if head.startswith(_COMPOUND):
        raise _refused(path, _told_of_compound(path))
    if not head.startswith(_ZIP):
        raise _refused(path, _no_spreadsheet())
    try:
        with zipfile.ZipFile(path) as archive:
            _check_archive(path, archive)
    except BookRefused:
        raise
    except Exception as error:  # a damaged archive makes zipfile and what unpacks for it fail in any way
        raise _refused(
            path, _("It is damaged or cut short. Ask for it again, or open and save it in Excel.")
        ) from error


def _told_of_compound(path: Path) -> str:
    if _ENCRYPTED in path.read_bytes():
        return _protected()
    return _("It is a workbook of the old kind (.xls). Open it in Excel and save it as .xlsx.")


def _check_archive(path: Path, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if _EXCEL not in names:
        _check_open_document(path, archive, names)
    if any(_is_macro(name) for name in names) or path.suffix.lower() == ".xlsm":
        raise _refused(path, _("It holds macros, which are never run or kept. Save it as .xlsx, and try again."))
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _refused(path, _("It unpacks to more than 300 MB, as no workbook of an office does. It was not opened."))
    for part in parts:
        _check_part(path, archive, part)


def _check_open_document(path: Path, archive: zipfile.ZipFile, names: set[str]) -> None:
    if not {"mimetype", "content.xml", "META-INF/manifest.xml"} <= names:
        raise _refused(path, _no_spreadsheet())
    with archive.open("mimetype") as kind, archive.open("META-INF/manifest.xml") as manifest:
        if not kind.read(HEAD).startswith(_OPEN_DOCUMENT.encode()):
            raise _refused(path, _no_spreadsheet())
        if b"encryption-data" in manifest.read(LARGEST_MANIFEST):
            raise _refused(path, _protected())


def _is_macro(name: str) -> bool:
    return name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/"))


def _no_spreadsheet() -> str:
    return _("It is not an Excel workbook, nor an OpenDocument one. Save it as .xlsx, .ods or .csv, and try again.")


def _protected() -> str:
    return _("It is protected by a password. Open it, take the password away, save it, and try again.")


def _check_part(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    ratio = part.file_size / max(part.compress_size, 1)
    if part.file_size > RATIO_COUNTS_FROM and ratio > HIGHEST_RATIO:
        raise _refused(path, _("{part} is packed as no spreadsheet is. It was not opened.").format(part=part.filename))
    if part.filename.lower().endswith("sharedstrings.xml") and part.file_size > MOST_SHARED_STRINGS:
        raise _refused(path, _("It holds more than 64 MB of texts. Save only the sheets that are wanted."))
    if part.filename.endswith((".xml", ".rels")):
        with archive.open(part) as file:
            if _declares_entities(file.read(HEAD)):
                message = _("{part} declares entities, as no spreadsheet does. It was not opened.")
                raise _refused(path, message.format(part=part.filename))


def _declares_entities(head: bytes) -> bool:
    """Tell whether XML begins with a document type, in any encoding that its parser would take."""
    return b"<!DOCTYPE" in head.replace(b"\0", b"") or b"<!ENTITY" in head.replace(b"\0", b"")


def _refused(path: Path, why: str) -> BookRefused:
    return BookRefused(_("{file}: {why}").format(file=path.name, why=why))
