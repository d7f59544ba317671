"""What a report's period leaves out without anybody having decided so: records whose date is not recorded."""

from collections.abc import Iterable, Mapping

from hsmonitor.language import _, ngettext
from hsmonitor.reports.edition import Edition
from hsmonitor.reports.recipe import Plan

LeftOut = Mapping[str, int]
"""How many records of which sheet; the sheets that leave out none are not in it."""


def left_out(edition: Edition, plans: Iterable[Plan]) -> LeftOut:
    """Count what the sheets of a report leave out because it has no date."""
    found = {plan.title: edition.undated(plan.kind, plan.period, plan.conditions) for plan in plans if plan.period}
    return {title: count for title, count in found.items() if count}


def in_words(found: LeftOut) -> str:
    """Return what is left out in a sentence, an empty text where it is nothing."""
    if not found:
        return ""
    count = sum(found.values())
    told = ngettext(
        "{count} record has no date and is left out ({sheets}).",
        "{count} records have no date and are left out ({sheets}).",
        count,
    )
    sheets = "; ".join(_("{sheet} {count}").format(sheet=title, count=f"{of:,}") for title, of in found.items())
    return told.format(count=f"{count:,}", sheets=sheets)
