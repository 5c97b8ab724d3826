"""Whether the cache answers, the disk has room and the database fits the code."""

import shutil
from collections.abc import Iterator
from pkgutil import iter_modules

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.module_loading import import_string

from shop.caching.backends import CacheAway
from shop.monitoring.registry import Check

LEAST_FREE = 500  # megabytes: uploads, logs and the database still fit for a while
MEGABYTE = 1024 * 1024


def _cache() -> str:
    try:
        caches["shared"].get("health")
    except (CacheAway, OSError):
        return "The cache doesn’t answer. The shop goes on without it, only slower."
    return ""


def _disk() -> str:
    free = shutil.disk_usage(settings.VAR_DIR).free // MEGABYTE
    if free >= LEAST_FREE:
        return ""
    return f"Only {free} MB are free on the disk. Uploads and orders fail when it is full."


class _Migrated:
    """Whether all migrations are applied; once they are, this process doesn't ask again."""

    def __init__(self) -> None:
        self.is_done = False

    def problem(self) -> str:
        self.is_done = self.is_done or not missing_migrations()
        return "" if self.is_done else "The database is older than the shop: run manage.py migrate."


def missing_migrations() -> set[tuple[str, str]]:
    """App label and name of each migration on disk that isn't applied.

    Files are counted, not imported: Django's loader would import several hundred modules into each process.
    """
    return set(_on_disk()) - set(MigrationRecorder(connection).applied_migrations())


def _on_disk() -> Iterator[tuple[str, str]]:
    for app in apps.get_app_configs():
        module, _ = MigrationLoader.migrations_module(app.label)
        try:
            package = import_string(f"{module}.__path__") if module else []
        except ImportError:  # an app without migrations
            continue
        for found in iter_modules(package):
            if found.name[0] not in "_~":
                yield app.label, found.name


migrated = _Migrated()
CHECKS = (
    Check("cache", "Cache", "The cache answers.", _cache),
    Check("disk", "Disk", "The disk has room.", _disk),
    Check("migrations", "Database version", "The database fits the shop.", migrated.problem),
)
