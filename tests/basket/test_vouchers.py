"""Discount codes and offers, in our words."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from oscar.core.loading import get_model

from shop.accounts.models import User
from tests.basket.conftest import Basket, text_of
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.offers import a_range, a_voucher, an_offer, delivery_free

pytestmark = pytest.mark.django_db


def apply(basket: Basket, code: str) -> Any:
    return basket.client.post("/basket/vouchers/add/", {"code": code}, follow=True)


def test_a_code_is_taken_in_any_case_and_shown(basket: Basket) -> None:
    a_voucher("WELCOME10")
    basket.add(a_product(price="24.00"))
    page = text_of(apply(basket, " welcome10 "))
    assert "The code WELCOME10 takes £2.40 off." in page
    assert "Code WELCOME10 −£2.40" in page
    assert basket.cookie() == "1.2160"


def test_a_discount_can_cost_the_free_delivery(basket: Basket) -> None:
    a_voucher("WELCOME10")
    basket.add(a_product(price="48.00"))
    assert "Delivery Free" in basket.page()
    assert "Delivery £3.95" in text_of(apply(basket, "WELCOME10"))


def test_a_code_comes_off(basket: Basket) -> None:
    voucher = a_voucher("WELCOME10")
    basket.add(a_product(price="24.00"))
    apply(basket, "WELCOME10")
    basket.client.post(f"/basket/vouchers/{voucher.pk}/remove/")
    assert "Total £27.95" in basket.page()
    assert basket.cookie() == "1.2400"


REFUSED = [
    ({"days": (-9, -1)}, "ran out on"),
    ({"days": (1, 9)}, "can be used from"),
]


@pytest.mark.parametrize(("fields", "said"), REFUSED)
def test_a_refused_code_says_why(basket: Basket, fields: Any, said: str) -> None:
    a_voucher("WELCOME10", **fields)
    basket.add(a_product())
    page = apply(basket, "WELCOME10")
    assert page.status_code == 400
    assert said in text_of(page)
    assert 'value="WELCOME10"' in page.content.decode()


def test_a_used_code_says_so(ada: User) -> None:
    basket = Basket(signed_in(ada))
    voucher = a_voucher("WELCOME10", usage="Once per customer")
    order = get_model("order", "Order").objects.create(
        number="1", total_incl_tax=1, total_excl_tax=1, shipping_incl_tax=0, shipping_excl_tax=0
    )
    voucher.applications.create(user=ada, order=order)
    basket.add(a_product())
    assert "You have used the code WELCOME10 before" in text_of(apply(basket, "WELCOME10"))


@pytest.mark.parametrize("code", ["", "NOPE", "\x00", "🙂", "x" * 10_000])
def test_an_unknown_code_is_no_error(basket: Basket, code: str) -> None:
    basket.add(a_product())
    page = apply(basket, code)
    assert page.status_code == 400
    assert 'id="code-error"' in page.content.decode()


def test_a_code_that_stopped_working_is_said(basket: Basket) -> None:
    voucher = a_voucher("WELCOME10")
    basket.add(a_product())
    apply(basket, "WELCOME10")
    voucher.end_datetime = timezone.now() - timedelta(hours=1)
    voucher.save()
    assert "The code WELCOME10 ran out on" in basket.page()
    assert "It saves nothing now." in basket.page()


@pytest.mark.parametrize(
    "typed",
    [
        "WELCOME 10",
        "welcome-10",
        "ＷＥＬＣＯＭＥ１０",
        " Welcome10,",
        "“WELCOME10”",
        "WELCOME\u00a010 –",
        "w.e.l.c.o.m.e10",
    ],
)
def test_a_code_is_known_however_it_was_copied(basket: Basket, typed: str) -> None:
    a_voucher("WELCOME10")
    basket.add(a_product())
    assert "The code WELCOME10 takes" in text_of(apply(basket, typed))


@pytest.mark.parametrize("typed", ["SUMMER 24", "summer24", "SUMMER-24"])
def test_a_code_with_a_dash_is_known_without_it(basket: Basket, typed: str) -> None:
    a_voucher("SUMMER-24")
    basket.add(a_product())
    assert "The code SUMMER-24 takes" in text_of(apply(basket, typed))


def put_on(basket: Basket, *codes: str, price: str = "29.00") -> str:
    """What the page says after the last of these codes, with one item of this price in the basket."""
    basket.add(a_product(price=price))
    return [text_of(apply(basket, code)) for code in codes][-1]


def on_basket() -> list[str]:
    return [voucher.code for voucher in get_model("basket", "Basket").objects.latest("pk").vouchers.all()]


def test_of_two_codes_the_better_stays_and_is_named(basket: Basket) -> None:
    a_voucher("TWENTY", an_offer("Percentage", "20"))
    a_voucher("WELCOME10")
    said = put_on(basket, "TWENTY", "WELCOME10")
    assert "Codes don’t combine; TWENTY saves more (£5.80), so it stays." in said
    assert "Code TWENTY −£5.80 Delivery £3.95 Total £27.15" in said  # the very page that refuses
    assert on_basket() == ["TWENTY"]


def test_an_offer_is_not_counted_as_what_a_code_saves(basket: Basket) -> None:
    an_offer("Absolute", "4", exclusive=False)
    a_voucher("TEN", an_offer(exclusive=False))
    a_voucher("TWELVE", an_offer("Percentage", "12"))
    said = put_on(basket, "TEN", "TWELVE")
    assert "your items cost less with TEN (£22.10), so it stays." in said


@pytest.mark.parametrize("code", ["NOPE", "LATE", "CLOTH"])
def test_a_page_that_refuses_a_code_shows_the_right_price(basket: Basket, code: str) -> None:
    a_voucher("TEN")
    a_voucher("LATE", days=(1, 9))
    a_voucher("CLOTH", an_offer(goods=a_range(a_product("Cloth"))))
    assert "Code TEN −£2.90 Delivery £3.95 Total £30.05" in put_on(basket, "TEN", code)


def test_a_better_code_takes_the_place_of_a_weaker_one(basket: Basket) -> None:
    a_voucher("WELCOME10")
    a_voucher("TWENTY", an_offer("Percentage", "20"))
    said = put_on(basket, "WELCOME10", "TWENTY")
    assert "TWENTY takes £5.80 off. Codes don’t combine; it saves more than WELCOME10, so it takes" in said
    assert on_basket() == ["TWENTY"]


def test_of_two_equal_codes_the_first_stays(basket: Basket) -> None:
    a_voucher("FIRST")
    a_voucher("SECOND")
    assert "FIRST saves just as much (£2.90), so it stays." in put_on(basket, "FIRST", "SECOND")
    assert on_basket() == ["FIRST"]


@pytest.mark.parametrize("codes", [("STRONG", "WEAK"), ("WEAK", "STRONG")])
def test_a_weaker_code_never_undoes_a_better_one(basket: Basket, codes: tuple[str, str]) -> None:
    a_voucher("WEAK", an_offer("Absolute", "1"))
    a_voucher("STRONG", an_offer("Percentage", "10"))
    put_on(basket, *codes)
    assert on_basket() == ["STRONG"]


def test_codes_that_combine_both_stay(basket: Basket) -> None:
    a_voucher("TEN", an_offer(exclusive=False))
    a_voucher("FIVER", an_offer("Absolute", "5", exclusive=False))
    assert "The code FIVER takes £5.00 off." in put_on(basket, "TEN", "FIVER")
    assert "Code TEN −£2.90 Code FIVER −£5.00" in basket.page()


def test_a_code_that_an_offer_beats_is_not_added(basket: Basket) -> None:
    an_offer("Percentage", "30", name="Spring sale")
    a_voucher("WELCOME10")
    said = put_on(basket, "WELCOME10")
    assert (
        "doesn’t combine with the offer “Spring sale”, which saves more (£8.70), so the offer stays." in said
    )
    assert on_basket() == []


def test_free_delivery_and_a_percentage_keep_what_saves_more(basket: Basket) -> None:
    a_voucher("FREESHIP", delivery_free())
    a_voucher("WELCOME10")
    assert "FREESHIP saves more (£3.95), so it stays." in put_on(basket, "FREESHIP", "WELCOME10")


def spent(voucher: Any, user: Any = None) -> None:
    order = get_model("order", "Order").objects.create(
        number="1", total_incl_tax=1, total_excl_tax=1, shipping_incl_tax=0, shipping_excl_tax=0
    )
    voucher.applications.create(user=user, order=order)


def suspended(offer: Any) -> Any:
    offer.suspend()
    return offer


WAYS = {
    "used up by all": (
        lambda: a_voucher("CODE", an_offer(max_global_applications=1, num_applications=1)),
        "used up",
    ),
    "given enough": (lambda: a_voucher("CODE", an_offer(max_discount=5, total_discount=5)), "used up"),
    "suspended": (lambda: a_voucher("CODE", suspended(an_offer())), "can’t be used at the moment"),
    "single use": (lambda: spent(a_voucher("CODE", usage="Single use")), "used already; it works once"),
    "other products": (
        lambda: a_voucher("CODE", an_offer(goods=a_range(a_product("Cloth")))),
        "doesn’t apply to anything in your basket",
    ),
    "too few": (lambda: a_voucher("CODE", an_offer(times="3")), "needs 3 items in your basket"),
    "too cheap": (
        lambda: a_voucher("CODE", an_offer(condition="Value", times="50")),
        "works from £50.00 of items",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_each_way_a_code_fails_has_its_own_sentence(basket: Basket, way: str) -> None:
    make, said = WAYS[way]
    make()
    assert said in put_on(basket, "CODE")
    assert on_basket() == []


def test_a_code_is_dated_by_the_day_in_london(basket: Basket) -> None:
    """Midnight in London on 1 July is still 30 June in UTC."""
    start = datetime(2027, 7, 1, tzinfo=ZoneInfo("Europe/London"))
    a_voucher("SUMMER", start_datetime=start, end_datetime=start + timedelta(days=30))
    assert "can be used from 1 July 2027." in put_on(basket, "SUMMER")


def test_a_code_that_no_longer_combines_says_with_which(basket: Basket) -> None:
    first, second = a_voucher("FIRST"), a_voucher("SECOND")
    put_on(basket, "FIRST")
    get_model("basket", "Basket").objects.latest("pk").vouchers.add(second)
    page = basket.page()
    assert f"Code {second.code} saves nothing: it doesn’t combine with {first.code}." in page
    assert "Code FIRST −£2.90" in page


def test_a_code_that_costs_the_free_delivery_says_so(basket: Basket) -> None:
    a_voucher("WELCOME10")
    said = put_on(basket, "WELCOME10", price="47.50")
    assert "With this code your items come to £42.75, so delivery is £3.95." in said
    assert "so delivery is £3.95" in basket.page()


def test_two_codes_may_not_read_the_same() -> None:
    a_voucher("SPRING10")
    rival = get_model("voucher", "Voucher")(name="Another", code="spring-10")
    with pytest.raises(ValidationError, match="SPRING10 reads the same"):
        rival.clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        a_voucher("SPRING 10")


@pytest.mark.parametrize("code", ["---", "🙂", " "])
def test_a_code_has_letters_or_digits(code: str) -> None:
    with pytest.raises(ValidationError, match="letters or digits"):
        get_model("voucher", "Voucher")(name="Odd", code=code).clean()
