"""Writing a review, and erasing what is personal in one."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import IO

from django.db import transaction
from django.db.models import QuerySet

from shop.catalogue.reviews import photo_files
from shop.catalogue.reviews.models import ProductReview, ReviewPhoto


@transaction.atomic
def write_review(*, review: ProductReview, photos: Sequence[IO[bytes]] = ()) -> ProductReview:
    """Save a review with its photos; both wait for staff."""
    review.save()
    for upload in photos[: ReviewPhoto.MOST]:
        _add_photo(review, upload)
    return review


def _add_photo(review: ProductReview, upload: IO[bytes]) -> None:
    picture = photo_files.pixels_of(upload)
    photo = ReviewPhoto(review=review, width=picture.width, height=picture.height)
    photo.large.save(photo_files.photo_name(), photo_files.encoded(picture), save=False)
    photo_files.store_small(photo.large.storage, photo.large.name, picture)
    photo.save()


def remove_photos(*, photos: Iterable[ReviewPhoto]) -> int:
    """Delete photos, then their files once the transaction is committed; returns how many."""
    removed = list(photos)
    for photo in removed:
        photo.delete()
        transaction.on_commit(partial(photo_files.delete_files, photo.large))
    return len(removed)


@transaction.atomic
def erase_author(*, reviews: QuerySet[ProductReview]) -> int:
    """Erase name, address, the baby’s age and photos; the words and stars stay. Returns how many reviews."""
    remove_photos(photos=ReviewPhoto.objects.filter(review__in=reviews))
    return reviews.update(user=None, name="", email="", baby_months=None)
