"""Salts of signatures and keyed hashes: evaluated where they are used, or where a parameter comes from."""

import ast
from collections.abc import Iterator
from functools import cache

from tests.architecture.source_files import PACKAGES, Source, called_name, functions, sources


@cache
def salts() -> list[str]:
    """Every string that is a `salt=` or the first argument of `salted_hmac`; `{name}` is filled in later."""
    found: set[str] = set()
    for source in _with("salt"):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call):
                for expression in _of_call(node):
                    found.update(_values(source, node, expression))
    return sorted(found)


def _with(word: str) -> Iterator[Source]:
    """The files in whose text it is."""
    return (source for source in sources(*PACKAGES) if word in source.text)


def _of_call(call: ast.Call) -> Iterator[ast.expr]:
    yield from (keyword.value for keyword in call.keywords if keyword.arg in ("salt", "key_salt"))
    if called_name(call) == "salted_hmac":
        yield call.args[0]


def _values(source: Source, call: ast.Call, expression: ast.expr) -> set[str]:
    if isinstance(expression, ast.JoinedStr):
        return {_template(expression)}
    try:
        return {str(_evaluate(source, expression))}
    except NameError:
        return _from_callers(source, call, expression)


def _template(text: ast.JoinedStr) -> str:
    """An f-string with its expressions in braces."""
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else "{" + ast.unparse(part.value) + "}"
        for part in text.values
        if isinstance(part, ast.Constant | ast.FormattedValue)
    )


def _evaluate(source: Source, expression: ast.expr) -> object:
    return eval(compile(ast.Expression(expression), source.place, "eval"), dict(vars(source.load())))  # noqa: S307


def _from_callers(source: Source, call: ast.Call, parameter: ast.expr) -> set[str]:
    """The salt is a parameter: the values that callers pass."""
    around = next(function for function in functions(source.tree) if call in ast.walk(function))
    names = [arg.arg for arg in (*around.args.posonlyargs, *around.args.args)]
    assert isinstance(parameter, ast.Name) and parameter.id in names, f"{source.place}: {ast.unparse(call)}"
    found: set[str] = set()
    for other, used in _calls_of(getattr(source.load(), around.name), around.name):
        found.update(_values(other, used, _argument(used, names, parameter.id)))
    return found


def _argument(call: ast.Call, names: list[str], name: str) -> ast.expr:
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    return given[name] if name in given else call.args[names.index(name)]


def _calls_of(function: object, name: str) -> Iterator[tuple[Source, ast.Call]]:
    for source in _with(name):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and called_name(node) == name:
                try:
                    if _evaluate(source, node.func) is function:
                        yield source, node
                except (NameError, AttributeError):
                    continue
