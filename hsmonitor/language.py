"""The one language mechanism of desk, workbook and command line.

Text that a user sees is marked with :func:`_` (or :func:`ngettext` for plurals) in every room. The language is the one
of the user's environment when the program starts; a language without a catalogue falls back to English. What Python's
argparse says of the command line by itself is looked up in the same catalogue.
"""

import gettext

from hsmonitor.shipped import resource

_DOMAIN, _FOLDER = "hsmonitor", str(resource("translations"))
_catalogue = gettext.translation(_DOMAIN, localedir=_FOLDER, fallback=True)
gettext.bindtextdomain(_DOMAIN, _FOLDER)
gettext.textdomain(_DOMAIN)


def _(text: str) -> str:
    """Return `text` in the user's language."""
    return _catalogue.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a sentence that fits `count`, in the user's language; it is not yet formatted."""
    return _catalogue.ngettext(one, many, count)
