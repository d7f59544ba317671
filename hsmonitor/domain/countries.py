"""Countries by the United Nations' short names, keyed by ISO 3166-1 alpha-3; the store hands over the list."""

from collections.abc import Callable, Mapping
from functools import cache

from hsmonitor.domain.text import fold

_provider: list[Callable[[], Mapping[str, str]]] = []


def provide_countries(provider: Callable[[], Mapping[str, str]]) -> None:
    """Have `provider` give the countries (code and name) when they are first needed."""
    _provider[:] = [provider]
    all_countries.cache_clear()
    _by_folded.cache_clear()


@cache
def all_countries() -> Mapping[str, str]:
    """Return all names by code."""
    return _provider[0]() if _provider else {}


@cache
def _by_folded() -> dict[str, str]:
    codes = {fold(code): code for code in all_countries()}
    return codes | {fold(name): code for code, name in all_countries().items()}


def country_name(code: str) -> str:
    """Return the short name of a country; a code that is not known stands for itself."""
    return all_countries().get(code, code)


def is_country(code: str) -> bool:
    """Tell whether `code` is a country's code."""
    return code in all_countries()


def find_country(text: str) -> str | None:
    """Return the code of the country that `text` names by code or short name; case and accents aside."""
    return _by_folded().get(fold(text.strip()))
