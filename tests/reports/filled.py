"""A portfolio in which every field of every kind is recorded, and each internal one says so."""

from typing import Any

from hsmonitor.domain import kinds
from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import Field
from hsmonitor.domain.money import Money
from hsmonitor.domain.record import Record
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.transaction import Transaction

MARK = "INTERNALMARKER"
"""Stands in everything that no donor may read."""

HIDDEN = "SENSITIVEMARKER"
"""Stands in a partner that is marked as sensitive, and in all that belongs to it."""

_LEFT_OUT = ("office", "level_cell", "saved_view", "report_definition", "import_match", "attachment", "theme_exemption")


def fill(portfolio: Portfolio) -> None:
    """Write two records of each kind: one to be told, and one that belongs to a sensitive partner where it can."""
    made: dict[str, str] = {}
    with portfolio.transaction("Fill") as tx:
        for kind in (kind for kind in RECORDS if kind not in _LEFT_OUT):
            made[kind] = tx.create(kind, _values(RECORDS[kind], made, MARK))
        hidden = {"partner": tx.create("partner", {"name": HIDDEN, "note": HIDDEN, "sensitive": True})}
        for kind in ("contact", "engagement", "assessment"):
            hidden[kind] = tx.create(kind, _values(RECORDS[kind], made | hidden, HIDDEN, everywhere=True))
        _name_everywhere(tx, made, hidden["partner"])
        tx.create("citation", {"subject": f"partner:{hidden['partner']}", "certainty": "stated", "fact": HIDDEN})
        for kind, record in RECORDS.items():
            if kind in made:
                for field in record.fields.values():
                    if field.internal or record.internal:
                        tx.create(
                            "citation",
                            {
                                "subject": f"{kind}:{made[kind]}",
                                "field": field.name,
                                "fact": MARK,
                                "certainty": "stated",
                            },
                        )
    with portfolio.transaction("Link") as tx:
        tx.update("challenge", made["challenge"], {"affected_partners": (made["partner"], hidden["partner"]),
                                                   "gap_found_by": made["assessment"]})  # fmt: skip
        tx.update("assessment", made["assessment"], {"after_response": made["response"]})


def _name_everywhere(tx: Transaction, made: dict[str, str], partner: str) -> None:
    """Name a sensitive partner wherever a record may point at one without belonging to it, and in words."""
    for kind, record in RECORDS.items():
        pointing = [field for field in record.fields.values() if getattr(field, "target", "") == "partner"]
        for field in (field for field in pointing if kind in made and not getattr(field, "belongs", False)):
            value = (partner,) if isinstance(field, kinds.Links) else partner
            words = {
                name: f"{name} of the {HIDDEN}" for name, one in record.fields.items() if isinstance(one, kinds.Text)
            }
            told = (
                {name: words[name] for name in words if name not in ("email", "code")} if not record.append_only else {}
            )
            tx.create(kind, _values(record, made, MARK) | told | {field.name: value})
    tx.create("lesson", {"statement": f"The {HIDDEN} knew first.", "tags": (HIDDEN,)})


def _values(record: type[Record], made: dict[str, str], mark: str, *, everywhere: bool = False) -> dict[str, Any]:
    values = {name: _value(field, made, mark if everywhere or record.internal or field.internal else field.label)
              for name, field in record.fields.items() if not field.derived}  # fmt: skip
    values |= {"e" + "mail": f"{mark}@example.org"} if "email" in record.fields else {}
    if "closing_reason" in values:
        values["status"] = "closed"
    if record.kind == "partner":
        values["sensitive"] = False
    return {name: value for name, value in values.items() if value is not None}


def _value(field: Field[Any], made: dict[str, str], words: str) -> Any:
    if isinstance(field, kinds.Link):
        return made.get(field.target)
    if isinstance(field, kinds.Links):
        return (made[field.target],) if field.target in made else None
    if isinstance(field, kinds.Subject):
        return f"project:{made['project']}"
    for kind, value in (
        (kinds.Amount, Money.of(1200, "USD")), (kinds.Date, "2026-05-09"), (kinds.Countries, ("KEN",)),
        (kinds.Rating, 3), (kinds.Number, 7), (kinds.Flag, True), (kinds.Tags, (words,)),
    ):  # fmt: skip
        if isinstance(field, kind):
            return value
    if isinstance(field, kinds.Choices):
        return tuple(term.value for term in field.vocabulary)
    if isinstance(field, kinds.Choice):
        return next(iter(field.vocabulary)).value
    return words
