"""The program `hsmonitor`: reads the command line, runs the command, and turns what goes wrong into words."""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from hsmonitor.domain.errors import Cancelled, PortfolioError
from hsmonitor.language import _

DONE, REFUSED = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 0 done, 1 refused with a message, 2 wrong usage."""
    options = _to_the_desk(sys.argv[1:] if arguments is None else arguments) or _parsed(arguments)
    module, _dot, function = options.command.partition(".")
    try:
        command: Callable[[Any], int] = getattr(import_module(f"hsmonitor.cli.{module}"), function)
        return command(options)
    except PortfolioError as error:
        return _refused(str(error))
    except Cancelled:
        return _refused(_("Cancelled. Nothing was changed."))
    except KeyboardInterrupt:
        return _refused(_("Stopped. Nothing more was changed."))
    except BrokenPipeError:
        # Whoever read the output has enough of it; Python would complain once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # no traceback reaches a user: it goes to the log
        return _refused(_found_in(getattr(options, "file", None)) or _unexpected(error))


def _to_the_desk(arguments: Sequence[str]) -> Any:
    """Return the command of the two plainest ways to open the desk, which need not wait for a parser to be built."""
    if not arguments:
        return SimpleNamespace(command="making.desk")
    if len(arguments) == 2 and arguments[0] == "open" and not arguments[1].startswith("-"):
        return SimpleNamespace(command="making.open_desk", file=Path(arguments[1]))
    return None


def _parsed(arguments: Sequence[str] | None) -> Any:
    from hsmonitor.cli.arguments import make_parser

    return make_parser().parse_args(arguments)


def _refused(message: str) -> int:
    print(message, file=sys.stderr)
    return REFUSED


def _found_in(path: Path | None) -> str:
    """Return which value of the portfolio `path`, which cannot be, a command can have failed over; an empty text for none."""
    import sqlite3

    from hsmonitor.store.impossible import explained_in

    try:
        return str(explained_in(path) or "") if path else ""
    except (sqlite3.Error, OSError):
        return ""


def _unexpected(error: Exception) -> str:
    import logging
    import sqlite3

    log = start_log()
    logging.getLogger("hsmonitor").error("unexpected", exc_info=error)
    if isinstance(error, sqlite3.Error):
        words = _(
            "The portfolio could not be read or written: {reason}. Try again; if it stays so, see what is wrong with:"
            " hsmonitor check FILE, or go on with a backup."
        )
        return words.format(reason=error)
    message = _(
        "Something unexpected happened: {reason}. What was saved is safe; the details are in {log}. Whether the portfolio is"
        " whole, tells: hsmonitor check FILE."
    )
    return message.format(reason=f"{type(error).__name__}: {error}", log=log)


def start_log() -> Path:
    """Have unexpected errors written to this user's log file, and return its path."""
    import logging

    import platformdirs

    folder = Path(platformdirs.user_log_dir("hsmonitor", appauthor=False))
    log = folder / "hsmonitor.log"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(log, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600))
        logging.basicConfig(filename=log, format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True)
    except OSError:
        logging.basicConfig(handlers=[logging.NullHandler()], force=True)
    return log
