"""No screen shows a role a link that refuses the role: the office is walked as each of them."""

from collections import Counter, deque
from collections.abc import Iterable
from typing import Final
from urllib.parse import urljoin, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone

from shop.accounts.models import User
from shop.backoffice.roles import BOOKKEEPER, OWNER, PACKER, ROLES, SAFETY, SHOPKEEPER, Role, role_group
from tests.backoffice.activity.filled_shop import fill_shop
from tests.backoffice.test_menu import links
from tests.crawl.documents import tags_of
from tests.support import pages
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.left_empty import frames_left_empty
from tests.support.packing import send
from tests.support.purchases import a_paid_order

pytestmark = [pytest.mark.django_db, pytest.mark.long]
START: Final = "/office/"
# Signing out, and what a script completes with the pages that are ticked.
NOT_FOLLOWED: Final = {"wagtailadmin_logout", "wagtail_bulk_action"}
EACH: Final = 2  # of the addresses with one name; all others are like them
LEAST: Final = {
    OWNER.label: 120,
    SHOPKEEPER.label: 90,
    PACKER.label: 25,
    BOOKKEEPER.label: 35,
    SAFETY.label: 3,
}


def name_of(address: str) -> str:
    """The name of an address of the office; empty for others, and for those that end the walk."""
    path = urlsplit(address).path
    try:
        name = resolve(path).view_name if path.startswith(START) else ""
    except Resolver404:
        return "nowhere"
    return "" if name in NOT_FOLLOWED else name


def links_of(page: HttpResponse, url: str) -> list[str]:
    """Where its links lead, forms that only look (`get`) included; what a script adds isn’t."""
    if not page.headers.get("Content-Type", "").startswith("text/html"):
        return []
    found = [given["href"] for tag, given in tags_of(page.content) if tag == "a" and "href" in given]
    return [urljoin(url, href.partition("#")[0]) for href in found if not href.startswith("#")]


def is_refused(answer: HttpResponse, url: str) -> bool:
    """A refusal, or one that leads back to Today with a sentence."""
    led_back = answer.headers.get("Location") == START and urlsplit(url).path != START
    return answer.status_code in {403, 404, 405, 500} or led_back


def walk(client: Client, menu: Iterable[str]) -> tuple[Counter[str], list[str]]:
    """How often each name was opened, and what was refused with the page that links it."""
    seen: Counter[str] = Counter()
    asked, refused = set(), []
    waiting = deque((url, "the menu") for url in [START, *menu])
    while waiting:
        url, origin = waiting.popleft()
        name = name_of(url)
        if not name or url in asked or seen[name] >= EACH:
            continue
        asked.add(url)
        seen[name] += 1
        answer = client.get(url)
        if is_refused(answer, url):
            refused.append(f"{answer.status_code} {url}, linked on {origin}")
        waiting.extend((link, url) for link in links_of(answer, url))
    return seen, refused


@pytest.fixture
def filled(ada: User) -> None:
    """A shop with one of everything, and two guides that staff may not all edit."""
    fill_shop(ada)
    send(a_paid_order(a_product("Sweet almond oil")))  # with its batch noted
    pages.a_guide("legs", first_published_at=timezone.now())
    pages.a_guide("feet", live=False)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.label)
def test_every_link_that_is_shown_opens(role: Role, filled: None) -> None:
    person = User.objects.create_user("kim@example.com", "correct horse battery", first_name="Kim")
    person.groups.add(role_group(role))
    person = User.objects.get(pk=person.pk)  # without the rights of before
    with frames_left_empty():  # a script makes the menu, whose links are given
        seen, refused = walk(signed_in(person), links(person).values())
    assert not refused, "\n".join(refused)
    assert len(seen) >= LEAST.get(role.label, 8)


def test_the_walk_finds_a_link_that_is_refused(filled: None, ben: User) -> None:
    """The control: whoever loses a role on the way meets the links that the role had."""
    ben.groups.add(role_group(PACKER))
    client = signed_in(ben)
    found = {name_of(link) for link in links_of(client.get(START), START)}
    assert "office_packing:pack" in found
    ben.groups.clear()
    assert is_refused(client.get("/office/packing/"), "/office/packing/")
