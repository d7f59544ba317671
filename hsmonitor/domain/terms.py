"""The vocabularies of the field: IATI's where it has one, the UN's scales and registers, the fund's principles."""

from hsmonitor.domain.vocabulary import Scale, Term
from hsmonitor.language import _


class ProjectStatus(Term):
    """IATI's codelist ActivityStatus."""

    PIPELINE = "pipeline", _("Pipeline"), _("planned; proposed; approved")
    IMPLEMENTATION = "implementation", _("Implementation"), _("open; active; ongoing; under way; in progress; running")
    FINALISATION = "finalisation", _("Finalisation"), _("closing")
    CLOSED = "closed", _("Closed"), _("completed; finished; done; ended")
    CANCELLED = "cancelled", _("Cancelled"), _("dropped; stopped")
    SUSPENDED = "suspended", _("Suspended"), _("on hold; paused")


class Insecurity(Term):
    """The seven insecurities of the human security approach (UNDP's Human Development Report 1994)."""

    ECONOMIC = "economic", _("Economic")
    FOOD = "food", _("Food")
    HEALTH = "health", _("Health")
    ENVIRONMENTAL = "environmental", _("Environmental")
    PERSONAL = "personal", _("Personal")
    COMMUNITY = "community", _("Community")
    POLITICAL = "political", _("Political")


class Principle(Term):
    """The principles of the approach: General Assembly resolution 66/290, and the fund's two strategies."""

    PEOPLE_CENTRED = "people_centred", _("People-centred")
    COMPREHENSIVE = "comprehensive", _("Comprehensive")
    CONTEXT_SPECIFIC = "context_specific", _("Context-specific")
    PREVENTION_ORIENTED = "prevention_oriented", _("Prevention-oriented")
    PROTECTION_AND_EMPOWERMENT = "protection_and_empowerment", _("Protection and empowerment")


class PartnerType(Term):
    """IATI's codelist OrganisationType, with the types that this fund's projects add."""

    GOVERNMENT = "government", _("Government")
    LOCAL_GOVERNMENT = "local_government", _("Local government")
    OTHER_PUBLIC = "other_public", _("Other public sector")
    INTERNATIONAL_NGO = "international_ngo", _("International NGO")
    NATIONAL_NGO = "national_ngo", _("National NGO")
    REGIONAL_NGO = "regional_ngo", _("Regional NGO")
    PARTNER_COUNTRY_NGO = "partner_country_ngo", _("Partner country based NGO")
    PUBLIC_PRIVATE = "public_private", _("Public private partnership")
    MULTILATERAL = "multilateral", _("Multilateral")
    UN_AGENCY = "un_agency", _("UN agency")
    REGIONAL_ORGANIZATION = "regional_organization", _("Regional intergovernmental organization")
    FOUNDATION = "foundation", _("Foundation")
    PRIVATE_SECTOR = "private_sector", _("Private sector")
    ACADEMIC = "academic", _("Academic, training and research")
    COMMUNITY = "community", _("Community")
    MEDIA = "media", _("Media")
    OTHER = "other", _("Other")


class AffectedKind(Term):
    """Kinds of partner and of people that a challenge affects, where no single one is named."""

    GOVERNMENT = "government", _("Government authorities")
    LOCAL_GOVERNMENT = "local_government", _("Local authorities")
    NGO = "ngo", _("NGOs")
    UN_AGENCY = "un_agency", _("UN agencies")
    REGIONAL_ORGANIZATION = "regional_organization", _("Regional intergovernmental organizations")
    PRIVATE_SECTOR = "private_sector", _("Private sector")
    ACADEMIC = "academic", _("Academic, training and research")
    MEDIA = "media", _("Media")
    COMMUNITY = "community", _("Communities")
    INDIVIDUAL = "individual", _("Individuals")


class EngagementRole(Term):
    """IATI's codelist OrganisationRole, and the government's counterpart."""

    FUNDING = "funding", _("Funding")
    ACCOUNTABLE = "accountable", _("Accountable")
    EXTENDING = "extending", _("Extending")
    IMPLEMENTING = "implementing", _("Implementing")
    GOVERNMENT_COUNTERPART = "government_counterpart", _("Government counterpart")


class Approach(Term):
    """The fund's two strategies: protection from the top down, empowerment from the bottom up."""

    TOP_DOWN = "top_down", _("Top-down (protection)")
    BOTTOM_UP = "bottom_up", _("Bottom-up (empowerment)")
    BOTH = "both", _("Both")


class AssessmentKind(Term):
    """How a partner's capacity was assessed."""

    HACT_MICRO = "hact_micro", _("HACT micro assessment")
    PCAT = "pcat", _("PCAT")
    OWN = "own", _("Own assessment")


class CapacityRisk(Term):
    """HACT's scale of risk."""

    LOW = "low", _("Low")
    MODERATE = "moderate", _("Moderate")
    SIGNIFICANT = "significant", _("Significant")
    HIGH = "high", _("High")


class ChallengeKind(Term):
    """Met already, or may be met."""

    ISSUE = "issue", _("Issue (met already)"), _("problem; incident")
    RISK = "risk", _("Risk (may be met)")


class Category(Term):
    """The two categories of the fund's own experience, and those of a UN risk register."""

    CAPACITY_GAP = "capacity_gap", _("Capacity gap")
    POLITICAL_CONTEXT = "political_context", _("Political context")
    CONCEPTUAL_CLARITY = "conceptual_clarity", _("Conceptual clarity")
    SOCIAL_ENVIRONMENTAL = "social_environmental", _("Social and environmental")
    FINANCIAL = "financial", _("Financial")
    OPERATIONAL = "operational", _("Operational")
    ORGANIZATIONAL = "organizational", _("Organizational")
    REGULATORY = "regulatory", _("Regulatory")
    STRATEGIC = "strategic", _("Strategic")
    SAFETY_SECURITY = "safety_security", _("Safety and security")


class Treatment(Term):
    """What is done with a risk as a whole."""

    AVOID = "avoid", _("Avoid"), _("terminate")
    TRANSFER = "transfer", _("Transfer"), _("share")
    MITIGATE = "mitigate", _("Mitigate"), _("reduce; treat; control")
    ACCEPT = "accept", _("Accept"), _("tolerate; retain")


class ChallengeStatus(Term):
    """The way of a challenge through its management."""

    IDENTIFIED = "identified", _("Identified"), _("open; new; active; logged; raised")
    ASSESSED = "assessed", _("Assessed"), _("analysed; rated")
    RESPONSE_PLANNED = "response_planned", _("Response planned"), _("planned")
    RESPONDING = "responding", _("Responding"), _("in progress; ongoing; under way; being treated")
    MONITORING = "monitoring", _("Monitoring"), _("watch; on hold")
    CLOSED = "closed", _("Closed"), _("resolved; done; completed; finished")


class ClosingReason(Term):
    """Why a challenge is closed."""

    RESOLVED = "resolved", _("Resolved")
    ACCEPTED = "accepted", _("Accepted")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
    OTHER = "other", _("Other")


class Level(Term):
    """Derived from likelihood and impact; a challenge without both has none, which is not "low"."""

    LOW = "low", _("Low")
    MODERATE = "moderate", _("Moderate")
    SUBSTANTIAL = "substantial", _("Substantial")
    HIGH = "high", _("High")


class Likelihood(Scale):
    """How likely a challenge is, on a UN enterprise risk scale."""

    NOT_LIKELY = 1, _("not likely")
    LOW = 2, _("low likelihood")
    MODERATE = 3, _("moderately likely")
    HIGH = 4, _("highly likely")
    EXPECTED = 5, _("expected")


class Impact(Scale):
    """How much a challenge would do, on a UN enterprise risk scale."""

    NEGLIGIBLE = 1, _("negligible")
    MINOR = 2, _("minor")
    INTERMEDIATE = 3, _("intermediate")
    EXTENSIVE = 4, _("extensive")
    EXTREME = 5, _("extreme")


class ResponseKind(Term):
    """What is done about a challenge."""

    INFORMATION = "information", _("Information")
    TRAINING = "training", _("Training")
    TECHNICAL_ASSISTANCE = "technical_assistance", _("Technical assistance")
    COMMUNICATION = "communication", _("Communication")
    COACHING = "coaching", _("Coaching")
    DIALOGUE = "dialogue", _("Dialogue")
    ADAPTATION = "adaptation", _("Adaptation of the project")
    OTHER = "other", _("Other")


class WorkStatus(Term):
    """How far a response or an activity is."""

    PLANNED = "planned", _("Planned"), _("open; new; to do; not started; pending")
    UNDER_WAY = "under_way", _("Under way"), _("in progress; ongoing; active; started")
    COMPLETED = "completed", _("Completed"), _("done; finished; closed; implemented")
    CANCELLED = "cancelled", _("Cancelled"), _("dropped; stopped")


OVER = (WorkStatus.COMPLETED.value, WorkStatus.CANCELLED.value)
"""The statuses of a response that is not open any more."""


class Decision(Term):
    """What a review decides."""

    KEEP = "keep", _("Keep")
    ESCALATE = "escalate", _("Escalate")
    ACCEPT = "accept", _("Accept")
    CLOSE = "close", _("Close")


class LessonKind(Term):
    """A donor asks for value and challenges: a lesson is the first half, or what was learned."""

    VALUE_ADDED = "value_added", _("Value added")
    LEARNED = "learned", _("Lesson learned")


class Certainty(Term):
    """How sure a fact is."""

    STATED = "stated", _("stated")
    ASSUMED = "assumed", _("assumed")
    ENTERED = "entered", _("entered")
