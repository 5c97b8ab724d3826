"""Something to sell: `python -m bench.production.stock` prints an id and a picture a line."""

import os
from collections.abc import Mapping
from io import BytesIO

from bench.__main__ import output

COUNT, MANY = 4, 100_000


def fill(env: Mapping[str, str]) -> tuple[list[int], list[str]]:
    """Ids of products, and the address of a picture of each."""
    lines = [line.split() for line in output(env, "-m", "bench.production.stock").splitlines()]
    return [int(product) for product, _ in lines], [picture for _, picture in lines]


def main() -> None:
    import django

    django.setup()
    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    from tests.support.factories import a_product

    for number in range(COUNT):
        product = a_product(f"Oil {number}", stock=MANY)
        picture = BytesIO()
        Image.new("RGB", (400, 300), (200, 200, 40 * number)).save(picture, format="PNG")
        stored = product.images.create(original=SimpleUploadedFile("oil.png", picture.getvalue()))
        print(product.pk, stored.original.url)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.production.settings")
    main()
