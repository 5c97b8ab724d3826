"""Fixtures every test may use."""

from collections.abc import Iterator

import pytest
from django.contrib.sites.models import Site
from django.core.cache import caches

from tests.database import django_db_setup

__all__ = ["django_db_setup"]

pytest_plugins = ["tests.cast"]


@pytest.fixture(autouse=True)
def _empty_caches() -> Iterator[None]:
    """What one test cached must not answer for the next."""
    yield
    for cache in caches.all(initialized_only=True):
        cache.clear()
    Site.objects.clear_cache()
