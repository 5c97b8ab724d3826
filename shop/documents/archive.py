"""Many PDFs as one ZIP file, written while it is sent."""

from collections.abc import Iterable, Iterator
from io import RawIOBase
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from shop.documents.files import pdf_of
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
        for document in documents:
            day = document.issued_on
            archive.writestr(
                ZipInfo(file_name(document), (day.year, day.month, day.day, 0, 0, 0)), pdf_of(document)
            )
            yield outlet.take()
    yield outlet.take()
