"""How wide a column is that nobody has sized: for its heading, and for the widest of its words that is common."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtGui import QFontMetrics

from hsmonitor.domain.dates import MONTHS, display_date
from hsmonitor.domain.fields import NOT_RECORDED, Field
from hsmonitor.domain.kinds import Choice, Date, Deadline, Level, Link, Rating, Text
from hsmonitor.language import _
from hsmonitor.ui.theme.look import font, px
from hsmonitor.ui.widgets.level import pill_width

LETTERS_OF_REF, LETTERS_OF_LINK, LETTERS_OF_TEXT = 7, 17, 34
"""Letters that a column shows at most: what names a record is cut first, so that levels stay in sight."""
LETTERS_OF_CODE = 12
"""Letters up to which a text is an acronym or a code, written in capitals."""
LETTERS_OF_NAME = 32
"""Letters of an organization's name: a field described as narrow for paper, where it has lines, needs them in a sheet."""


def fitting(field: Field[Any] | None) -> int:
    """Return the width of the column of `field`, in pixels; no field is "Ref"."""
    heading = QFontMetrics(font("label strong")).horizontalAdvance(field.label if field else _("Ref"))
    if isinstance(field, Rating):
        return heading + px(24)  # a digit alone; the word is in the tool tip
    if isinstance(field, Level):
        return max(heading, *(pill_width(term.value) for term in field.vocabulary)) + px(20)
    nothing = QFontMetrics(font("missing")).horizontalAdvance(NOT_RECORDED) + px(20) if field else 0
    return max(_words(field) + px(20), heading + px(34), nothing)


def holding(field: Field[Any] | None, words: Iterable[str]) -> int:
    """Return the width in which the heading of `field` and each of `words` are read whole, in pixels."""
    if isinstance(field, Rating | Level):
        return fitting(field)
    face = QFontMetrics(font("strong" if isinstance(field, Deadline) else "body"))
    heading = QFontMetrics(font("label strong")).horizontalAdvance(field.label if field else _("Ref"))
    clock = px(20) if isinstance(field, Deadline) else 0
    return max(heading + px(34), *(face.horizontalAdvance(one) + clock + px(20) for one in words), 0)


def _words(field: Field[Any] | None) -> int:
    metrics = QFontMetrics(font("body"))
    if isinstance(field, Choice):
        return _widest(metrics, (term.label for term in field.vocabulary))
    if isinstance(field, Date):
        return widest_date() + px(20)  # a late one is bold, behind a clock
    if isinstance(field, Text) and field.width <= LETTERS_OF_CODE:
        return metrics.horizontalAdvance("N" * field.width)
    return metrics.averageCharWidth() * _letters(field)


def widest_date() -> int:
    """Return how wide the longest day of a year is, of whichever month, so that no year is cut."""
    days = (display_date(f"2028-{month:02}-28") for month in range(1, len(MONTHS) + 1))
    return _widest(QFontMetrics(font("strong")), days)


def _letters(field: Field[Any] | None) -> int:
    if field is None:
        return LETTERS_OF_REF
    if isinstance(field, Link):
        return LETTERS_OF_NAME if field.width < LETTERS_OF_LINK - 1 else min(field.width, LETTERS_OF_LINK)
    return min(field.width, LETTERS_OF_TEXT)


def _widest(metrics: QFontMetrics, words: Iterable[str]) -> int:
    return max(metrics.horizontalAdvance(one) for one in words)
