"""All kinds of record, in the order in which a user meets them."""

from collections.abc import Iterator

from hsmonitor.domain.challenge import Challenge, Response
from hsmonitor.domain.evidence import Attachment, Citation, Source
from hsmonitor.domain.kinds import Link, Links
from hsmonitor.domain.office import (
    ImportMatch,
    LevelCell,
    Meeting,
    Office,
    Person,
    ReportDefinition,
    SavedView,
)
from hsmonitor.domain.partner import Assessment, Contact, Engagement, Partner
from hsmonitor.domain.project import Fund, Project, Statement
from hsmonitor.domain.record import Record
from hsmonitor.domain.review import Review, ThemeExemption
from hsmonitor.domain.work import Activity, Lesson, Result

_ALL: tuple[type[Record], ...] = (
    Fund, Statement, Project, Partner, Contact, Engagement, Assessment, Challenge, Response, Review,
    ThemeExemption, Activity, Result, Lesson, Source, Citation, Attachment, Person, Meeting, SavedView,
    ReportDefinition, ImportMatch, LevelCell, Office,
)  # fmt: skip

RECORDS: dict[str, type[Record]] = {record.kind: record for record in _ALL}


def links_to(target: str) -> Iterator[tuple[type[Record], Link | Links]]:
    """Yield each kind of record with each of its fields that can point at a record of kind `target`."""
    for record in RECORDS.values():
        pointing: list[Link | Links] = [*record.link_fields(), *record.link_list_fields()]
        for field in pointing:
            if field.target == target:
                yield record, field


def can_be_named(kind: str) -> bool:
    """Tell whether a record of a kind can be added by its name alone."""
    record = RECORDS[kind]
    title = record.title_field()
    needed = {field.name for field in record.fields.values() if field.required}
    return title is not None and needed <= {title.name}
