"""The pictures of an import: which rows they belong to, whether they can be used, and adding them."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models import Max
from PIL import Image

from shop.backoffice.catalogue_files.picture_names import by_sku
from shop.backoffice.catalogue_upload import CatalogueUpload, UploadedPicture
from shop.catalogue.importing.cells import names, short
from shop.catalogue.importing.reader import Row
from shop.catalogue.importing.skus import named, product_of
from shop.catalogue.models import Product, ProductImage
from shop.catalogue.pictures.files import prepared
from shop.fields.picture_upload import check_picture

PICTURES, WORDS = "pictures", "picture_texts"
SEPARATOR: Final = " | "
type Made = dict[str, ProductImage]
SMALLEST: Final = 600  # pages need the smallest of the generated widths
QUALITY: Final = 92
NOT_UPLOADED: Final = "Upload the pictures in one zip with this file."


def give_names(upload: CatalogueUpload, rows: Sequence[Row]) -> None:
    """Rows that name no picture take those that are called like their SKU."""
    stored = list(upload.pictures.values_list("name", flat=True))
    found = by_sku(stored, [row.sku for row in rows if row.sku and PICTURES not in row.cells])
    for row in rows:
        if row.sku in found:
            row.cells[PICTURES] = " | ".join(found[row.sku])


def left_out(upload: CatalogueUpload, rows: Sequence[Row]) -> str:
    """A sentence about pictures of the zip that no row names; empty without any."""
    named = {name.lower() for row in rows for name in names(row.cells.get(PICTURES, ""))}
    stored = upload.pictures.values_list("name", flat=True)
    stray = [name for name in stored if name.lower() not in named]
    return f"No row names these pictures, so they stay out: {', '.join(stray)}." if stray else ""


def check_pictures(upload: CatalogueUpload, rows: Sequence[Row]) -> None:
    """Note on each row which pictures it would add, or what is wrong with them; nothing is written."""
    times = Counter(name.lower() for row in rows for name in names(row.cells.get(PICTURES, "")))
    for row in rows:
        if not row.cells.get(PICTURES):
            continue
        there = _there(row.sku)
        new = [one.name for one in _usable(upload, row, times) if encoded(one) not in there]
        if new:
            row.changes[PICTURES] = (f"{len(there)} so far" if there else "", SEPARATOR.join(new))
            row.outcome = "changed" if row.outcome == "unchanged" else row.outcome


@contextmanager
def files_made(upload: CatalogueUpload, names_by_sku: Mapping[str, str]) -> Iterator[Made]:
    """Files of all pictures, made before the transaction: that takes a second each, and would lock stock.

    Those without a stored row when it is over are deleted again.
    """
    made: Made = {}
    try:
        for sku, held in names_by_sku.items():
            for name in held.split(SEPARATOR):
                uploaded = upload.pictures.get(name__iexact=name)
                if not uploaded.content:
                    continue  # another task has imported it
                image = made[name] = ProductImage()
                image.original.save(f"{sku}.jpg", ContentFile(encoded(uploaded)), save=False)
        yield made
    finally:
        keys = [image.pk for image in made.values() if image.pk]
        stored = set(ProductImage.objects.filter(pk__in=keys).values_list("pk", flat=True))
        for image in made.values():
            if image.pk not in stored and image.original:
                image.original.delete(save=False)


def add_pictures(
    upload: CatalogueUpload, rows: Sequence[Row], names_by_sku: Mapping[str, str], made: Made
) -> None:
    """Add what the preview showed; the caller has opened a transaction."""
    for row in rows:
        held, product = names_by_sku.get(row.sku), product_of(row.sku)
        if held and product:
            row.changes[PICTURES] = ("", held)
            row.outcome = "changed" if row.outcome == "unchanged" else row.outcome
            _add_to(product, upload, row, made)
    upload.pictures.update(content=b"")


def take_pictures_back(upload: CatalogueUpload) -> None:
    """Remove the pictures that the import added and that are still there."""
    for image in ProductImage.objects.filter(pk__in=upload.pictures.exclude(image=None).values("image")):
        image.delete()


def encoded(picture: UploadedPicture) -> bytes:
    """The picture anew from its pixels, upright and without metadata; the same upload gives the same."""
    with Image.open(io.BytesIO(bytes(picture.content))) as original:
        file = io.BytesIO()
        prepared(original).convert("RGB").save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


def _usable(upload: CatalogueUpload, row: Row, times: Counter[str]) -> Iterable[UploadedPicture]:
    for name in names(row.cells[PICTURES]):
        found = upload.pictures.filter(name__iexact=name).first()
        if problem := _problem(found, name, times[name.lower()]):
            row.complain(PICTURES, problem)
        elif found:
            yield found


def _problem(found: UploadedPicture | None, name: str, times: int) -> str:
    if found is None:
        return f"“{short(name)}” isn’t in the zip. {NOT_UPLOADED}"
    if times > 1:
        return f"“{short(name)}” is named twice. A picture belongs to one product or size."
    try:
        check_picture(ContentFile(bytes(found.content), name))
    except ValidationError as problem:
        return f"“{short(name)}”: {' '.join(problem.messages)}"
    with Image.open(io.BytesIO(bytes(found.content))) as picture:
        width, height = picture.size
    if min(width, height) < SMALLEST:
        return f"“{short(name)}” has {width} × {height} pixels; {SMALLEST} × {SMALLEST} are needed."
    return ""


def _there(sku: str) -> set[bytes]:
    """The files of the pictures that the product has, so that the same zip adds none a second time."""
    found = set()
    for image in ProductImage.objects.filter(product__in=named([sku])):
        with image.original.open("rb") as file:
            found.add(file.read())
    return found


def _add_to(product: Product, upload: CatalogueUpload, row: Row, made: Made) -> None:
    """Below the pictures that are there; one without a text is called like the product."""
    texts = dict(zip(names(row.cells[PICTURES]), names(row.cells.get(WORDS, "")), strict=False))
    last = ProductImage.objects.filter(product=product).aggregate(last=Max("display_order"))["last"] or 0
    for place, name in enumerate(row.changes[PICTURES][1].split(SEPARATOR), start=last + 1):
        image = made[name]
        image.product, image.display_order = product, place
        image.caption = texts.get(name, product.get_title())[:200]
        image.save()
        upload.pictures.filter(name__iexact=name).update(image=image)
