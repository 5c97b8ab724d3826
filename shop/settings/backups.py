"""Where backups are stored: a folder on another disk, or a bucket at any service that speaks S3."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from pyrage import IdentityError, x25519

from shop.settings.buckets import bucket


def check_key(backup_to: str, key: str) -> str:
    """The key; raises where backups are on and nobody could read them."""
    if not backup_to:
        return key
    try:
        x25519.Identity.from_str(key)
    except IdentityError as error:
        raise ImproperlyConfigured(
            "BACKUP_KEY must be an age key, AGE-SECRET-KEY-1…, where BACKUP_TO is set. "
            "`manage.py make_env` makes one, and so does age-keygen"
        ) from error
    return key


def backup_storage(to: str, media: Path, *, key_id: str, secret: str) -> dict[str, Any]:
    """An entry of STORAGES for a folder or for `s3://bucket/prefix?endpoint=https://…&region=…`."""
    if to.startswith("s3://"):
        options = bucket("BACKUP_TO", to, key_id=key_id, secret=secret)
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    folder = Path(to)
    if not folder.is_absolute() or folder.resolve().is_relative_to(media.resolve()):
        raise ImproperlyConfigured(
            "BACKUP_TO must be s3://bucket or a whole path such as /mnt/backup outside the public media, "
            f"not {to}"
        )
    return {"BACKEND": "shop.backup.folder.BackupFolder", "OPTIONS": {"location": to}}
