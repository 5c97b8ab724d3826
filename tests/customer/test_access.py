"""Who may do what under /account/: a visitor, Ada whose things they are, Ben a stranger, Cleo of staff."""

import pytest
from allauth.usersessions.models import UserSession
from django.core.signing import Signer
from oscar.core.loading import get_model

from shop.accounts.models import User
from shop.customer.account.tokens import email_token, refuse_token
from shop.customer.account.wish_list import SHARED_LINK
from shop.shipping.countries import country_of
from tests.support.addresses import storefront_routes
from tests.support.cast import access, signed_in
from tests.support.factories import a_product
from tests.support.purchases import an_order

pytestmark = pytest.mark.django_db
IN = 302  # to the sign-in page; for the others 302 leads on, and 405 is an address that only takes POST
EVERYBODY, OWN, OWNERS = (200, 200, 200, 200), (IN, 200, 200, 200), (IN, 200, 404, 404)
LEADS_ON = (302, 302, 302, 302)  # to confirm that it's oneself, or to the sign-in page
# route: method, then the answers for visitor, Ada, Ben, Cleo
MATRIX: dict[str, tuple[str, tuple[int, int, int, int]]] = {
    "account/": ("get", OWN),
    "account/login/": ("get", (200, 302, 302, 302)),
    "account/login/code/": ("get", (200, 302, 302, 302)),
    "account/login/code/confirm/": ("get", LEADS_ON),  # after a code was asked for only
    "account/logout/": ("get", (302, 200, 200, 200)),
    "account/register/": ("get", (200, 302, 302, 302)),
    "account/confirm/<str:token>/": ("get", EVERYBODY),  # shows a button and nothing of the account
    "account/profile/": ("get", OWN),
    "account/email/": ("get", OWN),
    "account/email/refuse/<str:token>/": ("get", EVERYBODY),  # shows a button
    "account/email/link/": ("post", (IN, 302, 302, 302)),
    "account/password/": ("get", OWN),
    "account/delete/": ("get", (IN, 200, 200, 302)),
    "account/orders/": ("get", OWN),
    "account/orders/<str:order_number>/": ("get", OWNERS),
    "account/addresses/": ("get", OWN),
    "account/addresses/add/": ("get", OWN),
    "account/addresses/<int:pk>/": ("get", OWNERS),
    "account/addresses/<int:pk>/default/": ("post", (IN, 302, 404, 404)),
    "account/addresses/<int:pk>/delete/": ("post", (IN, 302, 404, 404)),
    "account/alerts/": ("get", OWN),
    "account/alerts/create/<int:pk>/": ("get", (302, 302, 302, 302)),
    "account/alerts/confirm/<str:key>/": ("get", EVERYBODY),
    "account/alerts/cancel/key/<str:key>/": ("get", EVERYBODY),
    "account/alerts/cancel/<int:pk>/": ("get", OWNERS),
    "account/reauthenticate/": ("get", OWN),
    "account/reauthenticate/code/": ("get", OWN),
    "account/reauthenticate/code/confirm/": ("get", LEADS_ON),  # after a code was asked for only
    "account/sessions/": ("get", OWN),
    "account/sessions/end/": ("post", (IN, 302, 302, 302)),
    "account/sessions/end-all/": ("post", (IN, 302, 302, 302)),
    "account/sessions/<int:pk>/end/": ("post", (IN, 302, 404, 404)),
    "account/security/": ("get", OWN),
    "account/security/authenticate/": ("get", LEADS_ON),  # after the password only
    "account/security/reauthenticate/": ("get", LEADS_ON),
    "account/security/totp/activate/": ("get", LEADS_ON),
    "account/security/totp/deactivate/": ("get", (IN, 404, 404, 404)),  # nobody has an app here
    "account/security/recovery-codes/": ("get", (IN, 404, 404, 404)),
    "account/security/recovery-codes/generate/": ("get", LEADS_ON),
    "account/security/recovery-codes/download/": ("get", (IN, 404, 404, 404)),
    "account/security/webauthn/": ("get", OWN),
    "account/security/webauthn/add/": ("get", LEADS_ON),
    "account/security/webauthn/keys/<int:pk>/edit/": ("get", LEADS_ON),
    "account/security/webauthn/keys/<int:pk>/remove/": ("get", LEADS_ON),
    "account/security/webauthn/login/": ("get", LEADS_ON),
    "account/security/webauthn/reauthenticate/": ("get", LEADS_ON),
    "account/wishlists/": ("get", EVERYBODY),  # a guest's own is in the session
    "account/wishlists/add/<int:product_pk>/": ("post", (302, 302, 302, 302)),
    "account/wishlists/remove/<int:product_pk>/": ("post", (302, 302, 302, 302)),
    "account/wishlists/share/": ("post", (IN, 302, 302, 302)),
    "account/wishlists/withdraw/": ("post", (IN, 302, 302, 302)),
    "account/wishlists/shared/<str:token>/": ("get", EVERYBODY),  # for everyone who has the link
}
PRIVATE = {route for route in MATRIX if MATRIX[route][1] in (OWN, OWNERS)} - {"account/logout/"}
ACCOUNT = [route for route in storefront_routes() if route.startswith("account/")]


@pytest.fixture
def things(ada: User) -> dict[str, str]:
    """A row of Ada's for each URL parameter."""
    product = a_product()
    order = an_order(product)
    order.user = ada
    order.save()
    address = get_model("address", "UserAddress").objects.create(
        user=ada, first_name="Ada", line1="1 Mill", postcode="GL5 1AA", country=country_of("GB_MAINLAND")
    )
    alerts = get_model("customer", "ProductAlert").objects
    alert = alerts.create(user=ada, product=product, status="Active")
    guest = alerts.create(email="guest@example.com", product=product)
    wishes = get_model("wishlists", "WishList").objects.create(owner=ada, visibility="Shared")
    browser = UserSession.objects.create(user=ada, ip="203.0.113.9", session_key="x")
    return {
        "account/sessions/<int:pk>": str(browser.pk),
        "account/email/refuse/<str:token>": refuse_token(
            user_id=ada.pk, old=ada.email, new="new@example.com", asked_at="2026-05-01T10:00:00+00:00"
        ),
        "account/wishlists/shared/<str:token>": Signer(salt=SHARED_LINK).sign(wishes.key),
        "account/addresses/<int:pk>": str(address.pk),
        "account/alerts/cancel/<int:pk>": str(alert.pk),
        "account/alerts/create/<int:pk>": str(product.pk),
        "account/security/webauthn/keys/<int:pk>": "1",
        "<int:product_pk>": str(product.pk),
        "<str:order_number>": order.number,
        "<str:key>": guest.key,
        "<str:token>": email_token(ada, ada.email),
    }


def path_of(route: str, things: dict[str, str]) -> str:
    for part, value in things.items():
        if part in route:
            parameter = "<" + part.partition("<")[2]
            route = route.replace(parameter, value)
    return "/" + route


@pytest.mark.parametrize("route", ACCOUNT)
def test_everybody_gets_to_their_own_things_only(
    route: str, things: dict[str, str], ada: User, ben: User, cleo: User
) -> None:
    method, expected = MATRIX[route]
    path = path_of(route, things)
    people = {"visitor": None, "ben": ben, "cleo": cleo, "ada": ada}  # Ada last: her POSTs change things
    answers = access(path, people, method=method)
    assert tuple(answers[who] for who in ("visitor", "ada", "ben", "cleo")) == expected


@pytest.mark.parametrize("route", sorted(PRIVATE))
def test_a_visitor_is_led_to_the_sign_in_and_back(route: str, things: dict[str, str]) -> None:
    path = path_of(route, things)
    assert signed_in(None).get(path).headers["Location"] == f"/account/login/?next={path}"


@pytest.mark.parametrize(
    "route", [route for route in MATRIX if MATRIX[route][0] == "get" and 404 not in MATRIX[route][1][1:2]]
)
def test_every_page_wears_our_look_and_is_kept_by_nobody(
    route: str, things: dict[str, str], ada: User
) -> None:
    person = None if MATRIX[route][1][0] == 200 else ada
    answer = signed_in(person).get(path_of(route, things), follow=True)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "bootstrap" not in text and "oscar/css" not in text and 'class="site-header"' in text
    if answer.request["PATH_INFO"].startswith("/account/"):
        assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("page", ["", "done/", "complete/", "confirm/MQ/x-y/"])
def test_the_password_pages_do_too(page: str, db: None) -> None:
    answer = signed_in(None).get(f"/password-reset/{page}")
    text = answer.content.decode()
    assert "bootstrap" not in text and "oscar/css" not in text and 'class="site-header"' in text
    assert "no-store" in answer.headers["Cache-Control"]
