"""The title of a sheet; where several kinds share one entry of the rail, a tab for each of them."""

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.language import _
from hsmonitor.ui.review.tabs import review_tabs
from hsmonitor.ui.widgets.page_tabs import PageTabs

TOGETHER = (("partner", "engagement", "assessment", "contact"), ("activity", "result"))
"""Kinds that are looked at together: what partners do and can, what projects do and what came of it."""


def kind_tabs(kind: str) -> PageTabs:
    """Return the tabs of the sheet of `kind`; those of meetings are the review's."""
    if kind == "meeting":
        return review_tabs("meetings")
    kinds = next((kinds for kinds in TOGETHER if kind in kinds), (kind,))
    return PageTabs([(one, RECORDS[one].plural) for one in kinds], kind, _("Kinds of record"))
