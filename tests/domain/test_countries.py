"""Countries by the UN's short names."""

import tomllib

import pytest

from hsmonitor.domain.countries import all_countries, country_name, find_country, provide_countries
from hsmonitor.domain.text import fold
from hsmonitor.shipped import resource
from hsmonitor.store import reference_data


@pytest.fixture(autouse=True)
def lists() -> None:
    reference_data.install()


def test_all_of_iso_3166_is_there_and_nothing_else() -> None:
    assert len(all_countries()) == 249
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in all_countries())
    assert len({fold(name) for name in all_countries().values()}) == 249
    assert not {"XKX", "EUR", "ANT", "SCG", "ZAR", "TMP"} & set(all_countries())


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("KEN", "Kenya"),
        ("MDA", "Republic of Moldova"),
        ("THA", "Thailand"),
        ("CIV", "Côte d'Ivoire"),
        ("TUR", "Türkiye"),
        ("VNM", "Viet Nam"),
        ("PSE", "State of Palestine"),
        ("BOL", "Bolivia (Plurinational State of)"),
        ("IRN", "Iran (Islamic Republic of)"),
        ("VEN", "Venezuela (Bolivarian Republic of)"),
        ("FSM", "Micronesia (Federated States of)"),
        ("NLD", "Netherlands (Kingdom of the)"),
        ("TZA", "United Republic of Tanzania"),
        ("GBR", "United Kingdom of Great Britain and Northern Ireland"),
        ("USA", "United States of America"),
        ("COD", "Democratic Republic of the Congo"),
        ("COG", "Congo"),
        ("PRK", "Democratic People's Republic of Korea"),
        ("KOR", "Republic of Korea"),
        ("LAO", "Lao People's Democratic Republic"),
        ("CPV", "Cabo Verde"),
        ("CZE", "Czechia"),
        ("SWZ", "Eswatini"),
        ("MKD", "North Macedonia"),
        ("SYR", "Syrian Arab Republic"),
        ("RUS", "Russian Federation"),
        ("TLS", "Timor-Leste"),
    ],
)
def test_names_are_those_of_the_united_nations(code: str, name: str) -> None:
    assert country_name(code) == name


def test_each_country_is_found_by_its_code_and_its_name() -> None:
    for code, name in all_countries().items():
        assert find_country(code) == find_country(code.lower()) == code
        assert find_country(name) == find_country(f"  {fold(name)} ") == find_country(name.upper()) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Moldova", "MDA"),
        ("cote d’ivoire", "CIV"),
        ("Turkiye", "TUR"),
        ("Turkey", "TUR"),
        ("VIETNAM", "VNM"),
        ("DR Congo", "COD"),
        ("Sao\u00a0Tome  and Principe", "STP"),
        ("Aland islands", "ALA"),
        ("Guinea\u2011Bissau", "GNB"),
    ],
)
def test_a_country_is_found_as_staff_write_it(written: str, code: str) -> None:
    assert find_country(written) == code


def test_no_other_name_hides_a_country() -> None:
    aliases = tomllib.loads(resource("country_aliases.toml").read_text("utf-8"))
    own = {fold(name) for name in all_countries().values()} | {code.lower() for code in all_countries()}
    assert not {fold(alias) for alias in aliases} & own
    assert {alias: find_country(alias) for alias in aliases} == aliases


@pytest.mark.parametrize("written", ["", " ", "Korea", "Atlantis", "KE", "K", "XKX", "Kenya, Thailand", "\0", "9"])
def test_what_is_no_country_is_not_guessed(written: str) -> None:
    assert find_country(written) is None


def test_an_unknown_code_stands_for_itself() -> None:
    assert country_name("XKX") == "XKX"


def test_the_list_is_asked_for_once_and_only_when_needed() -> None:
    asked: list[str] = []

    def names() -> dict[str, str]:
        asked.append("names")
        return {"AAA": "Land of A"}

    try:
        provide_countries(names)
        assert asked == []
        assert find_country("land of a") == "AAA"
        assert country_name("AAA") == "Land of A"
        assert asked == ["names"]
    finally:
        reference_data.install()
