"""Spreadsheets that do harm, or are none: each made small, part by part, as no program for spreadsheets would write it."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>{more}</Types>'
)
_STRINGS_TYPE = (
    '<Override PartName="/xl/sharedStrings.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
_STYLES_TYPE = (
    '<Override PartName="/xl/styles.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOT = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BOOK = (
    f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><workbookPr{{attributes}}/>'
    '<sheets><sheet name="Partners" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_BOOK_LINKS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
STYLES = (
    f'<?xml version="1.0"?><styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def sheet(data: str, before: str = "", after: str = "") -> str:
    """Return the XML of a sheet."""
    return f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}">{before}<sheetData>{data}</sheetData>{after}</worksheet>'


def rows(*lines: list[str]) -> str:
    """Return the XML of rows of text."""
    cells = ("".join(f'<c t="inlineStr"><is><t xml:space="preserve">{c}</t></is></c>' for c in line) for line in lines)
    return "".join(f"<row>{line}</row>" for line in cells)


PLAIN = sheet(rows(["Name", "Acronym"], ["Red Cross", "RC"]))


def package(xml: str | bytes, **parts: str | bytes) -> bytes:
    """Return a workbook of one sheet; `parts` are others by name, "strings", "styles", "attributes" among them."""
    more = (_STRINGS_TYPE if "strings" in parts else "") + (_STYLES_TYPE if "styles" in parts else "")
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES.format(more=more),
        "_rels/.rels": _ROOT,
        "xl/workbook.xml": _BOOK.format(attributes=parts.pop("attributes", "")),
        "xl/_rels/workbook.xml.rels": _BOOK_LINKS,
        "xl/worksheets/sheet1.xml": xml,
    }
    for short, name in (("strings", "xl/sharedStrings.xml"), ("styles", "xl/styles.xml")):
        if short in parts:
            content[name] = parts.pop(short)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, part in {**content, **parts}.items():
            archive.writestr(name, part)
    return written.getvalue()


_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "table", "text", "style")
)
_CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def ods(tables: str, before: str = "", head: str = "", **parts: str | bytes) -> bytes:
    """Return an OpenDocument spreadsheet of these tables; `head` stands before its content."""
    xml = f"<office:document-content {_SPACES} {_CALC}>{before}<office:body><office:spreadsheet>{tables}"
    content = {
        "mimetype": _ODS, "META-INF/manifest.xml": "<manifest/>",
        "content.xml": f'<?xml version="1.0"?>{head}{xml}</office:spreadsheet></office:body></office:document-content>',
    }  # fmt: skip
    return _zip({name: part.encode() if isinstance(part, str) else part for name, part in (content | parts).items()})


def ods_table(rows: str, name: str = "Partners", style: str = "") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'


def ods_rows(*lines: list[str], more: str = "") -> str:
    """Return rows of text; `more` are attributes of each row."""
    cells = ("".join(ods_cell(cell) for cell in line) for line in lines)
    return "".join(f"<table:table-row {more}>{line}</table:table-row>" for line in cells)


def ods_cell(text: str, more: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>" if text else "<table:table-cell/>"


ODS_PLAIN = ods_table(ods_rows(["Name", "Acronym"], ["Red Cross", "RC"]))


def _ods_repeating(what: str, times: int) -> bytes:
    attributes = f'table:number-{what}-repeated="{times}"'
    row = (
        ods_rows(["x"], more=attributes)
        if what == "rows"
        else f"<table:table-row>{_repeated(attributes)}</table:table-row>"
    )
    return ods(ods_table(row))


def _repeated(attributes: str) -> str:
    return ods_cell("x", f'office:value-type="string" {attributes}')


def _unpacking_to_500_mb() -> bytes:
    return package(PLAIN, **{"xl/media/image1.xml": b" " * (500 * 2**20)})


def _strings_bomb() -> bytes:
    strings = f'<?xml version="1.0"?><sst xmlns="{_MAIN}">' + "<si><t>a</t></si>" * 5_000_000 + "</sst>"
    return package(PLAIN, strings=strings)


def _entities() -> bytes:
    declared = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 40 if n else "x" * 5000}">' for n in range(4))
    xml = PLAIN.replace("<worksheet", f"<!DOCTYPE worksheet [{declared}]><worksheet", 1).replace("Red Cross", "&e3;")
    return package(xml)


def _entities_in_utf16() -> bytes:
    xml = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY e "x">]>' + PLAIN.partition("?>")[2]
    return package(xml.encode("utf-16"))


_FAR = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'
_ALL_COLUMNS = "<row>" + "<c><v>1</v></c>" * 16_384 + "</row>"
_FORMULA = rows(["Name", "Acronym"]) + '<row r="2"><c r="A2"><f>1+1</f></c></row>'
_ERROR = rows(["Name", "Acronym"]) + '<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>'
_OLD_DAY = rows(["Project", "Activity"]) + '<row r="2"><c r="A2" s="1"><v>-5</v></c></row>'

REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a renamed zip": ("book.xlsx", lambda: _zip({"letter.txt": b"Dear colleague"}), "not an Excel workbook"),
    "a password": ("book.xlsx", lambda: _compound() + "EncryptedPackage".encode("utf-16-le"), "password"),
    "the old kind": ("book.xls", lambda: _compound(), ".xls"),
    "macros": ("book.xlsm", lambda: package(PLAIN, **{"xl/vbaProject.bin": b"\0"}), "macros"),
    "macros in disguise": ("book.xlsx", lambda: package(PLAIN, **{"xl/vbaProject.bin": b"\0"}), "macros"),
    "500 MB": ("book.xlsx", _unpacking_to_500_mb, "300 MB"),
    "a bomb of strings": ("book.xlsx", _strings_bomb, "sharedStrings"),
    "entities": ("book.xlsx", _entities, "entities"),
    "entities in UTF-16": ("book.xlsx", _entities_in_utf16, "entities"),
    "16,384 columns": ("book.xlsx", lambda: package(sheet(_ALL_COLUMNS)), 'sheet "Partners", cell OK1'),
    "a cell far away": ("book.xlsx", lambda: package(sheet(_FAR)), 'sheet "Partners", cell XFD1'),
    "cut short": ("book.xlsx", lambda: package(PLAIN)[:-200], "damaged"),
    "broken XML": ("book.xlsx", lambda: package(PLAIN[:-60]), "damaged"),
    "a string that is not there": ("book.xlsx", lambda: package(sheet('<row><c t="s"><v>7</v></c></row>')), "damaged"),
    "a picture": ("book.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "not an Excel workbook"),
    "an OpenDocument text": (
        "book.ods",
        lambda: ods(ODS_PLAIN, mimetype="application/vnd.oasis.opendocument.text"),
        "not an",
    ),
    "an OpenDocument password": (
        "book.ods",
        lambda: ods(ODS_PLAIN, **{"META-INF/manifest.xml": "<encryption-data/>"}),
        "password",
    ),
    "OpenDocument macros": ("book.ods", lambda: ods(ODS_PLAIN, **{"Basic/script-lc.xml": "<x/>"}), "macros"),
    "OpenDocument entities": ("book.ods", lambda: ods(ODS_PLAIN, head='<!DOCTYPE x [<!ENTITY e "x">]>'), "entities"),
    "a row a million times": ("book.ods", lambda: _ods_repeating("rows", 1_000_000), 'sheet "Partners", cell A1'),
    "a cell 16,384 times": ("book.ods", lambda: _ods_repeating("columns", 16_384), 'sheet "Partners", cell XFD1'),
    "OpenDocument cut short": ("book.ods", lambda: ods(ODS_PLAIN)[:-100], "damaged"),
    "broken OpenDocument XML": ("book.ods", lambda: ods(ODS_PLAIN + "<table:table>"), "damaged"),
    "nothing": ("book.xlsx", lambda: b"", "empty"),
    "text of 16,384 columns": ("book.csv", lambda: b"x;" * 16_384, "cell XFD1"),
    "text of 5,000,000 cells": ("book.csv", lambda: (b"x;" * 400 + b"\n") * 12_500, "cell OJ6251"),
    "binary as text": ("book.csv", lambda: b"a,b\n\0\1\2\0", "no text"),
}
"""What is not read at all: name of the file, its content, a word of the message."""

READ: dict[str, Callable[[], bytes]] = {
    "a million empty rows": lambda: package(sheet(rows(["Name"]) + "<row/>" * 1_000_000)),
    "a wrong size": lambda: package(sheet(rows(["Name"], ["Red Cross"]), before='<dimension ref="A1:XFD1048576"/>')),
    "links to other files": lambda: package(PLAIN, **{"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}),
    "no stored value": lambda: package(sheet(_FORMULA)),
    "an error": lambda: package(sheet(_ERROR)),
    "a day before 1900": lambda: package(sheet(_OLD_DAY), styles=STYLES),
    "a lone surrogate": lambda: package(sheet(rows(["Name"], ["_xD800_"]))),
    "100,000 characters": lambda: package(sheet(rows(["Name"], ["x" * 100_000]))),
    "merged headings": lambda: package(
        sheet(rows(["Name", ""], ["Red Cross", "RC"]), after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>')
    ),
    "a million empty OpenDocument rows": lambda: ods(
        ods_table(ods_rows(["Name"]) + ods_rows([""], more='table:number-rows-repeated="1048000"'))
    ),
    "the same heading twice": lambda: package(sheet(rows(["Name", "Name"], ["Red Cross", "RC"]))),
}
"""What is read, with a message about a cell or a column where something in it cannot be taken."""


def _zip(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()


def _compound() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1_000


def written(folder: Path, name: str, content: bytes) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(content)
    return path
