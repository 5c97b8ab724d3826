"""Where backups are stored: a folder on another disk, or a bucket at any service that speaks S3."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ImproperlyConfigured
from pyrage import IdentityError, x25519


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
        return _bucket(to, key_id=key_id, secret=secret)
    folder = Path(to)
    if not folder.is_absolute() or folder.resolve().is_relative_to(media.resolve()):
        raise ImproperlyConfigured(
            "BACKUP_TO must be s3://bucket or a whole path such as /mnt/backup outside the public media, "
            f"not {to}"
        )
    return {"BACKEND": "shop.backup.folder.BackupFolder", "OPTIONS": {"location": to}}


def _bucket(to: str, *, key_id: str, secret: str) -> dict[str, Any]:
    parts = urlsplit(to)
    options = {name: values[0] for name, values in parse_qs(parts.query).items()}
    unknown = set(options) - {"endpoint", "region"}
    if not parts.hostname or unknown:
        raise ImproperlyConfigured(
            f"BACKUP_TO must look like s3://bucket/folder?endpoint=https://…&region=…, not {to}"
        )
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": parts.netloc,
            "location": parts.path.strip("/"),
            "endpoint_url": options.get("endpoint"),
            "region_name": options.get("region"),
            "access_key": key_id or None,
            "secret_key": secret or None,
            "default_acl": None,
            "file_overwrite": False,
        },
    }
