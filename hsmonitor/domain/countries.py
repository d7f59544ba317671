"""Countries by the United Nations' short names, keyed by ISO 3166-1 alpha-3; the store hands over the lists."""

from collections.abc import Callable, Mapping
from functools import cache

from hsmonitor.domain.text import fold

Provider = Callable[[], Mapping[str, str]]
_providers: dict[str, Provider] = {}


def provide_countries(names: Provider, aliases: Provider = dict) -> None:
    """Have `names` give the short name of each code, and `aliases` the code of other names in use, when first needed."""
    _providers.update(names=names, aliases=aliases)
    all_countries.cache_clear()
    _by_folded.cache_clear()


@cache
def all_countries() -> Mapping[str, str]:
    """Return all short names by code."""
    return _providers["names"]() if _providers else {}


@cache
def _by_folded() -> dict[str, str]:
    aliases = _providers["aliases"]() if _providers else {}
    known = {fold(alias): code for alias, code in aliases.items()}
    known |= {fold(code): code for code in all_countries()}
    return known | {fold(name): code for code, name in all_countries().items()}


def country_name(code: str) -> str:
    """Return the short name of a country; a code that is not known stands for itself."""
    return all_countries().get(code, code)


def find_country(text: str) -> str | None:
    """Return the code of the country that `text` names by code, short name or another name in use; case and accents aside."""
    return _by_folded().get(" ".join(fold(text).split()))
