"""Every list and form of the office that opens without a key: in dark, for fingers, and as axe reads it."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Page
from wagtail.users.models import UserProfile

from shop.accounts.models import User
from tests.browser import axe, layout
from tests.browser.office import signs_in
from tests.support.factories import a_product
from tests.support.packing import a_batch, send
from tests.support.purchases import a_paid_order
from tests.support.returns import a_return
from tests.support.roles import owner_group
from tests.support.staff_routes import Route, staff_routes

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
PARTS = ("_results", ":preview", ":zip", "-file", ":refunds_file", ":slips")  # of screens, and files


@pytest.fixture
def owner(ben: User) -> User:
    """With the dark theme, and something in most lists."""
    ben.groups.add(owner_group())
    profile = UserProfile.get_for_user(ben)
    profile.theme = "dark"
    profile.save()
    oil = a_product(stock=20)
    a_batch(oil)
    a_paid_order(oil, gift_message="Happy birthday")
    sent = a_paid_order(oil)
    send(sent)
    sent.refresh_from_db()
    a_return(sent)
    return ben


def addresses(owner: User, half: int) -> Iterator[str]:
    """Of one half of the office's own screens, from the resolver; what leads elsewhere isn't one."""
    client = Client()
    client.force_login(owner)
    for route in list(routes())[half::2]:
        answer = client.get(route.url())
        if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            yield route.url()


def routes() -> Iterator[Route]:
    for route in staff_routes():
        ours = route.name.startswith("office_") or route.name == "wagtailadmin_home"
        if ours and not route.parameters and not route.name.endswith(PARTS):
            yield route


def faults(page: Page, url: str) -> list[str]:
    """What axe finds against WCAG in the page itself; the side bar is Wagtail's."""
    found = axe.read(page, axe.WCAG, within="main")["violations"]
    return [
        f"{url}: {fault['id']} at {node['target']} {node['html'][:90]}"
        for fault in found
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("half", [0, 1], ids=["even", "odd"])  # two processes share the screens
def test_dark_screens_can_be_read_and_hit(half: int, open_page: Callable[..., Page], owner: User) -> None:
    page = open_page(PHONE, color_scheme="dark")
    urls = list(addresses(owner, half))
    signs_in(page, owner)
    found = []
    for url in urls:
        page.set_viewport_size(PHONE)
        page.goto(url)
        assert page.locator("html.w-theme-dark").count() == 1
        found += faults(page, url)
        found += [fault for kind in ("wider", "cut_title", "small") for fault in layout.found(page, kind)]
        page.set_viewport_size(DESKTOP)
        found += faults(page, url) + layout.found(page, "wider") + layout.found(page, "cut_title")
    assert len(urls) > 25 and not found, "\n".join(found)
