"""Who may see what under /account/: everybody themselves, nobody anybody else."""

from typing import Any

import pytest
from django.test import Client
from oscar.core.loading import get_model

from shop.accounts.models import User
from shop.shipping.countries import country_of
from tests.addresses import storefront_routes
from tests.cast import PASSWORD, access, signed_in
from tests.purchases import an_order

pytestmark = pytest.mark.django_db
OPEN = ("login", "logout", "register", "confirm", "alerts/c", "wishlists/add")
POST_ONLY = "account/email/link/"
PRIVATE = [
    route
    for route in storefront_routes()
    if route.startswith("account/") and not route.removeprefix("account/").startswith(OPEN)
]


@pytest.fixture
def address(ada: User) -> Any:
    return get_model("address", "UserAddress").objects.create(
        user=ada,
        first_name="Ada",
        line1="1 Mill",
        line4="Stroud",
        postcode="GL5 1AA",
        country=country_of("GB_MAINLAND"),
    )


@pytest.mark.parametrize("route", PRIVATE)
def test_a_visitor_is_asked_to_sign_in(route: str) -> None:
    path = "/" + route.replace("<int:pk>", "1").replace("<int:product_pk>", "1").replace(
        "<str:order_number>", "X"
    )
    answer = Client().get(path)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/account/login/?next={path}")


@pytest.mark.parametrize("action", ["", "default/", "delete/"])
def test_an_address_is_its_owners_alone(address: Any, ben: User, cleo: User, action: str) -> None:
    url = f"/account/addresses/{address.pk}/{action}"
    answers = access(url, {"ben": ben, "cleo": cleo}, method="post" if action else "get")
    assert answers == {"ben": 404, "cleo": 404}


def test_an_order_is_its_owners_alone(ada: User, ben: User, cleo: User) -> None:
    order = an_order()
    order.user = ada
    order.save()
    url = f"/account/orders/{order.number}/"
    assert access(url, {"ada": ada, "ben": ben, "cleo": cleo}) == {"ada": 200, "ben": 404, "cleo": 404}


@pytest.mark.parametrize("route", [route for route in PRIVATE if "<" not in route and route != POST_ONLY])
def test_every_page_wears_our_look_and_is_kept_by_nobody(ada: User, address: Any, route: str) -> None:
    answer = signed_in(ada).get("/" + route)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "bootstrap" not in text and "oscar/css" not in text and 'class="site-header"' in text
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("page", ["login", "register"])
def test_the_way_in_wears_our_look(page: str) -> None:
    text = Client().get(f"/account/{page}/", follow=True).content.decode()
    assert "bootstrap" not in text and 'class="site-header"' in text


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil"]
)
def test_signing_in_leads_to_no_other_site(ada: User, target: str) -> None:
    data = {"username": ada.email, "password": PASSWORD, "next": target}
    assert Client().post("/account/login/", data).headers["Location"] == "/account/"


def test_the_eleventh_guess_in_a_quarter_of_an_hour_is_refused(ada: User) -> None:
    browser = Client()
    data = {"username": ada.email, "password": "a guess"}
    assert [browser.post("/account/login/", data).status_code for _ in range(11)] == [422] * 10 + [429]


@pytest.mark.parametrize("door", ["/dashboard/login/", "/cms/login/"])
def test_the_back_doors_count_the_guesses_too(cleo: User, door: str) -> None:
    browser = Client()
    for _ in range(10):
        browser.post(door, {"username": cleo.email, "password": "a guess"})
    browser.post(door, {"username": cleo.email, "password": PASSWORD})
    assert "_auth_user_id" not in browser.session


def test_the_right_password_starts_the_count_anew(ada: User) -> None:
    for password in ["a guess"] * 9 + [PASSWORD] + ["a guess"] * 9 + [PASSWORD]:
        answer = Client().post("/account/login/", {"username": ada.email, "password": password})
    assert answer.status_code == 302


@pytest.mark.parametrize("page", ["/account/register/", "/password-reset/"])
def test_nobodys_mailbox_is_flooded(ada: User, page: str) -> None:
    data = {"email": ada.email, "password": "three plain words"}
    assert [Client().post(page, data).status_code for _ in range(6)][4:] in ([200, 429], [302, 429])


def test_an_order_made_as_a_guest_later_joins_at_the_next_sign_in(ada: User) -> None:
    order = an_order(email="ADA@example.com")
    Client().post("/account/login/", {"username": ada.email, "password": PASSWORD})
    order.refresh_from_db()
    assert order.user == ada


def test_signing_in_makes_a_new_session_key(ada: User) -> None:
    browser = Client()
    browser.post("/account/register/", {"email": "x@example.com", "password": "three plain words"})
    before = browser.session.session_key
    browser.post("/account/login/", {"username": ada.email, "password": PASSWORD})
    assert browser.session.session_key != before


def test_a_link_to_the_way_out_signs_nobody_out(ada: User) -> None:
    browser = signed_in(ada)
    browser.get("/account/logout/")
    assert browser.get("/account/").status_code == 200
    browser.post("/account/logout/")
    assert browser.get("/account/").status_code == 302
