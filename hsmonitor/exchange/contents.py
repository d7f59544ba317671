"""Cells of a spreadsheet as text, and whether two of them say the same."""

import re
from datetime import date
from decimal import Decimal

from hsmonitor.exchange.book import Content, Fault
from hsmonitor.language import _

_UNSEEN = r"[\0-\x08\x0b-\x1f]"


def text_of(content: Content) -> str:
    """Return what a user would type for `content`: a number without exponent, a day in ISO 8601."""
    if content is None:
        return ""
    if isinstance(content, bool):
        return _("yes") if content else _("no")
    if isinstance(content, float):
        return format(Decimal(repr(content)), "f")
    if isinstance(content, date):
        return content.isoformat()
    return str(content)


def same(content: Content, written: Content) -> bool:
    """Tell whether a cell still holds what was written into it; programs differ in line ends and in numbers as text."""
    if content == written and not isinstance(content, bool):
        return True
    return not isinstance(content, Fault) and _plain(content) == _plain(written)


def _plain(content: Content) -> str:
    """Return a cell as text without what programs write in their own ways: ends of line, and marks that .ods cannot hold."""
    return re.sub(_UNSEEN, "", text_of(content).replace("\r\n", "\n").replace("\r", "\n")).strip()
