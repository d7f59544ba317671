"""Who uses the program on this device, and what it remembers between two starts; read without Qt.

A TOML file in the user's own settings folder: the name that goes into the history, and the last portfolio.
"""

import json
import os
import sys
from pathlib import Path

from hsmonitor.store.author import Author

FILE = "settings.toml"


def settings_folder() -> Path:
    """Return the folder of this user's settings; it may not exist yet."""
    import platformdirs

    return Path(platformdirs.user_config_dir("hsmonitor", appauthor=False))


def documents_folder() -> Path:
    """Return the folder in which a user looks for documents."""
    import platformdirs

    return Path(platformdirs.user_documents_dir())


def remembered() -> dict[str, str]:
    """Return what was remembered; nothing where there is no readable file."""
    import tomllib

    try:
        with (settings_folder() / FILE).open("rb") as file:
            return {key: str(value) for key, value in tomllib.load(file).items()}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        return {}


def remember(**values: str) -> None:
    """Keep `values` for the next start, beside what is kept already. Raises OSError."""
    kept = remembered() | values
    folder = settings_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = folder / f"{FILE}.{os.getpid()}"
    beside.write_text("".join(f"{key} = {_written(value)}\n" for key, value in sorted(kept.items())), "utf-8")
    beside.chmod(0o600)
    beside.replace(folder / FILE)


def _written(value: str) -> str:
    """Return `value` as a basic string of TOML, without the halves of letters that no file in UTF-8 can hold."""
    whole = value.encode("utf-8", "ignore").decode("utf-8")
    # JSON writes a text in the same way, but for DEL, and surrogates where it is to be ASCII.
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007F")


def user_name() -> str:
    """Return the name that the user gave, else the operating system's."""
    if name := remembered().get("name", "").strip():
        return name
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def current_author() -> Author:
    """Return who works here, and on which device."""
    return Author(user_name(), _device() or "?")


def _device() -> str:
    """Return the name of this computer as `platform` does; where the system tells it, no start imports that module."""
    if sys.platform != "win32":
        return os.uname().nodename
    import platform

    return platform.node()
