"""No widget knows a record's fields by name: it asks the description for a role, or hands over the declared field."""

import ast
from collections.abc import Iterator
from pathlib import Path

import hsmonitor.ui
from hsmonitor.domain.catalogue import RECORDS

ROOM = Path(hsmonitor.ui.__file__).parent
MODULES = sorted(ROOM.rglob("*.py"))
FIELDS = {name for record in RECORDS.values() for name in record.fields}

SOMETHING_ELSE = {
    "as_of": "an option of reports",
    "decision": "a key in what is kept of a review that is not saved",
    "due": "a figure of the overview, and what is read for it",
    "level": "a kind of value; an order of the queue of a review",
    "link": "how a button looks",
    "links": "a kind of value",
    "name": "a place in a sentence",
    "projects": "a page; what is read for the palette",
    "rating": "a kind of value; a key in what is kept of a review that is not saved",
    "report": "an icon; a page",
    "text": "a colour; a kind of value",
    "theme": "light or dark, in the preferences",
    "title": "a type of letters",
}
"""Words of the desk that some field is called by too, and what they say there."""

HOLDERS = ("values", "fields", "cells", "editors")
"""What is asked by the name of a field: `row.values["status"]`, `form.cells.get("status")`."""
TAKERS = ("shown", "of", "writable", "Condition")
"""What takes the name of a field: `row.shown("status")`."""


def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def words(node: ast.AST) -> Iterator[ast.Constant]:
    """Yield the texts in a piece of code but for those that the user reads."""
    if isinstance(node, ast.Call) and called(node) in ("_", "ngettext"):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from words(child)


def called(node: ast.expr) -> str:
    """Return the last part of what an expression calls, takes or is: `shown` of `row.shown("status")`."""
    inside = node.func if isinstance(node, ast.Call) else node
    return inside.attr if isinstance(inside, ast.Attribute) else getattr(inside, "id", "")


def asked_by_name(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield what a record, a form or a condition is asked by."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and called(node.value) in HOLDERS:
            yield node.slice
        elif isinstance(node, ast.Call) and node.args:
            got = called(node) in ("get", "pop") and isinstance(node.func, ast.Attribute)
            if called(node) in TAKERS or (got and called(node.func.value) in HOLDERS):
                yield node.args[0]


def told(module: Path, node: ast.expr) -> str:
    return f"{module.relative_to(ROOM)}:{node.lineno}: {ast.unparse(node)}"


def test_no_field_is_known_by_its_name() -> None:
    known = FIELDS - RECORDS.keys() - SOMETHING_ELSE.keys()
    assert [told(module, node) for module in MODULES for node in words(tree_of(module)) if node.value in known] == []


def test_no_record_is_asked_by_a_name() -> None:
    asked = [(module, node) for module in MODULES for node in asked_by_name(tree_of(module))]
    assert [told(*one) for one in asked if isinstance(one[1], ast.Constant) and one[1].value in FIELDS] == []


def test_each_word_that_is_something_else_is_said_somewhere() -> None:
    said = {node.value for module in MODULES for node in words(tree_of(module))}
    assert SOMETHING_ELSE.keys() <= said & FIELDS


def test_a_name_would_be_found() -> None:
    tree = ast.parse(
        'row.shown("status"); _("status"); row.values.get("project"); print("next_review", row.values["title"])'
    )
    assert [node.value for node in words(tree)] == ["status", "project", "next_review", "title"]
    assert {ast.literal_eval(node) for node in asked_by_name(tree)} == {"status", "project", "title"}
