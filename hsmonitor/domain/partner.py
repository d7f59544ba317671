"""Partners, whom they consist of, what they do in a project, and how able they are."""

from collections.abc import Iterable

from hsmonitor.domain.kinds import Amount, Choice, Countries, Date, Flag, Link, Tags, Text
from hsmonitor.domain.project import period_problem
from hsmonitor.domain.record import Record
from hsmonitor.domain.terms import Approach, AssessmentKind, CapacityRisk, EngagementRole, PartnerType
from hsmonitor.language import _


class Partner(Record):
    """An organization, or a group of them that was named as one."""

    label, plural, prefix = _("Partner"), _("Partners"), "PA"
    name_fields = ("name",)

    name = Text(_("Name"), required=True, in_table=True, width=40, help=_("As the organization writes it in full."))
    acronym = Text(_("Acronym"), longest=60, in_table=True, width=12, help=_("By which it is known, such as UNICEF."))
    type = Choice(_("Type"), PartnerType, in_table=True, width=26, help=_("IATI's organisation types, and the fund's."))
    group = Flag(_("Group"), in_table=True, width=8, help=_("Yes for several organizations or officials named as one."))
    countries = Countries(_("Countries"), in_table=True, width=26, help=_("Where it works with you."))
    website = Text(_("Website"), width=30, help=_("Its address on the web."))
    note = Text(
        _("Note"), multiline=True, in_table=True, width=40, help=_("What else is worth knowing of the partner.")
    )
    sensitive = Flag(_("Sensitive"), internal=True, width=10, help=_("Yes keeps this partner out of donor editions."))
    tags = Tags(_("Tags"), width=20, help=_("Your own words, separated by semicolons."))


class Contact(Record):
    """A person to write to at a partner; never in a donor edition."""

    label, plural, prefix = _("Contact"), _("Contacts"), "CO"
    internal = True
    name_fields = ("name",)

    name = Text(_("Name"), required=True, in_table=True, internal=True, width=24, help=_("Of the person."))
    partner = Link(
        _("Partner"),
        "partner",
        belongs=True,
        required=True,
        in_table=True,
        width=30,
        help=_("The organization that the person speaks for."),
    )
    function = Text(_("Function"), in_table=True, internal=True, width=24, help=_("What the person does there."))
    email = Text(
        _("E-mail"),
        longest=254,
        in_table=True,
        internal=True,
        width=28,
        help=_("The address for letters about the project."),
    )
    telephone = Text(
        _("Telephone"), longest=60, in_table=True, internal=True, width=18, help=_("With the code of the country.")
    )

    def broken_rules(self) -> Iterable[tuple[str, str]]:
        """An e-mail address has a name, an @ and a domain."""
        if self.email and (self.email.count("@") != 1 or not all(self.email.split("@"))):
            yield "email", _("Write an address such as name@example.org.")


class Engagement(Record):
    """A partner in a project: what it does there and how."""

    label, plural, prefix = _("Engagement"), _("Engagements"), "E"
    name_fields = ("partner",)

    project = Link(
        _("Project"),
        "project",
        belongs=True,
        required=True,
        in_table=True,
        width=28,
        help=_("What the partner takes part in."),
    )
    partner = Link(
        _("Partner"), "partner", belongs=True, required=True, in_table=True, width=30, help=_("Who takes part.")
    )
    role = Choice(_("Role"), EngagementRole, in_table=True, width=22, help=_("IATI's organisation roles."))
    leads = Flag(_("Leads"), in_table=True, width=8, help=_("Yes for the partner that leads the project."))
    approach = Choice(
        _("Approach"), Approach, in_table=True, width=24, help=_("Top-down protects people, bottom-up empowers them.")
    )
    share = Amount(_("Own share"), in_table=True, width=18, help=_("This partner's part of the money."))
    note = Text(_("Note"), multiline=True, width=40, help=_("What else is worth knowing of this part."))


class Assessment(Record):
    """How able a partner was found to be, on a day."""

    label, plural, prefix = _("Capacity assessment"), _("Capacity assessments"), "A"
    name_fields = ("partner",)

    partner = Link(
        _("Partner"),
        "partner",
        belongs=True,
        required=True,
        in_table=True,
        width=30,
        help=_("Whose capacity was assessed."),
    )
    assessed_on = Date(_("Assessed on"), partial=True, in_table=True, width=14, help=_("When it was assessed."))
    assessment_kind = Choice(
        _("Kind"),
        AssessmentKind,
        in_table=True,
        width=24,
        help=_("By which method: HACT's micro assessment, PCAT, or your own."),
    )
    rating = Choice(_("Overall rating"), CapacityRisk, in_table=True, width=14, help=_("HACT's scale of risk."))
    areas = Text(_("Areas rated"), multiline=True, in_table=True, width=40, help=_("One area and its rating a line."))
    note = Text(_("Note"), multiline=True, width=40, help=_("What the assessment found."))
    valid_until = Date(
        _("Valid until"), partial=True, in_table=True, width=14, help=_("After this day it is to be made anew.")
    )
    after_response = Link(
        _("After the response"),
        "response",
        aside=True,
        width=30,
        help=_("The response whose effect this assessment shows."),
    )

    def broken_rules(self) -> Iterable[tuple[str, str]]:
        """An assessment is not outdated before it is made."""
        if period_problem(self.assessed_on, self.valid_until):
            yield "valid_until", _("This lies before the assessment. Correct one of the two dates.")
