"""Uploads can be stored, and nobody else reads the secrets."""

import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from shop.deployment.findings import Finding, ok, wrong


def check() -> Iterator[Finding]:
    """Media and the mode of `.env`."""
    yield _media()
    yield from _secrets(Path(settings.BASE_DIR) / ".env")


def _media() -> Finding:
    try:
        name = default_storage.save("doctor/test.txt", ContentFile(b"test"))
        default_storage.delete(name)
    except OSError as error:
        return wrong(f"Uploads can’t be stored: {error}", f"chown -R plainsong: {settings.MEDIA_ROOT}")
    return ok("Uploads can be stored")


def _secrets(env: Path) -> Iterator[Finding]:
    if not env.exists():
        return
    if stat.S_IMODE(env.stat().st_mode) & 0o077:
        yield wrong(f"Other users of this machine can read {env}", f"chmod 600 {env}")
    else:
        yield ok("Only the shop’s user reads .env")
