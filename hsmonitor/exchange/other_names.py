"""What offices and their tools call fields and values, beside the program's own words. All are written folded.

A name of a field may hold for one kind of record alone: "project.title".
"""

from hsmonitor.exchange.match import REFERENCE, SOURCE

FIELDS = {
    "name": ("organisation", "organization", "organisation name", "organization name", "partner name", "agency name",
             "full name", "institution", "nom", "nombre"),
    "project": ("project title", "project name", "programme", "projet", "proyecto"),
    "project.title": ("project title", "project name", "programme"),
    "activity.title": ("activity name",),
    "title": ("risk", "issue", "risk title", "challenge title", "titre",
              "titulo", "problem", "bottleneck"),
    "statement": ("lesson learned", "result statement", "outcome", "achievement", "finding"),
    "partner.name": ("partner", "partners", "implementing partner"),
    "partner.type": ("kind",),
    "acronym": ("abbrev", "abbr", "short name", "abbreviation", "initials", "sigle"),
    "countries": ("country", "pays", "pais", "country office", "location country"),
    "start": ("start date", "from", "begins", "date from", "date debut"),
    "end": ("end date", "to", "until", "ends", "date to", "date fin"),
    "status": ("state", "progress", "stage", "current status", "implementation status"),
    "contribution": ("budget", "grant", "amount", "value", "trust fund", "untfhs contribution", "funding"),
    "code": ("project code", "project no", "id", "ref no"),
    "summary": ("project summary", "abstract", "overview"),
    "description": ("details", "narrative", "explanation", "comments", "remarks"),
    "note": ("notes", "comment", "comments", "remarks", "observations"),
    "likelihood": ("probability", "likelihood 1 5"),
    "impact": ("severity", "consequence", "impact 1 5"),
    "category": ("risk category", "type of challenge", "challenge type"),
    "owner": ("risk owner", "focal point"),
    "responsible": ("responsible person", "focal point", "by whom"),
    "type": ("organisation type", "organization type", "partner type", "kind of organisation"),
    "website": ("url", "web", "web site", "homepage"),
    "email": ("email", "e mail", "mail"),
    "telephone": ("phone", "mobile", "tel"),
    "due": ("due date", "deadline", "by when"),
    "next_review": ("next review date", "review date"),
    "identified_on": ("date identified", "date", "date raised", "identified"),
    "target_groups": ("beneficiaries", "target group", "target population"),
    "people_reached": ("beneficiaries reached", "number of beneficiaries", "people reached"),
    "cause": ("root cause", "reason"),
    "effect": ("consequences", "effects"),
    "treatment": ("risk treatment", "risk response"),
}  # fmt: skip

SPECIAL = {
    REFERENCE: ("ref", "reference"),
    SOURCE: ("source", "sources", "source of information", "data source", "source document", "fuente"),
}

VALUES = {
    "implementation": ("in progress", "ongoing", "on going", "active", "under implementation", "running", "en cours"),
    "under_way": ("in progress", "ongoing", "on going", "started", "active", "en cours"),
    "completed": ("done", "finished", "complete", "achieved", "closed", "termine"),
    "closed": ("completed", "done", "finished", "ended", "complete", "resolved"),
    "pipeline": ("planned", "proposed", "in preparation"),
    "planned": ("not started", "to do", "foreseen", "pipeline"),
    "cancelled": ("canceled", "dropped", "stopped"),
    "suspended": ("on hold", "paused"),
    "responding": ("in progress", "ongoing", "being addressed", "mitigating"),
    "identified": ("open", "new"),
    "monitoring": ("watching", "monitored"),
    "government": ("ministry", "gov", "govt", "state"),
    "local_government": ("municipality", "local authority", "local authorities", "district"),
    "international_ngo": ("ingo",),
    "national_ngo": ("ngo", "local ngo", "cso", "civil society", "ong"),
    "un_agency": ("un", "united nations"),
    "private_sector": ("company", "business", "private"),
    "academic": ("university", "academia", "research"),
    "capacity_gap": ("capacity", "capacity building"),
    "political_context": ("political", "politics"),
    "financial": ("finance", "funding"),
    "safety_security": ("security", "safety"),
}  # fmt: skip
