"""Puts the pictures of a document into the library, each once, with the rights of whoever brings them."""

from pathlib import PurePosixPath

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Collection
from wagtail.permissions import policy_registry
from wagtail.utils.file import hash_filelike

NOT_ALLOWED = "Picture left out: you may not upload pictures."


def collection_open_to(by: AbstractBaseUser | None) -> Collection | None:
    """The first to which this person may add pictures; without a person, in a command, the library's root."""
    if by is None:
        return Collection.get_first_root_node()
    policy = policy_registry.get_by_type(get_image_model())
    return policy.collections_user_has_permission_for(by, "add").first()


def stored(
    file: ContentFile[bytes], *, alt: str, by: AbstractBaseUser | None, collection: Collection
) -> AbstractImage:
    """The library's picture with these bytes, made if there is none, titled by `alt` or the file's name."""
    images = get_image_model()._default_manager
    digest = hash_filelike(file)
    known: AbstractImage | None = images.filter(file_hash=digest).first()
    if known:
        return known
    about = {"file_hash": digest, "file_size": file.size, "uploaded_by_user": by}
    title = (alt or PurePosixPath(str(file.name)).stem.replace("-", " "))[:255]
    made: AbstractImage = images.create(title=title, file=file, collection=collection, **about)
    return made
