"""Pictures of what is on a page: to a PNG or SVG file, and into the clipboard."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QWidget

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _
from hsmonitor.reports.saving import replacing
from hsmonitor.ui.theme.look import color

SHARPNESS = 2
"""Pixels of a picture for each one on screen."""


def image_of(widget: QWidget) -> QImage:
    """Return a sharp picture of `widget`."""
    image = QImage(widget.size() * SHARPNESS, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARPNESS)
    image.fill(color("surface"))
    widget.render(image, QPoint(), widget.rect(), QWidget.RenderFlag.DrawChildren)
    return image


def copy_picture(widget: QWidget) -> None:
    """Put a picture of `widget` into the clipboard."""
    QGuiApplication.clipboard().setImage(image_of(widget))


def save_picture(widget: QWidget, target: Path, title: str) -> None:
    """Write a picture of `widget` to `target`: drawn in lines where its name ends in .svg, else as PNG.

    Raises PortfolioError (ReportError) where it cannot be written; then an older file is as it was.
    """
    with replacing(target) as beside:
        if target.suffix.lower() == ".svg":
            _draw(widget, beside, title)
        elif not QImageWriter(str(beside), QByteArray(b"png")).write(image_of(widget)):
            raise PortfolioError(_("The picture could not be written to {name}.").format(name=target))


def _draw(widget: QWidget, target: Path, title: str) -> None:
    from PySide6.QtSvg import QSvgGenerator

    drawing = QSvgGenerator()
    drawing.setFileName(str(target))
    drawing.setSize(widget.size())
    drawing.setViewBox(QRect(QPoint(0, 0), widget.size()))
    drawing.setTitle(title)
    painter = QPainter(drawing)
    painter.fillRect(widget.rect(), color("surface"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    widget.render(painter, QPoint(), widget.rect(), QWidget.RenderFlag.DrawChildren)
    painter.end()
