"""Puts the pictures of a pasted document into the library, with the rights of whoever pasted it."""

from collections.abc import Mapping

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.images.models import AbstractImage

from guides.editorial.importing.article import Article
from guides.editorial.importing.library import NOT_ALLOWED, collection_open_to, stored
from guides.editorial.importing.pictures import PictureMissing
from shop.fields.file_store import check_store
from shop.fields.picture_upload import check_picture

HINTS = {
    "file": "Picture left out, as it stands on your own disk: choose its file below the text, too.",
    "http": "Picture left out, as it stands on another site: save it and choose its file, too.",
}


class PastedPictures:
    """The pictures of a document by the names that its text has for them."""

    is_check = False

    def __init__(self, files: Mapping[str, bytes], *, by: AbstractBaseUser) -> None:
        self.files, self.by = files, by
        self._collection = collection_open_to(by)

    def take(self, address: str, article: Article, alt: str = "") -> AbstractImage:
        """The stored picture. Raises PictureMissing."""
        if address not in self.files:
            kind = "http" if address.startswith(("http:", "https:", "//")) else "file"
            raise PictureMissing(HINTS[kind])
        if self._collection is None:
            raise PictureMissing(NOT_ALLOWED)
        name = address.split("-", 2)[-1]
        file = ContentFile(self.files[address], name=name)
        try:
            check_picture(file)
            check_store()
        except ValidationError as error:
            raise PictureMissing(f"Picture {name} left out: {' '.join(error.messages)}") from error
        return stored(file, alt=alt, by=self.by, collection=self._collection)
