"""What the status bar says of a selection: how many cells, and sum, mean, least and most of its numbers."""

from collections.abc import Sequence
from typing import Any

from hsmonitor.domain.fields import Field
from hsmonitor.domain.money import Money, display_money
from hsmonitor.language import _, ngettext
from hsmonitor.store.listing import Row


def summary(rows: Sequence[Row], fields: Sequence[Field[Any]]) -> str:
    """Return the words; amounts of two currencies are never added, and what is not recorded counts as nothing."""
    cells = len(rows) * len(fields)
    parts = [ngettext("{count} cell selected", "{count} cells selected", cells).format(count=f"{cells:,}")]
    values = [row.values[field.name] for field in fields if field.numeric for row in rows if field.name in row.values]
    numbers = [value for value in values if not isinstance(value, Money)]
    if numbers:
        summed, mean = f"{sum(numbers):,}", f"{sum(numbers) / len(numbers):,.1f}"
        words = _("Sum {sum}   Mean {mean}   Min {least}   Max {most}")
        parts.append(words.format(sum=summed, mean=mean, least=f"{min(numbers):,}", most=f"{max(numbers):,}"))
    amounts = [value for value in values if isinstance(value, Money)]
    parts += [_of_currency([one for one in amounts if one.currency == total.currency]) for total in sums(amounts)]
    return "   ".join(parts)


def _of_currency(amounts: Sequence[Money]) -> str:
    """Return sum, mean, least and most of amounts of one currency; the mean is rounded to its smallest unit."""
    minor, currency = [one.minor for one in amounts], amounts[0].currency
    if len(minor) == 1:
        return _("Sum {sum}").format(sum=display_money(amounts[0]))
    figures = {"sum": sum(minor), "mean": round(sum(minor) / len(minor)), "least": min(minor), "most": max(minor)}
    words = {name: display_money(Money(value, currency)) for name, value in figures.items()}
    return _("Sum {sum}   Mean {mean}   Min {least}   Max {most}").format(**words)


def sums(amounts: Sequence[Money]) -> list[Money]:
    """Return one sum a currency, in the order of the currencies' codes."""
    totals: dict[str, int] = {}
    for amount in amounts:
        totals[amount.currency] = totals.get(amount.currency, 0) + amount.minor
    return [Money(minor, currency) for currency, minor in sorted(totals.items())]
