"""All kinds of field, for record classes to be declared with."""

from hsmonitor.domain.chosen import Choice, Flag, Level, Rating
from hsmonitor.domain.links import FieldName, Link, Links, Subject
from hsmonitor.domain.several import Choices, Countries, Several, Tags
from hsmonitor.domain.typed import Amount, Date, Deadline, Number, Text

__all__ = [
    "Amount",
    "Choice",
    "Choices",
    "Countries",
    "Date",
    "Deadline",
    "FieldName",
    "Flag",
    "Level",
    "Link",
    "Links",
    "Number",
    "Rating",
    "Several",
    "Subject",
    "Tags",
    "Text",
]
