"""Folding: what search and sorting take for the same."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsmonitor.domain.text import excerpt, fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("", ""),
        ("Kenya", "kenya"),
        ("Chișinău", "chisinau"),
        ("CÔTE D’IVOIRE", "cote d'ivoire"),
        ("Łódź", "lodz"),
        ("Ærø", "aero"),
        ("Œuvre", "oeuvre"),
        ("Đà Nẵng", "da nang"),
        ("Þórður", "thordur"),
        ("Straße", "strasse"),
        ("STRASSE ẞ", "strasse ss"),
        ("İstanbul, Iğdır", "istanbul, igdir"),
        ("Ħal Għaxaq", "hal ghaxaq"),
        ("Ƙano, Ɗan Ɓaure", "kano, dan baure"),
        ("ﬁnal", "final"),
        ("℡ ™", "tel tm"),
        ("Κύπρος", "κυπροσ"),
        ("Молдо́ва", "молдова"),
        ("أَمْن", "امن"),
        ("co\u00adordination", "coordination"),
        ("\ufeffno\u200bgap", "nogap"),
        ("non\u2011violent – now", "non-violent - now"),
        ("\u00a0", " "),
    ],
)
def test_case_and_accents_are_put_aside(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_composed_and_decomposed_letters_are_one() -> None:
    assert fold("e\u0301cole") == fold("\u00e9cole") == "ecole"


def test_each_character_of_unicode_folds_for_good() -> None:
    assert [hex(code) for code in range(sys.maxunicode + 1) if fold(fold(chr(code))) != fold(chr(code))] == []


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_capitals_of_latin_letters_fold_as_their_small_ones(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_the_short_way_for_ascii_agrees_with_the_long_one(text: str) -> None:
    assert fold(text) == fold(text + "é")[:-1]


def test_long_text_is_cut_in_messages() -> None:
    assert excerpt("short") == "short"
    assert excerpt("x" * 31) == "x" * 29 + "…"
