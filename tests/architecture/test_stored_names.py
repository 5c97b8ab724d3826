"""Names that rows, browsers and sent emails hold are the frozen ones; stored.py derives and freezes them."""

import inspect
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.tasks import Task
from django.utils.module_loading import import_string

from shop.monitoring.moved_tasks import current_path
from shop.search_engine.index import INDEXING
from tests.architecture.stored import KINDS, content_types, frozen
from tests.architecture.tasks import tasks

HOW = "new: stored.freeze_all(); lost: what is stored needs a migration or a mapping first"
PATHS = frozen("task_paths")
# Tasks that moved are resolved by the worker's mapping instead.
COMPARED = sorted(set(KINDS) - {"task_paths"})


@pytest.mark.parametrize("kind", COMPARED)
def test_something_is_frozen(kind: str) -> None:
    assert any(frozen(kind).values())


@pytest.mark.parametrize("kind", COMPARED)
def test_names_are_the_frozen_ones(kind: str) -> None:
    old, now = frozen(kind), KINDS[kind]()
    assert {key: sorted(values) for key, values in now.items()} == old, HOW


@pytest.mark.django_db
def test_migrations_make_the_content_types() -> None:
    made = {f"{label}.{model}" for label, model in ContentType.objects.values_list("app_label", "model")}
    assert set(content_types()) <= made


@pytest.mark.django_db
def test_migrations_make_the_permissions() -> None:
    rows: Any = Permission.objects.values_list("content_type__app_label", "content_type__model", "codename")
    made = {(f"{label}.{model}", codename) for label, model, codename in rows}
    assert {(name, code) for name, codes in frozen("content_types").items() for code in codes} <= made


@pytest.mark.parametrize("path", sorted(PATHS))
def test_a_frozen_task_path_leads_to_a_task(path: str) -> None:
    task = import_string(current_path(path))
    assert isinstance(task, Task)
    assert task.module_path == current_path(path)


@pytest.mark.parametrize("path", sorted(PATHS))
def test_a_task_takes_the_arguments_of_queued_rows(path: str) -> None:
    """Ours are queued with arguments by position, so that a parameter's name may change."""
    task = import_string(current_path(path))
    inspect.signature(task.func).bind(*PATHS[path])


def test_every_task_of_today_is_frozen() -> None:
    assert set(tasks()) <= set(PATHS), HOW


@pytest.mark.parametrize("path", sorted(INDEXING))
def test_a_task_known_by_its_path_is_stored_under_it(path: str) -> None:
    assert import_string(path).module_path == path
