"""The tour: what a newcomer without a screen is shown."""

import os
import subprocess
import sys
from pathlib import Path


def test_the_tour_needs_no_display_and_leaves_the_user_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("DISPLAY", "WAYLAND", "QT_", "XDG_"))
    }
    environment["HOME"] = str(home)
    command = [sys.executable, "-m", "hsmonitor", "tour", str(tmp_path / "tour")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "tour").iterdir()}
    assert {"starting-portfolio.hsm", "portfolio-report.xlsx", "01-overview-light.png", "01-overview-dark.png"} <= names
    pictures = {name.removesuffix("-light.png") for name in names if name.endswith("-light.png")}
    assert pictures == {name.removesuffix("-dark.png") for name in names if name.endswith("-dark.png")}
    assert len(pictures) >= 23
    assert all((tmp_path / "tour" / name).stat().st_size > 10_000 for name in names)
    assert not [path for path in home.rglob("*.hsm") if path.is_file()]
