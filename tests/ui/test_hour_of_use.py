"""An hour of use in one go: nothing unexpected happens, nothing holds the window, memory stays.

`make bench` runs the same hour on the large portfolio; here it is the starting one, and the window's own work is judged, so
that a busy machine does no harm.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.hour_of_use import ACTS
from tests.benchmarks.typist import LONG_HOLD

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]

GROWTH = 20
"""Megabytes."""


@pytest.mark.usefixtures("display")
def test_an_hour_of_use_holds_nothing_and_takes_no_more_memory(file: Path) -> None:
    command = [sys.executable, "-m", "tests.benchmarks.hour_of_use", "hour", str(file)]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False, timeout=3500
    )
    assert not done.returncode, done.stderr
    found = json.loads(done.stdout)
    assert found["acts"] == ACTS
    assert found["changes"] > ACTS / 4
    assert [hold for hold in found["holds"] if hold[1] > LONG_HOLD] == []
    assert found["growth"] < GROWTH
