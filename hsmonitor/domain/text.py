"""Text as people compare it: case and accents aside."""

import re
import unicodedata
from collections.abc import Iterable

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = {
    "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "n", "ŧ": "t",
    "ə": "e", "ĸ": "k", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɛ": "e", "ɔ": "o", "ɲ": "n", "ɣ": "g",
}  # fmt: skip
# What word processors write in place of the keys that people press.
_MARKS = {"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "–": "-"}
# Soft hyphen, zero-width characters and marks of direction: pasted along, never seen.
_UNSEEN = dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_PLAIN = str.maketrans({**_LETTERS, **_MARKS, **_UNSEEN})


def fold(text: str) -> str:
    """Return `text` without case and accents, for search and sorting. Folding twice changes nothing."""
    if text.isascii():
        return text.lower()
    # Case first would leave the capitals that only taking apart brings out, such as those of "№" and "™".
    return _without_marks(_without_marks(text).casefold()).translate(_PLAIN)


def _without_marks(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def excerpt(text: str, longest: int = 30) -> str:
    """Return `text`, cut where it is too long to be repeated in a message."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def nearest(text: str, known: Iterable[str]) -> str:
    """Return the one of `known` that is written most like `text`, an empty text where none is much like it."""
    from difflib import get_close_matches  # only a mistake needs it

    folded = {fold(one): one for one in known}
    wanted = fold(text.strip())[:LONGEST_GUESSED]
    begun = [one for one in folded if len(wanted) >= LEAST_GUESSED and one.startswith(wanted)]
    found = begun[:1] or get_close_matches(wanted, folded, n=1, cutoff=LIKE_ENOUGH)
    return folded[found[0]] if found else ""


LEAST_GUESSED, LONGEST_GUESSED = 3, 60
"""Letters from which on, and up to which, a guess is made at what was meant."""
LIKE_ENOUGH = 0.72
"""How alike two words are of which one is probably a slip for the other (1 is the same, see `difflib`)."""

_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PUNCTUATION = re.compile(r"[^\w\s]+")


def essence(name: str) -> str:
    """Return `name` as it is compared to find what was entered twice: no case, accents, "the", brackets or punctuation."""
    words = _PUNCTUATION.sub(" ", fold(_BRACKETED.sub(" ", name))).split()
    told = [word for word in words if word != "the"]
    return " ".join(told or words) or fold(name).strip()


def abbreviations(name: str) -> list[str]:
    """Return the abbreviations in brackets of a name, folded: "undp" of "Development Programme (UNDP)".

    An abbreviation is one word with two capitals at least; a country in brackets is none.
    """
    inside = (words.strip() for words in _BRACKETED.findall(name))
    return [fold(word) for word in inside if " " not in word and sum(letter.isupper() for letter in word) > 1]
