"""Text with separators (CSV) as one sheet, whatever encoding and separator an office's program writes."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hsmonitor.exchange.guard import BookRefused
from hsmonitor.exchange.limits import Row, refuse_cells, refuse_columns
from hsmonitor.language import _

ROWS_A_LINE = 500
LONGEST_CELL = 500_000
_SEPARATORS = ",;\t|"
ENCODINGS = {
    "utf-8": _("Unicode, UTF-8"),
    "utf-16": _("Unicode, UTF-16"),
    "cp1252": _("Western European"),
    "cp1250": _("Central European"),
    "cp1251": _("Cyrillic"),
    "cp1254": _("Turkish"),
    "cp1256": _("Arabic"),
    "cp874": _("Thai"),
    "cp1258": _("Vietnamese"),
    "gb18030": _("Chinese"),
    "mac-roman": _("Western European, older Macs"),
    "cp850": _("Western European, DOS"),
}
"""What a user may say that a text is written in: Python's names, and what they are called."""
SURE = ("utf-8", "utf-16")
"""Those that a text tells itself: others can hardly be taken for them."""
_MARKED = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
FIRST_BEYOND, LEAST_ARABIC = 0xC0, 0.12
LEAST_CENTRAL = 0.08
_LETTER = rb"[A-Za-z\xc0-\xff]"
_CENTRAL = re.compile(
    # What are letters of Poland, Slovakia or Romania within a word are signs such as £ and ³ in Western writing;
    rb"(?<=%(letter)s)[\x8d\x8f\x9d\x9f\xa3\xa5\xaa\xaf\xb3\xb9\xba\xbe\xbf](?=%(letter)s)"
    # s and z with a caron are no letters of Western languages; nor is the long Hungarian o, where no e follows as in Portuguese.
    rb"|[\x8a\x8e\x9a\x9e]|\xf5(?![eE])" % {b"letter": _LETTER}
)
_ALEF_LAM = "ال".encode("cp1256")


def encoding_named(text: str) -> str:
    """Return the one of `ENCODINGS` that is meant, by any name that is in use for it. Raises BookRefused naming all of them."""
    try:
        wanted = codecs.lookup(text.strip()).name
    except LookupError:
        wanted = ""
    if name := next((name for name in ENCODINGS if codecs.lookup(name).name == wanted), ""):
        return name
    message = _("{text} is no encoding that can be chosen; choose from: {names}.")
    raise BookRefused(message.format(text=text, names=", ".join(ENCODINGS)))


def read_text(path: Path, encoding: str = "") -> Iterator[dict[str, Any]]:
    """Yield the lines of the worker for a text file, whose encoding is found unless it is said. Raises BookRefused."""
    content = path.read_bytes()
    used = encoding or encoding_of(content)
    text = _as_said(path, content, encoding) if encoding else content.decode(used, "replace")
    if "\0" in text:
        raise BookRefused(_("{file}: It is no text with separators. Save it as .xlsx or .csv.").format(file=path.name))
    title = path.stem[:31]
    yield {"sheets": [{"title": title, "hidden": False}], "linked": False, "encoding": _called(used)}
    rows: list[Row] = []
    try:
        for row in _rows(text):
            rows.append(row)
            if len(rows) == ROWS_A_LINE:
                yield {"sheet": title, "rows": rows}
                rows = []
    except (csv.Error, BookRefused) as error:
        raise BookRefused(_("{file}: {reason}").format(file=path.name, reason=error)) from error
    yield {"sheet": title, "rows": rows}


def _rows(text: str) -> Iterator[Row]:
    """Yield the rows that hold something. Raises BookRefused beyond the limits, csv.Error."""
    csv.field_size_limit(LONGEST_CELL)
    count = 0
    for number, cells in enumerate(csv.reader(text.splitlines(keepends=True), delimiter=separator(text)), 1):
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            refuse_columns(number, len(cells))
            count += len(cells)
            refuse_cells(count, number, len(cells))
            yield number, [cell or None for cell in cells]


def _as_said(path: Path, content: bytes, encoding: str) -> str:
    """Return text in the encoding that a user has said. Raises BookRefused where it cannot be written in that."""
    for mark, marked in _MARKED:
        if content.startswith(mark) and marked.startswith(encoding):
            encoding = marked
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = _("{file}: Line {line} is not written in {encoding}. Choose another encoding.")
        raise BookRefused(message.format(file=path.name, line=line, encoding=encoding)) from error


def _called(encoding: str) -> str:
    """Return the one of `ENCODINGS` that is Python's `encoding`, which tells marks and the order of bytes too."""
    return encoding.removesuffix("-sig").removesuffix("-le")


def encoding_of(content: bytes) -> str:
    """Return in what text is written: by its mark, else UTF-8, else the encoding of Windows whose letters it is made of."""
    for mark, encoding in _MARKED:
        if content.startswith(mark):
            return encoding
    if content[1:2] == b"\0":
        return "utf-16-le"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _one_byte(content)
    return "utf-8"


def _one_byte(content: bytes) -> str:
    """Return the encoding of text in which a letter is one byte: Western or Central European unless most are beyond ASCII.

    Then it is Arabic, if enough of them are alef and lam, the most frequent letters there, else Cyrillic.
    """
    counts = Counter(content)
    beyond = sum(count for byte, count in counts.items() if byte >= FIRST_BEYOND)
    plain = sum(count for byte, count in counts.items() if chr(byte).isascii() and chr(byte).isalpha())
    if beyond < plain:
        central = len(_CENTRAL.findall(content))
        return "cp1250" if central > (beyond + central) * LEAST_CENTRAL else "cp1252"
    return "cp1256" if sum(counts[byte] for byte in _ALEF_LAM) > beyond * LEAST_ARABIC else "cp1251"


def separator(text: str) -> str:
    """Return the separator that parts the first lines most evenly: the one that stands equally often in most of them."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]

    def evenness(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines]
        usual = max((count for count in counts if count), key=counts.count, default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(_SEPARATORS, key=evenness)
