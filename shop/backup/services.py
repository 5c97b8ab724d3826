"""Makes, restores and tries backups."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files import File
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone
from dotenv import dotenv_values

from shop.backup import store, uploads
from shop.backup.archive import DATABASE, MEDIA, Manifest, pack, unpack
from shop.backup.encryption import Source, Unreadable, decrypted, encrypted
from shop.backup.engines import engine
from shop.backup.figures import Figures, differences, figures
from shop.monitoring.models import Heartbeat

DRILL = "restore drill"


class Differs(Exception):
    """A restored database isn't what was stored."""


class OtherDatabase(Exception):
    """The backup is of another kind of database than DATABASE_URL names."""


@dataclass(frozen=True)
class Restored:
    """What a restore left behind: names of the old database and media, and of settings that are missing.

    `old_media` is empty for uploads in a bucket.
    """

    manifest: Manifest
    old_database: str
    old_media: str
    missing_settings: list[str]


def make_backup() -> str:
    """Store an encrypted backup of database and media, delete those too many, return its name."""
    where, name = store.storage(), store.new_name()
    with _folder() as folder:
        found = engine(connection).dump(connection, folder / DATABASE)
        manifest = make_manifest(found)
        file = folder / name
        with file.open("wb") as target, encrypted(target, settings.BACKUP_KEY) as stream:
            pack(stream, manifest, folder / DATABASE, uploads.to_pack(folder / MEDIA))
        with file.open("rb") as content:
            where.save(name, File(content, name))
        if where.size(name) != file.stat().st_size:
            raise Unreadable(f"{name} was not stored completely")
    store.rotate()
    return name


def make_manifest(found: Figures) -> Manifest:
    """What is stored beside the data."""
    return Manifest(timezone.now().isoformat(), connection.vendor, found, _names_of_settings())


def try_newest() -> str:
    """Restore the newest backup beside the shop, compare, throw it away; returns its name."""
    name = store.newest()
    with store.storage().open(name) as source, _folder() as folder:
        manifest = _read(source, folder, media=False)
        with engine(connection).scratch(connection, folder / DATABASE) as restored:
            _compare(manifest, restored)
    Heartbeat.objects.update_or_create(name=DRILL, defaults={"at": timezone.now()})
    return name


def restore(source: Source) -> Restored:
    """Put a backup in the place of the shop's database and media, which stay under other names."""
    stamp = timezone.now().strftime("%Y%m%d%H%M%S")
    with _folder() as folder:
        manifest = _read(source, folder, media=True)
        with engine(connection).scratch(connection, folder / DATABASE) as restored:
            _compare(manifest, restored)
            old_database = engine(connection).put_in_place(connection, restored, stamp)
        old_media = uploads.put_in_place(folder / MEDIA, stamp)
    missing = sorted(set(manifest.settings) - set(_names_of_settings()))
    return Restored(manifest, old_database, old_media, missing)


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder that only the shop's user reads, on the disk of the shop's own files: /tmp may be memory."""
    with TemporaryDirectory(prefix="backup-", dir=settings.VAR_DIR) as folder:
        yield Path(folder)


def _read(source: Source, folder: Path, *, media: bool) -> Manifest:
    with decrypted(source, settings.BACKUP_KEY) as stream:
        manifest = unpack(stream, folder, media=media)
    if manifest.engine != connection.vendor:
        raise OtherDatabase(f"The backup is of {manifest.engine}, and DATABASE_URL names {connection.vendor}")
    return manifest


def _compare(manifest: Manifest, restored: BaseDatabaseWrapper) -> None:
    with restored.cursor() as cursor:
        wrong = differences(manifest.figures, figures(restored, cursor, manifest.figures))
    if wrong:
        raise Differs("The restored database differs: " + "; ".join(wrong))


def _names_of_settings() -> list[str]:
    """Names of the variables that this shop sets, so that a new machine can tell which are missing."""
    known = dotenv_values(Path(settings.BASE_DIR) / "deploy" / "env.example", interpolate=False)
    file = dotenv_values(Path(settings.BASE_DIR) / ".env", interpolate=False)
    return sorted({name for name in {*known, *file} if os.environ.get(name)})
