"""The parts of a workbook's package: where its sheets, texts and drawings are, read and written without losing any."""

import posixpath
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # lxml has no types

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
LARGEST = 100 << 20
"""Bytes of all parts together; a template is a page, not a store of data."""


class Package:
    """A template; its parts are parsed when they are asked for, and written back only when `keep` was told so."""

    def __init__(self, path: Path) -> None:
        """Read the template. Raises PortfolioError where it is no workbook that can be filled in."""
        message = _("{name} cannot be filled in: it is not an Excel workbook (.xlsx) as Excel saves it.").format(
            name=path.name
        )
        try:
            with zipfile.ZipFile(path) as archive:
                if sum(part.file_size for part in archive.infolist()) > LARGEST:
                    raise PortfolioError(_("{name} is too large for a template.").format(name=path.name))
                self.parts = {part.filename: archive.read(part) for part in archive.infolist() if not part.is_dir()}
            self._trees: dict[str, Any] = {}
            self.workbook = self.tree("xl/workbook.xml")
            self.sheets = dict(self._named_sheets())
            self.texts = list(self.tree("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in self.parts else []
        except (OSError, zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, RuntimeError) as error:
            raise PortfolioError(message) from error

    def tree(self, part: str) -> Any:
        """Return the root of a part; changes to it are written. Raises KeyError, etree.XMLSyntaxError."""
        if part not in self._trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            self._trees[part] = etree.fromstring(self.parts[part], parser)
        return self._trees[part]

    def _named_sheets(self) -> list[tuple[str, str]]:
        targets = self.relations("xl/workbook.xml")
        found = self.workbook.iterfind(f"{MAIN}sheets/{MAIN}sheet")
        named = [(sheet.get("name"), targets[sheet.get(_RELATION)][1]) for sheet in found]
        return [(name, part) for name, part in named if part.startswith("xl/worksheets/")]

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what a part relates to, by the relation's name: the last word of its type, and the part."""
        folder, name = posixpath.split(part)
        beside = f"{folder}/_rels/{name}.rels"
        if beside not in self.parts:
            return {}
        found = {}
        for one in self.tree(beside).iterfind(f"{_RELATIONS}Relationship"):
            target = posixpath.normpath(posixpath.join("/", folder, one.get("Target"))).lstrip("/")
            found[one.get("Id")] = (one.get("Type").rpartition("/")[2], target)
        return found

    def drop(self, part: str) -> None:
        """Leave a part out, and what names it."""
        self.parts.pop(part, None)
        for tree in (self.tree("[Content_Types].xml"), self.tree("xl/_rels/workbook.xml.rels")):
            for one in list(tree):
                if part.endswith((one.get("PartName") or one.get("Target") or "?").lstrip("/")):
                    tree.remove(one)

    def save(self, target: Path) -> None:
        """Write all parts, those that were asked for as they are now. Raises OSError."""
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                tree = self._trees.get(name)
                xml = (
                    content
                    if tree is None
                    else etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
                )
                archive.writestr(zipfile.ZipInfo(name), xml, zipfile.ZIP_DEFLATED)
