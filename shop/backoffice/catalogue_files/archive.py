"""Opens an uploaded zip of product pictures, with or without a table of products. Pure.

Nothing is unpacked to a disk, no zip within it is opened, and no more is read than the zip says it holds.
"""

import io
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from shop.settings.uploads import EXTENSIONS
from shop.spreadsheets.reader import UnreadableFile
from shop.web.upload_sizes import MEGABYTE
from shop.web.uploads import extension_of

MOST_PICTURES: Final = 200
MOST_UNPACKED: Final = 40 * MEGABYTE
TABLES: Final = ("csv", "txt", "xlsx")
ZIP: Final = b"PK\x03\x04"
OF_OFFICE_FILES: Final = {"[Content_Types].xml", "mimetype"}  # Excel's and LibreOffice's files are zips
TOO_LARGE: Final = (
    f"A zip holds at most {MOST_PICTURES} pictures and {MOST_UNPACKED // MEGABYTE} MB unpacked. Split it."
)
DAMAGED: Final = "This zip is damaged or has a password."


@dataclass(frozen=True)
class Archive:
    """The pictures by file name, without folders, and the table if there is one."""

    table: bytes | None = None
    pictures: dict[str, bytes] = field(default_factory=dict)


def is_archive(content: bytes) -> bool:
    """Whether it is a zip, and none that is an office file."""
    if not content.startswith(ZIP):
        return False
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            return not OF_OFFICE_FILES & set(packed.namelist())
    except (BadZipFile, LargeZipFile, ValueError):
        return False  # whoever reads tables says what is wrong with it


def opened(content: bytes) -> Archive:
    """What is in the zip. Raises UnreadableFile, also for anything but pictures and one table."""
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            entries = [entry for entry in packed.infolist() if not _is_hidden(entry)]
            _check(entries)
            return _sorted({_name(entry): packed.read(entry) for entry in entries})
    except (BadZipFile, LargeZipFile, ZlibError, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableFile(DAMAGED) from error


def _check(entries: list[ZipInfo]) -> None:
    """By the sizes that the zip names: reading stops there, and a zip that lies is damaged."""
    if len(entries) > MOST_PICTURES + 1 or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise UnreadableFile(TOO_LARGE)
    names: set[str] = set()
    for entry in entries:
        name = _name(entry)
        if extension_of(name) not in (*EXTENSIONS, *TABLES):
            raise UnreadableFile(f"“{name}” in the zip is neither a picture nor a table.")
        if name.lower() in names:
            raise UnreadableFile(f"Two files in the zip are called “{name}”.")
        names.add(name.lower())


def _sorted(files: dict[str, bytes]) -> Archive:
    tables = {name: content for name, content in files.items() if extension_of(name) in TABLES}
    if len(tables) > 1:
        raise UnreadableFile(f"The zip holds {len(tables)} tables. One is read at a time.")
    pictures = {name: content for name, content in files.items() if name not in tables}
    if not pictures:
        raise UnreadableFile("The zip holds no picture. Upload the table by itself.")
    return Archive(next(iter(tables.values()), None), pictures)


def _is_hidden(entry: ZipInfo) -> bool:
    """Folders, and what macOS adds."""
    parts = PurePosixPath(entry.filename).parts
    return entry.is_dir() or any(part.startswith((".", "__MACOSX")) for part in parts)


def _name(entry: ZipInfo) -> str:
    return PurePosixPath(entry.filename.replace("\\", "/")).name[:200]
