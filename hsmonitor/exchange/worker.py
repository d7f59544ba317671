"""The process that opens a spreadsheet and writes what it holds as lines of JSON.

It is started as `python -m hsmonitor.exchange.worker FILE [SHEET [ENCODING]]`.
The sheet that is named comes first, the others in their order. The encoding of a text is found where none is said.

Whatever a file makes it do ends with this process. Lines: {"sheets"}, then for each sheet {"sheet", "rows"} and
{"sheet", "merged"}, at last {"end"}; {"working"} where a long part comes on; or {"refused"} with words for the user.
"""

import json
import sys
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hsmonitor.exchange import guard
from hsmonitor.exchange.guard import BookRefused
from hsmonitor.language import _

if TYPE_CHECKING:
    from hsmonitor.exchange.limits import Row

MOST_MEMORY = 500 * 2**20
ROWS_A_LINE = 500

Line = dict[str, Any]


def main(path: Path, first: str = "", encoding: str = "") -> None:
    """Write all lines of `path` to the standard output; the sheet `first` before the others."""
    limit_memory()
    warnings.simplefilter("ignore")
    try:
        for line in read(path, first, encoding):
            print(json.dumps(line), flush=True)
    except BookRefused as error:
        print(json.dumps({"refused": str(error)}))
    except MemoryError:
        words = _("{file}: It needs more than 500 MB to be read. Save only the sheets that are wanted.")
        print(json.dumps({"refused": words.format(file=path.name)}))
    except Exception as error:  # a damaged file makes what reads it fail in any way
        words = _("{file}: It is damaged, or no workbook ({reason}). Open and save it, and try again.")
        print(json.dumps({"refused": words.format(file=path.name, reason=type(error).__name__)}))


def limit_memory() -> None:
    """Have this process fail before it takes the memory that others need; Windows has no such limit."""
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, hard))


def read(path: Path, first: str = "", encoding: str = "") -> Iterator[Line]:
    """Yield the lines of a file. Raises BookRefused, and anything else where a file is damaged."""
    guard.check(path)
    if guard.is_text(path):
        from hsmonitor.exchange.text_rows import read_text

        yield from read_text(path, encoding)
    elif guard.is_open_document(path):
        yield from _read_ods(path, first)
    else:
        yield from _read_book(path, first)
    yield {"end": True}


def _read_book(path: Path, first: str) -> Iterator[Line]:
    from hsmonitor.exchange.sheet_rows import SheetRows, Workbook

    book = Workbook(path, _say_working)
    shown = [{"title": sheet.title, "hidden": sheet.hidden} for sheet in book.sheets]
    yield {"sheets": shown, "linked": _linked(path)}
    for sheet in sorted(book.sheets, key=lambda sheet: sheet.title != first):
        with book.open(sheet) as source:
            reader = SheetRows(book, source)
            yield from _in_parts(path, sheet.title, reader.rows())
        yield {"sheet": sheet.title, "merged": reader.merged}


def _read_ods(path: Path, first: str) -> Iterator[Line]:
    from hsmonitor.exchange.ods_rows import OdsBook

    book = OdsBook(path, _say_working)
    yield {"sheets": [{"title": title, "hidden": hidden} for title, hidden in book.sheets], "linked": book.linked}
    for title, _hidden in sorted(book.sheets, key=lambda sheet: sheet[0] != first):
        yield from _in_parts(path, title, book.rows(title))
        yield {"sheet": title, "merged": book.merged}


def _say_working() -> None:
    print(json.dumps({"working": True}), flush=True)


def _in_parts(path: Path, sheet: str, rows: "Iterator[Row]") -> Iterator[Line]:
    """Yield the rows of a sheet some hundred at a time. Raises BookRefused, which names file and sheet."""
    part: list[Any] = []
    try:
        for row in rows:
            part.append(row)
            if len(part) == ROWS_A_LINE:
                yield {"sheet": sheet, "rows": part}
                part = []
    except BookRefused as error:
        place = {"file": path.name, "sheet": sheet, "why": error}
        raise BookRefused(_('{file}, sheet "{sheet}", {why}').format(**place)) from error
    yield {"sheet": sheet, "rows": part}


def _linked(path: Path) -> bool:
    """Tell whether a workbook names other files; they are never opened."""
    with zipfile.ZipFile(path) as archive:
        return any(name.startswith("xl/externalLinks/") for name in archive.namelist())


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:4])
