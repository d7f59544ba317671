"""The names of files that come from anywhere: made harmless, told apart, and which of them may be opened for viewing."""

import re
import unicodedata
from collections.abc import Container, Iterable
from pathlib import PurePath

from hsmonitor.language import _

MOST_BYTES = 20_000_000
"""How large an attachment may be; a portfolio is copied whole for each backup."""

LONGEST = 120
"""Letters of a name."""
LONGEST_IN_BYTES = 240
"""File systems end at 255 bytes, and a letter has up to four; some are left for what tells names apart."""

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
    if _fits(name):
        return name
    ending = PurePath(name).suffix[:20]
    stem = name[: LONGEST - len(ending)].rstrip()
    while not _fits(stem + ending):
        stem = stem[:-1].rstrip()
    return stem + ending


def _fits(name: str) -> bool:
    return len(name) <= LONGEST and len(name.encode()) <= LONGEST_IN_BYTES


def file_name_from(parts: Iterable[str], ending: str) -> str:
    """Return the name of a file on any system that is made of `parts`, of those that are not empty.

    Where it would be too long the longest parts are cut, so that each of them still tells the file from others.
    """
    left = [file_name_of(part, for_disk=True) for part in parts if part]
    while not _fits(name := ", ".join(left) + ending):
        longest = max(range(len(left)), key=lambda number: len(left[number].encode()))
        left[longest] = left[longest][:-1].rstrip()
    return name


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
