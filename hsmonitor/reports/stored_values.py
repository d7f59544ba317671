"""Adds to a workbook what openpyxl does not write: the values of formulas, and the alternative text of charts.

A preview computes nothing: it shows the value that is stored beside a formula. One streaming pass over the package copies
each part and adds the values on the way, so that memory stays small however long the sheets are.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape, quoteattr

Value = str | int | float
Values = Mapping[str, Value]

_CHUNK = 1 << 20
_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)><f>(.*?)</f><v\s*(?:/>|></v>)</c>', re.DOTALL)
_CHART = re.compile(rb'<((?:\w+:)?cNvPr) id="(\d+)" name="(Chart [^"]*)"')


def add_stored_values(
    source: IO[bytes],
    target: Path,
    values: Mapping[int, Values],
    descriptions: Mapping[int, list[str]],
    step: Callable[[int], None],
) -> None:
    """Copy the workbook `source` to `target`, compressed, with what is missing.

    `values` holds, by the number of the sheet (1 is the first) and the cell ("B7"), what each formula comes to;
    `descriptions` the alternative texts of the charts of each drawing (1 is the first that the workbook has). `step`
    hears how many bytes are done. Raises KeyError for a formula without a value, OSError.
    """
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            named = zipfile.ZipInfo(part.filename)  # without the time of day, so that equal reports have equal bytes
            named.compress_type = zipfile.ZIP_DEFLATED
            with old.open(part) as reading, new.open(named, "w", force_zip64=True) as writing:
                for piece in _edited(part.filename, reading, values, descriptions):
                    writing.write(piece)
                    step(len(piece))


def _edited(
    name: str, part: IO[bytes], values: Mapping[int, Values], descriptions: Mapping[int, list[str]]
) -> Iterator[bytes]:
    if sheet := _number(name, "xl/worksheets/sheet"):
        return _with_values(part, values.get(sheet, {}))
    if drawing := _number(name, "xl/drawings/drawing"):
        return iter([_described(part.read(), descriptions[drawing])])
    return _chunks(part)


def _number(name: str, beginning: str) -> int:
    """Return the number in the name of a part such as `xl/worksheets/sheet3.xml`, 0 for any other part."""
    found = re.fullmatch(rf"{beginning}(\d+)\.xml", name)
    return int(found[1]) if found else 0


def _chunks(part: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: part.read(_CHUNK), b"")


def _with_values(part: IO[bytes], values: Values) -> Iterator[bytes]:
    """Yield the XML of a sheet with the values of its formulas; a chunk always ends where a row does."""
    rest = b""
    for chunk in _chunks(part):
        whole, row, rest = (rest + chunk).rpartition(b"</row>")
        yield _filled(whole + row, values)
    yield _filled(rest, values)


def _filled(xml: bytes, values: Values) -> bytes:
    if b"<f>" not in xml:
        return xml
    return _FORMULA.sub(lambda found: _cell(found, values[found[1].decode()]), xml)


def _cell(found: re.Match[bytes], value: Value) -> bytes:
    """Return the XML of a formula's cell with its value; text says that it is text."""
    kind = ' t="str"' if isinstance(value, str) else ""
    stored = escape(value) if isinstance(value, str) else repr(value)
    return b'<c r="%b"%b%b><f>%b</f><v>%b</v></c>' % (found[1], found[2], kind.encode(), found[3], stored.encode())


def _described(xml: bytes, descriptions: list[str]) -> bytes:
    """Return the XML of a drawing with what a screen reader says of each chart."""
    texts = iter(descriptions)

    def with_text(found: re.Match[bytes]) -> bytes:
        text = quoteattr(next(texts)).encode()
        return b'<%b id="%b" name="%b" descr=%b' % (found[1], found[2], found[3], text)

    return _CHART.sub(with_text, xml)
