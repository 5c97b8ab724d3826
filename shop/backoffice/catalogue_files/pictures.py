"""The pictures of an import: which rows they belong to, whether they can be used, and adding them."""

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models import Max
from PIL import Image

from shop.backoffice.catalogue_files.picture_names import by_sku
from shop.backoffice.catalogue_upload import CatalogueUpload, UploadedPicture
from shop.catalogue.importing.cells import names, short
from shop.catalogue.importing.reader import Row
from shop.catalogue.models import Product, ProductImage
from shop.catalogue.pictures.files import prepared
from shop.fields.picture_upload import check_picture

PICTURES, WORDS = "pictures", "picture_texts"
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
            row.changes[PICTURES] = (f"{len(there)} so far" if there else "", ", ".join(new))
            row.outcome = "changed" if row.outcome == "unchanged" else row.outcome


def add_pictures(upload: CatalogueUpload, rows: Sequence[Row]) -> None:
    """Add what `check_pictures` noted; the caller has opened a transaction. Files go with a failure."""
    made: list[ProductImage] = []
    try:
        for row in rows:
            if PICTURES in row.changes:
                _add_to(Product.objects.get(upc=row.sku), upload, row, made)
    except BaseException:
        for image in made:
            image.original.delete(save=False)
        raise
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
    for image in ProductImage.objects.filter(product__upc=sku):
        with image.original.open("rb") as file:
            found.add(file.read())
    return found


def _add_to(product: Product, upload: CatalogueUpload, row: Row, made: list[ProductImage]) -> None:
    texts = dict(
        zip(names(row.cells[PICTURES]), names(row.cells.get(WORDS, "")), strict=False)
    )  # fewer texts than pictures: the others are called like the product
    place = (
        ProductImage.objects.filter(product=product).aggregate(last=Max("display_order"))["last"] or 0
    ) + 1
    for at, name in enumerate(row.changes[PICTURES][1].split(", ")):
        uploaded = upload.pictures.get(name__iexact=name)
        image = ProductImage(
            product=product, caption=texts.get(name, product.get_title())[:200], display_order=place + at
        )
        image.original = ContentFile(encoded(uploaded), f"{row.sku}.jpg")
        made.append(image)
        image.save()
        UploadedPicture.objects.filter(pk=uploaded.pk).update(image=image)
