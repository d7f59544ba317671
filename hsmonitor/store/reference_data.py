"""The lists that the domain needs and does not read itself: countries and currencies, from `resources/`."""

from typing import Any

from hsmonitor.domain.countries import provide_countries
from hsmonitor.domain.money import provide_currencies
from hsmonitor.shipped import resource


def install() -> None:
    """Hand the lists to the domain; they are read when first needed."""
    provide_countries(lambda: _table("countries.toml"), lambda: _table("country_aliases.toml"))
    provide_currencies(lambda: _table("currencies.toml"))


def _table(name: str) -> dict[str, Any]:
    import tomllib  # not at start-up: the first screen may need no list

    return tomllib.loads(resource(name).read_text("utf-8"))
