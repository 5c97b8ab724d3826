"""The links at the foot of each page."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from guides.demo.pages import load_pages
from shop.trader.appearance import Footer
from shop.trader.footer import first_footer

pytestmark = pytest.mark.django_db
HERE = "/office/shop-settings/footer/"
NAMES = ("help_heading", "help_links", "about_heading", "about_links")


@pytest.fixture(scope="module", autouse=True)
def _pages(module_rows: Callable[..., None]) -> None:
    """Delivery, returns and the others, which the footer leads to."""
    module_rows(lambda: load_pages(pictures=False))


def sent(**changed: str) -> dict[str, str]:
    first = first_footer()
    return {name: getattr(first, name) for name in NAMES} | {"seen": "0"} | changed


def links() -> dict[str, str]:
    page = BeautifulSoup(Client().get("/shop/").content, "html.parser")
    return {link.get_text(strip=True): str(link["href"]) for link in page.select("footer nav a")}


def test_pages_have_the_new_links_at_once(
    owner: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.PAGE_CACHE = True
    assert links()["Find my order"] == "/orders/"
    lines = "Where is my parcel? /orders/\r\nDelivery /delivery/\r\nReturns /returns/\r\nContact /contact/"
    with django_capture_on_commit_callbacks(execute=True):
        assert owner.post(f"{HERE}save/", sent(help_links=lines)).status_code == 302
    found = links()
    assert found["Where is my parcel?"] == "/orders/" and "Find my order" not in found


def test_what_comes_with_the_shop_may_be_saved_as_it_is(owner: Client) -> None:
    assert owner.post(f"{HERE}save/", sent()).status_code == 302


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("/delivery/", "Line 1: write words and address"),
        ("Nowhere /nowhere/at-all/", "there is no page at /nowhere/at-all/"),
        ("Bad javascript:alert(1)", "is no address"),
        ("Other //elsewhere.example", "is no address"),
        (f"{'long ' * 10}/delivery/", "more than 40 characters"),
        ("Cures eczema /delivery/", "eczema"),
    ],
)
def test_a_wrong_line_is_named_beside_its_field(line: str, why: str, owner: Client) -> None:
    answer = owner.post(f"{HERE}save/", sent(help_links=f"{line}\n{first_footer().help_links}"))
    assert answer.status_code == 422
    assert why in str(answer.context["form"].errors["help_links"])
    assert not Footer.objects.exists()


def test_what_the_law_wants_stays(owner: Client) -> None:
    answer = owner.post(f"{HERE}save/", sent(about_links="Guides /guides/"))
    assert answer.status_code == 422
    assert "/privacy/, /terms/" in str(answer.context["form"].errors["about_links"])


def test_whoever_saw_an_older_footer_keeps_what_was_typed(owner: Client) -> None:
    owner.post(f"{HERE}save/", sent())
    answer = owner.post(f"{HERE}save/", sent(help_heading="Service"))
    assert answer.status_code == 422 and 'value="Service"' in answer.content.decode()


def test_shopkeepers_look_and_change_nothing(staff: Client) -> None:
    assert "Save the footer" not in staff.get(HERE).content.decode()
    staff.post(f"{HERE}save/", sent(help_heading="Service"))
    assert not Footer.objects.exists()
