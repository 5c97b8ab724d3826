"""What can be imported: the columns of each kind, and how its rows are checked, written and undone."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final

from shop.backoffice.catalogue_files import codes, products
from shop.backoffice.catalogue_upload import CatalogueUpload
from shop.catalogue.importing.reader import Row
from shop.catalogue.importing.services import Report
from shop.spreadsheets.reader import Table, heading_name


@dataclass(frozen=True)
class Kind:
    """One kind. `check` writes nothing; what `ready` gives raises ChangedSincePreview, `undo` CannotUndo.

    `ready` is entered before the transaction, for what takes long.
    """

    columns: Sequence[str]
    found_by: str
    known_as: Mapping[str, str]
    rows: Callable[[Table], list[Row]]
    check: Callable[[CatalogueUpload, Sequence[Row], Callable[[int], object]], Report]
    ready: Callable[[CatalogueUpload], AbstractContextManager[Callable[[Sequence[Row]], Report]]]
    undo: Callable[[CatalogueUpload], None]

    def guessed(self, heading: str) -> str:
        """The column that a heading means; empty where none does."""
        plain = heading_name(heading)
        return plain if plain in self.columns else self.known_as.get(plain, "")


KINDS: Final[Mapping[str, Kind]] = {
    CatalogueUpload.About.PRODUCTS: Kind(
        products.COLUMNS,
        "sku",
        products.KNOWN_AS,
        products.rows_of,
        products.check,
        products.ready,
        products.undo,
    ),
    CatalogueUpload.About.CODES: Kind(
        codes.COLUMNS, "code", codes.KNOWN_AS, codes.rows_of, codes.check, codes.ready, codes.undo
    ),
}


def kind_of(upload: CatalogueUpload) -> Kind:
    """What the file is about."""
    return KINDS[upload.about]
