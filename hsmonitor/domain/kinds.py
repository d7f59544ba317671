"""All kinds of field, for record classes to be declared with."""

from hsmonitor.domain.links import Link, Links, Subject
from hsmonitor.domain.several import Choices, Countries, Several, Tags
from hsmonitor.domain.single import Amount, Choice, Date, Flag, Level, Number, Rating, Text

__all__ = [
    "Amount",
    "Choice",
    "Choices",
    "Countries",
    "Date",
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
