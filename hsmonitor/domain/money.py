"""Money: whole minor units of a currency of ISO 4217. Amounts of two currencies are never added."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal, DecimalException, Inexact, InvalidOperation
from functools import cache
from typing import Self

from hsmonitor.domain.text import excerpt, fold
from hsmonitor.language import _

LARGEST = 2**63 - 1
# Arithmetic that refuses rather than rounds.
EXACT = Context(prec=200, traps=[Inexact, InvalidOperation])
_provider: list[Callable[[], Mapping[str, int]]] = []


def provide_currencies(provider: Callable[[], Mapping[str, int]]) -> None:
    """Have `provider` give the currencies (code and number of decimals) when they are first needed."""
    _provider[:] = [provider]
    all_currencies.cache_clear()


@cache
def all_currencies() -> Mapping[str, int]:
    """Return the number of decimals of each currency by code."""
    return _provider[0]() if _provider else {}


def is_currency(code: str) -> bool:
    """Tell whether `code` is a currency of ISO 4217."""
    return code in all_currencies()


def checked_currency(code: str) -> str:
    """Return `code`. Raises ValueError for the user when it is not a currency of ISO 4217."""
    if not is_currency(code):
        message = _("{code} is not a currency of ISO 4217. Write its three letters, such as USD.")
        raise ValueError(message.format(code=excerpt(code)))
    return code


def decimals(code: str) -> int:
    """Return how many decimals a currency has: 2 for USD, 0 for JPY, 3 for KWD; 2 for one that was withdrawn."""
    return all_currencies().get(code, 2)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents of USD, yen of JPY)."""

    minor: int
    currency: str

    @classmethod
    def of(cls, major: Decimal | int | str, currency: str) -> Self:
        """Return an amount given in major units.

        Raises ValueError for the user: an unknown currency, no number, more decimals than the currency has, beyond 64 bits.
        """
        places = decimals(checked_currency(currency))
        try:
            scaled = EXACT.scaleb(Decimal(major), places)
        except DecimalException:
            raise ValueError(_("This is not an amount that can be kept. Write a number such as 250,000.")) from None
        if not scaled.is_finite() or abs(scaled) > LARGEST:
            raise ValueError(_("This amount is too large to be kept. Check the number."))
        if scaled != scaled.to_integral_value():
            raise ValueError(_too_precise(currency, places))
        return cls(int(scaled), currency)

    @property
    def major(self) -> Decimal:
        """The amount in major units."""
        return EXACT.scaleb(Decimal(self.minor), -decimals(self.currency))


def _too_precise(currency: str, places: int) -> str:
    if places == 0:
        return _("{currency} has no decimals. Write a whole number.").format(currency=currency)
    return _("{currency} has {count} decimals. Write no more than these.").format(currency=currency, count=places)


# Plain texts: compiled when first used, since start-up is measured.
_MONEY = r"(?P<before>[^\d\s.,-]+)? ?(?P<figure>\d(?:[\d.,' ]*\d)?) ?(?P<after>[^\d.,-]+)?"
_PLAIN = r"\d+(?:[.,]\d+)?"
_GROUPED = r"([1-9]\d{0,2}(?:(?P<mark>[ ,.'])\d{3})(?:(?P=mark)\d{3})*)(?:(?!(?P=mark))[.,](?P<rest>\d+))?"
_LAKHS = r"([1-9]\d?(?:,\d{2})+,\d{3})(?:[.](?P<rest>\d+))?"  # 12,50,000: South Asia
_ONE_POINT = r"[1-9]\d{0,2}[.]\d{3}"
_AS_TYPED_ELSEWHERE = str.maketrans({"٫": ".", "٬": ",", "’": "'", "−": "-"})
_SIGNS = {"€": "EUR", "US$": "USD", "USD$": "USD"}
_SHARED_SIGNS = ("$", "£", "¥")
_LONGEST = 100


def parse_money(text: str, default_currency: str | None = None) -> Money:
    """Return the money that a user means: "USD 8.5 million", "8,500,000 USD", "1.234,50 EUR".

    Raises ValueError whose text tells the user what is wrong and what to write.
    """
    found = (
        re.fullmatch(_MONEY, " ".join(text.translate(_AS_TYPED_ELSEWHERE).split())) if len(text) <= _LONGEST else None
    )
    if not found:
        raise ValueError(_("This is not an amount. Write a currency and a number not below zero, such as USD 250,000."))
    words = f"{found['before'] or ''} {found['after'] or ''}".split()
    factors = [factor for word in words if (factor := _factor(word))]
    currency = _currency([word for word in words if not _factor(word)], default_currency)
    if len(factors) > 1:
        raise ValueError(_("Write one word for the size of the number, such as USD 8.5 million."))
    places = decimals(currency)
    figure = _figure(found["figure"], places, point_is_clear=places >= 3 or bool(factors))
    return Money.of(EXACT.multiply(figure, Decimal(factors[0] if factors else 1)), currency)


def is_figure(text: str) -> bool:
    """Tell whether a text is a number without a currency: "250,000", "8.5 million"."""
    found = (
        re.fullmatch(_MONEY, " ".join(text.translate(_AS_TYPED_ELSEWHERE).split())) if len(text) <= _LONGEST else None
    )
    return bool(found and all(_factor(word) for word in f"{found['before'] or ''} {found['after'] or ''}".split()))


def _factor(word: str) -> int:
    """Return what a number is multiplied by for a word such as "million", 0 for any other word."""
    factors = {
        "k": 10**3,
        fold(_("thousand")): 10**3,
        "m": 10**6,
        "mn": 10**6,
        "mio": 10**6,
        fold(_("million")): 10**6,
        "bn": 10**9,
        fold(_("billion")): 10**9,
    }
    folded = fold(word).rstrip(".")
    return factors.get(folded) or factors.get(folded.removesuffix("s"), 0)


def _currency(words: list[str], default: str | None) -> str:
    if not words and default:
        return default
    if len(words) != 1:
        raise ValueError(_("Write the currency by its three letters before the number, such as USD 250,000."))
    if words[0] in _SHARED_SIGNS:
        message = _("{sign} is the sign of several currencies. Write the three letters of the one meant, such as USD.")
        raise ValueError(message.format(sign=words[0]))
    code = words[0].upper()
    return _SIGNS.get(code) or checked_currency(code)


def _figure(text: str, places: int, *, point_is_clear: bool) -> Decimal:
    """Return the number; `point_is_clear` when three figures after a point can only be decimals."""
    if re.fullmatch(_ONE_POINT, text):
        if point_is_clear:
            return Decimal(text)
        message = _("{text} can be read in two ways. Write {whole} or {decimal}.")
        raise ValueError(message.format(text=text, whole=text.replace(".", ","), decimal=f"{Decimal(text):.{places}f}"))
    if found := re.fullmatch(_GROUPED, text) or re.fullmatch(_LAKHS, text):
        whole = "".join(letter for letter in found[1] if letter.isdecimal())
        return Decimal(f"{whole}.{found['rest'] or 0}")
    if re.fullmatch(_PLAIN, text):
        return Decimal(text.replace(",", "."))
    message = _("{text} is not a number. Write one such as 250,000 or 1,250.50.")
    raise ValueError(message.format(text=excerpt(text)))


def display_money(money: Money) -> str:
    """Return the words for an amount: USD 8,500,000; decimals only where they are not zero."""
    major = money.major
    places = 0 if major == major.to_integral_value() else decimals(money.currency)
    return _("{currency} {figure}").format(currency=money.currency, figure=f"{major:,.{places}f}")
