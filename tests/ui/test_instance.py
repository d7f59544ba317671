"""One desk a settings folder, as real processes on a real X server."""

import socket
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.store.session import new_portfolio
from hsmonitor.ui import instance
from hsmonitor.ui.instance import Instance
from tests.ui.running import Program, start


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "one.hsm", tmp_path / "other.hsm"
    for path in (one, other):
        new_portfolio(path).close()
    return one, other


@pytest.mark.usefixtures("display")
def test_a_second_start_brings_the_first_window_forward_and_another_portfolio_a_second_one(
    tmp_path: Path, files: tuple[Path, Path]
) -> None:
    minimize = (
        "seen = []\ndef act(windows, settled):\n    if settled and not seen: seen.append(windows[0].showMinimized())\n"
    )
    with Program(tmp_path, "open", files[0], acts=minimize) as first:
        first.wait_for(lambda state: state["minimized"] == 1)
        assert start(tmp_path)[:2] == (0, "")
        first.wait_for(lambda state: state["minimized"] == 0)
        assert start(tmp_path, "open", files[1])[:2] == (0, "")
        state = first.wait_for(lambda state: len(state["titles"]) == 2 and state["settled"])
        assert [title.partition(" ")[0] for title in state["titles"]] == ["one", "other"]
        assert start(tmp_path, "open", files[0])[0] == 0  # it is open: no third window
        assert start(tmp_path, "open", tmp_path / "none.hsm")[0] == 1
        first.wait_for(lambda state: [title.partition(" ")[0] for title in state["active"]] == ["one"])


@pytest.mark.usefixtures("display")
def test_a_start_after_a_kill_is_the_first_again(tmp_path: Path, files: tuple[Path, Path]) -> None:
    with Program(tmp_path, "open", files[0]) as killed:
        killed.settled()
        assert start(tmp_path)[:2] == (0, "")
        killed.kill()
        with Program(tmp_path, "open", files[0]) as again:
            again.settled()
            assert start(tmp_path, "open", files[1])[0] == 0
            again.wait_for(lambda state: len(state["titles"]) == 2)


@pytest.mark.usefixtures("display")
def test_other_settings_are_another_desk_on_the_same_portfolio(tmp_path: Path, files: tuple[Path, Path]) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with Program(tmp_path / "a", "open", files[0]) as one, Program(tmp_path / "b", "open", files[0]) as other:
        assert one.settled()["titles"] == other.settled()["titles"]


# The parts of it, in this process


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Instance]:
    one = Instance(tmp_path / "settings")
    yield one
    one.leave()


def hand_over(folder: Path, path: Path | None, qtbot: QtBot) -> list[object]:
    """What a second start does, beside this thread that has to answer it."""
    told: list[object] = []

    def second() -> None:
        try:
            told.append(Instance(folder).hand_over(path))
        except PortfolioError as error:
            told.append(str(error))

    thread = threading.Thread(target=second)
    thread.start()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    thread.join()
    return told


def test_what_is_asked_for_arrives_whatever_its_name(first: Instance, tmp_path: Path, qtbot: QtBot) -> None:
    asked: list[Path | None] = []
    first.listen(asked.append)
    odd = tmp_path / "Büro\n“2” \udcff.hsm"
    assert hand_over(tmp_path / "settings", odd, qtbot) == [None]
    assert hand_over(tmp_path / "settings", None, qtbot) == [None]
    assert asked == [odd, None]


def test_only_its_owner_can_ask(first: Instance, tmp_path: Path) -> None:
    first.listen(lambda _path: None)
    assert stat.S_IMODE((tmp_path / "settings" / "desk").stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE((tmp_path / "settings").stat().st_mode) & 0o077 == 0


def test_a_first_desk_that_does_not_answer_is_said(
    first: Instance, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance, "PATIENCE", 0.3)
    (said,) = hand_over(tmp_path / "settings", None, qtbot)
    assert "does not answer" in str(said)


def test_noise_on_the_socket_is_passed_over(first: Instance, tmp_path: Path, qtbot: QtBot) -> None:
    asked: list[Path | None] = []
    first.listen(asked.append)
    noise = QLocalSocket()
    noise.connectToServer(str(tmp_path / "settings" / "desk"))
    assert noise.waitForConnected(1_000)
    noise.write(b"no line yet")
    noise.waitForBytesWritten(1_000)
    qtbot.wait(50)
    noise.write(b" at all\n")
    qtbot.waitUntil(lambda: noise.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=5_000)
    assert asked == []
    assert hand_over(tmp_path / "settings", None, qtbot) == [None]


def test_a_deep_folder_has_a_socket_elsewhere(tmp_path: Path, qtbot: QtBot) -> None:
    deep = tmp_path / ("deep" * 30) / "settings"
    one = Instance(deep)
    asked: list[Path | None] = []
    one.listen(asked.append)
    assert hand_over(deep, tmp_path, qtbot) == [None]
    assert asked == [tmp_path]
    one.leave()


def test_where_nothing_can_be_held_desks_stand_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "settings").write_text("a file, no folder")
    one, other = Instance(tmp_path / "settings"), Instance(tmp_path / "settings")
    assert one.is_first
    assert other.is_first
    one.listen(lambda _path: None)
    one.leave()


def test_the_next_start_is_the_first_when_the_first_has_left(tmp_path: Path) -> None:
    one = Instance(tmp_path)
    assert not Instance(tmp_path).is_first
    one.leave()
    again = Instance(tmp_path)
    assert again.is_first
    again.leave()


def test_a_socket_that_is_left_over_does_not_hinder(first: Instance, tmp_path: Path, qtbot: QtBot) -> None:
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(tmp_path / "settings" / "desk"))
    left.close()
    first.listen(lambda _path: None)
    assert hand_over(tmp_path / "settings", None, qtbot) == [None]
