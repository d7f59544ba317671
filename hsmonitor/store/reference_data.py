"""The lists that the domain needs and does not read itself: countries and currencies, from `resources/`."""

import tomllib

from hsmonitor.domain.countries import provide_countries
from hsmonitor.domain.money import provide_currencies
from hsmonitor.shipped import resource


def install() -> None:
    """Hand the lists to the domain; they are read when first needed."""
    provide_countries(_countries)
    provide_currencies(_currencies)


def _countries() -> dict[str, str]:
    return tomllib.loads(resource("countries.toml").read_text("utf-8"))


def _currencies() -> dict[str, int]:
    return tomllib.loads(resource("currencies.toml").read_text("utf-8"))
