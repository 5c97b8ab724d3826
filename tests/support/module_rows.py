"""Rows that all tests of a module share: written once; each test rolls back to them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import override_settings

from tests.support.all_caches import empty_caches


@pytest.fixture(scope="module")
def module_rows(
    django_db_setup: Callable[[], None], django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., None]]:
    """Commit what loaders write: `module_rows(load_products)`. The template comes back at the end."""
    media = tmp_path_factory.mktemp("media")

    def write(*loaders: Callable[[], object]) -> None:
        with django_db_blocker.unblock():
            for load in loaders:
                load()

    with override_settings(MEDIA_ROOT=media):
        yield write
    with django_db_blocker.unblock():
        django_db_setup()
    empty_caches()
