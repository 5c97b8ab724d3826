"""What is in a backup: a tar of `database`, `media/…` and, last, `manifest.json`."""

import json
import tarfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from shop.backup.encryption import Unreadable
from shop.backup.figures import Figures

DATABASE, MEDIA, MANIFEST = "database", "media", "manifest.json"


@dataclass
class Manifest:
    """What the backup holds. `settings` are names only; their values are in no backup."""

    made: str
    engine: str
    figures: Figures
    settings: list[str] = field(default_factory=list)
    files: int = 0
    bytes: int = 0


def pack(stream: BinaryIO, manifest: Manifest, database: Path, media: Path) -> None:
    """Write the archive; the manifest gets the number and size of the media files."""
    with tarfile.open(fileobj=stream, mode="w|") as tar:
        tar.add(database, DATABASE)
        for file in _files(media):
            with suppress(FileNotFoundError), file.open("rb") as content:  # deleted since it was listed
                entry = tar.gettarinfo(arcname=f"{MEDIA}/{file.relative_to(media)}", fileobj=content)
                tar.addfile(entry, content)
                manifest.files += 1
                manifest.bytes += entry.size
        text = json.dumps(asdict(manifest), indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(text)
        tar.addfile(entry, BytesIO(text))


def _files(media: Path) -> Iterator[Path]:
    return (file for file in sorted(media.rglob("*")) if file.is_file() and not file.is_symlink())


def unpack(stream: BinaryIO, folder: Path, *, media: bool) -> Manifest:
    """Write the parts into `folder`, media only if wanted; raises Unreadable for an incomplete archive."""
    files = size = 0
    with tarfile.open(fileobj=stream, mode="r|") as tar:
        for entry in tar:
            is_media = entry.name.startswith(f"{MEDIA}/")
            files, size = files + is_media, size + entry.size * is_media
            if media or not is_media:
                tar.extract(entry, folder, filter="data")
    if not (folder / MANIFEST).exists():
        raise Unreadable("The backup is incomplete: it has no manifest")
    manifest = Manifest(**json.loads((folder / MANIFEST).read_text()))
    if (manifest.files, manifest.bytes) != (files, size):
        raise Unreadable(f"The backup has {files} uploaded files, and should have {manifest.files}")
    return manifest
