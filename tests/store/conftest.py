"""Portfolios for the tests of the store; made once, then copied, as making one runs all migrations."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hsmonitor.store.author import Author
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.session import new_portfolio, open_portfolio

AMINA = Author("Amina", "laptop")
JOSE = Author("José", "desktop")


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.hsm"
    new_portfolio(path, author=AMINA).close()
    return path


@pytest.fixture
def path(empty_file: Path, tmp_path: Path) -> Path:
    """An empty portfolio of this test alone."""
    return Path(shutil.copy(empty_file, tmp_path / "portfolio.hsm"))


@pytest.fixture
def opened() -> Iterator[Callable[..., Portfolio]]:
    """Opens portfolios, and closes them at the end."""
    portfolios: list[Portfolio] = []

    def open_one(path: Path, author: Author = AMINA) -> Portfolio:
        portfolios.append(open_portfolio(path, author=author))
        return portfolios[-1]

    yield open_one
    for portfolio in portfolios:
        portfolio.close()


@pytest.fixture
def portfolio(path: Path, opened: Callable[..., Portfolio]) -> Portfolio:
    return opened(path)
