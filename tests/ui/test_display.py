"""What is said where Qt cannot show the desk."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BEGIN = "from hsmonitor.ui.app import make_application; make_application()"


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"QT_QPA_PLATFORM": "nonsense"}, 'Could not find the Qt platform plugin "nonsense"'),
        ({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":97653"}, "there is no display here, or it does not answer"),
    ],
)
def test_the_user_is_told_why(tmp_path: Path, environment: dict[str, str], words: str) -> None:
    whole = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path), **environment}
    done = subprocess.run([sys.executable, "-c", BEGIN], env=whole, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("The desk cannot be shown: ")
    assert words in done.stderr
    assert ("no display" in done.stderr) == ("no display" in words)
