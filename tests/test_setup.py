"""The ways in: two commands, the files they stand on, and the house's walls."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

CHECKOUT = Path(__file__).parents[1]
LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-bench.lock"]


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    # Under `make test` make tells its children what it is about, and they would print it.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        command, cwd=CHECKOUT, env=inherited | environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_a_version_and_hashes_for_all_and_no_address(name: str) -> None:
    text = (CHECKOUT / name).read_text()
    requirements = text.replace("\\\n", " ").splitlines()

    assert requirements
    for requirement in requirements:
        assert re.match(r"[a-z0-9-]+==\S+ ", requirement)
        assert "--hash=sha256:" in requirement
    assert "://" not in text


def test_the_lock_of_development_holds_the_other_one() -> None:
    program, development = ((CHECKOUT / name).read_text() for name in LOCKS[:2])

    assert set(program.splitlines()) <= set(development.splitlines())


def test_each_dependency_is_ranged_and_locked() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
    locked = (CHECKOUT / "requirements.lock").read_text()

    for dependency in project["dependencies"]:
        name = re.match(r"[A-Za-z0-9-]+", dependency)[0].lower()
        assert ">=" in dependency
        assert f"\n{name}==" in f"\n{locked}"


def test_the_qt_that_kills_python_3_11_is_locked_out() -> None:
    locked = (CHECKOUT / "requirements.lock").read_text()

    for line in locked.splitlines():
        if line.startswith("pyside6-essentials==6.12.0"):
            assert "python_full_version >= '3.12'" in line
    assert "pyside6==" not in locked


def test_continuous_integration_is_make_test_and_nothing_more() -> None:
    lines = (CHECKOUT / ".ci/run").read_text().splitlines()

    assert lines[-1] == "exec make test"
    assert os.access(CHECKOUT / ".ci/run", os.X_OK)


def test_running_installs_nothing_that_only_tests_need() -> None:
    recipe = run("make", "--dry-run", "run").stdout

    assert "libxcb-cursor0" in recipe
    assert "requirements.lock" in recipe
    for unwanted in ("xvfb", "libreoffice", "requirements-dev.lock", "requirements-bench.lock"):
        assert unwanted not in recipe


def test_running_with_a_display_opens_the_desk() -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        recipe = run("make", "--dry-run", "run", **{"DISPLAY": "", "WAYLAND_DISPLAY": "", name: ":1"}).stdout
        assert recipe.rstrip().endswith(".venv/bin/hsmonitor")


def test_running_without_a_display_says_so_and_makes_the_tour() -> None:
    recipe = run("make", "--dry-run", "run", DISPLAY="", WAYLAND_DISPLAY="").stdout

    assert "no display" in recipe
    assert recipe.rstrip().endswith(".venv/bin/hsmonitor tour build/tour")


def test_nothing_is_installed_again_where_the_lock_is_installed(tmp_path: Path) -> None:
    """An interpreter that cannot install shows that none was asked to."""
    unable = tmp_path / "python"
    unable.write_text("#!/bin/sh\necho asked >&2; exit 1\n")
    unable.chmod(0o755)

    done = run(".ci/environment", "requirements.lock", PYTHON=str(unable))

    assert (done.returncode, done.stderr) == (0, "")


def test_system_packages_that_are_there_need_no_root(tmp_path: Path) -> None:
    """`apt-get` on this path would fail, so success means that it was not called."""
    apt = tmp_path / "apt-get"
    apt.write_text("#!/bin/sh\nexit 1\n")
    apt.chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"

    there = run(".ci/system-packages", "make", PATH=path)

    assert (there.returncode, there.stderr) == (0, "")


def test_python_that_is_too_old_is_refused_in_words(tmp_path: Path) -> None:
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    other = tmp_path / "checkout"
    (other / ".ci").mkdir(parents=True)
    for name in (".ci/environment", "requirements.lock"):
        (other / name).write_bytes((CHECKOUT / name).read_bytes())
    (other / ".ci/environment").chmod(0o755)

    done = run(other / ".ci/environment", "requirements.lock", PYTHON=str(old))

    assert done.returncode == 1
    assert "Python 3.11 or later is needed" in done.stderr


def test_only_the_desk_imports_qt() -> None:
    """The import contract says the same of modules; this also looks at imports inside functions of `cli`."""
    for path in (CHECKOUT / "hsmonitor").rglob("*.py"):
        if "ui" in path.relative_to(CHECKOUT / "hsmonitor").parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names.append(node.module or "")
            assert not [name for name in names if name.startswith(("PySide6", "shiboken6"))], path


def test_tests_of_the_desk_have_a_real_x_server(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)

    assert QGuiApplication.platformName() == "xcb"


def test_settings_of_whoever_runs_the_tests_are_out_of_reach(home: Path) -> None:
    script = "import platformdirs; print(platformdirs.user_config_dir(), platformdirs.user_documents_dir())"
    for folder in run(sys.executable, "-c", script).stdout.split():
        assert Path(folder).is_relative_to(home)
