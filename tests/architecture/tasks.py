"""The tasks of this tree, under the paths by which django-tasks-db stores them."""

import ast

from django.tasks import Task

from tests.architecture.source_files import PACKAGES, Source, functions, sources


def tasks() -> dict[str, Task]:
    """Every function of ours that a decorator makes a task, by the path stored with it."""
    found = [getattr(source.load(), name) for source in sources(*PACKAGES) for name in _decorated(source)]
    return {task.module_path: task for task in found if isinstance(task, Task)}


def _decorated(source: Source) -> list[str]:
    """Functions with a decorator whose name ends in `task`."""
    return [
        function.name
        for function in functions(source.tree)
        if any(_ends(decorator) for decorator in function.decorator_list)
    ]


def _ends(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(called).endswith("task")
