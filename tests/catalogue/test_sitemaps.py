"""What search engines are told."""

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


def test_robots_may_read_the_noindex_of_what_is_linked(db):
    text = Client().get("/robots.txt").content.decode()
    refused = [line.removeprefix("Disallow: ") for line in text.splitlines() if line.startswith("Disallow")]
    assert refused == ["/dashboard/", "/cms/"]
    assert "/sitemap.xml" in text
    for path in ("/search/?q=oil", "/orders/", "/account/login/"):
        answer = Client().get(path, follow=True)
        assert 'name="robots" content="noindex' in answer.content.decode(), path
