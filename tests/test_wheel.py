"""The wheel, installed into an empty environment outside the checkout, makes a portfolio and migrates an old one."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hsmonitor.store import opening

CHECKOUT = Path(__file__).parents[1]
OLD = Path(__file__).parent / "store" / "fixtures" / "schema-0001.hsm"


def run(*command: object, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run([*map(str, command)], cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed program. Its dependencies come from the lock, as for everybody who installs with hashes."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, CHECKOUT, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    python = folder / "venv" / "bin" / "python"
    install = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*install, "--require-hashes", "--requirement", CHECKOUT / "requirements.lock", cwd=folder)
    run(*install, "--no-deps", wheel, cwd=folder)
    return folder / "venv" / "bin" / "hsmonitor"


def test_it_makes_a_portfolio(program: Path, tmp_path: Path) -> None:
    run(program, "new", "mine.hsm", cwd=tmp_path)
    assert json.loads(run(program, "info", "mine.hsm", "--json", cwd=tmp_path))["projects"] == 10
    assert run(program, "check", "mine.hsm", cwd=tmp_path) == "mine.hsm is sound.\n"


def test_it_migrates_an_old_one(program: Path, tmp_path: Path) -> None:
    shutil.copy(OLD, tmp_path / "old.hsm")
    facts = json.loads(run(program, "info", "old.hsm", "--json", cwd=tmp_path))
    assert (facts["projects"], facts["challenges"], facts["schema"]) == (1, 1, opening.SCHEMA)
    assert len(list(tmp_path.glob("*.backup.hsm"))) == 1


def test_it_makes_the_report_and_the_tour(program: Path, tmp_path: Path) -> None:
    said = run(program, "tour", "tour", cwd=tmp_path)
    assert (tmp_path / "tour" / "portfolio-report.xlsx").exists()
    pictures = len(list((tmp_path / "tour").glob("*.png")))
    assert pictures > 40
    assert said.startswith(f"{pictures} pictures")
