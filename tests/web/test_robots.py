"""What crawlers may read."""

from django.test import Client


def test_robots_may_read_the_noindex_of_what_is_linked(db):
    text = Client().get("/robots.txt").content.decode()
    refused = [line.removeprefix("Disallow: ") for line in text.splitlines() if line.startswith("Disallow")]
    assert refused == ["/dashboard/", "/office/"]
    assert "/sitemap.xml" in text
    for path in ("/search/?q=oil", "/orders/", "/account/login/"):
        answer = Client().get(path, follow=True)
        assert 'name="robots" content="noindex' in answer.content.decode(), path
