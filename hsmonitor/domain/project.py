"""Projects, the fund that pays them, and what was stated of an agency's projects as a whole."""

from collections.abc import Iterable

from hsmonitor.domain.dates import first_day, last_day
from hsmonitor.domain.kinds import Amount, Choice, Choices, Countries, Date, Link, Number, Tags, Text
from hsmonitor.domain.record import Record
from hsmonitor.domain.terms import Insecurity, Principle, ProjectStatus
from hsmonitor.language import _

_IDENTITY = _("Identity")
_TIME = _("Status and time")
_MONEY = _("Money")
_CONTENT = _("What it is about")
_PEOPLE = _("People and places")


def period_problem(start: str | None, end: str | None) -> str:
    """Return what is wrong with a period whose end lies before its start, or an empty text."""
    if start and end and last_day(end) < first_day(start):
        return _("The end lies before the start. Correct one of the two.")
    return ""


class Fund(Record):
    """A fund that finances projects."""

    label, plural, prefix = _("Fund"), _("Funds"), "F"
    name_fields = ("name",)

    name = Text(_("Name"), required=True, in_table=True, width=40, group=_IDENTITY, help=_("As it is written in full."))
    acronym = Text(
        _("Acronym"), in_table=True, width=12, group=_IDENTITY, help=_("By which it is known, such as UNTFHS.")
    )
    note = Text(_("Note"), multiline=True, group=_IDENTITY, width=60, help=_("What else is worth knowing of the fund."))
    links = Text(_("Links"), multiline=True, help=_("One address a line."), group=_IDENTITY, width=40)
    tags = Tags(_("Tags"), help=_("Your own words, separated by semicolons."), group=_IDENTITY)


class Statement(Record):
    """What was stated of an agency's projects under a fund as a whole; it is never split over projects."""

    label, plural, prefix = _("Statement"), _("Statements"), "ST"
    name_fields = ("text",)

    text = Text(
        _("What was stated"),
        required=True,
        multiline=True,
        in_table=True,
        width=60,
        help=_("In the words of the source, or close to them."),
    )
    fund = Link(_("Fund"), "fund", aside=True, in_table=True, width=30, help=_("Which fund it was said of."))
    agency = Link(
        _("Agency"), "partner", aside=True, in_table=True, width=14, help=_("Whose projects the figures are of.")
    )
    projects = Number(_("Projects"), in_table=True, width=10, help=_("How many projects were spoken of."))
    value = Amount(_("Total value"), in_table=True, width=18, help=_("What all of them together were said to cost."))
    countries = Countries(_("Countries"), width=40, help=_("The countries that were named."))
    period = Text(_("Period"), help=_("As it was stated."), width=20)
    stated_on = Date(_("Stated on"), partial=True, in_table=True, width=14, help=_("When it was said."))


class Project(Record):
    """A programme of the fund, or one agency's part of it."""

    label, plural, prefix = _("Project"), _("Projects"), "P"
    name_fields = ("title", "countries")

    title = Text(_("Title"), in_table=True, width=40, group=_IDENTITY, help=_("As in the agreement with the fund."))
    code = Text(
        _("Code"),
        longest=40,
        in_table=True,
        width=12,
        group=_IDENTITY,
        help=_("Your office's own short code."),
    )
    fund = Link(_("Fund"), "fund", width=30, group=_IDENTITY, help=_("The fund that pays for it."))
    agency = Link(
        _("Agency"),
        "partner",
        aside=True,
        in_table=True,
        width=14,
        group=_IDENTITY,
        help=_("The agency whose project, or part of a programme, it is."),
    )
    fund_reference = Text(
        _("Fund's reference"), longest=100, width=16, group=_IDENTITY, help=_("The fund's own number for it.")
    )
    agency_number = Text(
        _("Agency's number"),
        longest=100,
        width=16,
        group=_IDENTITY,
        help=_("The agency's own project number."),
    )
    countries = Countries(
        _("Countries"),
        in_table=True,
        width=26,
        group=_IDENTITY,
        help=_("One or several, separated by semicolons."),
    )
    status = Choice(
        _("Status"),
        ProjectStatus,
        in_table=True,
        width=15,
        group=_TIME,
        help=_("IATI's: where the project stands between first plan and closure."),
    )
    status_on = Date(_("Status as of"), width=14, group=_TIME, help=_("The day on which the status was known."))
    start = Date(
        _("Start"), partial=True, in_table=True, width=13, group=_TIME, help=_("When work began, or is to begin.")
    )
    end = Date(_("End"), partial=True, in_table=True, width=13, group=_TIME, help=_("When work ended, or is to end."))
    programme_budget = Amount(
        _("Programme budget"), width=18, group=_MONEY, help=_("Of the whole programme, from all sources.")
    )
    contribution = Amount(
        _("Trust Fund contribution"), in_table=True, width=20, group=_MONEY, help=_("What the fund gives.")
    )
    co_funding = Amount(_("Co-funding"), width=18, group=_MONEY, help=_("From all other sources."))
    own_share = Amount(_("Own share"), width=18, group=_MONEY, help=_("This agency's part of the money."))
    summary = Text(
        _("Summary"), multiline=True, width=60, group=_CONTENT, help=_("What the project is about, in a few sentences.")
    )
    threats = Text(
        _("Threats addressed"),
        multiline=True,
        in_table=True,
        width=34,
        group=_CONTENT,
        help=_("What endangers the people whom it serves."),
    )
    insecurities = Choices(
        _("Insecurities addressed"),
        Insecurity,
        in_table=True,
        width=24,
        group=_CONTENT,
        help=_("The dimensions of human security that it addresses."),
    )
    principles = Choices(
        _("Principles"),
        Principle,
        width=30,
        group=_CONTENT,
        help=_("Those of the human security approach that it follows, protection and empowerment among them."),
    )
    target_groups = Text(
        _("Target groups"), multiline=True, in_table=True, width=34, group=_PEOPLE, help=_("The people whom it serves.")
    )
    places = Text(
        _("Places"), multiline=True, width=30, group=_PEOPLE, help=_("Regions, districts or towns, one a line.")
    )
    people_reached = Number(_("People reached"), unit=_("people"), width=14, group=_PEOPLE, help=_("As stated."))
    people_reached_on = Date(
        _("People reached as of"),
        partial=True,
        width=16,
        group=_PEOPLE,
        help=_("The day for which the number was stated."),
    )
    links = Text(_("Links"), multiline=True, width=30, group=_CONTENT, help=_("One address a line."))
    tags = Tags(_("Tags"), width=20, group=_CONTENT, help=_("Your own words, separated by semicolons."))

    def broken_rules(self) -> Iterable[tuple[str, str]]:
        """A project does not end before it starts."""
        if wrong := period_problem(self.start, self.end):
            yield "end", wrong
