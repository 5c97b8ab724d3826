from pathlib import Path

import pytest
from django.core.files import File
from PIL import Image

from shop.catalogue.models import Product, ProductClass, ProductImage
from shop.demo.data_files import MEDIA
from shop.settings.pictures import PICTURE_WIDTHS

pytestmark = pytest.mark.django_db


def test_saving_a_picture_makes_its_files_at_once(settings: object, tmp_path: Path) -> None:
    kind = ProductClass.objects.create(name="Oils", slug="oils")
    image = ProductImage(product=Product.objects.create(title="Oil", product_class=kind))
    with (MEDIA / "travel-trio-1.jpg").open("rb") as source:
        image.original.save("trio.jpg", File(source))
    files = image.original.aspect_ratios["1/1"]
    assert {kind: sorted(by_width) for kind, by_width in files.items()} == {
        "AVIF": PICTURE_WIDTHS,
        "WEBP": PICTURE_WIDTHS,
    }
    with Image.open(files["AVIF"][565].path) as made:
        assert made.size == (565, 565)
