"""The pages that a shop begins with."""

from django.test import Client

from guides.demo.pages import load_pages


def test_a_new_shop_has_no_directory_of_examples(db: None, client: Client) -> None:
    load_pages(pictures=False)
    assert client.get("/directory/").status_code == 404
