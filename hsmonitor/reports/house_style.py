"""How every workbook looks: colours of the desk, letters, number formats, paper.

Colours are named as in `resources/tokens.toml`, whose light theme paper shares. A look is written once here or where it is used,
and becomes one style of the workbook however many cells have it.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from hsmonitor.domain.terms import Level
from hsmonitor.language import _
from hsmonitor.reports.text import fit
from hsmonitor.shipped import resource

FONT = "Calibri"
DATE = "d mmm yyyy"
PAPERS = {"a4": 9, "letter": 1}
"""The sizes of paper by the numbers that Excel has for them."""
WHOLE = "#,##0"

# Of the tokens' names, the part that tells the level.
_LEVELS = {Level.LOW: "low", Level.MODERATE: "mod", Level.SUBSTANTIAL: "sub", Level.HIGH: "high"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks; `color`, `fill` and the lines above and below are names of tokens."""

    size: float = 10
    bold: bool = False
    italic: bool = False
    underline: bool = False
    color: str = "text"
    fill: str = ""
    above: str = ""
    below: str = ""
    format: str = "General"
    horizontal: str = "left"
    vertical: str = "top"
    wrap: bool = False
    indent: int = 0
    quoted: bool = False


TITLE = Look(size=18, bold=True, color="bar", vertical="center")
SUBTITLE = Look(color="muted", vertical="center")
LINK = Look(color="accent", underline=True, vertical="center")
SECTION = Look(size=12, bold=True, color="bar", below="bar", vertical="center")
HEADING = Look(bold=True, color="bar_text", fill="bar", wrap=True, vertical="center")
TOTAL = Look(bold=True, fill="accent_soft", above="bar", vertical="center")


@cache
def colours() -> dict[str, str]:
    """Return the light theme's colours, RRGGBB by name."""
    tokens = tomllib.loads(resource("tokens.toml").read_text("utf-8"))
    return {name: colour.lstrip("#") for name, colour in tokens["light"].items()}


def level_look(level: Level | None) -> tuple[str, str]:
    """Return the names of the colours of a level's letters and fill; None is "not rated"."""
    if level is None:
        return "muted", "sunken"
    return f"{_LEVELS[level]}_fg", f"{_LEVELS[level]}_bg"


def tinted(sheet: Any, cells: str, tints: Mapping[Any, tuple[str, str]]) -> None:
    """Colour the cells that hold one of the words or numbers; letters and fill are tokens. What is edited changes colour."""
    for words, (ink, fill) in tints.items():
        look = DifferentialStyle(
            font=Font(bold=True, color=colours()[ink]), fill=PatternFill("solid", bgColor=colours()[fill])
        )
        asked = '"' + words.replace('"', '""') + '"' if isinstance(words, str) else str(words)
        rule = Rule(type="cellIs", operator="equal", formula=[asked], dxf=look)
        sheet.conditional_formatting.add(cells, rule)


def level_solid(level: Level | None) -> str:
    """Return the colour of a level in a chart."""
    return colours()[f"{_LEVELS[level]}_solid" if level else "line2"]


def amount_format(decimals: int) -> str:
    """Return the number format of an amount."""
    return f"{WHOLE}.{'0' * decimals}" if decimals else WHOLE


def counted_format(one: str, many: str) -> str:
    """Return the number format of a count with its word: "1 project", "10 projects"."""
    return f'[=1]{WHOLE} "{one}";{WHOLE} "{many}"'


class StyledCell(Cell):
    """A cell whose look is settled: openpyxl looks the style up for each value, and a cell here is written often."""

    __slots__ = ("_settled",)

    has_style = True

    def settle(self) -> None:
        """Look the style up once and for all."""
        self._settled = super().style_id

    @property
    def style_id(self) -> int:
        """The number of the style in the workbook."""
        return self._settled


def cell(sheet: Any, look: Look, value: Any = None) -> Cell:
    """Return a new cell of `sheet`; text stays text whatever it begins with."""
    made = StyledCell(sheet, 1, 1)
    made.font = Font(
        FONT,
        look.size,
        look.bold,
        look.italic,
        color=colours()[look.color],
        underline="single" if look.underline else None,
    )
    if look.fill:
        made.fill = PatternFill("solid", colours()[look.fill])
    if look.above or look.below:
        made.border = Border(top=_line(look.above), bottom=_line(look.below))
    made.alignment = Alignment(look.horizontal, look.vertical, wrap_text=look.wrap, indent=look.indent)
    made.number_format = look.format
    if look.quoted:
        made.quotePrefix = True
    made.settle()
    if value is not None:
        put(made, value)
    return made


def _line(colour: str) -> Side | None:
    return Side("thin", colours()[colour]) if colour else None


def put(target: Cell, value: Any) -> None:
    """Write `value`; text is never taken for a formula or an error, and what no cell can hold is not written."""
    if isinstance(value, str):
        put_checked(target, fit(value).text)
    else:
        target.value = value


def put_checked(target: Cell, text: str) -> None:
    """Write text that `reports.text` has found or made sound, without openpyxl's looking at each letter again."""
    target._value, target.data_type = text, "s"  # type: ignore[attr-defined]  # what the stubs leave out


def put_formula(target: Cell, formula: str) -> None:
    """Write a formula, without its "="."""
    target.value = f"={formula}"


def lay_out(
    sheet: Any, widths: Sequence[float], footer: str, *, header_row: int = 0, scale: int = 0, pages: int = 1
) -> None:
    """Set up `sheet` before its first row: columns, landscape, margins, footer with page numbers; the book knows the paper.

    `header_row` is repeated on every page, 0 for none. `scale` is per cent; 0 fits the columns to `pages` pages side by side.
    """
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.sheet_view.showGridLines = False
    setup = sheet.page_setup
    setup.orientation = "landscape"
    if scale:
        setup.scale = scale
    else:
        setup.fitToWidth, setup.fitToHeight = pages, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.header, margins.footer = 0.55, 0.7, 0.3, 0.35
    write_footer(sheet, footer)
    if header_row:
        sheet.print_title_rows = f"{header_row}:{header_row}"
    if pages > 1:
        sheet.print_title_cols = "A:B"


def write_footer(sheet: Any, text: str) -> None:
    """Print `text` and the page's number below every page. "&" commands in a footer, so it is doubled."""
    footer, colour = sheet.oddFooter, colours()["muted"]
    footer.left.text = text.replace("&", "&&")
    footer.right.text = _("Page {number} of {count}").format(number="&P", count="&N")
    for part in (footer.left, footer.right):
        part.font, part.size, part.color = f"{FONT},Regular", 8, colour
