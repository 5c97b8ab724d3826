"""Pictures of products in a zip: by SKU or by a column, checked, made anew, added once, undone."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from shop.backoffice.catalogue_files import services
from shop.backoffice.catalogue_upload import CatalogueUpload, UploadedPicture
from shop.catalogue.models import Product, ProductImage
from tests.backoffice.catalogue_files.sending import URL, Send, photo, upload, zipped
from tests.support.factories import a_category
from tests.support.html import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Iterator[Path]:
    settings.MEDIA_ROOT = tmp_path
    yield tmp_path


def pictures_of(sku: str) -> list[str]:
    """The alternative texts, in the order of the page."""
    images = ProductImage.objects.filter(product__upc=sku).order_by("display_order")
    return list(images.values_list("caption", flat=True))


def test_pictures_named_by_sku_are_shown_before_they_are_added(
    staff: Client, post: Send, oil: Product
) -> None:
    page = upload(staff, post, zipped(**{"a-1_2__png": photo("red"), "A-1__jpg": photo("blue")}))
    assert "A-1.jpg | a-1_2.png" in words_of(staff.get(page)) and pictures_of("A-1") == []
    post(page)
    assert pictures_of("A-1") == ["Sunflower oil"] * 2


def test_a_column_names_pictures_and_their_texts(staff: Client, post: Send, oil: Product) -> None:
    table = b"sku,price,Image,Alt text\nA-1,16.00,front.jpg | back.jpg,The front | The back\n"
    content = zipped(list__csv=table, front__jpg=photo("red"), back__jpg=photo("blue"))
    post(upload(staff, post, content))
    assert pictures_of("A-1") == ["The front", "The back"]
    assert oil.stockrecords.get().price == 16


def test_a_new_product_gets_its_pictures(staff: Client, post: Send, oil: Product) -> None:
    table = b"sku,title,price\nB-2,New oil,9.00\n"
    content = zipped(list__csv=table, **{"B-2__jpg": photo()})
    post(upload(staff, post, content, kind=oil.product_class.name, category=a_category().name))
    assert len(pictures_of("B-2")) == 1


def test_the_same_zip_adds_nothing_a_second_time(staff: Client, post: Send, oil: Product) -> None:
    content = zipped(**{"A-1__jpg": photo()})
    post(upload(staff, post, content))
    page = upload(staff, post, content)
    assert "0 would be added, 0 changed" in words_of(staff.get(page)) and len(pictures_of("A-1")) == 1


def test_a_picture_is_made_anew_without_its_metadata(staff: Client, post: Send, oil: Product) -> None:
    file, exif = BytesIO(), Image.Exif()
    exif[0x010E] = "12 High Street"
    Image.new("RGB", (640, 640)).save(file, "JPEG", exif=exif)
    post(upload(staff, post, zipped(**{"A-1__jpg": file.getvalue()})))
    stored = ProductImage.objects.get().original
    assert b"High Street" in file.getvalue() and b"High Street" not in stored.open("rb").read()
    assert stored.name.endswith(".jpg")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<svg onload=alert(1)>", "isn’t a JPEG, PNG, WebP or AVIF picture"),
        (photo()[:3000], "damaged or incomplete"),
        (photo(side=200), "has 200 × 200 pixels; 600 × 600 are needed."),
    ],
)
def test_what_cant_be_used_stops_the_import(
    staff: Client, post: Send, oil: Product, content: bytes, says: str
) -> None:
    page = upload(staff, post, zipped(**{"A-1__jpg": photo(), "A-1-2__jpg": content}))
    assert says in words_of(staff.get(page))
    post(page)
    assert pictures_of("A-1") == []


def test_a_picture_that_no_product_is_called_by_is_named(staff: Client, post: Send, oil: Product) -> None:
    page = upload(staff, post, zipped(**{"A-1__jpg": photo(), "Z-9__jpg": photo("red")}))
    assert "No product has the SKU “Z-9”" in words_of(staff.get(page))


def test_pictures_that_no_row_names_are_listed(staff: Client, post: Send, oil: Product) -> None:
    content = zipped(list__csv=b"sku,price\nA-1,16.00\n", stray__jpg=photo())
    page = upload(staff, post, content)
    assert "No row names these pictures, so they stay out: stray.jpg." in words_of(staff.get(page))


def test_a_name_that_isnt_in_the_zip_is_a_problem_and_nothing_is_fetched(
    staff: Client, post: Send, oil: Product
) -> None:
    table = "sku,pictures\nA-1,https://example.com/oil.jpg\n"
    assert "isn’t in the zip" in words_of(staff.get(upload(staff, post, table)))


def test_undoing_removes_the_pictures(staff: Client, post: Send, oil: Product) -> None:
    page = upload(staff, post, zipped(**{"A-1__jpg": photo()}))
    post(page)
    post(f"{page}undo/")
    assert pictures_of("A-1") == [] and CatalogueUpload.objects.get().state == "undone"


def test_a_failure_leaves_no_picture_and_no_file(
    staff: Client, post: Send, oil: Product, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = upload(staff, post, zipped(**{"A-1__jpg": photo(), "A-1-2__jpg": photo("red")}))
    save = ProductImage.save

    def fails_the_second_time(image: ProductImage, *args: Any, **kwargs: Any) -> None:
        if ProductImage.objects.exists():
            raise OSError("disk full")
        save(image, *args, **kwargs)

    monkeypatch.setattr(ProductImage, "save", fails_the_second_time)
    post(page)
    assert pictures_of("A-1") == [] and not [file for file in media.rglob("*.*") if file.is_file()]


def test_what_was_imported_is_kept_once(staff: Client, post: Send, oil: Product) -> None:
    post(upload(staff, post, zipped(**{"A-1__jpg": photo()})))
    assert bytes(UploadedPicture.objects.get().content) == b""


def test_pictures_that_were_never_imported_go_after_a_month(staff: Client, post: Send, oil: Product) -> None:
    upload(staff, post, zipped(**{"A-1__jpg": photo()}))
    CatalogueUpload.objects.update(uploaded_at=timezone.now() - services.PICTURES_KEPT * 2)
    upload(staff, post, "sku,price\nA-1,16.00\n")
    assert not UploadedPicture.objects.exists()


def test_a_zip_is_refused_beside_its_field(staff: Client) -> None:
    answer = staff.post(URL, {"file": SimpleUploadedFile("x.zip", zipped(run__exe=b"MZ"))})
    assert answer.status_code == 422 and "“run.exe” in the zip is neither" in words_of(answer)


def test_addresses_of_pictures_in_another_programs_file_are_left_out(
    staff: Client, post: Send, oil: Product
) -> None:
    page = upload(staff, post, "sku,price,images\nA-1,16.00,https://example.com/oil.jpg\n")
    assert "0 would be added, 1 changed" in words_of(staff.get(page))
