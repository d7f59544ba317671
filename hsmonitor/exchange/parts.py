"""A cell that says several things: how offices part them."""

import re
from collections.abc import Mapping
from typing import Any

from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Choices, Countries, Links, Tags
from hsmonitor.exchange.matching import reads
from hsmonitor.exchange.tables import words_of

_MARKS = (r"[;|\n]", r"[,/]", r"\s+")
"""Where a cell is parted, the surest first; form tools part the names of terms by blanks."""


def parts_of(field: Field[Any], text: str, known: Mapping[str, str]) -> list[str]:
    """Return what a cell says one by one, in a field of one value the whole; `known` are the words that mean something.

    A cell is parted further only where it is not known as it stands: "Ministry of Health, Kenya" may be one partner.
    """
    if not isinstance(field, Choices | Countries | Tags | Links):
        return [text]
    parts = [part.strip() for part in re.split(_MARKS[0], text) if part.strip()]
    marks = _MARKS[1:] if isinstance(field, Choices) else _MARKS[1:2] if isinstance(field, Countries) else ()
    for mark in marks:
        parts = [one for part in parts for one in _parted(field, part, mark, known)]
    return parts


def _parted(field: Field[Any], part: str, mark: str, known: Mapping[str, str]) -> list[str]:
    """Return a part in smaller ones where it is not known itself, and by blanks only where all of these are."""
    if words_of(part) in known or reads(field, part):
        return [part]
    smaller = [one.strip() for one in re.split(mark, part) if one.strip()]
    fits = mark != _MARKS[-1] or all(words_of(one) in known or reads(field, one) for one in smaller)
    return smaller if fits else [part]
