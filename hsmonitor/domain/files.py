"""The names of files that come from anywhere: made harmless, told apart, and which of them may be opened for viewing."""

import re
import unicodedata
from collections.abc import Container
from pathlib import PurePath

from hsmonitor.language import _

MOST_BYTES = 20_000_000
"""How large an attachment may be; a portfolio is copied whole for each backup."""

LONGEST = 120
"""Letters of a name; file systems end at 255 bytes, and a letter has up to four."""

_NEVER_ON_DISK = re.compile(r'[<>:"|?*\\/]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)

VIEWED = {
    ".bmp", ".csv", ".doc", ".docx", ".eml", ".gif", ".heic", ".ics", ".jpeg", ".jpg", ".m4a", ".md", ".mov", ".mp3",
    ".mp4", ".msg", ".odp", ".ods", ".odt", ".ogg", ".pdf", ".png", ".ppt", ".pptx", ".rtf", ".tif", ".tiff", ".tsv",
    ".txt", ".vcf", ".wav", ".webm", ".webp", ".xls", ".xlsx",
}  # fmt: skip
"""Endings of files that only show something. All others might run as a program, so that a list of those would never end."""


def file_name_of(text: str, *, for_disk: bool = False) -> str:
    """Return `text` as the name of a file, without what hides its ending or breaks a line; `for_disk` as any system takes it."""
    shown = (" " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter for letter in text)
    name = "".join(letter for letter in shown if unicodedata.category(letter) not in ("Cf", "Cs", "Co", "Cn")).strip()
    if for_disk:
        name = _NEVER_ON_DISK.sub("_", name).strip(". ")
        name = f"_{name}" if _RESERVED.fullmatch(name) else name
    return _shortened(name) or _("file")


def _shortened(name: str) -> str:
    ending = PurePath(name).suffix[:20]
    return name if len(name) <= LONGEST else name[: LONGEST - len(ending)].rstrip() + ending


def told_apart(name: str, taken: Container[str]) -> str:
    """Return a name like `name` that is not taken: "plan (2).pdf"."""
    path, number = PurePath(name), 2
    while (other := f"{path.stem} ({number}){path.suffix}") in taken:
        number += 1
    return other


def may_be_viewed(name: str) -> bool:
    """Tell whether a file of this name may be handed to the system's viewer; what might run as a program never is."""
    return PurePath(name).suffix.lower() in VIEWED


def why_not_viewed(name: str) -> str:
    """Return what to tell of a file that is not opened."""
    ending = PurePath(name).suffix
    if not ending:
        message = _("{name} says by no ending what it is, and might run as a program. It is only saved, never opened.")
        return message.format(name=name)
    message = _("A file of the kind {ending} might run as a program. It is only saved, never opened from here.")
    return message.format(ending=ending)
