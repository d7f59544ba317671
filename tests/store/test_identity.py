"""What the program remembers between two starts comes back as it was, whatever letters it is written in."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hsmonitor.store.identity import remember, remembered, user_name
from hsmonitor.store.recent import note_opened, recent_portfolios


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def test_letters_beyond_the_first_plane_lose_nothing(home: Path) -> None:
    path = home / "Пилот 🌍.hsm"
    path.touch()
    remember(name="Amina 🌊")
    note_opened(path)
    assert user_name() == "Amina 🌊"
    assert recent_portfolios() == [path.resolve()]
    assert remembered()["last"] == str(path.resolve())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # one file is written over and over
@given(st.text())
def test_any_text_is_remembered(text: str) -> None:
    remember(name=text)
    assert remembered() == {"name": text}


def test_half_a_letter_is_left_out() -> None:
    remember(name="A\ud83cmina", last="kept")
    assert remembered() == {"name": "Amina", "last": "kept"}
