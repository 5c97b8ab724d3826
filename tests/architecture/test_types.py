"""The number of functions with an annotation that is just `Any`. It may only fall."""

import ast
from collections.abc import Iterator

from tests.architecture.source_files import PACKAGES, functions, sources

BUDGET = 180


def annotations(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ast.expr | None]:
    """The annotations of all parameters and of the result."""
    args = function.args
    for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg):
        yield arg.annotation if arg else None
    yield function.returns


def is_bare(annotation: ast.expr | None) -> bool:
    """`Any` alone, not within `dict[str, Any]`."""
    return annotation is not None and ast.unparse(annotation) in ("Any", "typing.Any")


def with_bare_any() -> list[str]:
    """Each function with at least one."""
    return [
        f"{source.place}:{function.lineno} {function.name}"
        for source in sources(*PACKAGES)
        for function in functions(source.tree)
        if any(map(is_bare, annotations(function)))
    ]


def test_functions_with_a_bare_any_only_get_fewer() -> None:
    assert len(with_bare_any()) <= BUDGET, "give the new ones a type"
