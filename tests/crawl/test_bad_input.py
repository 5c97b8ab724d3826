"""Any input to any URL gives a page, a redirect or a clear 4xx, never a 500."""

from collections.abc import Callable
from copy import deepcopy
from http.cookies import SimpleCookie
from urllib.parse import quote, unquote

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import Resolver404, resolve

from shop.accounts.models import User
from shop.catalogue.models import Product
from tests.support.addresses import filled, office_routes, storefront_routes
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.roles import shopkeeper_group

BAD = {
    "nothing": "",
    "zero": "0",
    "negative": "-1",
    "a billion": str(10**9),
    "past 64 bits": str(10**30),
    "a word": "abc",
    "emoji": "🧴💥",
    "NUL": "a\x00b",
    "10 KB": "x" * 10_240,
    "markup": "\"'><script>alert(1)</script>",
    "a lone surrogate's bytes": "%ed%a0%80",
    "a path": "../../etc/passwd",
    "digits of other scripts": "٣²",
}
PARAMETERS = [
    "page",
    "q",
    "sort",
    "sort_by",
    "size",
    "need",
    "oil",
    "price",
    "free_from",
    "age",
    "next",
    "tried",
    "payment_intent",
    "payment_intent_client_secret",
    "redirect_status",
]
FIELDS = [
    "quantity",
    "variant",
    "child_id",
    "email",
    "name",
    "line1",
    "line2",
    "town",
    "postcode",
    "country",
    "method",
    "fingerprint",
    "code",
    "line",
    "product_id",
    "order_number",
    "number",
    "title",
    "body",
    "score",
    "username",
    "password",
    "login-username",
    "login-password",
    "client_secret",
    "return_url",
    "answer",
    "next",
    "guest",
    "form-TOTAL_FORMS",
    "form-INITIAL_FORMS",
    "form-0-id",
    "form-0-quantity",
]
COOKIES = ["sessionid", "oscar_open_basket", "shop_basket", "csrftoken", "messages"]
METHODS = ["put", "patch", "delete", "options", "head", "trace"]


@pytest.fixture(scope="module")
def cookies(module_rows: Callable[..., None]) -> dict[str, SimpleCookie]:
    """A visitor's and Ada's, each with one product in the basket: that takes as long as fifteen answers."""
    found = {}

    def fill() -> None:
        product = a_product()
        people = {"visitor": None, "ada": User.objects.create_user("ada@example.com")}
        for name, person in people.items():
            client = signed_in(person)
            client.post(f"/basket/add/{product.pk}/", {"quantity": "1"})
            found[name] = client.cookies

    module_rows(fill)
    return found


@pytest.fixture
def product(cookies: object, db: None) -> Product:
    return Product.objects.get()


@pytest.fixture
def visitor(cookies: dict[str, SimpleCookie], db: None) -> Client:
    """A visitor who isn't signed in, with a product in the basket so that the checkout opens."""
    client = signed_in(None)
    client.cookies = deepcopy(cookies["visitor"])
    return client


@pytest.mark.parametrize("who", ["visitor", "ada"])
def test_both_have_something_in_the_basket(
    visitor: Client, cookies: dict[str, SimpleCookie], who: str
) -> None:
    """The control: an empty basket would lead away from the checkout before it reads anything."""
    visitor.cookies = deepcopy(cookies[who])
    assert b"Your basket is empty." not in visitor.get("/basket/").content
    assert visitor.get("/checkout/").status_code == 200
    assert (SESSION_KEY in visitor.session) == (who == "ada")


def addresses_of(route: str) -> list[str]:
    """A route as it stands, or with each bad value in its parameters.

    Of the addresses that lead to no view at all one is enough: the same page answers all of them.
    """
    if "<" not in route:
        return ["/" + route]
    values = [quote(value) if "%" not in value else value for value in BAD.values()]
    addresses = [filled(route, value) for value in ["1", *values]]
    nowhere = [address for address in addresses if not leads_somewhere(address)]
    return [address for address in addresses if address not in nowhere[1:]]


def leads_somewhere(address: str) -> bool:
    try:
        return bool(resolve(unquote(address)))
    except Resolver404:
        return False


def assert_no_500(responses: dict[str, int]) -> None:
    failed = {what: status for what, status in responses.items() if status >= 500 and status != 503}
    assert not failed


@pytest.mark.parametrize("route", storefront_routes())
def test_bad_addresses_and_queries(visitor: Client, route: str) -> None:
    answers = {address[:80]: visitor.get(address).status_code for address in addresses_of(route)}
    for name, value in BAD.items():
        query = dict.fromkeys(PARAMETERS, value)
        answers[f"?{name}"] = visitor.get(filled(route, "1"), query).status_code
    assert_no_500(answers)


@pytest.mark.parametrize("route", storefront_routes())
def test_bad_fields(visitor: Client, product: Product, route: str) -> None:
    answers: dict[str, int] = {}
    for name, value in BAD.items():
        if 405 in answers.values():  # it takes no fields at all
            break
        address = filled(route, str(product.pk))
        answers[name] = visitor.post(address, dict.fromkeys(FIELDS, value)).status_code
        answers[f"{name} as JSON"] = visitor.post(
            address, f"[{value}", content_type="application/json"
        ).status_code
    assert_no_500(answers)


@pytest.mark.parametrize("route", storefront_routes())
def test_bad_input_from_somebody_signed_in(
    visitor: Client, cookies: dict[str, SimpleCookie], route: str
) -> None:
    client, ada = visitor, User.objects.get(email="ada@example.com")
    client.cookies = deepcopy(cookies["ada"])
    answers = {}
    for address in addresses_of(route):
        answers[f"get {address[:80]}"] = client.get(address).status_code
        answers[f"post {address[:80]}"] = client.post(
            address, dict.fromkeys(FIELDS, BAD["emoji"])
        ).status_code
        if SESSION_KEY not in client.session:  # one of the addresses signs out
            client.force_login(ada)
    assert_no_500(answers)


@pytest.mark.parametrize("route", storefront_routes())
def test_broken_cookies(db: None, route: str) -> None:
    answers = {}
    for name in ("a word", "emoji", "10 KB", "negative", "markup", "nothing"):
        sent = BAD[name].encode().decode("latin-1")  # as a server hands raw header bytes to WSGI
        header = "; ".join(f"{cookie}={sent}" for cookie in COOKIES)
        answers[name] = signed_in(None).get(filled(route, "1"), HTTP_COOKIE=header).status_code
    assert_no_500(answers)


@pytest.mark.parametrize("route", storefront_routes())
def test_wrong_methods(visitor: Client, route: str) -> None:
    answers = {method: getattr(visitor, method)(filled(route, "1")).status_code for method in METHODS}
    assert_no_500(answers)


@pytest.mark.parametrize("quantity", ["0", "-1", str(10**9), "1.5", "🧴", "", "a\x00b", "x" * 10_240])
def test_a_bad_quantity_adds_nothing(product: Product, quantity: str) -> None:
    client = signed_in(None)
    response = client.post(f"/basket/add/{product.pk}/", {"quantity": quantity})
    assert response.status_code < 500
    assert b"Your basket is empty." in client.get("/basket/").content


@pytest.mark.parametrize(
    "route", [route for route in office_routes() if "/lists/" in route and "<" not in route]
)
def test_staff_lists_survive_bad_queries(cleo: User, route: str) -> None:
    cleo.groups.add(shopkeeper_group())
    client = signed_in(cleo)
    answers = {}
    for name in ("negative", "past 64 bits", "a word", "emoji"):
        answers[name] = client.get("/" + route, {"page": BAD[name], "q": BAD[name]}).status_code
    assert_no_500(answers)
