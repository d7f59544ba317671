"""The tour: what a newcomer without a screen is shown."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

SIZES_AND_LOOKS = ("dark", "rtl", "200", "1366x688", "1920x1080")


def lightness(picture: QImage) -> int:
    """The mean lightness of a picture, 0 to 255."""
    smooth = Qt.TransformationMode.SmoothTransformation
    return picture.scaled(1, 1, Qt.AspectRatioMode.IgnoreAspectRatio, smooth).pixelColor(0, 0).lightness()


def test_the_tour_needs_no_display_and_leaves_the_user_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("DISPLAY", "WAYLAND", "QT_", "XDG_"))
    }
    environment["HOME"] = str(home)
    command = [sys.executable, "-m", "hsmonitor", "tour", str(tmp_path / "tour")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=280)
    assert (done.returncode, done.stderr) == (0, "")
    names = {path.name for path in (tmp_path / "tour").iterdir()}
    assert {"starting-portfolio.hsm", "portfolio-report.xlsx", "01-overview-light.png"} <= names
    of_view = {view: {name for name in names if name.endswith(f"-{view}.png")} for view in SIZES_AND_LOOKS}
    assert len({len(pictures) for pictures in of_view.values()}) == 1
    assert len(of_view["rtl"]) > 25
    assert all((tmp_path / "tour" / name).stat().st_size > 10_000 for name in names if "." in name)
    for name in of_view["dark"]:
        dark, light = (QImage(str(tmp_path / "tour" / one)) for one in (name, name.replace("-dark", "-light")))
        assert dark.size() == light.size() == QSize(1280, 800)
        assert lightness(dark) < 60 < 150 < lightness(light), name  # a page behind a list to choose from is greyed
    assert {QImage(str(tmp_path / "tour" / name)).size() for name in of_view["1366x688"]} == {QSize(1366, 688)}
    assert not [path for path in home.rglob("*.hsm") if path.is_file()]
