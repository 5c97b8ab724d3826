"""Uploads in a bucket: stored, made smaller and handed out by the shop; nothing has an address of its own."""

import io
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from shop.deployment.system_checks import bucket_works
from shop.web.uploads import PRIVATE_FOLDERS
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_bucket")]
PDF = b"%PDF-1.4\n%%EOF\n"


def a_file(name: str = "oil.png") -> SimpleUploadedFile:
    buffer = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(buffer, format="PNG")
    return SimpleUploadedFile(name, buffer.getvalue(), content_type="image/png")


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_picture_uploaded_in_the_office_is_in_the_bucket(admin_client: Client) -> None:
    form = {"title": "An oil", "file": a_file(), "collection": 1, "tags": ""}
    assert admin_client.post("/office/images/add/", form).status_code == 302
    stored = get_image_model().objects.get().file
    assert stored.name in {one.key.removeprefix("shop/") for one in default_storage.bucket.objects.all()}


def test_a_rendition_is_made_and_handed_out_by_the_shop(client: Client) -> None:
    picture = get_image_model().objects.create(title="An oil", file=a_file())
    address = picture.get_rendition("width-100").url
    answer = client.get(address)
    assert address.startswith("/media/images/")
    assert answer.headers["Content-Type"] == "image/png"
    assert "max-age" in answer.headers["Cache-Control"]
    assert Image.open(io.BytesIO(body(answer))).width == 100


def test_a_products_picture_gets_its_sizes(client: Client) -> None:
    product = factories.a_product()
    picture = product.images.create(original=a_file())
    (sizes,) = picture.original.aspect_ratios.values()
    small = next(iter(sizes["AVIF"].values()))
    assert client.get(small.url).status_code == 200


def test_a_document_is_a_download_by_the_shop(client: Client) -> None:
    document = get_document_model()(title="A leaflet")
    document.file.save("leaflet.pdf", ContentFile(PDF))
    answer = client.get(document.url)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert body(answer) == PDF


@pytest.mark.parametrize("folder", PRIVATE_FOLDERS)
@pytest.mark.parametrize("way", ["/media/{}/a.pdf", "/media/x/../{}/a.pdf", "/media//{}/a.pdf"])
def test_what_is_private_has_no_other_address(folder: str, way: str, client: Client) -> None:
    default_storage.save(f"{folder}/a.pdf", ContentFile(PDF))
    assert client.get(way.format(folder)).status_code == 404


def test_the_bucket_itself_answers_nobody(in_bucket: str) -> None:
    """Without a signature; the server of the tests obeys the access lists of objects."""
    name = default_storage.save("images/a.png", a_file())
    acl = default_storage.bucket.Object(f"shop/{name}").Acl()
    assert not [grant for grant in acl.grants if "AllUsers" in grant["Grantee"].get("URI", "")]
    endpoint = urlsplit(in_bucket).query.partition("endpoint=")[2].partition("&")[0]
    with pytest.raises(HTTPError, match="403"):
        urlopen(f"{endpoint}/oils/shop/{name}", timeout=5)  # noqa: S310


def test_a_page_among_uploads_runs_nothing(client: Client) -> None:
    name = default_storage.save("images/a.html", ContentFile(b"<script>alert(1)</script>"))
    answer = client.get(f"/media/{name}")
    assert name.endswith(".bin")
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_file_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/media/images/none.png").status_code == 404


def test_a_bucket_that_works_is_right() -> None:
    assert bucket_works() == []


def test_a_bucket_that_is_not_there_is_named() -> None:
    default_storage.bucket.objects.delete()
    default_storage.bucket_name = "elsewhere"
    default_storage._bucket = None
    assert "MEDIA_STORAGE" in bucket_works()[0].msg
