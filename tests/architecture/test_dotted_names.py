"""Each string that begins with `shop.` or `guides.` names a module, or something in one.

Settings, `mock.patch`, `include` and the like hold names of code as strings, which no import check sees.
Strings of other kinds are told by what they are, or by where they stand: see `is_no_code`.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec

import pytest
from django.apps import apps

from shop.monitoring.moved_tasks import MOVED
from tests.architecture.salts import salts
from tests.architecture.source_files import EVERYWHERE, called_name, sources
from tests.architecture.stored import content_types

DOTTED = re.compile(r"(?:shop|guides)(?:\.[A-Za-z_]\w*)+(?::\w+)?")
# Where a string literal may begin, or the part of an f-string after an expression.
BEGINS = re.compile(r"[\"'}](?:shop|guides)\.")
# Ids of system checks; names of hosts that never exist (RFC 2606); files.
OTHER_KINDS = re.compile(r".*\.(?:[EW]\d{3}|example|invalid|test|sqlite3)")
# Where a string is a name of its own: signals' receivers, loggers.
NAMING_ARGUMENTS = {"dispatch_uid"}
NAMING_CALLS = {"getLogger"}


def strings() -> Iterator[tuple[str, str]]:
    """Where it is, and the string."""
    for source in sources(*EVERYWHERE):
        if not BEGINS.search(source.text):
            continue
        named = {id(node) for call in ast.walk(source.tree) for node in names_of_its_own(call)}
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Constant) and id(node) not in named and is_dotted(node.value):
                yield source.place, str(node.value).replace(":", ".")


def is_dotted(value: object) -> bool:
    return isinstance(value, str) and bool(DOTTED.fullmatch(value))


def names_of_its_own(node: ast.AST) -> Iterator[ast.AST]:
    """Strings within a call that names something by them."""
    if isinstance(node, ast.keyword) and node.arg in NAMING_ARGUMENTS:
        yield from ast.walk(node.value)
    if isinstance(node, ast.Call) and called_name(node) in NAMING_CALLS:
        yield from node.args


def is_no_code(name: str) -> bool:
    """Whether it is a salt, a check, a host, a file, a task's old path, or a model, permission or field."""
    if name in MOVED or OTHER_KINDS.fullmatch(name):
        return True
    return name.lower() in stored_names() or name in salts()


@cache
def stored_names() -> set[str]:
    """`app.model`, `app.model.field` and `app.permission`, in small letters."""
    permissions = {
        f"{name.split('.')[0]}.{code}" for name, codes in content_types().items() for code in codes
    }
    models = {model._meta.label_lower: model for model in apps.get_models()}
    fields = {
        f"{label}.{field.name}" for label, model in models.items() for field in model._meta.get_fields()
    }
    return {*permissions, *models, *fields}


def resolves(name: str) -> bool:
    """Whether it can be imported; a module itself is only looked for, since settings have effects."""
    module, _, attributes = name, "", []
    while not is_module(module):
        module, _, last = module.rpartition(".")
        attributes.insert(0, last)
    found: object = import_module(module) if attributes else None
    for attribute in attributes:
        if not hasattr(found, attribute):
            return False
        found = getattr(found, attribute)
    return True


def is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # its parent is no package
        return False


PLACES: dict[str, list[str]] = {}
for place, string in strings():
    PLACES.setdefault(string, []).append(place)


def test_there_are_names() -> None:
    assert len(PLACES) > 100


@pytest.mark.parametrize("name", sorted(PLACES))
def test_it_leads_to_code(name: str) -> None:
    assert is_no_code(name) or resolves(name), f"in {', '.join(PLACES[name])}"
