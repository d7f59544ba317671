"""Names that mean the same, however they were typed."""

import pytest

from hsmonitor.domain.text import abbreviations, essence


@pytest.mark.parametrize(
    "other",
    [
        "the government of moldova", "Government of Moldova (GoM)", "GOVERNMENT  of Moldova", "Góvernment of Moldova.",
        "Government [GoM] of Moldova",
    ],
)  # fmt: skip
def test_case_accents_the_brackets_and_punctuation_do_not_count(other: str) -> None:
    assert essence(other) == essence("Government of Moldova")


@pytest.mark.parametrize(("name", "expected"), [("The The", "the the"), ("(WB)", "(wb)"), ("The", "the"), ("…", "...")])
def test_a_name_never_becomes_empty(name: str, expected: str) -> None:
    assert essence(name) == expected


def test_words_in_brackets_that_are_no_abbreviation_are_left_out() -> None:
    assert abbreviations("Development Programme (UNDP) (of the UN)") == ["undp"]
    assert abbreviations("Civil society (Moldova)") == []
