"""The figures of a letter against a list of requests: people's clicks, leaving."""

from typing import Any

import pytest
from django.test import Client

from guides.newsletter.models import Newsletter
from guides.newsletter.sending import message
from guides.newsletter.tokens import CLICK, make
from tests.guides.newsletter.sending.test_delivery import a_newsletter, a_reader
from tests.mail.links import links_of

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PERSON = {"user-agent": FIREFOX, "sec-fetch-mode": "navigate"}
REQUESTS: list[tuple[str, dict[str, str], int]] = [
    ("get", PERSON, 1),
    ("get", {"user-agent": FIREFOX}, 1),
    ("head", PERSON, 0),
    ("get", PERSON | {"sec-purpose": "prefetch;prerender"}, 0),
    ("get", PERSON | {"purpose": "prefetch"}, 0),
    ("get", PERSON | {"x-moz": "prefetch"}, 0),
    ("get", PERSON | {"sec-fetch-mode": "no-cors"}, 0),
    ("get", {"user-agent": "curl/8.5.0"}, 0),
    ("get", {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}, 0),
    ("get", {"user-agent": "python-requests/2.32"}, 0),
    ("get", {"user-agent": "Mozilla/5.0 BarracudaCentral"}, 0),
]


@pytest.mark.parametrize(("method", "headers", "counted"), REQUESTS)
def test_only_a_persons_get_is_a_click(method: str, headers: dict[str, str], counted: int) -> None:
    letter = a_newsletter()
    path = f"/newsletter/go/{make(CLICK, letter.pk, 'https://example.org/')}/"
    answer = getattr(Client(headers=headers), method)(path)
    assert answer["Location"] == "https://example.org/"
    assert Newsletter.objects.get().clicks == counted


def test_every_link_but_the_ways_out_is_counted() -> None:
    letter = a_newsletter()
    letter.body = [("text", '<p><a href="https://example.org/a">a</a> <a href="/shop/">b</a></p>')]
    html = message.compose(letter).html
    found = [url for url in links_of(html) if url.startswith("http") and not url.endswith(".png")]
    ways_out = {message.LEAVE, message.PREFERENCES}
    assert all("/newsletter/go/" in url for url in set(found) - ways_out)
    assert sum("/newsletter/go/" in url for url in found) == 2
    assert ways_out <= set(found)


def test_leaving_is_counted_once_for_the_letter(presses: Any) -> None:
    person, letter = a_reader(), a_newsletter()
    leave, _ = message.links_of(message.IssueMessage(letter.pk, "", "", ""), person)
    path = leave.partition("8000")[2]
    Client().get(path)
    presses(path)
    presses(path)
    assert Newsletter.objects.get().leaves == 1
