"""The same jobs without a screen; a module a group of commands. `main` is the program `hsmonitor`."""

from hsmonitor.cli.program import main

__all__ = ["main"]
