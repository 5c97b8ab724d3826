"""Opens an uploaded export: a file as it is, or a zip with the export and its pictures. Pure."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from guides.editorial.importing.article import Export, UnreadableExport
from guides.editorial.importing.ghost import read_ghost
from guides.editorial.importing.markdown import read_markdown
from guides.editorial.importing.wordpress import read_wordpress
from shop.web.upload_sizes import MEGABYTE

MAX_FILES = 10_000
MAX_ARTICLES = 2_000
MAX_UNPACKED = 500 * MEGABYTE
MAX_TEXT = 50 * MEGABYTE  # all texts together, which are read at once; pictures are read one by one
MARKDOWN = (".md", ".markdown")
TEXTS = (*MARKDOWN, ".xml", ".json")
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif")
KINDS = "Markdown (.md), WordPress’s export (.xml), Ghost’s export (.json), or a zip of one of these"


class Upload:
    """The texts of an upload, and its pictures by their paths."""

    def __init__(self, name: str, content: bytes) -> None:
        """Raises UnreadableExport."""
        self._zip = _opened(content) if name.lower().endswith(".zip") else None
        self.pictures = {one.filename: one for one in self._entries() if _ends(one.filename, PICTURES)}
        self.texts = self._unpacked_texts() if self._zip else {name: content}

    def export(self) -> Export:
        """The articles. Raises UnreadableExport."""
        found = self._export()
        if len(found.articles) > MAX_ARTICLES:
            raise UnreadableExport(f"At most {MAX_ARTICLES:,} articles at a time.")
        for article in found.articles:
            article.title = " ".join(article.title.split()) or "Without a title"
        return found

    def read(self, path: str) -> bytes:
        """A picture's bytes; empty if it can't be unpacked."""
        try:
            return self._zip.read(self.pictures[path]) if self._zip else b""
        except (BadZipFile, ZlibError, NotImplementedError, RuntimeError, EOFError):
            return b""

    def _export(self) -> Export:
        for name, content in self.texts.items():
            if name.lower().endswith(".xml"):
                return read_wordpress(content)
            if name.lower().endswith(".json"):
                return read_ghost(content)
        files = {name: content for name, content in self.texts.items() if _ends(name, MARKDOWN)}
        if not files:
            raise UnreadableExport(f"Please choose {KINDS}.")
        return read_markdown(files)

    def _entries(self) -> Iterator[ZipInfo]:
        for one in self._zip.infolist() if self._zip else ():
            hidden = any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(one.filename).parts)
            if not one.is_dir() and not hidden:
                yield one

    def _unpacked_texts(self) -> dict[str, bytes]:
        texts = [one for one in self._entries() if _ends(one.filename, TEXTS)]
        exports = [one for one in texts if not _ends(one.filename, MARKDOWN)]
        if sum(one.file_size for one in texts) > MAX_TEXT:
            raise UnreadableExport("The texts in this zip are larger than 50 MB.")
        try:
            return {one.filename: self._zip.read(one) for one in exports or texts} if self._zip else {}
        except (BadZipFile, ZlibError, NotImplementedError, RuntimeError, EOFError) as error:
            raise UnreadableExport("This zip is damaged or has a password.") from error


def _opened(content: bytes) -> ZipFile:
    try:
        found = ZipFile(BytesIO(content))
    except (BadZipFile, LargeZipFile, ValueError) as error:
        raise UnreadableExport("This zip can’t be opened.") from error
    entries = found.infolist()
    if len(entries) > MAX_FILES or sum(one.file_size for one in entries) > MAX_UNPACKED:
        raise UnreadableExport(f"A zip holds at most {MAX_FILES:,} files and 500 MB unpacked.")
    return found


def _ends(name: str, endings: tuple[str, ...]) -> bool:
    return name.lower().endswith(endings)
