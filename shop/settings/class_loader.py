"""Oscar's loader of overridable classes, remembering what it has found.

Oscar looks each time, and for a module that we don't override it searches the disk again: pricing one
basket asked thirty times.
"""

from functools import cache
from typing import Any

from oscar.core.loading import default_class_loader


def load(module_label: str, classnames: list[str], module_prefix: str) -> list[Any]:
    """Called by Oscar's get_classes; which class overrides which can't change while a process runs."""
    return list(_load(module_label, tuple(classnames), module_prefix))


@cache
def _load(module_label: str, classnames: tuple[str, ...], module_prefix: str) -> tuple[Any, ...]:
    return tuple(default_class_loader(module_label, classnames, module_prefix))
