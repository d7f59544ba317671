"""The colour tokens of the desk, as `resources/tokens.toml` has them. Knows no Qt, so that a thread can read them."""

import tomllib
from functools import cache
from typing import Any

from hsmonitor.shipped import resource


@cache
def tokens() -> dict[str, Any]:
    """Return the colour tokens: a table for "light", one for "dark", and the pairs whose contrast must suffice."""
    return tomllib.loads(resource("tokens.toml").read_text("utf-8"))
