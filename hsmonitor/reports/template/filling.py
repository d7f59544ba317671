"""Fills in one sheet: marks in its cells, and its repeated rows."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # lxml has no types

from hsmonitor.reports.columns import Content
from hsmonitor.reports.sheets import DAY_NULL
from hsmonitor.reports.template.marks import MARK, Answers, Place, each, in_text, is_each
from hsmonitor.reports.template.package import MAIN
from hsmonitor.reports.template.references import Growth
from hsmonitor.reports.text import fit
from hsmonitor.store.listing import Row

STEP = "repetition"
"""The attribute that says of a formula in which repetition of its row it stands; it is taken away again."""

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a template: its name, its XML, and the texts that its cells share."""

    name: str
    tree: Any
    texts: list[Any]
    answers: Answers

    def fill(self) -> Growth:
        """Fill the sheet in; rows that come below others lie where they belong. Return by how many rows it grew, and where."""
        data = self.tree.find(f"{MAIN}sheetData")
        growth = Growth(self.name, {})
        for element in list(data):
            number = int(element.get("r"))
            kind = each(text for _cell, item in self._marked(element) for text in _texts(item))
            if kind is None:
                self._fill_row(element, None)
                _place(element, growth.row(number))
                continue
            made = list(self._repeated(element, kind))
            for step, row in enumerate(made):
                _place(row, growth.row(number) + step)
            position = data.index(element)
            data[position : position + 1] = made
            growth.added[number] = len(made) - 1
        return growth

    def _marked(self, row: Any) -> Iterator[tuple[Any, Any]]:
        """Yield the cells that hold marks, each with the text that it holds."""
        for cell in row.iterfind(f"{MAIN}c"):
            item = self._item(cell)
            if item is not None and MARK.search("".join(_texts(item))):
                yield cell, item

    def _item(self, cell: Any) -> Any:
        """Return the text of a cell as XML, its looks within the text too; None where it holds none."""
        if cell.get("t") == "inlineStr":
            return cell.find(f"{MAIN}is")
        value = cell.find(f"{MAIN}v")
        return self.texts[int(value.text)] if cell.get("t") == "s" and value is not None else None

    def _repeated(self, element: Any, kind: str) -> Iterator[Any]:
        """Yield the row once for each record; once and empty where there is none."""
        for step, record in enumerate(self._records(kind)):
            row = deepcopy(element)
            self._fill_row(row, record)
            _number(row, step)
            yield row

    def _records(self, kind: str) -> Iterator[Row]:
        none = True
        for row in self.answers.rows(kind):
            none = False
            yield row
        if none:
            yield Row("", "", "", 0, {}, {}, kind)

    def _fill_row(self, row: Any, record: Row | None) -> None:
        for cell, item in list(self._marked(row)):
            whole = "".join(_texts(item)).strip()
            alone = MARK.fullmatch(whole)
            if alone and not is_each(alone[1]):
                content = self._answer(alone[1], cell, record)
                if content is None or not isinstance(content, str):
                    _put(cell, content)
                    continue
            self._put_text(cell, deepcopy(item), record)

    def _answer(self, mark: str, cell: Any, record: Row | None) -> Content:
        return self.answers.content(Place(mark, self.name, cell.get("r")), record)

    def _put_text(self, cell: Any, item: Any, record: Row | None) -> None:
        """Replace the marks of a text; runs of other looks stay where no mark goes across two of them."""
        parts = list(item.iter(f"{MAIN}t"))
        if len(MARK.findall("".join(_texts(item)))) != sum(len(MARK.findall(part.text or "")) for part in parts):
            parts[0].text = "".join(_texts(item))
            for part in parts[1:]:
                part.text = ""
        for part in parts:
            part.text = fit(MARK.sub(lambda found: self._words(found[1], cell, record), part.text or "")).text
            part.set(_SPACE, "preserve")
        _clear(cell)
        item.tag = f"{MAIN}is"
        cell.set("t", "inlineStr")
        cell.append(item)

    def _words(self, mark: str, cell: Any, record: Row | None) -> str:
        return "" if is_each(mark) else in_text(self._answer(mark, cell, record))


def _texts(item: Any) -> list[str]:
    return [part.text or "" for part in item.iter(f"{MAIN}t")]


def _clear(cell: Any) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)


def _put(cell: Any, content: Content) -> None:
    """Have a cell hold a number or a day, in the template's own format, or nothing."""
    _clear(cell)
    if content is not None:
        value = etree.SubElement(cell, f"{MAIN}v")
        value.text = str(content.toordinal() - DAY_NULL if isinstance(content, date) else content)


def _place(row: Any, number: int) -> None:
    """Have a row lie at `number`."""
    row.set("r", str(number))
    for cell in row.iterfind(f"{MAIN}c"):
        cell.set("r", f"{cell.get('r').rstrip('0123456789')}{number}")


def _number(row: Any, step: int) -> None:
    """Note with the formulas of a repetition which one it is: they look at their own row when everything has moved."""
    for formula in row.iter(f"{MAIN}f"):
        formula.set(STEP, str(step))
