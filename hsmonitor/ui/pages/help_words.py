"""The words of the help, made of the descriptions: fields with their help and limits, scales, filters, dates, keys."""

import contextlib
import platform
import re
from collections.abc import Iterable, Iterator
from html import escape
from importlib import metadata
from typing import Any

from PySide6.QtGui import QGuiApplication

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Choice, Choices, Date, Number, Rating, Text
from hsmonitor.domain.record import Record
from hsmonitor.language import _
from hsmonitor.store.filter_words import help_words
from hsmonitor.ui.keys import Key
from hsmonitor.ui.record.explaining import meanings, of_number
from hsmonitor.ui.theme.paint import isolated


def _side() -> str:
    right = QGuiApplication.isRightToLeft()
    return "right" if right else "left"


def _block(tag: str, words: str) -> str:
    """Return a block of plain words that begins at the leading side."""
    return f"<{tag} align='{_side()}'>{escape(isolated(words))}</{tag}>"


def _line(tag: str, cells: Iterable[str]) -> str:
    blocks = [_block(tag, cell) for cell in cells]
    return f"<tr>{''.join(reversed(blocks) if QGuiApplication.isRightToLeft() else blocks)}</tr>"


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = "".join(_line("td", row) for row in rows)  # Qt does not turn the columns of a table round
    return f"<table cellspacing='0' cellpadding='5' width='100%'>{_line('th', headings)}{lines}</table>"


def paragraph(words: str) -> str:
    """Return a paragraph of plain words."""
    return _block("p", words)


def of_kind(kind: str) -> str:
    """Return the help of a kind of record: what it is, and what each field means, may hold and is filtered by."""
    record = RECORDS[kind]
    about = (record.__doc__ or "").strip().split("\n\n")[0]
    rows = (
        (field.label, field.help, " ".join((*limits(field), *origin(field))), help_words(field))
        for field in record.fields.values()
    )
    headings = (_("Field"), _("Meaning"), _("What it holds"), _("Its filter takes"))
    fields = f"{_block('h2', record.plural)}{_block('p', _(about))}{_table(headings, rows)}"
    choices = list(_choices(record))
    return f"{fields}{_table((_('Field'), _('Choice'), _('Meaning')), choices)}" if choices else fields


def _choices(record: type[Record]) -> Iterator[tuple[str, str, str]]:
    """Yield what each choice of the fields of a kind means; a scale that several of them share once."""
    told = list[dict[str, str]]()
    for field in record.fields.values():
        if (choices := meanings(field)) and not field.derived and choices not in told:
            told.append(choices)
            yield from ((field.label, words, meaning) for words, meaning in choices.items())


def limits(field: Field[Any]) -> Iterator[str]:
    """Yield what a field may hold, a sentence each."""
    if field.required:
        yield _("Needed.")
    if field.internal:
        yield _("Internal: left out of what donors get.")
    if field.derived:
        yield _("Derived, never typed.")
    elif isinstance(field, Choice | Choices):
        yield _("One of: {terms}.").format(terms=", ".join(term.label for term in field.vocabulary))
    elif isinstance(field, Rating):
        yield _("{steps}.").format(steps=", ".join(field.show(step.value) for step in field.scale))
    elif isinstance(field, Date):
        yield _("A day, a month or a year.") if field.partial else _("A day.")
    elif isinstance(field, Text):
        yield _("At most {most} characters.").format(most=f"{field.longest:,}")
    elif isinstance(field, Number):
        yield from of_number(field)


def origin(field: Field[Any]) -> Iterator[str]:
    """Yield where the terms or the steps of a field come from."""
    terms = field.vocabulary if isinstance(field, Choice | Choices) else getattr(field, "scale", None)
    if terms and terms.__doc__ and not field.derived:
        yield _(terms.__doc__.strip().split("\n\n")[0])


def of_writing() -> str:
    """Return how filters, searches and dates are written."""
    filters = (
        ("drought", _("the words are contained")), ("=x, <>x", _("is exactly x; is not x")),
        (">=3, <3", _("compares numbers, scales, dates, money")), ("2..4", _("between, both included")),
        ("high; low", _("one of several")), ("?, <>?", _("not recorded; recorded")),
    )  # fmt: skip
    days = (
        ("9 May 2013, 9/5/2013", _("a day")), ("3/2013, May 2013", _("a month, where a month will do")),
        (_("today, yesterday, tomorrow"), _("a day from now")),
        (_("this week, last week, next week"), _("the first day of the week, as your preferences have it")),
        ("+2w, -3d, +1m, +1y", _("weeks, days, months, years from today")),
    )  # fmt: skip
    words = (
        ("drou wat", _("both words, each from its beginning, in any field")), ('"water points"', _("the words as they stand")),
        ("status:closed", _("in one field only")),
    )  # fmt: skip
    headings = (_("You write"), _("It means"))
    parts = ((_("Filter cells"), filters), (_("Search"), words), (_("Dates"), days))
    return "".join(f"{_block('h2', title)}{_table(headings, rows)}" for title, rows in parts)


def of_keys(sections: Iterable[tuple[str, Iterable[Key]]]) -> str:
    """Return all keys."""
    headings = (_("Key"), _("What it does"))
    return "".join(f"{_block('h2', title)}{_table(headings, keys)}" for title, keys in sections)


def of_program() -> str:
    """Return versions and licences of the program and of what it is built on."""
    import sqlite3

    rows = [(_("Human Security Monitor"), metadata.version("hsmonitor"), "MIT")]
    rows += libraries()
    rows += [("Python", platform.python_version(), "PSF-2.0"), ("SQLite", sqlite3.sqlite_version, _("public domain"))]
    about = _("It keeps everything in one file on this computer and uses no network.")
    headings = (_("Part"), _("Version"), _("Licence"))
    return f"{_block('h2', _('About'))}{_block('p', about)}{_table(headings, rows)}"


def libraries() -> Iterator[tuple[str, str, str]]:
    """Yield name, version and licence of each library that the program needs on this computer, by name."""
    for name in sorted(_needed("hsmonitor", set()), key=str.lower):
        yield name, metadata.version(name), _licence(name)


def _needed(name: str, known: set[str]) -> set[str]:
    """Add to `known` what a distribution needs, and what that needs in turn; what is not installed is not in use."""
    for requirement in metadata.requires(name) or ():
        found = re.match(r"[\w.-]+", requirement)
        with contextlib.suppress(metadata.PackageNotFoundError):
            needed = metadata.metadata(found[0])["Name"] if found and "extra ==" not in requirement else name
            if needed not in known and needed != name:
                known.add(needed)
                _needed(needed, known)
    return known


def _licence(name: str) -> str:
    found = metadata.metadata(name)
    stated = (found[key] for key in ("License-Expression", "License") if key in found)
    words = next((words for words in stated if words), "")
    if words and len(words) < 80:
        return words
    known = [one.rpartition(" :: ")[2] for one in found.get_all("Classifier") or [] if one.startswith("License ::")]
    return ", ".join(known)
