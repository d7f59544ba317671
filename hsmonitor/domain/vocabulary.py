"""The bases of vocabularies (terms with labels) and of scales (steps with words)."""

from enum import IntEnum, StrEnum
from typing import Self, cast


class Term(StrEnum):
    """A term of a vocabulary: stored by its value, shown by its label."""

    label: str
    meaning: str
    elsewhere: tuple[str, ...]

    def __new__(cls, value: str, label: str, meaning: str = "", elsewhere: str = "") -> Self:
        """Make the term; `label` is what users read, `meaning` one line that says more.

        `elsewhere` is what other registers say for it, by semicolons.
        """
        term = str.__new__(cls, value)
        term._value_ = value
        term.label, term.meaning = label, meaning
        term.elsewhere = tuple(filter(None, elsewhere.split("; ")))
        return term

    @classmethod
    def of(cls, value: str) -> Self:
        """Return the term that is stored as `value`. Raises KeyError."""
        return cast(Self, cls._value2member_map_[value])

    @classmethod
    def get(cls, value: str) -> Self | None:
        """Return the term that is stored as `value`, None where there is none."""
        return cast(Self | None, cls._value2member_map_.get(value))


class Scale(IntEnum):
    """A step of a scale: stored by its number, shown with its word."""

    label: str
    meaning: str

    def __new__(cls, value: int, label: str, meaning: str = "") -> Self:
        """Make the step; `label` is its word, `meaning` one line that says more."""
        step = int.__new__(cls, value)
        step._value_ = value
        step.label, step.meaning = label, meaning
        return step

    @classmethod
    def of(cls, value: int) -> Self:
        """Return the step that is stored as `value`. Raises KeyError."""
        return cast(Self, cls._value2member_map_[value])
