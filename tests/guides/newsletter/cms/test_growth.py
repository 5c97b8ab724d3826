"""How the list grew: people at the end of each month, by the consent record."""

from datetime import timedelta
from typing import Any

import pytest

from guides.newsletter.cms import growth
from guides.newsletter.consent import records
from guides.newsletter.consent.records import ConsentContext
from guides.newsletter.models import Newsletter, Subscriber
from guides.newsletter.statements import GUIDE, NEWS, OFFERS, SERIES
from shop.accounts.models import User
from tests.guides.newsletter.cms.test_send import sender as sender
from tests.guides.newsletter.sending.test_delivery import a_newsletter, a_reader
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db
FORM = ConsentContext("page")


def somebody(email: str) -> Subscriber:
    person = a_reader(email)
    person.permissions.all().delete()
    return person


def people() -> list[int]:
    return [month.people for month in growth.by_month()][-3:]


def test_person_counts_from_the_month_of_the_consent(clock: Any) -> None:
    records.grant(somebody("a@example.com"), purpose=NEWS, form=FORM)
    clock.shift(timedelta(days=31))
    records.grant(somebody("b@example.com"), purpose=NEWS, form=FORM)
    assert people() == [0, 1, 2]
    assert growth.by_month()[-1].more == 1 and len(growth.by_month()) == 12


def test_person_with_two_permissions_counts_once(clock: Any) -> None:
    person = somebody("a@example.com")
    for purpose in (NEWS, NEWS, OFFERS):
        records.grant(person, purpose=purpose, form=FORM)
    assert people() == [0, 0, 1]


def test_who_leaves_is_missing_from_then_on_and_back_later(clock: Any) -> None:
    person = somebody("a@example.com")
    records.grant(person, purpose=NEWS, form=FORM)
    clock.shift(timedelta(days=31))
    records.withdraw(person, purpose=NEWS, form=FORM)
    assert people() == [0, 1, 0]
    clock.shift(timedelta(days=31))
    records.grant(person, purpose=NEWS, form=FORM)
    assert people() == [1, 0, 1]


@pytest.mark.parametrize("purpose", [GUIDE, SERIES])
def test_guide_or_series_alone_is_no_marketing(purpose: str, clock: Any) -> None:
    records.grant(somebody("a@example.com"), purpose=purpose, form=FORM)
    assert people() == [0, 0, 0]


def test_one_query_for_the_whole_year(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        growth.by_month()


def test_page_shows_the_months_and_the_last_newsletters(sender: User, clock: Any) -> None:
    records.grant(somebody("a@example.com"), purpose=NEWS, form=FORM)
    letter = a_newsletter(state=Newsletter.SENT)
    letter.deliveries.create(subscriber=Subscriber.objects.get(), state="sent")
    Newsletter.objects.filter(pk=letter.pk).update(complaints=1, clicks=3)
    page = " ".join(signed_in(sender).get("/office/newsletter/figures/").text.split())
    assert (
        f"/office/newsletter/{letter.pk}/send/" in page and "Complaints together: 100.0% of 1 emails" in page
    )
    assert growth.by_month()[-1].name + ": 1" in page
