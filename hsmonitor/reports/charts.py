"""Charts of a workbook: native ones, which a reader can edit in Excel."""

from dataclasses import dataclass
from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.data_source import NumData, NumVal, StrData, StrVal
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties

from hsmonitor.language import _
from hsmonitor.reports.house_style import FONT, colours

_TITLE, _BELOW = 1.1, 0.25
"""Centimetres that the title takes, and that stay free below the bars."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its label, its value, its colour (RRGGBB)."""

    label: str
    value: int
    colour: str


def bar_chart(sheet: Any, title: str, bars: list[Bar], first_row: int, *, width: float, height: float) -> Any:
    """Return a chart of lying bars over the rows of `sheet` from `first_row`: labels in its first column, values in its second.

    Sizes are in centimetres. What the cells say is kept in the chart too, for programs that compute nothing.
    """
    last_row = first_row + len(bars) - 1
    chart: Any = BarChart()
    chart.type, chart.gapWidth, chart.legend, chart.roundedCorners = "bar", 45, None, False
    chart.width, chart.height = width, height
    chart.title = title
    chart.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_letters(11, "bar", bold=True))
    for run in chart.title.tx.rich.p[0].r:
        run.rPr = _letters(11, "bar", bold=True)
    chart.title.overlay = False
    chart.add_data(Reference(sheet, min_col=2, min_row=first_row, max_row=last_row), titles_from_data=False)
    chart.set_categories(Reference(sheet, min_col=1, min_row=first_row, max_row=last_row))
    chart.graphical_properties = GraphicalProperties(solidFill=colours()["surface"])
    chart.graphical_properties.line = LineProperties(solidFill=colours()["line"])
    _paint(chart.series[0], bars)
    _set_axes(chart)
    above = _TITLE / height
    chart.layout = Layout(
        ManualLayout(
            layoutTarget="inner", xMode="edge", yMode="edge", x=0.36, y=above, w=0.56, h=1 - above - _BELOW / height
        )
    )
    return chart


def described(title: str, bars: list[Bar]) -> str:
    """Return the alternative text of a chart: what it shows and every value."""
    values = "; ".join(_("{label}: {value}").format(label=bar.label, value=bar.value) for bar in bars)
    return _("Bar chart. {title}. {values}.").format(title=title, values=values)


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
    series.val.numRef.numCache = NumData(
        formatCode="General", pt=[NumVal(idx=place, v=str(bar.value)) for place, bar in enumerate(bars)]
    )
    series.cat.numRef, series.cat.strRef = None, _labels(series.cat.numRef.f, bars)


def _labels(cells: str, bars: list[Bar]) -> Any:
    from openpyxl.chart.data_source import StrRef

    points = [StrVal(idx=place, v=bar.label) for place, bar in enumerate(bars)]
    return StrRef(f=cells, strCache=StrData(pt=points))


def _set_axes(chart: Any) -> None:
    labels, values = chart.x_axis, chart.y_axis
    labels.delete, labels.scaling.orientation, labels.majorTickMark = False, "maxMin", "none"
    labels.txPr = _text(10, "text")
    labels.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=colours()["line2"]))
    values.delete, values.majorGridlines, values.scaling.min = True, None, 0
    values.number_format, values.majorUnit = "0", None


def _letters(size: int, colour: str, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(latin=Font(typeface=FONT), sz=size * 100, b=bold, solidFill=colours()[colour])


def _text(size: int, colour: str, *, bold: bool = False) -> RichText:
    letters = _letters(size, colour, bold=bold)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=letters), endParaRPr=letters)])
