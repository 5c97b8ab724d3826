"""Puts the pictures of a pasted document into the library, with the rights of whoever pasted it."""

from collections.abc import Mapping

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Collection
from wagtail.permissions import policy_registry
from wagtail.utils.file import hash_filelike

from guides.editorial.importing.article import Article
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
        policy = policy_registry.get_by_type(get_image_model())
        self._collections = policy.collections_user_has_permission_for(by, "add")

    def take(self, address: str, article: Article, alt: str = "") -> AbstractImage:
        """The stored picture. Raises PictureMissing."""
        if address not in self.files:
            kind = "http" if address.startswith(("http:", "https:", "//")) else "file"
            raise PictureMissing(HINTS[kind])
        collection = self._collections.first()
        if collection is None:
            raise PictureMissing("Picture left out: you may not upload pictures.")
        name = address.split("-", 2)[-1]
        file = ContentFile(self.files[address], name=name)
        try:
            check_picture(file)
            check_store()
        except ValidationError as error:
            raise PictureMissing(f"Picture {name} left out: {' '.join(error.messages)}") from error
        return self._stored(file, collection, alt)

    def _stored(self, file: ContentFile[bytes], collection: Collection, alt: str) -> AbstractImage:
        images = get_image_model()._default_manager
        digest = hash_filelike(file)
        known: AbstractImage | None = images.filter(file_hash=digest).first()
        if known:
            return known
        about = {"file_hash": digest, "file_size": file.size, "uploaded_by_user": self.by}
        title = (alt or str(file.name).rsplit(".", 1)[0].replace("-", " "))[:255]
        made: AbstractImage = images.create(title=title, file=file, collection=collection, **about)
        return made
