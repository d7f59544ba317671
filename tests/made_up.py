"""A catalogue of a language that there is not, and a program that has it."""

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import hsmonitor

PROGRAM = Path(hsmonitor.__file__).parent


def compiled(messages: Mapping[str, str]) -> bytes:
    """Return messages as gettext keeps them (the GNU .mo format): numbers, two tables of lengths and places, the texts."""
    pairs = sorted({"": "Content-Type: text/plain; charset=UTF-8\n", **messages}.items())
    tables, texts = ([], []), b""
    start = 7 * 4 + 2 * 8 * len(pairs)
    for place in (0, 1):
        for pair in pairs:
            text = pair[place].encode()
            tables[place].append(struct.pack("<2I", len(text), start + len(texts)))
            texts += text + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + b"".join(tables[0]) + b"".join(tables[1]) + texts


class Translated:
    """A copy of the program in `folder` that speaks a language of the given messages."""

    def __init__(self, folder: Path, messages: Mapping[str, str]) -> None:
        self._folder = folder
        shutil.copytree(PROGRAM, folder / "hsmonitor", ignore=shutil.ignore_patterns("__pycache__"))
        catalogue = folder / "resources" / "translations" / "eo" / "LC_MESSAGES"
        catalogue.mkdir(parents=True)
        (catalogue / "hsmonitor.mo").write_bytes(compiled(messages))

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python with this copy."""
        environment = os.environ | {"LANGUAGE": "eo", "PYTHONPATH": str(self._folder), "QT_QPA_PLATFORM": "offscreen"}
        return subprocess.run(
            [sys.executable, *arguments], cwd=self._folder, env=environment, capture_output=True, text=True, check=False
        )
