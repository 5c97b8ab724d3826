"""A wallet’s order: placed by `place_order`, paid like any other, never for an amount the wallet names."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from guides.newsletter.models import BuyerChoice
from shop.accounts.models import User
from shop.basket.models import Line
from shop.order import statuses
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.payment.models import PaymentAttempt
from shop.payment.services import sync_attempt
from shop.payment.simulator import intents
from tests.checkout.express.wallet import Wallet
from tests.support.factories import a_product, a_product_in_sizes
from tests.support.purchases import tries_card

pytestmark = pytest.mark.django_db


@pytest.fixture
def wallet() -> Wallet:
    """A guest with one oil in the basket and the sheet open."""
    made = Wallet()
    made.adds(a_product())
    made.opens()
    return made


def test_the_basket_is_ordered_and_paid(wallet: Wallet) -> None:
    answer = wallet.pays().json()
    attempt = PaymentAttempt.objects.get()
    assert answer["client_secret"] == intents.retrieve(str(attempt.intent_id))["client_secret"]
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    order = Order.objects.get()
    assert (order.status, order.guest_email) == (statuses.PAID, "wilma@example.com")
    assert attempt.amount_minor == wallet.opened["amount"]


def test_the_address_is_the_wallets_and_stripe_gets_it_from_the_wallet_alone(wallet: Wallet) -> None:
    wallet.pays(line1="1 Lane")
    assert Order.objects.get().shipping_address.line1 == "1 Lane"
    assert intents.retrieve(str(PaymentAttempt.objects.get().intent_id))["shipping"] is None


def test_amounts_of_the_browser_are_not_read(wallet: Wallet) -> None:
    wallet.pays(amount="1", total="0.01")
    assert PaymentAttempt.objects.get().amount_minor == 1845


def test_a_second_confirmation_is_the_same_order(wallet: Wallet) -> None:
    first, second = wallet.pays().json(), wallet.pays().json()
    assert first["client_secret"] == second["client_secret"]
    assert Order.objects.count() == 1


def test_a_basket_that_changed_meanwhile_is_refused_in_words(wallet: Wallet) -> None:
    wallet.adds(a_product("Jojoba oil"))
    answer = wallet.pays()
    assert answer.status_code == 409
    assert "changed since you opened the wallet" in answer.json()["error"]
    assert not Order.objects.exists()


def test_a_price_that_changed_meanwhile_is_refused_in_words(wallet: Wallet) -> None:
    StockRecord.objects.update(price=Decimal("15.00"))
    assert "£18.95" in wallet.pays().json()["error"]


def test_another_zone_than_the_sheet_showed_is_refused(wallet: Wallet) -> None:
    """A wallet tells the whole postcode last; it must not get the mainland's price for Jersey."""
    assert wallet.pays(postal_code="JE2 3AB").status_code == 409


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"email": "nobody"}, "email address"),
        ({"name": ""}, "name for the parcel"),
        ({"line1": ""}, "first line"),
        ({"postal_code": "GL5"}, "postcode"),
        ({"country": "FR"}, "We deliver to"),
    ],
)
def test_an_address_that_cannot_be_used_is_named(wallet: Wallet, wrong: dict[str, str], says: str) -> None:
    answer = wallet.pays(**wrong)
    assert (answer.status_code, answer.json()["reason"]) == (409, "invalid_shipping_address")
    assert says in answer.json()["error"]


def test_a_product_is_bought_alone_and_the_basket_stays(wallet: Wallet) -> None:
    oil = a_product_in_sizes()
    small = oil.children.get(volume_ml=50)
    wallet.opens(product=oil.pk, variant=small.pk, quantity=2)
    wallet.pays()
    [line] = Order.objects.get().lines.all()
    assert (line.product, line.quantity) == (small, 2)
    assert "Sunflower oil" in wallet.client.get("/basket/").content.decode()


def test_the_product_of_somebody_signed_in_is_not_merged_into_their_basket(ada: User) -> None:
    wallet = Wallet()
    wallet.client.force_login(ada)
    wallet.adds(a_product())
    wallet.opens(product=a_product("Jojoba oil").pk)
    page = wallet.client.get("/basket/").content.decode()
    assert "Sunflower oil" in page and "Jojoba oil" not in page
    wallet.pays(email="")
    order = Order.objects.get()
    assert (order.user, order.email, order.lines.get().title) == (ada, ada.email, "Jojoba oil, 100 ml")


def test_more_than_there_is_is_refused_and_leaves_no_basket() -> None:
    answer = Wallet().opens(product=a_product(stock=2).pk, quantity=3)
    assert (answer.status_code, answer.json()["error"]) == (409, "Only 2 left in stock.")
    assert not Line.objects.exists()


def test_what_may_not_go_to_northern_ireland_is_said_at_the_address(wallet: Wallet) -> None:
    wallet.opens(product=a_product("Calendula oil", ni_ready=False).pk)
    answer = wallet.goes_to("BT1")
    assert answer.status_code == 409
    assert answer.json()["error"] == "We can’t send Calendula oil to Northern Ireland yet."


def test_another_method_has_its_own_total(wallet: Wallet) -> None:
    before = wallet.opened["amount"]
    wallet.goes_to("GL5", method="express")
    assert wallet.opened["amount"] == before + 300
    wallet.pays()
    assert Order.objects.get().shipping_code == "express"


def test_nobody_pays_a_basket_that_another_browser_opened(wallet: Wallet) -> None:
    stranger = Wallet()
    stranger.opened = wallet.opened
    assert stranger.goes_to("GL5").status_code == 409
    assert stranger.pays().status_code == 409
    assert not Order.objects.exists()


def test_a_wallet_that_was_not_asked_about_emails_gives_no_answer(
    wallet: Wallet, django_capture_on_commit_callbacks: pytest.FixtureRequest
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        wallet.pays()
    assert not BuyerChoice.objects.exists()


def test_placing_needs_the_token_and_opening_our_own_page() -> None:
    wallet = Wallet(Client(enforce_csrf_checks=True))
    product = a_product()
    cross = wallet.client.post(
        "/checkout/express/start/", {"product": product.pk}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    wallet.opens(product=product.pk)
    assert (cross.status_code, wallet.pays().status_code, wallet.goes_to("GL5").status_code) == (403,) * 3
    assert wallet.pays(csrfmiddlewaretoken=wallet.opened["csrf"]).status_code == 200


def test_questions_are_limited(wallet: Wallet) -> None:
    asked = [wallet.goes_to("GL5").status_code for _ in range(121)]
    assert set(asked[:-1]) == {200} and asked[-1] == 429


def test_without_payments_nothing_is_ordered(wallet: Wallet, settings: object) -> None:
    settings.PAYMENTS = "off"  # type: ignore[attr-defined]
    assert (wallet.opens().status_code, Order.objects.count()) == (503, 0)


def test_an_empty_basket_has_nothing_to_pay() -> None:
    assert Wallet().opens().json()["error"] == "Your basket is empty."


def test_a_page_is_no_answer(client: Client) -> None:
    assert client.get(reverse("checkout:express-start")).status_code == 405
