"""The pages that share the entry "Review" of the rail."""

from hsmonitor.language import _
from hsmonitor.ui.widgets.page_tabs import PageTabs


def review_tabs(here: str) -> PageTabs:
    """Return the tabs of reviewing, meetings and what is seen of both; keys are those of pages."""
    tabs = (
        ("review", _("Review")),
        ("meetings", _("Meetings")),
        ("heat map", _("Heat map")),
        ("moves", _("What has moved")),
    )
    return PageTabs(tabs, here, _("Reviewing"))
