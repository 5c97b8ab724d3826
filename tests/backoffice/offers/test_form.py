"""One form makes an offer with its code; a buyer gets exactly what it says."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from shop.basket.pricing import price
from shop.offer.models import ConditionalOffer, Range
from shop.voucher.models import Voucher
from tests.support.factories import a_basket, a_category, a_product, a_product_in_sizes
from tests.support.html import single_spaced
from tests.support.offers import an_offer
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db
NEW = "/office/offers/new/"


def sent(**changed: Any) -> dict[str, Any]:
    """The form as it opens, with a code typed."""
    today = timezone.localdate()
    given = {"gives": "per-cent", "per_cent": "10", "items": "3", "who": "code", "code": "SPRING10"}
    dates = {"since": str(today), "until": str(today + timedelta(days=28)), "on": "everything"}
    return given | dates | changed


def makes(staff: Client, **changed: Any) -> ConditionalOffer:
    answer = staff.post(NEW, sent(**changed))
    assert answer.status_code == 302, single_spaced(answer)
    return ConditionalOffer.objects.latest("pk")


def total(*products: Any, quantity: int = 1, code: str = "") -> Decimal:
    basket = a_basket(*products, quantity=quantity)
    if code:
        basket.vouchers.add(Voucher.objects.get(code=code))
    return Decimal(price(basket=basket, user=AnonymousUser()).total_incl_tax)


def test_the_form_opens_filled_in_with_ten_per_cent_and_a_code(staff: Client) -> None:
    form = staff.get(NEW).context["form"]
    opened = {name: form[name].value() for name in ("gives", "per_cent", "who", "on", "since")}
    assert opened == {
        "gives": "per-cent",
        "per_cent": 10,
        "who": "code",
        "on": "everything",
        "since": timezone.localdate(),
    }


def test_a_code_takes_ten_per_cent_off(staff: Client) -> None:
    offer = makes(staff)
    assert offer.name == "10% off everything"
    assert total(a_product(price="20.00"), code="SPRING10") == Decimal("18.00")


def test_pounds_off_count_once_a_basket_and_from_the_minimum(staff: Client) -> None:
    makes(staff, gives="pounds", amount="£5", minimum="30")
    oil = a_product(price="10.00")
    assert total(oil, quantity=2, code="SPRING10") == Decimal("20.00")
    assert total(oil, quantity=8, code="SPRING10") == Decimal("75.00")


def test_three_for_two_frees_every_third_item_for_everybody(staff: Client) -> None:
    oil, wax = a_product(price="10.00"), a_product("Wax")
    offer = makes(staff, gives="three-for-two", who="everybody", on="products", products=[oil.pk])
    assert offer.name == "Three for two on Sunflower oil"
    assert total(oil, quantity=6) == Decimal("40.00")
    assert total(wax, quantity=3) == Decimal("43.50")


def test_a_set_price_buys_so_many_items(staff: Client) -> None:
    offer = makes(staff, gives="set-price", amount="25", items="3")
    assert offer.name == "Any 3 items for £25"
    assert total(a_product(price="10.00"), quantity=4, code="SPRING10") == Decimal("35.00")


def test_delivery_is_free_with_a_code(staff: Client) -> None:
    makes(staff, gives="delivery")
    order = a_paid_order(a_product(price="20.00"), code=Voucher.objects.get())
    assert order.shipping_incl_tax == 0 and order.total_incl_tax == Decimal("20.00")


def test_a_category_includes_all_sizes(staff: Client) -> None:
    oils = a_category("Oils")
    parent = a_product_in_sizes()
    sizes = list(parent.children.all())
    parent.categories.add(oils)
    makes(staff, who="everybody", on="categories", categories=[oils.pk], per_cent="50")
    full = sum(size.stockrecords.get().price for size in sizes)
    assert total(*sizes) == full / 2


def test_the_end_is_the_end_of_that_day_in_london(staff: Client) -> None:
    makes(staff, since="2099-07-01", until="2099-07-31")
    code = Voucher.objects.get()
    assert code.start_datetime == datetime(2099, 6, 30, 23, tzinfo=UTC)
    assert code.end_datetime == datetime(2099, 7, 31, 22, 59, 59, 999999, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"code": ""}, "code", "Enter a code with letters or digits"),
        ({"per_cent": ""}, "per_cent", "Type how many per cent."),
        ({"per_cent": "101"}, "per_cent", "less than or equal to 100"),
        ({"gives": "pounds", "amount": ""}, "amount", "Type how many pounds."),
        ({"gives": "three-for-two", "minimum": "9"}, "minimum", "can’t have a minimum spend"),
        ({"until": "2020-01-01"}, "until", "That day is over."),
        ({"who": "everybody", "once_each": "on"}, "once_each", "Give it a code"),
        ({"who": "codes"}, "count", "Type how many codes."),
        ({"on": "products"}, "products", "Choose at least one"),
        ({"name": "Cures eczema"}, "name", "eczema"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    changed: dict[str, Any], field: str, words: str, staff: Client
) -> None:
    answer = staff.post(NEW, sent(**changed))
    assert answer.status_code == 422 and words.lower() in str(answer.context["form"].errors[field]).lower()
    assert not ConditionalOffer.objects.exists() and "2099" not in single_spaced(answer)


def test_a_code_that_reads_like_another_is_refused_and_nothing_is_lost(staff: Client) -> None:
    makes(staff)
    answer = staff.post(NEW, sent(code="spring-10", name="Mine"))
    assert "SPRING10 reads the same" in single_spaced(answer) and 'value="Mine"' in single_spaced(answer)


def test_two_offers_of_the_same_kind_get_two_names(staff: Client) -> None:
    makes(staff)
    assert makes(staff, code="OTHER").name == "10% off everything (2)"
    assert Range.objects.count() == 1


def test_many_codes_work_once_each_and_come_as_a_file(staff: Client) -> None:
    offer = makes(staff, who="codes", code="=mum", count="30")
    codes = list(offer.vouchers.all())
    assert len({code.key for code in codes}) == 30 == Voucher.objects.filter(usage="Single use").count()
    oil = a_product(price="20.00", stock=50)
    order = a_paid_order(oil, code=codes[0])
    assert order.total_discount_incl_tax == Decimal("2.00")
    assert total(oil, code=codes[0].code) == Decimal("20.00")
    assert total(oil, code=codes[1].code) == Decimal("18.00")
    file = b"".join(staff.get(f"/office/offers/{offer.pk}/codes.csv")).decode()  # type: ignore[arg-type]
    assert f'"\'{codes[0].code}","yes","{order.number}"' in file and file.count("\n") == 31
    assert "1 of 30" in single_spaced(staff.get(f"/office/offers/{offer.pk}/"))


def test_no_word_of_the_tables_beneath(staff: Client) -> None:
    offer = makes(staff)
    pages = [staff.get(f"/office/offers/{path}") for path in ("", "new/", f"{offer.pk}/", "selections/")]
    for page in pages:
        words = single_spaced(page).split("<main")[1].lower()
        assert not re.findall(r".{30}\b(?:range|voucher|benefit|incentive|condition).{9}", words)


def test_an_example_is_worked_out_and_nothing_is_saved(staff: Client) -> None:
    a_product(price="20.00")
    an_offer(name="Autumn", offer_type="Site", exclusive=True)
    answer = staff.post("/office/offers/preview/", sent(per_cent="50", combines=""))
    page = single_spaced(answer)
    assert answer.status_code == 200 and "An example basket" in page and 'value="SPRING10"' in page
    assert "This offer" in page and "£10.00" in page and "Autumn" in page
    assert [offer.name for offer in ConditionalOffer.objects.all()] == ["Autumn"]
    assert not Voucher.objects.exists()


def test_the_example_says_when_an_offer_gives_nothing(staff: Client) -> None:
    oil = a_product(stock=0)
    form = sent(who="everybody", on="products", products=[oil.pk])
    preview = single_spaced(staff.post("/office/offers/preview/", form))
    assert "Nothing that it is about can be bought" in preview


def test_the_page_of_an_offer_has_the_example(staff: Client) -> None:
    a_product(price="20.00")
    offer = makes(staff, since=str(date(2099, 1, 1)), until=str(date(2099, 2, 1)))
    page = single_spaced(staff.get(f"/office/offers/{offer.pk}/"))
    assert "Items without offers" in page and "−£2.00" in page
    assert Voucher.objects.get().start_datetime.year == 2099
