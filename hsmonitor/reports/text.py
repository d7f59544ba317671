"""Text as an Excel cell can hold it.

A workbook's XML writes a character that XML forbids as `_x0001_` (ISO/IEC 29500-1, 22.9.2.19, ST_Xstring); Excel shows it
as the character again. Text that happens to look like such an escape has its underscore escaped in turn. What no
escape can save is replaced or moved, and said: see `Fitted`.
"""

import re
from dataclasses import dataclass

from hsmonitor.language import _

LONGEST = 32_767
"""How many UTF-16 units Excel holds in a cell."""

REPLACEMENT = "\ufffd"

_LOST = re.compile("[\0\ud800-\udfff]")
_UNUSUAL = re.compile("[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_FORBIDDEN = re.compile("[\x01-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Fitted:
    """Text for one cell; `rest` is what did not fit, `reason` says to the reader what was done, both often empty."""

    text: str
    rest: str = ""
    reason: str = ""


def is_plain(text: str) -> bool:
    """Tell whether a cell holds `text` as it is."""
    return len(text) <= LONGEST // 2 and not _UNUSUAL.search(text)


def looks_like_formula(text: str) -> bool:
    """Tell whether Excel would take `text` for a formula, were it typed there."""
    return text[:1] in ("=", "+", "-", "@")


def escaped(text: str) -> str:
    """Return `text` as a workbook's XML writes it. What has no escape must have been replaced before."""
    return _FORBIDDEN.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def units(text: str) -> int:
    """Return the length of `text` as Excel counts: a character beyond U+FFFF counts twice."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def fit(text: str) -> Fitted:
    """Return `text` for a cell. Nothing is lost in silence: see `Fitted`."""
    if is_plain(text):
        return Fitted(text)
    kept, replaced = _LOST.subn(REPLACEMENT, text)
    reasons = [_("A character that no workbook can hold is shown as {mark}.").format(mark=REPLACEMENT)] * bool(replaced)
    head = _head(kept)
    if len(head) < len(kept):
        message = _("Too long for a cell of Excel ({count} characters). What did not fit follows.")
        reasons.append(message.format(count=f"{units(kept):,}"))
    return Fitted(escaped(head), kept[len(head) :], " ".join(reasons))


def pieces(text: str) -> list[str]:
    """Return `text` in pieces that fit a cell each, escaped."""
    result = []
    while text:
        head = _head(text)
        result.append(escaped(head))
        text = text[len(head) :]
    return result


def _head(text: str) -> str:
    """Return the longest beginning of `text` that fits a cell when it is escaped."""
    least, most = 0, min(len(text), LONGEST)
    while least < most:
        middle = (least + most + 1) // 2
        if units(escaped(text[:middle])) <= LONGEST:
            least = middle
        else:
            most = middle - 1
    return text[:least]


def shortened(text: str, most: int) -> str:
    """Return `text` on one line of at most `most` characters, for titles and footers; a cut is shown by an ellipsis."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
