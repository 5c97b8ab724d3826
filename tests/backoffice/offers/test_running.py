"""Where an offer stands, and what may be done with it then."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from shop.backoffice.offers.services import CannotChange, change_offer
from shop.backoffice.offers.states import state_words, with_state
from shop.backoffice.offers.terms import Gives, Limits, Terms, Who
from shop.offer.models import ConditionalOffer, Range
from shop.voucher.models import Voucher
from tests.support.factories import a_category, a_product
from tests.support.html import single_spaced
from tests.support.offers import a_range, a_voucher, an_offer
from tests.support.purchases import a_code, a_paid_order

pytestmark = pytest.mark.django_db


def url_of(offer: ConditionalOffer, step: str = "") -> str:
    return f"/office/offers/{offer.pk}/{step}"


def in_days(days: int) -> Any:
    return timezone.now() + timedelta(days=days)


def words_of(offer: ConditionalOffer) -> str:
    return state_words(with_state(ConditionalOffer.objects.filter(pk=offer.pk)).get())


def test_an_offer_says_where_it_stands() -> None:
    assert words_of(an_offer()) == "Running"
    assert words_of(an_offer(start_datetime=in_days(3))) == "Starts in 3 days"
    assert words_of(an_offer(start_datetime=in_days(1))) == "Starts tomorrow"
    assert words_of(an_offer(end_datetime=in_days(-1))).startswith("Ended on ")
    assert words_of(an_offer(status="Suspended")) == "Stopped"
    assert words_of(an_offer(max_global_applications=2, num_applications=2)) == "Used up"


def test_a_code_decides_when_its_offer_runs() -> None:
    voucher = a_voucher("LATER", days=(5, 9))
    assert words_of(voucher.offers.get()) == "Starts in 5 days"
    assert words_of(an_offer(offer_type="Voucher")) == "Stopped: it has no code"


def test_the_list_adds_up_what_was_given_away(staff: Client) -> None:
    a_paid_order(a_product(price="20.00"), code=a_code("TENOFF"))
    page = single_spaced(staff.get("/office/offers/"))
    for part in ("TENOFF", "10% off", "Everything", "£2.00", "Running (1)", "Planned (0)"):
        assert part in page
    assert "TENOFF" in single_spaced(staff.get("/office/offers/?q=tenoff"))
    assert "No offer has all of these words" in single_spaced(staff.get("/office/offers/?q=nothing"))


def test_a_running_offer_changes_its_end_and_limit_alone(staff: Client) -> None:
    voucher = a_voucher("NOW")
    offer = voucher.offers.get()
    until = timezone.localdate() + timedelta(days=60)
    assert 'name="per_cent"' not in single_spaced(staff.get(url_of(offer, "change/")))
    staff.post(url_of(offer, "change/"), {"until": str(until), "in_all": "9", "per_cent": "90"})
    voucher.refresh_from_db()
    offer.refresh_from_db()
    assert timezone.localtime(voucher.end_datetime).date() == until
    assert (offer.max_global_applications, offer.benefit.value) == (9, Decimal(10))


def test_a_limit_below_what_was_used_is_refused(staff: Client) -> None:
    offer = an_offer(num_applications=5)
    data = {"until": str(timezone.localdate()), "in_all": "4"}
    assert "It was used 5 times already." in single_spaced(staff.post(url_of(offer, "change/"), data))


def test_a_planned_offer_changes_as_a_whole(staff: Client) -> None:
    voucher = a_voucher("SOON", days=(5, 9))
    offer = voucher.offers.get()
    form = staff.get(url_of(offer, "change/")).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    data |= {name: timezone.localtime(data[name]).date() for name in ("since", "until")}
    answer = staff.post(url_of(offer, "change/"), data | {"per_cent": "25", "code": "SOONER"})
    assert answer.status_code == 302, single_spaced(answer)
    assert Voucher.objects.get().code == "SOONER"
    assert ConditionalOffer.objects.get().benefit.value == 25


def test_who_changes_it_as_it_begins_is_told() -> None:
    today = timezone.localdate()
    terms = Terms(Gives.PER_CENT, Who.EVERYBODY, today, Limits(today), value=Decimal(20))
    with pytest.raises(CannotChange, match="It has begun meanwhile"):
        change_offer(offer=an_offer(), terms=terms)


def test_stop_now_and_let_it_go_on(staff: Client) -> None:
    offer = an_offer()
    for _ in range(2):
        staff.post(url_of(offer, "stop/"))
    assert words_of(offer) == "Stopped" and "Let it go on" in single_spaced(staff.get(url_of(offer)))
    staff.post(url_of(offer, "resume/"))
    assert words_of(offer) == "Running"


def test_what_an_order_has_used_stays(staff: Client) -> None:
    code = a_code()
    order = a_paid_order(a_product(), code=code)
    staff.post(url_of(code.offers.get(), "stop/"))
    page = single_spaced(staff.post(url_of(code.offers.get(), "delete/"), follow=True))
    assert f"{order.number} used it, so it stays." in page and Voucher.objects.exists()


def test_what_nobody_used_goes_with_its_codes(staff: Client) -> None:
    offer = a_voucher("UNUSED").offers.get()
    assert "Stop it first." in single_spaced(staff.post(url_of(offer, "delete/"), follow=True))
    staff.post(url_of(offer, "stop/"))
    staff.post(url_of(offer, "delete/"))
    assert not ConditionalOffer.objects.exists() and not Voucher.objects.exists()


def test_a_selection_names_its_offers_and_stays_meanwhile(staff: Client) -> None:
    oils = a_range(a_product())
    an_offer(name="Oil week", goods=oils)
    assert "Oil week" in single_spaced(staff.get("/office/offers/selections/"))
    page = single_spaced(staff.post(f"/office/offers/selections/{oils.pk}/delete/", follow=True))
    assert "stays: “Oil week” is about it." in page and Range.objects.filter(pk=oils.pk).exists()


def test_a_selection_is_made_changed_and_deleted(staff: Client) -> None:
    oil, wax, group = a_product(), a_product("Wax"), a_category("Gifts")
    new = "/office/offers/selections/new/"
    assert "Choose at least one" in single_spaced(staff.post(new, {"name": "Winter"}))
    staff.post(new, {"name": "Winter", "products": [oil.pk], "categories": [group.pk]})
    made = Range.objects.get(name="Winter")
    url = f"/office/offers/selections/{made.pk}/"
    staff.post(url, {"name": "Winter", "products": [wax.pk]})
    assert list(made.included_products.all()) == [wax] and not made.included_categories.exists()
    staff.post(f"{url}delete/")
    assert not Range.objects.exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("offers/", "offers/"),
        ("offers/new/metadata/", "offers/"),
        ("offers/1/", "offers/1/"),
        ("offers/1/delete/", "offers/1/"),
        ("vouchers/", "offers/"),
        ("vouchers/create/", "offers/new/"),
        ("vouchers/sets/download/1/", "offers/"),
        ("ranges/", "offers/selections/"),
        ("ranges/1/products/", "offers/selections/1/"),
        ("ranges/1/delete/", "offers/selections/1/"),
    ],
)
def test_old_addresses_lead_here_and_old_forms_change_nothing(old: str, new: str, staff: Client) -> None:
    assert staff.get(f"/dashboard/{old}").headers["Location"] == f"/office/{new}"
    assert staff.post(f"/dashboard/{old}", {"name": "x"}).status_code == 410
