"""The vocabularies of the field: IATI's where it has one, the UN's scales and registers, the fund's principles.

What a term means is said in this program's own words, in one line; it stands beneath the list from which it is chosen.
"""

from hsmonitor.domain.vocabulary import Scale, Term
from hsmonitor.language import _


class ProjectStatus(Term):
    """IATI's codelist ActivityStatus."""

    PIPELINE = "pipeline", _("Pipeline"), _("Being scoped or planned; not begun."), _("planned; proposed; approved")
    IMPLEMENTATION = (
        "implementation", _("Implementation"), _("Being carried out now."),
        _("open; active; ongoing; under way; in progress; running"),
    )  # fmt: skip
    FINALISATION = (
        "finalisation", _("Finalisation"), _("The work is done; sign-off or evaluation is still open."),
        _("closing"),
    )  # fmt: skip
    CLOSED = "closed", _("Closed"), _("The work is done and signed off."), _("completed; finished; done; ended")
    CANCELLED = "cancelled", _("Cancelled"), _("Given up before it was completed."), _("dropped; stopped")
    SUSPENDED = "suspended", _("Suspended"), _("Stopped for a time; it may go on."), _("on hold; paused")


class Insecurity(Term):
    """The seven insecurities of the human security approach (UNDP's Human Development Report 1994)."""

    ECONOMIC = "economic", _("Economic"), _("Poverty, unemployment, no secure income.")
    FOOD = "food", _("Food"), _("Hunger, famine, no way to enough food.")
    HEALTH = "health", _("Health"), _("Disease, malnutrition, no way to health care.")
    ENVIRONMENTAL = "environmental", _("Environmental"), _("Degradation, depleted resources, disasters, pollution.")
    PERSONAL = "personal", _("Personal"), _("Physical violence, crime, trafficking, violence at home.")
    COMMUNITY = "community", _("Community"), _("Tensions between ethnic, religious and other groups.")
    POLITICAL = "political", _("Political"), _("Repression, abuse of human rights, no rule of law.")


class Principle(Term):
    """The principles of the approach: General Assembly resolution 66/290, and the fund's two strategies."""

    PEOPLE_CENTRED = (
        "people_centred", _("People-centred"), _("People have a say in what concerns their survival, livelihood and dignity."),
    )  # fmt: skip
    COMPREHENSIVE = "comprehensive", _("Comprehensive"), _("Looks at all insecurities together, as they hang together.")
    CONTEXT_SPECIFIC = (
        "context_specific", _("Context-specific"), _("Answers what threatens these people in this place."),
    )  # fmt: skip
    PREVENTION_ORIENTED = "prevention_oriented", _("Prevention-oriented"), _("Goes to the causes before harm is done.")
    PROTECTION_AND_EMPOWERMENT = (
        "protection_and_empowerment", _("Protection and empowerment"), _("From the top down and from the bottom up at once."),
    )  # fmt: skip


class PartnerType(Term):
    """IATI's codelist OrganisationType, with the types that this fund's projects add."""

    GOVERNMENT = "government", _("Government"), _("Ministries and agencies of a state.")
    LOCAL_GOVERNMENT = "local_government", _("Local government"), _("Authorities of a province, district or town.")
    OTHER_PUBLIC = "other_public", _("Other public sector"), _("Public bodies that are no part of a government.")
    INTERNATIONAL_NGO = "international_ngo", _("International NGO"), _("Works in many countries.")
    NATIONAL_NGO = "national_ngo", _("National NGO"), _("Works in its own country.")
    REGIONAL_NGO = "regional_ngo", _("Regional NGO"), _("Works in the countries of one region.")
    PARTNER_COUNTRY_NGO = (
        "partner_country_ngo", _("Partner country based NGO"), _("Based in the country where the project works."),
    )  # fmt: skip
    PUBLIC_PRIVATE = (
        "public_private", _("Public private partnership"), _("Carried by public bodies and companies together."),
    )  # fmt: skip
    MULTILATERAL = "multilateral", _("Multilateral"), _("Its members are states; not of the United Nations.")
    UN_AGENCY = "un_agency", _("UN agency"), _("A fund, programme or specialized agency of the United Nations.")
    REGIONAL_ORGANIZATION = (
        "regional_organization", _("Regional intergovernmental organization"), _("Its members are the states of one region."),
    )  # fmt: skip
    FOUNDATION = "foundation", _("Foundation"), _("Gives or works from means of its own.")
    PRIVATE_SECTOR = "private_sector", _("Private sector"), _("A company, a bank, or an association of them.")
    ACADEMIC = "academic", _("Academic, training and research"), _("A university, a school or an institute.")
    COMMUNITY = "community", _("Community"), _("A village, a neighbourhood, a group of people.")
    MEDIA = "media", _("Media"), _("Radio, television, newspapers, online.")
    OTHER = "other", _("Other"), _("None of these; the note can say what it is.")


class AffectedKind(Term):
    """Kinds of partner and of people that a challenge affects, where no single one is named."""

    GOVERNMENT = "government", _("Government authorities"), _("Ministries and agencies of a state.")
    LOCAL_GOVERNMENT = "local_government", _("Local authorities"), _("Authorities of a province, district or town.")
    NGO = "ngo", _("NGOs"), _("Non-governmental organizations of any reach.")
    UN_AGENCY = "un_agency", _("UN agencies"), _("Funds, programmes and agencies of the United Nations.")
    REGIONAL_ORGANIZATION = (
        "regional_organization", _("Regional intergovernmental organizations"), _("Their members are the states of one region."),
    )  # fmt: skip
    PRIVATE_SECTOR = "private_sector", _("Private sector"), _("Companies, banks and associations of them.")
    ACADEMIC = "academic", _("Academic, training and research"), _("Universities, schools and institutes.")
    MEDIA = "media", _("Media"), _("Radio, television, newspapers, online.")
    COMMUNITY = "community", _("Communities"), _("Villages, neighbourhoods, groups of people.")
    INDIVIDUAL = "individual", _("Individuals"), _("People one by one, such as migrants or farmers.")


class EngagementRole(Term):
    """IATI's codelist OrganisationRole, and the government's counterpart."""

    FUNDING = "funding", _("Funding"), _("Provides money for the project.")
    ACCOUNTABLE = "accountable", _("Accountable"), _("Answers for the project and what comes of it.")
    EXTENDING = "extending", _("Extending"), _("Manages money and direction on behalf of who funds it.")
    IMPLEMENTING = "implementing", _("Implementing"), _("Carries the work out.")
    GOVERNMENT_COUNTERPART = (
        "government_counterpart", _("Government counterpart"), _("Stands for the government towards the project."),
    )  # fmt: skip


class Approach(Term):
    """The fund's two strategies: protection from the top down, empowerment from the bottom up."""

    TOP_DOWN = (
        "top_down", _("Top-down (protection)"), _("States and institutions protect people by norms, policies and services."),
    )  # fmt: skip
    BOTTOM_UP = "bottom_up", _("Bottom-up (empowerment)"), _("People are strengthened to act for themselves.")
    BOTH = "both", _("Both"), _("Protection and empowerment together.")


class AssessmentKind(Term):
    """How a partner's capacity was assessed."""

    HACT_MICRO = (
        "hact_micro", _("HACT micro assessment"), _("A third party looks at how the partner manages money (HACT)."),
    )  # fmt: skip
    PCAT = "pcat", _("PCAT"), _("The partner capacity assessment tool of UN agencies.")
    OWN = "own", _("Own assessment"), _("By the office, in its own way.")


class CapacityRisk(Term):
    """HACT's scale of risk."""

    LOW = "low", _("Low"), _("Well-developed financial management and controls that work.")
    MODERATE = "moderate", _("Moderate"), _("Developed financial management and controls, with gaps.")
    SIGNIFICANT = "significant", _("Significant"), _("Underdeveloped financial management or controls.")
    HIGH = "high", _("High"), _("So underdeveloped that the work itself is endangered.")


class ChallengeKind(Term):
    """Met already, or may be met."""

    ISSUE = "issue", _("Issue (met already)"), _("It is there and is felt."), _("problem; incident")
    RISK = "risk", _("Risk (may be met)"), _("It has not come, but it may.")


class Category(Term):
    """The two categories of the fund's own experience, and those of a UN risk register."""

    CAPACITY_GAP = "capacity_gap", _("Capacity gap"), _("Partners lack staff, skills, means or time.")
    POLITICAL_CONTEXT = (
        "political_context", _("Political context"), _("Elections, conflict, changes of government or of will."),
    )  # fmt: skip
    CONCEPTUAL_CLARITY = (
        "conceptual_clarity", _("Conceptual clarity"), _("What human security means is not shared, or not understood."),
    )  # fmt: skip
    SOCIAL_ENVIRONMENTAL = (
        "social_environmental", _("Social and environmental"), _("Harm to people, communities or nature."),
    )  # fmt: skip
    FINANCIAL = "financial", _("Financial"), _("Money late, short, lost or misused; exchange rates.")
    OPERATIONAL = "operational", _("Operational"), _("Supplies, procedures, access, daily work.")
    ORGANIZATIONAL = (
        "organizational", _("Organizational"), _("How those who carry it out are set up, staffed and work together."),
    )  # fmt: skip
    REGULATORY = "regulatory", _("Regulatory"), _("Laws, permits, rules, and their changes.")
    STRATEGIC = "strategic", _("Strategic"), _("Aims, mandates, partnerships, reputation.")
    SAFETY_SECURITY = (
        "safety_security", _("Safety and security"), _("Danger to staff, to partners or to the people reached."),
    )  # fmt: skip


class Treatment(Term):
    """What is done with a risk as a whole."""

    AVOID = "avoid", _("Avoid"), _("Change or drop what would lead to it."), _("terminate")
    TRANSFER = "transfer", _("Transfer"), _("Have another one bear it, as by contract or insurance."), _("share")
    MITIGATE = (
        "mitigate", _("Mitigate"), _("Make it less likely, or what it does smaller."),
        _("reduce; treat; control"),
    )  # fmt: skip
    ACCEPT = "accept", _("Accept"), _("Live with it knowingly, and watch it."), _("tolerate; retain")


class ChallengeStatus(Term):
    """The way of a challenge through its management."""

    IDENTIFIED = (
        "identified", _("Identified"), _("Written down, not rated yet."),
        _("open; new; active; logged; raised"),
    )  # fmt: skip
    ASSESSED = "assessed", _("Assessed"), _("Rated, with its causes known."), _("analysed; rated")
    RESPONSE_PLANNED = (
        "response_planned", _("Response planned"), _("What is to be done is decided, not begun."),
        _("planned"),
    )  # fmt: skip
    RESPONDING = (
        "responding", _("Responding"), _("Something is being done about it."),
        _("in progress; ongoing; under way; being treated"),
    )  # fmt: skip
    MONITORING = "monitoring", _("Monitoring"), _("Nothing more is done now; it is watched."), _("watch; on hold")
    CLOSED = (
        "closed", _("Closed"), _("It is over; nothing more is to be done."),
        _("resolved; done; completed; finished"),
    )  # fmt: skip


class ClosingReason(Term):
    """Why a challenge is closed."""

    RESOLVED = "resolved", _("Resolved"), _("It stands in the way no more.")
    ACCEPTED = "accepted", _("Accepted"), _("It stays, and one lives with it.")
    NOT_APPLICABLE = "not_applicable", _("Not applicable"), _("It does not concern this project.")
    OTHER = "other", _("Other"), _("None of these; a comment can say why.")


class Level(Term):
    """Derived from likelihood and impact; a challenge without both has none, which is not "low"."""

    LOW = "low", _("Low")
    MODERATE = "moderate", _("Moderate")
    SUBSTANTIAL = "substantial", _("Substantial")
    HIGH = "high", _("High")


class Likelihood(Scale):
    """How likely a challenge is, on a UN enterprise risk scale."""

    NOT_LIKELY = 1, _("not likely"), _("It would be a surprise.")
    LOW = 2, _("low likelihood"), _("It can happen, but nothing points to it.")
    MODERATE = 3, _("moderately likely"), _("It is as likely to come as not.")
    HIGH = 4, _("highly likely"), _("It comes unless something changes.")
    EXPECTED = 5, _("expected"), _("It comes for certain, or is there already.")


class Impact(Scale):
    """How much a challenge would do, on a UN enterprise risk scale."""

    NEGLIGIBLE = 1, _("negligible"), _("Hardly felt: work goes on as planned.")
    MINOR = 2, _("minor"), _("Felt: the team deals with it in its daily work.")
    INTERMEDIATE = 3, _("intermediate"), _("Some results come late, smaller or dearer.")
    EXTENSIVE = 4, _("extensive"), _("The main results are at stake.")
    EXTREME = 5, _("extreme"), _("The project fails, or people come to harm.")


class ResponseKind(Term):
    """What is done about a challenge."""

    INFORMATION = "information", _("Information"), _("Facts are given to those who lack them.")
    TRAINING = "training", _("Training"), _("Skills are taught.")
    TECHNICAL_ASSISTANCE = "technical_assistance", _("Technical assistance"), _("Experts help with the work itself.")
    COMMUNICATION = "communication", _("Communication"), _("Many are addressed, as by media or campaigns.")
    COACHING = "coaching", _("Coaching"), _("Somebody is accompanied for a time.")
    DIALOGUE = "dialogue", _("Dialogue"), _("Those who are concerned talk with one another.")
    ADAPTATION = "adaptation", _("Adaptation of the project"), _("Plan, budget or partners of the project change.")
    OTHER = "other", _("Other"), _("None of these; the title can say what it is.")


class WorkStatus(Term):
    """How far a response or an activity is."""

    PLANNED = "planned", _("Planned"), _("Decided, not begun."), _("open; new; to do; not started; pending")
    UNDER_WAY = "under_way", _("Under way"), _("Begun, not done."), _("in progress; ongoing; active; started")
    COMPLETED = "completed", _("Completed"), _("Done."), _("done; finished; closed; implemented")
    CANCELLED = "cancelled", _("Cancelled"), _("Given up."), _("dropped; stopped")


OVER = (WorkStatus.COMPLETED.value, WorkStatus.CANCELLED.value)
"""The statuses of a response that is not open any more."""


class Decision(Term):
    """What a review decides."""

    KEEP = "keep", _("Keep"), _("Go on as before.")
    ESCALATE = "escalate", _("Escalate"), _("Hand it to somebody who can decide more.")
    ACCEPT = "accept", _("Accept"), _("Live with it until a day, and watch it.")
    CLOSE = "close", _("Close"), _("It is over, as the evidence says.")


class LessonKind(Term):
    """A donor asks for value and challenges: a lesson is the first half, or what was learned."""

    VALUE_ADDED = "value_added", _("Value added"), _("What the human security approach gained.")
    LEARNED = "learned", _("Lesson learned"), _("What one would do again, or do otherwise.")


class Certainty(Term):
    """How sure a fact is."""

    STATED = "stated", _("stated"), _("The source says so.")
    ASSUMED = "assumed", _("assumed"), _("It follows from the source, which does not say so.")
    ENTERED = "entered", _("entered"), _("The office knows it; no source says so.")
