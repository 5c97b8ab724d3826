"""Each task of the newsletter is queued under one path, which workers of any version can load."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.tasks import Task
from django.utils.module_loading import import_string

from guides.newsletter import tasks
from guides.newsletter.task_path import TASKS

FOLDER = Path(settings.BASE_DIR) / "guides" / "newsletter"
DECORATORS = {"task", "newsletter_task"}


def defined() -> list[str]:
    """The name of every function below guides/newsletter that is made a task."""
    trees = [ast.parse(file.read_text()) for file in FOLDER.rglob("*.py")]
    found = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return sorted(
        node.name for node in found if {getattr(it, "id", "") for it in node.decorator_list} & DECORATORS
    )


def test_there_are_tasks():
    assert {"begin_newsletter", "import_some", "make_pdf", "send_some"} < set(defined())


@pytest.mark.parametrize("name", defined())
def test_a_task_is_queued_under_the_path_by_which_it_loads(name: str):
    task = getattr(tasks, name)
    assert isinstance(task, Task)
    assert task.module_path == f"{TASKS}.{name}"
    assert import_string(task.module_path) is task
