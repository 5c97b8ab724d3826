"""The shop’s pages in the sitemap."""

from django.test import Client

from tests.support import factories


def test_sitemap_lists_what_is_public(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        factories.a_product("Jojoba", categories=[factories.a_category("Oils")])
        factories.a_product("Secret", is_public=False)
    text = Client().get("/sitemap.xml").content.decode()
    assert "/shop/jojoba/</loc>" in text
    assert "/shop/category/oils/</loc>" in text
    assert "secret" not in text
