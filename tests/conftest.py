"""What every test stands on: a home of its own, English, and a real X server where the desk is tested."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is; what is timed is timed in tests/benchmarks.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")

# Texts are looked up when a module is imported, so the language is settled before any test module is.
os.environ.update(LC_ALL="C.UTF-8", LANGUAGE="en")
for name in ("QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "WAYLAND_DISPLAY"):
    os.environ.pop(name, None)


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the program keeps settings and documents: never those of whoever runs the tests."""
    home = tmp_path_factory.mktemp("home")
    for name, folder in {
        "HOME": ".",
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_CACHE_HOME": ".cache",
        "XDG_DOCUMENTS_DIR": "Documents",
        "XDG_RUNTIME_DIR": "run",
    }.items():
        (home / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        os.environ[name] = str(home / folder)
    return home


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """A real X server of this process alone, so that workers do not take each other's focus and clipboard."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            "1600x1000x24",
            "-dpi",
            "96",
            "-r",  # a key that is held down because the machine is busy must not repeat
            "-nolisten",
            "tcp",
        ],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as numbers:
            number = numbers.readline().strip()
        assert number, "Xvfb did not start"
        os.environ.update(DISPLAY=f":{number}", QT_QPA_PLATFORM="xcb")
        yield os.environ["DISPLAY"]
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="session")
def qapp_args(display: str) -> list[str]:
    """Called by pytest-qt before it makes the one application: the display has to be there by then."""
    return ["hsmonitor"]
