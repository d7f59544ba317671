"""The widths of the columns of a related list: a page that is wide has room for more letters in each."""

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QFontMetrics

from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.domain.kinds import Date, Deadline
from hsmonitor.domain.kinds import Level as LevelField
from hsmonitor.domain.record import Record
from hsmonitor.domain.terms import Level
from hsmonitor.ui.record.related_model import REMARK
from hsmonitor.ui.sheet.column_widths import widest_date
from hsmonitor.ui.theme.look import font, px
from hsmonitor.ui.widgets.level import pill_width

FEW_LETTERS, MANY_LETTERS = 8, 24
"""Letters for which a column has room where a page is narrow, and where it is wide; the name has what is left."""
LEAST_NAME, GOOD_NAME = 150, 300
"""Pixels at 100 % of the name's column."""


class RelatedWidths:
    """The widths in pixels of the columns of one kind at the present zoom, narrow and wide ones."""

    def __init__(self, record: type[Record], columns: Iterable[str]) -> None:
        names = [*columns, REMARK]
        self.narrow = {name: _width(record, name, FEW_LETTERS) for name in names}
        self._wide = {name: _width(record, name, MANY_LETTERS) for name in names}

    def of(self, columns: Sequence[str], name: str, room: int) -> list[int]:
        """Return the width of each of `columns` in `room` pixels; that of the record's `name` has what is left over."""
        others = [column for column in columns if column != name]
        wide = sum(self._wide[column] for column in others) + px(GOOD_NAME) <= room
        widths = self._wide if wide else self.narrow
        rest = room - sum(widths[column] for column in others)
        return [max(px(60), rest) if column == name else widths[column] for column in columns]


def _width(record: type[Record], name: str, letters: int) -> int:
    field = record.fields.get(name)
    if field is None:
        return px(60 if name == REMARK else 48)
    words = [QFontMetrics(font("key")).horizontalAdvance(field.label)]
    words.append(QFontMetrics(font("missing")).horizontalAdvance(NOT_RECORDED))
    words.append(QFontMetrics(font("body")).averageCharWidth() * min(field.width, letters))
    if isinstance(field, Date):
        words.append(widest_date() + (px(20) if isinstance(field, Deadline) else 0))  # a late one has a clock
    if isinstance(field, LevelField):
        words += [pill_width(level.value) for level in Level]
    return max(words) + px(22)
