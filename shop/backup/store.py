"""The stored backups: their names, which are times in UTC, and how many stay."""

import re
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.utils import timezone

NAME = "shop-%Y%m%dT%H%M%SZ.tar.age"
PATTERN = re.compile(r"shop-\d{8}T\d{6}Z\.tar\.age")


class NotConfigured(Exception):
    """BACKUP_TO is empty."""

    def __init__(self) -> None:
        super().__init__(
            "BACKUP_TO is not set: name a folder on another disk, or a bucket (deploy/env.example)"
        )


class NoBackup(Exception):
    """There is no backup, or none of that name."""


def storage() -> Storage:
    """The storage of BACKUP_TO."""
    if not settings.BACKUP_TO:
        raise NotConfigured
    return storages["backups"]


def new_name() -> str:
    """The name of a backup that is made now."""
    return datetime.now(UTC).strftime(NAME)


def stored() -> list[str]:
    """Names of all backups, newest first."""
    where = storage()
    try:
        _, files = where.listdir("")
    except FileNotFoundError:  # a folder that the first backup will make
        return []
    return sorted(filter(PATTERN.fullmatch, files), reverse=True)


def newest() -> str:
    """The name of the newest backup."""
    if found := stored():
        return found[0]
    raise NoBackup("There is no backup yet: manage.py backup makes one")


def age(name: str) -> timedelta:
    """How long ago a backup was made."""
    return timezone.now() - datetime.strptime(name, NAME).replace(tzinfo=UTC)


def rotate() -> list[str]:
    """Delete all but the newest BACKUP_KEEP; returns the names of those deleted."""
    gone = stored()[max(settings.BACKUP_KEEP, 1) :]
    for name in gone:
        storage().delete(name)
    return gone
