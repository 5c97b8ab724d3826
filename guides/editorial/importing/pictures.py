"""Stores the pictures of an upload in the library, each once, as the picture form would take them."""

from pathlib import PurePosixPath
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.images.models import AbstractImage

from guides.editorial.importing.article import Article
from guides.editorial.importing.library import NOT_ALLOWED, collection_open_to, stored
from guides.editorial.importing.picture_paths import found_path
from guides.editorial.importing.upload import Upload
from shop.fields.picture_upload import check_picture


class PictureMissing(ValueError):
    """Why a picture can't be taken, as a sentence."""


class PictureStore(Protocol):
    """Where the pictures of an article come from; with `is_check` they are looked at and not stored."""

    by: Any
    is_check: bool

    def take(self, address: str, article: Article, alt: str = "") -> AbstractImage | None:
        """The stored picture, or None in a check. Raises PictureMissing."""


class Pictures:
    """The pictures of an upload; with `is_check` they are looked at and not stored."""

    def __init__(self, upload: Upload, *, by: Any, is_check: bool) -> None:
        self.upload, self.by, self.is_check = upload, by, is_check

    def take(self, address: str, article: Article, alt: str = "") -> Any:
        """The stored picture, or None in a check. Raises PictureMissing."""
        path = found_path(address, folder=article.folder, paths=self.upload.pictures)
        if not path:
            raise PictureMissing(f"Picture left out, it isn’t in the upload: {_short(address)}")
        file = ContentFile(self.upload.read(path), name=PurePosixPath(path).name)
        try:
            check_picture(file)
        except ValidationError as error:
            raise PictureMissing(f"Picture {path} left out: {' '.join(error.messages)}") from error
        collection = collection_open_to(self.by)
        if collection is None:
            raise PictureMissing(NOT_ALLOWED)
        return None if self.is_check else stored(file, alt=alt, by=self.by, collection=collection)


def _short(address: str) -> str:
    return f"{address[:60]}…" if len(address) > 60 else address or "it has no address"
