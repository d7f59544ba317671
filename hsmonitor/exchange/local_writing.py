"""Days, numbers and amounts as an office writes them, put as the program's own fields read them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from hsmonitor.domain.dates import MONTHS, parse_date, today
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Amount, Date, Number
from hsmonitor.domain.money import is_currency
from hsmonitor.domain.text import fold
from hsmonitor.language import _

ORDERS, MARKS = ("dmy", "mdy"), (".", ",")

NOTHING = ("-", "--", "–", "—", "n/a", "n.a.", "?", "tbd", "tbc")
"""What offices write into a cell in which nothing is to be said."""

_MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
)
_TIME = r"(?<=\d)[T ,]+\d{1,2}:\d{2}.*$"
_SMALL_WORDS = r"\b(?:de|del|do|da|г)\b[.]?"
_FIGURE = r"\d[\d.,' \u00a0\u202f’]*"
_SHARED_SIGNS = "$£¥ "
_ONE_GROUP = r"[1-9]\d{0,2}[.,]\d{3}"


@dataclass(slots=True)
class Writing:
    """How a file writes: `order` of days in figures, the `mark` before decimals, the `currency` of amounts without one.

    An empty currency is not known.
    """

    order: str = "dmy"
    mark: str = "."
    currency: str = ""

    def plain(self, field: Field[Any], text: str, currency: str = "") -> str:
        """Return `text` as `field` reads it; what cannot be read stays as it is, and is refused with the field's words."""
        if isinstance(field, Date):
            return day(text, self.order, partial=field.partial) or text
        if isinstance(field, Number):
            return _whole(re.sub(_FIGURE, self._figure, text))
        if isinstance(field, Amount):
            return self._amount(text, currency or self.currency)
        return text

    def _amount(self, text: str, currency: str) -> str:
        amount = re.sub(_FIGURE, self._figure, text, count=1).strip()
        return f"{currency} {amount.lstrip(_SHARED_SIGNS)}" if currency and is_bare(amount) else amount

    def _figure(self, found: re.Match[str]) -> str:
        """Return a number with a point before its decimals and nothing between its thousands, any other one as it is."""
        figure, between = found[0].rstrip(), "," if self.mark == "." else "."
        grouped = rf"(\d{{1,3}}(?:[{between}' \u00a0\u202f’]\d{{3}})+|\d+)(?:[{self.mark}](\d+))?"
        if not (parts := re.fullmatch(grouped, figure)):
            return found[0]
        plain = re.sub(r"\D", "", parts[1]) + (f".{parts[2]}" if parts[2] else "")
        return plain + found[0][len(figure) :]


def is_bare(amount: str) -> bool:
    """Tell whether an amount is a number alone, so that its currency has to be known from elsewhere."""
    return bool(re.fullmatch(rf"[{_SHARED_SIGNS}]*{_FIGURE}", amount.strip()))


def _whole(text: str) -> str:
    """Return a whole number without decimals that say nothing."""
    return re.sub(r"^(-?\d+)\.0+$", r"\1", text.strip())


def day(text: str, order: str, *, partial: bool = True) -> str:
    """Return the ISO date that a cell means, times aside and months in other languages too; an empty text for none."""
    plain = re.sub(_TIME, "", text.strip())
    for words in (plain, _in_own_words(plain)):
        try:
            return parse_date(words, partial=partial, today=today(), order=order)
        except ValueError:
            continue
    return ""


def _in_own_words(text: str) -> str:
    """Return a date with its month in the program's language."""
    plain = re.sub(r"\b1er\b", "1", re.sub(_SMALL_WORDS, " ", text, flags=re.IGNORECASE))
    return re.sub(r"[^\W\d_]+", lambda word: _months().get(fold(word[0]), word[0]), plain)


@cache
def _months() -> dict[str, str]:
    return {
        fold(word): MONTHS[number] for language in _MONTHS for number, word in enumerate(language.split())
    }  # fmt: skip


def order_of(texts: Iterable[str]) -> tuple[str, bool]:
    """Return the order in which more days can be read, day first where both do, and whether nothing tells which is right."""
    texts = list(texts)
    readable = {order: sum(bool(day(text, order)) for text in texts) for order in ORDERS}
    both = [text for text in texts if day(text, "dmy") != day(text, "mdy")]
    open_ = bool(both) and all(day(text, "dmy") and day(text, "mdy") for text in both)
    return "mdy" if readable["mdy"] > readable["dmy"] else "dmy", open_


def mark_of(texts: Iterable[str]) -> tuple[str, bool]:
    """Return the mark before decimals that the numbers show, and whether nothing tells which of the two is right."""
    votes = dict.fromkeys(MARKS, 0)
    open_ = False
    for text in texts:
        figure = "".join(re.findall(_FIGURE, text)[:1]).strip()
        if re.fullmatch(_ONE_GROUP, figure):
            open_ = True
        elif last := re.search(r"([.,])\d+$", figure):
            thousands = figure.count(last[1]) > 1
            votes["," if (last[1] == ".") == thousands else "."] += 1
    told = votes["."] != votes[","]
    return "," if votes[","] > votes["."] else ".", open_ and not told


def currency_in(heading: str) -> str:
    """Return the currency that a heading names, such as "Budget (USD)"; an empty text where it names none."""
    signs = {"US$": "USD", "€": "EUR"}
    words = re.findall(r"US\$|€|[^\W\d_]+", heading)
    return next(
        (signs.get(word, word) for word in words if word in signs or (word.isupper() and is_currency(word))), ""
    )


def explained(mark: str) -> str:
    """Return the words for a mark before decimals."""
    return _("Numbers are written 1,250.50") if mark == "." else _("Numbers are written 1.250,50")
