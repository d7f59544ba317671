"""The kinds of field whose one value is chosen from few: scale, term of a vocabulary, level, yes or no."""

from collections.abc import Mapping
from typing import Any

from hsmonitor.domain.fields import Column, Field, Stored
from hsmonitor.domain.text import excerpt, fold, nearest
from hsmonitor.domain.vocabulary import Scale, Term
from hsmonitor.language import _


def _quoted(values: list[str]) -> str:
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)


class Rating(Field[int]):
    """A step of a scale of 1 to 5, with a word beside the number."""

    kind_of_value = "rating"
    sql_type = "INTEGER"
    numeric = True

    def __init__(self, label: str, scale: type[Scale], **described: Any) -> None:
        super().__init__(label, **described)
        self.scale = scale
        self._steps = frozenset(int(step) for step in scale)

    def _clean(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            return self._parse(str(value))
        if value not in self._steps:
            raise ValueError(self._choices())
        return int(value)

    def _parse(self, text: str) -> int:
        wanted = fold(text)
        for step in self.scale:
            if wanted in (str(step.value), fold(step.label), fold(self._show(step.value))):
                return step.value
        raise ValueError(self._choices())

    def _choices(self) -> str:
        steps = ", ".join(self._show(step.value) for step in self.scale)
        return _("Choose a number from 1 to 5: {steps}.").format(steps=steps)

    def _show(self, value: int) -> str:
        return f"{value} {self.scale.of(value).label}"

    @property
    def check(self) -> str:
        """The steps of the scale."""
        return f"{self.quoted} BETWEEN 1 AND 5"

    def sort_key(self, value: int | None) -> Stored:
        """Steps sort by their number."""
        return value


class Choice(Field[str]):
    """One term of a vocabulary, stored by its value."""

    kind_of_value = "choice"

    def __init__(self, label: str, vocabulary: type[Term], **described: Any) -> None:
        super().__init__(label, **described)
        self.vocabulary = vocabulary
        self._places = {str(term): place for place, term in enumerate(vocabulary)}

    def _clean(self, value: Any) -> str:
        return find_term(self.vocabulary, str(value)).value

    def _show(self, value: str) -> str:
        return self.vocabulary.of(value).label

    @property
    def check(self) -> str:
        """Only values of the vocabulary."""
        return f"{self.quoted} IN ({_quoted([term.value for term in self.vocabulary])})"

    def sort_key(self, value: str | None) -> Stored:
        """Terms sort in the order of their vocabulary, not of the alphabet."""
        return None if value is None else self._places[value]


class Level(Choice):
    """A level, derived by the portfolio's table from two ratings, likelihood and impact, which `halves` names; never typed.

    `at_first` marks the level before anything was done; level without a word is the present one.
    """

    kind_of_value = "level"

    def __init__(
        self, label: str, vocabulary: type[Term], *, halves: tuple[str, str], at_first: bool = False, **described: Any
    ) -> None:
        super().__init__(label, vocabulary, derived=True, **described)
        self.halves = halves
        self.at_first = at_first

    def cell(self, values: Mapping[str, Any]) -> tuple[int, int] | None:
        """Return likelihood and impact among `values`, None, "not rated", where either is not recorded."""
        likelihood, impact = (values.get(half) for half in self.halves)
        return (likelihood, impact) if likelihood and impact else None

    @property
    def columns(self) -> tuple[Column, ...]:
        """Nothing is stored of what is derived."""
        return ()


def find_term(vocabulary: type[Term], text: str) -> Term:
    """Return the term whose value or label is `text`, case and accents aside.

    Raises ValueError naming all labels, and the one that is probably meant.
    """
    if exactly := vocabulary.get(text):
        return exactly
    wanted = fold(text.strip())
    for term in vocabulary:
        if wanted in (fold(term.value), fold(term.label)):
            return term
    known, near = ", ".join(term.label for term in vocabulary), nearest_term(vocabulary, text)
    if near:
        words = _("{text} is not one of: {known}. Did you mean {nearest}?")
        raise ValueError(words.format(text=excerpt(text), known=known, nearest=near.label))
    raise ValueError(_("{text} is not one of: {known}.").format(text=excerpt(text), known=known))


def nearest_term(vocabulary: type[Term], text: str) -> Term | None:
    """Return the term that is probably meant by a word of another register, or by a slip of the keys; None for no guess."""
    meant = {word: term for term in vocabulary for word in (term.label, term.value, *term.elsewhere)}
    return meant.get(nearest(text, meant))


class Flag(Field[int]):
    """Yes or no, stored as 1 and 0; not recorded is a third state."""

    kind_of_value = "flag"
    sql_type = "INTEGER"

    def _clean(self, value: Any) -> int:
        if value in (True, False):
            return int(value)
        return self._parse(str(value))

    def clean(self, value: Any) -> int | None:
        """As for every field; False is a value."""
        return None if value is None or value == "" else self._clean(value)

    def _parse(self, text: str) -> int:
        wanted = fold(text)
        if wanted in ("1", "y", "yes", "true", "x", fold(_("yes"))):
            return 1
        if wanted in ("0", "n", "no", "false", fold(_("no"))):
            return 0
        raise ValueError(_("Write yes or no."))

    def _show(self, value: int) -> str:
        return _("yes") if value else _("no")

    @property
    def check(self) -> str:
        """Yes or no."""
        return f"{self.quoted} IN (0, 1)"

    def sort_key(self, value: int | None) -> Stored:
        """No before yes."""
        return value
