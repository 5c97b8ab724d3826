"""From an empty database to a shop that can be opened, with production's own settings."""

import re

from tests.support.opened_shop import OpenedShop, run

CHECK = """
import django; django.setup()
from django.test import Client
pages = "/ /shop/ /delivery/ /returns/ /privacy/ /contact/ /accessibility/ /terms/ /basket/ /healthz"
for path in pages.split():
    print(path, Client(headers={"host": "shop.example"}).get(path, secure=True).status_code)
"""


def test_a_new_shop_opens_and_opening_it_again_changes_nothing(opened_shop: OpenedShop) -> None:
    assert re.search(r"Pages: [1-9]\d* made", opened_shop.first)
    assert "Pages: all there" in opened_shop.again
    answers = run(opened_shop.env, "-c", CHECK).split("\n")
    assert all(answer.endswith(" 200") for answer in answers if answer), answers
