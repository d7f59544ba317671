"""Money: whole minor units of a currency of ISO 4217. Amounts of two currencies are never added."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Self

from hsmonitor.domain.text import fold
from hsmonitor.language import _

LARGEST = 2**63 - 1
_provider: list[Callable[[], Mapping[str, int]]] = []


def provide_currencies(provider: Callable[[], Mapping[str, int]]) -> None:
    """Have `provider` give the currencies (code and number of decimals) when they are first needed."""
    _provider[:] = [provider]
    _currencies.cache_clear()


@cache
def _currencies() -> Mapping[str, int]:
    return _provider[0]() if _provider else {}


def is_currency(code: str) -> bool:
    """Tell whether `code` is a currency of ISO 4217."""
    return code in _currencies()


def decimals(code: str) -> int:
    """Return how many decimals a currency has: 2 for USD, 0 for JPY, 3 for KWD."""
    return _currencies().get(code, 2)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents of USD, yen of JPY)."""

    minor: int
    currency: str

    @classmethod
    def of(cls, major: Decimal | int | str, currency: str) -> Self:
        """Return an amount given in major units. Raises ValueError when it has more decimals than the currency."""
        scaled = Decimal(major).scaleb(decimals(currency))
        if scaled != scaled.to_integral_value():
            message = _("{currency} has {count} decimals. Write fewer.")
            raise ValueError(message.format(currency=currency, count=decimals(currency)))
        return cls(int(scaled), currency)

    @property
    def major(self) -> Decimal:
        """The amount in major units."""
        return Decimal(self.minor).scaleb(-decimals(self.currency))


_MONEY = re.compile(r"(?P<before>[^\d\s.,-]+)?\s*(?P<figure>\d[\d.,\s']*?)\s*(?P<after>[^\d.,-]+)?")


def parse_money(text: str, default_currency: str | None = None) -> Money:
    """Return the money that a user means: "USD 8.5 million", "8,500,000 USD".

    Raises ValueError whose text tells the user what is wrong and what to write.
    """
    found = _MONEY.fullmatch(" ".join(text.split()))
    if not found:
        raise ValueError(_("This is not an amount. Write a currency and a number, such as USD 250,000."))
    words = f"{found['before'] or ''} {found['after'] or ''}".split()
    factor = _factor(words)
    currency = _currency([word for word in words if not _is_scale(word)], default_currency)
    major = _figure(found["figure"]) * factor
    money = Money.of(major, currency)
    if money.minor > LARGEST:
        raise ValueError(_("This amount is too large to be kept. Check the number."))
    return money


def _scales() -> dict[str, int]:
    return {
        "thousand": 10**3,
        "k": 10**3,
        "million": 10**6,
        "m": 10**6,
        "mio": 10**6,
        "billion": 10**9,
        "bn": 10**9,
    }


def _is_scale(word: str) -> bool:
    return fold(word) in _scales()


def _factor(words: list[str]) -> int:
    factors = [_scales()[fold(word)] for word in words if _is_scale(word)]
    return factors[0] if factors else 1


def _currency(words: list[str], default: str | None) -> str:
    if not words and default:
        return default
    if len(words) != 1:
        raise ValueError(_("Write the currency by its three letters before the number, such as USD 250,000."))
    code = words[0].upper()
    if not is_currency(code):
        message = _("{code} is not a currency of ISO 4217. Write its three letters, such as USD.")
        raise ValueError(message.format(code=words[0]))
    return code


def _figure(text: str) -> Decimal:
    compact = text.replace(" ", "").replace("'", "")
    separators = {mark for mark in compact if mark in ".,"}
    if len(separators) == 2:
        last = max(compact.rindex("."), compact.rindex(","))
        compact = compact[:last].replace(".", "").replace(",", "") + "." + compact[last + 1 :]
    elif "," in separators:
        compact = compact.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+", compact) else compact.replace(",", ".")
    elif compact.count(".") > 1 and re.fullmatch(r"\d{1,3}(\.\d{3})+", compact):
        compact = compact.replace(".", "")
    elif re.fullmatch(r"\d{1,3}\.\d{3}", compact):
        thousand, decimal = compact.replace(".", ","), compact.rstrip("0") or compact
        message = _("{text} can be read in two ways. Write {thousand} or {decimal}.")
        raise ValueError(message.format(text=text, thousand=thousand, decimal=decimal + "0" * (4 - len(decimal))))
    try:
        return Decimal(compact)
    except InvalidOperation:
        raise ValueError(_("This is not a number. Write an amount such as USD 250,000.")) from None


def display_money(money: Money) -> str:
    """Return the words for an amount: USD 8,500,000; decimals only where they are not zero."""
    major = money.major
    figure = f"{major:,.0f}" if major == major.to_integral_value() else f"{major:,.{decimals(money.currency)}f}"
    return _("{currency} {figure}").format(currency=money.currency, figure=figure)


def add_by_currency(amounts: Iterable[Money]) -> dict[str, Money]:
    """Return the sum of `amounts` for each currency, in the order of the codes."""
    sums: dict[str, int] = {}
    for amount in amounts:
        sums[amount.currency] = sums.get(amount.currency, 0) + amount.minor
    return {currency: Money(sums[currency], currency) for currency in sorted(sums)}
