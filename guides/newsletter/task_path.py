"""Tasks of the newsletter are queued as `guides.newsletter.tasks.<name>`, wherever they are defined.

Rows of the queue store a task's path. One path for all versions lets workers of the version before and after
a deployment run each other's rows. tasks.py imports every one of them, so that the path can be loaded.
"""

from collections.abc import Callable
from typing import Any

from django.tasks import Task, task

TASKS = "guides.newsletter.tasks"


def newsletter_task(func: Callable[..., None]) -> Task:
    """Make a task of a function; Django takes its path from the function's module."""
    func.__module__ = TASKS
    made: Any = task(func)
    return made
