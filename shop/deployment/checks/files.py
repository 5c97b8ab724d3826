"""Checks that uploads can be stored, and that nobody else reads the secrets."""

import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from shop.deployment.findings import Finding, ok, wrong
from shop.deployment.media_trial import media_problem


def check() -> Iterator[Finding]:
    """Media and the mode of `.env`."""
    yield _media()
    yield from _secrets(Path(settings.BASE_DIR) / ".env")


def _media() -> Finding:
    if problem := media_problem():
        where = settings.MEDIA_STORAGE or settings.MEDIA_ROOT
        return wrong(f"Uploads can’t be stored and read in {where}: {problem}", _advice())
    return ok("Uploads can be stored and read")


def _advice() -> str:
    if settings.MEDIA_STORAGE:
        return "Check MEDIA_STORAGE, MEDIA_S3_KEY_ID and MEDIA_S3_SECRET, and what the key may do there"
    return f"chown -R plainsong: {settings.MEDIA_ROOT}"


def _secrets(env: Path) -> Iterator[Finding]:
    if not env.exists():
        return
    if stat.S_IMODE(env.stat().st_mode) & 0o077:
        yield wrong(f"Other users of this machine can read {env}", f"chmod 600 {env}")
    else:
        yield ok("Only the shop’s user reads .env")
