"""All reports: what each is called, what it is for, which options it has. Command line and desk read it here.

It loads none of them: each is imported when it is made.
"""

from dataclasses import dataclass

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _
from hsmonitor.reports.options import Options

OF_A_PERIOD = ("audience", "project", "since", "until", "as_of", "paper")


@dataclass(frozen=True, slots=True)
class Report:
    """One report; `options` names those of `Options` that it heeds, `needs` those of which it cannot do without one."""

    name: str
    title: str
    purpose: str
    options: tuple[str, ...] = OF_A_PERIOD
    needs: tuple[str, ...] = ()

    @property
    def module(self) -> str:
        """The module whose `write` makes it."""
        return f"hsmonitor.reports.{self.name.replace('-', '_')}_report"

    def lacks(self, options: Options) -> bool:
        """Tell whether none of the options without which it cannot do is chosen."""
        return bool(self.needs) and all(getattr(options, option) is None for option in self.needs)

    @property
    def needed(self) -> str:
        """The words for what it needs: "meeting or first day"; an empty text where it needs nothing."""
        return _(" or ").join(OPTIONS[option] for option in self.needs)


_ALL = (
    Report(
        "portfolio", _("Portfolio report"),
        _("Everything on one page and in full: figures, charts, heat map, and a sheet for each kind of record."),
    ),
    Report(
        "project", _("Project report"),
        _("One project for its file: its facts and their sources, partners, challenges with movement, and what it does."),
        needs=("project",),
    ),
    Report(
        "challenges", _("Challenge register"),
        _("All fields of all challenges, heat maps at first and now, what has moved, and the scales."),
    ),
    Report(
        "review", _("Review minutes"),
        _("What a meeting decided, or the reviews since a day: decisions, changes of rating, actions by when."),
        options=("audience", "meeting", *OF_A_PERIOD[1:]), needs=("meeting", "since"),
    ),
    Report(
        "partners", _("Partners and capacity"),
        _("Partners, their roles, capacity assessments, and the way from gap to response to re-assessment."),
    ),
    Report(
        "responses", _("Responses"),
        _("What is done about challenges, by due date with late ones first, by kind and by partner."),
    ),
    Report(
        "donor-annual", _("Annual report to the donor"),
        _("Value added and challenges met by human security principle, with the figures behind the words."),
    ),
    Report(
        "template", _("Your own template"),
        _("Your own Excel workbook filled in: marks such as {{project.title}}, and rows with {{each challenge}} for each one."),
        options=("audience", "project", "as_of", "template"), needs=("template",),
    ),
    Report(
        "data-entry", _("Data entry"),
        _("For colleagues without the program: a sheet a kind to fill in, which comes back through import. Internal."),
        options=("project",),
    ),
)  # fmt: skip

OPTIONS = {
    "audience": _("edition"), "project": _("project"), "meeting": _("meeting"), "since": _("first day"),
    "until": _("last day"), "as_of": _("day whose end is shown"), "paper": _("paper"), "template": _("template"),
}  # fmt: skip
"""What the options are called in sentences."""

REPORTS = {report.name: report for report in _ALL}


def report_named(name: str) -> Report:
    """Return the report `name`. Raises PortfolioError naming all of them."""
    if name not in REPORTS:
        message = _("There is no report {name}. Choose one of: {names}.")
        raise PortfolioError(message.format(name=name, names=", ".join(REPORTS)))
    return REPORTS[name]
