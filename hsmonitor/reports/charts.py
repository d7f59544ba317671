"""Charts of a workbook: native ones, which a reader can edit in Excel."""

from dataclasses import dataclass
from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.data_source import NumData, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties

from hsmonitor.language import _
from hsmonitor.reports.house_style import FONT, colours

_TITLE, _BELOW, _LEGEND = 1.1, 0.25, 1.1
"""Centimetres that the title takes, that stay free below the bars, and that a legend takes there."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its label, its value, its colour (RRGGBB)."""

    label: str
    value: int
    colour: str


@dataclass(frozen=True, slots=True)
class Series:
    """One part of each bar of a stacked chart: its name, its values a bar, its colour (RRGGBB), its column (1 is the first)."""

    name: str
    values: list[int]
    colour: str
    column: int


def bar_chart(sheet: Any, title: str, bars: list[Bar], first_row: int, *, width: float, height: float) -> Any:
    """Return a chart of lying bars over the rows of `sheet` from `first_row`: labels in its first column, values in its second.

    Sizes are in centimetres. What the cells say is kept in the chart too, for programs that compute nothing.
    """
    last_row = first_row + len(bars) - 1
    chart = _bare(title, width, height)
    chart.gapWidth, chart.legend = 45, None
    chart.add_data(Reference(sheet, min_col=2, min_row=first_row, max_row=last_row), titles_from_data=False)
    chart.set_categories(Reference(sheet, min_col=1, min_row=first_row, max_row=last_row))
    _paint(chart.series[0], bars)
    _place(chart, height, free=_BELOW)
    return chart


def stacked_chart(
    sheet: Any, title: str, labels: list[str], series: list["Series"], first_row: int, *, width: float, height: float
) -> Any:
    """Return a chart of lying bars made of parts: labels in the first column of `sheet`, a series in each one's own."""
    last_row = first_row + len(labels) - 1
    chart = _bare(title, width, height)
    chart.gapWidth, chart.overlap, chart.grouping = 45, 100, "stacked"
    for one in series:
        cells = Reference(sheet, min_col=one.column, min_row=first_row, max_row=last_row)
        made = SeriesFactory(cells, title=one.name)
        made.graphicalProperties = GraphicalProperties(solidFill=one.colour)
        made.val.numRef.numCache = _numbers(one.values)
        chart.series.append(made)
    chart.set_categories(Reference(sheet, min_col=1, min_row=first_row, max_row=last_row))
    for made in chart.series:
        made.cat.numRef, made.cat.strRef = None, _labels(made.cat.numRef.f, labels)
    chart.legend.position = "b"
    chart.legend.txPr = _text(10, "text")
    _place(chart, height, free=_LEGEND)
    return chart


def _bare(title: str, width: float, height: float) -> Any:
    """Return a chart of lying bars with its title and without its data."""
    chart: Any = BarChart()
    chart.type, chart.roundedCorners = "bar", False
    chart.width, chart.height = width, height
    chart.title = title
    chart.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_letters(11, "bar", bold=True))
    for run in chart.title.tx.rich.p[0].r:
        run.rPr = _letters(11, "bar", bold=True)
    chart.title.overlay = False
    chart.graphical_properties = GraphicalProperties(solidFill=colours()["surface"])
    chart.graphical_properties.line = LineProperties(solidFill=colours()["line"])
    _set_axes(chart)
    return chart


def _place(chart: Any, height: float, *, free: float) -> None:
    above = _TITLE / height
    place = ManualLayout(
        layoutTarget="inner", xMode="edge", yMode="edge", x=0.41, y=above, w=0.51, h=1 - above - free / height
    )
    chart.layout = Layout(place)


def described(title: str, bars: list[Bar]) -> str:
    """Return the alternative text of a chart: what it shows and every value."""
    values = "; ".join(_("{label}: {value}").format(label=bar.label, value=bar.value) for bar in bars)
    return _("Bar chart. {title}. {values}.").format(title=title, values=values)


def described_stack(title: str, labels: list[str], series: list["Series"]) -> str:
    """Return the alternative text of a chart of stacked bars: what it shows, and every value that is not nothing."""
    told = []
    for place, label in enumerate(labels):
        parts = [
            _("{label} {value}").format(label=one.name, value=one.values[place]) for one in series if one.values[place]
        ]
        if parts:
            told.append(_("{label}: {value}").format(label=label, value=", ".join(parts)))
    return _("Bar chart. {title}. {values}.").format(title=title, values="; ".join(told) or _("Nothing so far"))


def _numbers(values: list[int]) -> NumData:
    return NumData(formatCode="General", pt=[NumVal(idx=place, v=str(value)) for place, value in enumerate(values)])


def _paint(series: Any, bars: list[Bar]) -> None:
    series.graphicalProperties = GraphicalProperties(solidFill=bars[0].colour)
    for place, bar in enumerate(bars):
        if bar.colour != bars[0].colour:
            point = DataPoint(idx=place, invertIfNegative=False)
            point.graphicalProperties = GraphicalProperties(solidFill=bar.colour)
            series.dPt.append(point)
    series.dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    series.dLbls.showPercent = series.dLbls.showLeaderLines = None
    series.dLbls.txPr = _text(10, "text", bold=True)
    series.val.numRef.numCache = _numbers([bar.value for bar in bars])
    series.cat.numRef, series.cat.strRef = None, _labels(series.cat.numRef.f, [bar.label for bar in bars])


def _labels(cells: str, labels: list[str]) -> StrRef:
    points = [StrVal(idx=place, v=label) for place, label in enumerate(labels)]
    return StrRef(f=cells, strCache=StrData(pt=points))


def _set_axes(chart: Any) -> None:
    labels, values = chart.x_axis, chart.y_axis
    labels.delete, labels.scaling.orientation, labels.majorTickMark = False, "maxMin", "none"
    labels.txPr = _text(9, "text")
    labels.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=colours()["line2"]))
    values.delete, values.majorGridlines, values.scaling.min = True, None, 0
    values.number_format, values.majorUnit = "0", None


def _letters(size: int, colour: str, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(latin=Font(typeface=FONT), sz=size * 100, b=bold, solidFill=colours()[colour])


def _text(size: int, colour: str, *, bold: bool = False) -> RichText:
    letters = _letters(size, colour, bold=bold)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=letters), endParaRPr=letters)])
