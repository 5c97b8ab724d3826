"""Many PDFs as one ZIP file, written while it is sent."""

from collections.abc import Iterable, Iterator
from io import RawIOBase
from itertools import batched
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from shop.documents.files import BATCH, make_these, pdf_of
from shop.documents.links import file_name
from shop.documents.models import Document


class _Outlet(RawIOBase):
    """A file that can only be written; `take` returns what was written since."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        self._waiting += data
        return len(data)

    def take(self) -> bytes:
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken


def zip_of(documents: Iterable[Document]) -> Iterator[bytes]:
    """The bytes of the file, a piece for each document. PDFs are compressed already, so they are stored."""
    outlet = _Outlet()
    with ZipFile(outlet, "w", ZIP_STORED) as archive:
        for batch in batched(documents, BATCH):
            make_these(batch)
            for document in batch:
                archive.writestr(_entry(document), pdf_of(document))
                yield outlet.take()
    yield outlet.take()


def _entry(document: Document) -> ZipInfo:
    day = document.issued_on
    return ZipInfo(file_name(document), (day.year, day.month, day.day, 0, 0, 0))
