"""The demo can be searched as soon as it is loaded."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client


@pytest.mark.long
def test_demo_finds_jojoba(
    db: None,
    settings: Any,
    small_pictures: None,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[Any]],
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    with django_capture_on_commit_callbacks(execute=True):
        call_command("load_demo", verbosity=0)
    html = Client().get("/search/?q=jojba").content.decode()
    assert "Here is <strong>jojoba</strong>" in html
    assert "/shop/organic-jojoba-oil/" in html
