"""Uploads for a backup: the folder MEDIA_ROOT, or a copy of the bucket that MEDIA_STORAGE names."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage


def to_pack(folder: Path) -> Path:
    """Where the files lie; those of a bucket are fetched into `folder` first."""
    if not settings.MEDIA_STORAGE:
        return Path(settings.MEDIA_ROOT)
    folder.mkdir()
    for name in _names(""):
        with suppress(FileNotFoundError):  # deleted since it was listed
            _fetch(name, folder / name)
    return folder


def _names(folder: str) -> Iterator[str]:
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}{name}" for name in files if name)
    for name in folders:
        yield from _names(f"{folder}{name}/")


def _fetch(name: str, target: Path) -> None:
    with default_storage.open(name) as source:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as copy:
            shutil.copyfileobj(source, copy)


def put_in_place(restored: Path, stamp: str) -> str:
    """Put restored files where the shop reads them; returns the name of what was there before.

    A folder stays under another name. In a bucket restored files replace those of the same names.
    """
    restored.mkdir(exist_ok=True)
    if settings.MEDIA_STORAGE:
        _upload(restored)
        return ""
    media = Path(settings.MEDIA_ROOT)
    old = media.with_name(f"{media.name}.before-{stamp}")
    restored.chmod(0o755)  # the proxy serves it
    if media.exists():
        media.rename(old)
    restored.rename(media)
    return str(old)


def _upload(restored: Path) -> None:
    for file in sorted(restored.rglob("*")):
        if file.is_file():
            name = str(file.relative_to(restored))
            default_storage.delete(name)  # or the copy would get another name
            with file.open("rb") as content:
                default_storage.save(name, File(content, name))
