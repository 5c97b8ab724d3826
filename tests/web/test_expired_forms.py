"""Whatever form a page was open too long for: what was typed is there again, and nothing was carried out."""

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse
from oscar.core.loading import get_model

from shop.accounts.models import User
from shop.order.tokens import VIEW, token_for
from shop.web.expired_forms import SENTENCE
from shop.web.form_refill import refill
from tests.support.addresses import PARAMETER, filled, office_routes, storefront_routes
from tests.support.factories import a_basket, a_product
from tests.support.purchases import place

pytestmark = pytest.mark.django_db
TYPED = {"text", "email", "search", "tel", "url", "number", "date"}
DANGER = re.compile(r"logout|delete|sign-out")


def signed_in(user: User | None) -> Client:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


def fields(form: Tag) -> dict[str, str]:
    """Something to type into each text field of a form."""
    found = {}
    for field in form.find_all(["input", "textarea"]):
        kind = "text" if field.name == "textarea" else str(field.get("type", "text"))
        if kind in TYPED and field.get("name"):
            found[str(field["name"])] = "2" if kind == "number" else f"typed {len(found)}"
    return found


def pages(routes: list[str], client: Client, values: list[str]) -> Iterator[tuple[str, str]]:
    """The address and the text of every page that can be reached."""
    for route in routes:
        if DANGER.search(route):
            continue
        urls = {filled(route, value) for value in values} if PARAMETER.search(route) else {f"/{route}"}
        for url in sorted(urls):
            page = client.get(url)
            if (
                page.status_code == 200
                and page["Content-Type"].startswith("text/html")
                and not page.streaming
            ):
                yield url, page.content.decode()


def forms(routes: list[str], client: Client, values: list[str]) -> dict[str, dict[str, str]]:
    """The forms with more than two fields to type into that a page sends to its own address."""
    found = {}
    for url, text in pages(routes, client, values):
        for form in BeautifulSoup(text, "html.parser").find_all("form"):
            own = str(form.get("method", "")).lower() == "post" and str(form.get("action") or url) == url
            if own and "csrfmiddlewaretoken" in str(form) and len(fields(form)) > 2:
                found[url] = fields(form)
    return found


def lost(client: Client, url: str, typed: dict[str, str]) -> list[str]:
    """What isn't on the page that answers an expired form."""
    answer = client.post(url, {**typed, "csrfmiddlewaretoken": "stale"})
    form = BeautifulSoup(answer.content.decode(), "html.parser")
    there = {
        str(field.get("value") or field.get_text()).strip() for field in form.find_all(["input", "textarea"])
    }
    missing = [value for value in typed.values() if value not in there]
    return missing + ([] if SENTENCE in answer.content.decode() else ["the sentence"])


@pytest.fixture
def values(ada: User) -> list[str]:
    """What stands for the parameters of addresses."""
    order = place(a_basket(a_product(), owner=ada), user=ada)
    order.move("Paid")
    product = a_product("Bath oil")
    address = get_model("address", "UserAddress").objects.create(
        user=ada, line1="1 High Street", line4="Stroud", postcode="GL5 1AA", country_id="GB", first_name="Ada"
    )
    return [token_for(order, VIEW), order.number, str(product.pk), product.slug, str(address.pk)]


def test_every_form_of_the_shop_keeps_what_was_typed(ada: User, values: list[str]) -> None:
    client = signed_in(ada)
    client.post(reverse("basket:add", args=[a_product("Oil").pk]), {"quantity": "1"})
    found = forms(storefront_routes(), client, values)
    assert {"/checkout/", "/account/addresses/add/"} <= found.keys()
    assert {url: gone for url, typed in found.items() if (gone := lost(client, url, typed))} == {}


def test_every_form_of_the_lists_keeps_what_was_typed(values: list[str]) -> None:
    client = signed_in(User.objects.create_superuser("boss@example.com", "x" * 12))
    found = forms([route for route in office_routes() if "/lists/" in route], client, [values[1], values[2]])
    assert len(found) > 3
    assert {url: gone for url, typed in found.items() if (gone := lost(client, url, typed))} == {}


def test_the_new_token_is_good(ada: User) -> None:
    client = signed_in(ada)
    url = "/account/addresses/add/"
    typed = {"name": "Ada", "line1": "2 Low Road", "town": "Stroud", "postcode": "GL5 1AA"}
    page = client.post(url, typed).content.decode()
    token = re.findall(r'name="csrfmiddlewaretoken"[^>]* value="(\w+)"', page)[-1]
    assert client.post(url, {**typed, "csrfmiddlewaretoken": token}).status_code == 302


def test_nothing_is_carried_out(ada: User) -> None:
    typed = {"name": "Ada", "line1": "2 Low Road", "town": "Stroud", "postcode": "GL5 1AA"}
    assert signed_in(ada).post("/account/addresses/add/", typed).status_code == 403
    assert not get_model("address", "UserAddress").objects.exists()


def test_another_sites_form_is_not_shown(ada: User) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    answer = signed_in(ada).post("/account/addresses/add/", {"name": "Mallory"}, headers=foreign)
    assert answer.status_code == 403 and "Mallory" not in answer.content.decode()


def test_after_signing_in_again_what_was_typed_is_there(ada: User) -> None:
    client, url = Client(), "/account/addresses/add/"
    typed = {"name": "Ada Lovelace", "line1": "2 Low Road", "town": "Stroud", "postcode": "GL5 1AA"}
    assert client.post(url, typed).status_code == 302
    client.force_login(ada)
    page = client.get(url).content.decode()
    assert SENTENCE in page and all(value in page for value in typed.values())
    assert SENTENCE not in client.get(url).content.decode()


def test_passwords_are_never_shown_or_stored() -> None:
    html = '<form method="post"><input name="a"><input type="password" name="b"></form>'
    page = refill(html, path="/x/", typed={"a": ["1"], "b": ["secret"]}, sentence="s")
    assert 'value="1"' in page and "secret" not in page


def test_boxes_radios_and_lists_are_as_they_were_left() -> None:
    html = (
        '<form method="post"><input name="t"><input type="checkbox" name="c" checked>'
        '<input type="radio" name="r" value="1" checked><input type="radio" name="r" value="2">'
        '<select name="s"><option selected>A<option>B</select><textarea name="m">old</textarea></form>'
    )
    typed = {"t": ["<x>"], "r": ["2"], "s": ["B"], "m": ["new"]}
    soup = BeautifulSoup(refill(html, path="/", typed=typed, sentence="s"), "html.parser")
    chosen = [tag.get("value") or tag.get_text() for tag in soup.find_all(checked=True)]
    assert (chosen, soup.find("option", selected=True).get_text()) == (["2"], "B")
    assert (soup.find("textarea").get_text(), soup.find("input")["value"]) == ("new", "<x>")
