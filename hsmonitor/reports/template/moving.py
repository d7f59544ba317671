"""What names cells from elsewhere, moved after rows were repeated: formulas, names, ranges, tables, drawings, charts."""

from collections.abc import Sequence
from typing import Any

from openpyxl.formula.translate import Translator

from hsmonitor.reports.template.filling import STEP
from hsmonitor.reports.template.package import MAIN, Package
from hsmonitor.reports.template.references import Growth, moved

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"

_RANGES = ("hyperlink", "autoFilter", "dimension", "selection", "sortState")
_AREAS = ("conditionalFormatting", "dataValidation", "ignoredError", "protectedRange")
_FORMULAS = ("f", "formula", "formula1", "formula2")


def move(package: Package, growths: Sequence[Growth]) -> None:
    """Move everything in the package, and have whoever opens it compute it anew: no figure of before is left."""
    for growth in growths:
        part = package.sheets[growth.sheet]
        _move_sheet(package.tree(part), growth, growths)
        for kind, related in package.relations(part).values():
            if kind == "table":
                _move_table(package.tree(related), growth)
            elif kind == "drawing":
                _move_drawing(package, related, growth, growths)
    _move_names(package, growths)
    _recompute(package)


def _move_sheet(tree: Any, growth: Growth, growths: Sequence[Growth]) -> None:
    for element in tree.iter(*(f"{MAIN}{name}" for name in _RANGES)):
        for attribute in ("ref", "sqref", "activeCell"):
            if element.get(attribute):
                element.set(attribute, growth.cells(element.get(attribute)))
    for element in tree.iter(*(f"{MAIN}{name}" for name in _AREAS)):
        if element.get("sqref"):
            element.set("sqref", growth.area(element.get("sqref")))
    _move_merged(tree, growth)
    for element in tree.iter(*(f"{MAIN}{name}" for name in _FORMULAS)):
        if element.text:
            element.text = moved(element.text, growth.sheet, growths)
        _look_at_own_row(element)
        if element.get("ref"):
            element.set("ref", growth.cells(element.get("ref")))
    for brk in tree.iterfind(f"{MAIN}rowBreaks/{MAIN}brk"):
        brk.set("id", str(growth.row(int(brk.get("id")), ends=True)))
    for cell in tree.iter(f"{MAIN}c"):
        formula, value = cell.find(f"{MAIN}f"), cell.find(f"{MAIN}v")
        if formula is not None and value is not None:
            cell.remove(value)
            cell.attrib.pop("t", None)


def _move_merged(tree: Any, growth: Growth) -> None:
    """Move cells that are merged; those of a repeated row are merged in each repetition."""
    merged = tree.find(f"{MAIN}mergeCells")
    for one in list(merged) if merged is not None else ():
        first, *more = growth.repetitions(one.get("ref"))
        one.set("ref", first)
        for reference in more:
            merged.append(merged.makeelement(one.tag, {"ref": reference}))
    if merged is not None:
        merged.set("count", str(len(merged)))


def _look_at_own_row(formula: Any) -> None:
    """Have a repeated formula look at its own row, as when Excel copies a row down."""
    step = int(formula.attrib.pop(STEP, 0))
    if step and formula.text:
        formula.text = Translator(f"={formula.text}", "A1").translate_formula(f"A{1 + step}").removeprefix("=")


def _move_table(tree: Any, growth: Growth) -> None:
    for element in tree.iter(f"{MAIN}table", f"{MAIN}autoFilter", f"{MAIN}sortState"):
        if element.get("ref"):
            element.set("ref", growth.cells(element.get("ref")))


def _move_drawing(package: Package, part: str, growth: Growth, growths: Sequence[Growth]) -> None:
    for row in package.tree(part).iter(f"{_DRAWING}row"):
        row.text = str(growth.row(int(row.text) + 1) - 1)  # rows of drawings count from 0
    for kind, related in package.relations(part).values():
        if kind == "chart":
            _move_chart(package.tree(related), growth.sheet, growths)


def _move_chart(tree: Any, sheet: str, growths: Sequence[Growth]) -> None:
    for formula in tree.iter(f"{_CHART}f"):
        formula.text = moved(formula.text or "", sheet, growths, areas=True)
    for cache in list(tree.iter(f"{_CHART}numCache", f"{_CHART}strCache")):
        cache.getparent().remove(cache)


def _move_names(package: Package, growths: Sequence[Growth]) -> None:
    for name in package.workbook.iterfind(f"{MAIN}definedNames/{MAIN}definedName"):
        name.text = moved(name.text or "", "", growths)


def _recompute(package: Package) -> None:
    package.drop("xl/calcChain.xml")
    settings = package.workbook.find(f"{MAIN}calcPr")
    if settings is not None:
        settings.set("fullCalcOnLoad", "1")
