"""deploy/env.example lists the variables that the settings read, each once, with the defaults of the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source_files import ROOT, called_name

# Production last: of two readings its own holds.
SETTINGS = sorted((ROOT / "shop" / "settings").glob("*.py"), key=lambda file: file.name == "production.py")
# Not a real shop's: those of the demo and the tests, and the one that switches the file off.
OTHERS = {"demo.py", "test.py"}
SWITCHES = {"READ_DOT_ENV"}
LINES = re.findall(r"^(#?)([A-Z_]+)=(.*)$", (ROOT / "deploy" / "env.example").read_text(), re.MULTILINE)
LISTED = {name: value for _, name, value in LINES}


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for file in SETTINGS:
        yield file, ast.parse(file.read_text())


def readers() -> set[str]:
    """Functions that read the variable named by their first argument: env's own, and ours."""
    found = {"get", "str", "bool", "int", "float", "list", "date", "decimal", "dj_db_url", "dj_email_url"}
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.args.args and node.args.args[0].arg == "name":
                found.add(node.name)
    return found


def read() -> Iterator[tuple[str, ast.expr | None]]:
    """Each variable that a real shop's settings read, with its default if there is one."""
    known = readers()
    for file, tree in trees():
        for node in ast.walk(tree):
            if file.name in OTHERS or not isinstance(node, ast.Call) or called_name(node) not in known:
                continue
            name = node.args[0] if node.args else None
            if isinstance(name, ast.Constant) and re.fullmatch(r"[A-Z][A-Z_]+", str(name.value)):
                yield str(name.value), node.args[1] if len(node.args) > 1 else None


READ = dict(read())
# What production demands has no default.
DEFAULTS = {
    name: node.value for name, node in read() if isinstance(node, ast.Constant) and READ[name] is not None
}


def test_it_lists_exactly_what_the_settings_read() -> None:
    assert set(LISTED) == set(READ) - SWITCHES | {"DJANGO_SETTINGS_MODULE"}


def test_each_stands_there_once() -> None:
    assert len(LINES) == len(LISTED)


@pytest.mark.parametrize("name", sorted(name for mark, name, _ in LINES if mark and name in DEFAULTS))
def test_a_commented_line_shows_the_default(name: str) -> None:
    default = DEFAULTS[name]
    assert LISTED[name] == ("" if default is None else str(default))
