"""What Qt asks for while something is painted: an error that leaves it there ends the program."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def guarded(method: Callable[P, T]) -> Callable[P, T | None]:
    """Have an error in `method` be told as one that nobody caught, and nothing be painted instead.

    Where Python paints, it asks Qt to paint, and Qt asks Python again: Qt goes on beneath an error, and does not survive it.
    """

    @wraps(method)
    def call(*arguments: P.args, **named: P.kwargs) -> T | None:
        try:
            return method(*arguments, **named)
        except Exception as error:  # whatever it is, it goes where uncaught errors go
            sys.excepthook(type(error), error, error.__traceback__)
            return None

    return call
