"""Our Python files with their syntax trees and module names, found in the tree itself."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("shop", "guides")
EVERYWHERE = (*PACKAGES, "bench", "bin", "tests")


@dataclass(frozen=True)
class Source:
    """One file: its path from the root, its module's dotted name and its text."""

    place: str
    module: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree: a tenth of a second for thirty files, so look for a word in the text first."""
        return ast.parse(self.text)

    def load(self) -> ModuleType:
        """The module itself."""
        return import_module(self.module)


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """All Python files below these folders, tests/architecture itself left out."""
    found = [_source(file) for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]
    return tuple(source for source in found if not source.place.startswith("tests/architecture/"))


def _source(file: Path) -> Source:
    path = file.relative_to(ROOT)
    parts = path.with_suffix("").parts
    module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Source(path.as_posix(), module, file.read_text(encoding="utf-8"))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def called_name(call: ast.Call) -> str:
    """The last part of what is called: `get` of `request.POST.get(...)`."""
    func = call.func
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
