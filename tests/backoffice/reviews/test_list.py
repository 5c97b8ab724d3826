"""The queue of reviews, and the share that was refused."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shop.accounts.models import User
from shop.catalogue.reviews import moderation
from shop.catalogue.reviews.models import ReviewDecision
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.html import single_spaced
from tests.support.reviews import a_review
from tests.support.roles import owner_group

pytestmark = pytest.mark.django_db


def test_the_row_has_all_that_a_decision_needs(staff: Client, ada: User) -> None:
    a_review(ada, "It cured my baby's eczema.", product=a_product("Rose water"))
    page = single_spaced(staff.get("/office/reviews/"))
    for part in ("2 of 5", "It cured my baby&#x27;s eczema.", "Rose water", "Not verified", "Waiting"):
        assert part in page
    assert "reviews-claims" in page and "1 review, those that wait first" in page


def test_those_that_wait_come_first(staff: Client, ada: User) -> None:
    rows = [a_review(ada, product=a_product(title)) for title in ("Early", "Later", "Published")]
    moderation.publish(review=rows[2], by=None)
    moderation.publish(review=rows[0], by=None)
    page = single_spaced(staff.get("/office/reviews/"))
    places = [page.index(f'href="/office/reviews/{row.pk}/"') for row in (rows[1], rows[2], rows[0])]
    assert places == sorted(places)
    assert "Waiting (1)" in page and "Published (2)" in page and "Refused (0)" in page


@pytest.mark.parametrize(("words", "hits"), [("rose leaks", 1), ("ada@", 1), ("rose missing", 0)])
def test_every_word_of_a_search_must_hit(words: str, hits: int, staff: Client, ada: User) -> None:
    a_review(ada, product=a_product("Rose water"))
    page = single_spaced(staff.get("/office/reviews/", {"q": words}))
    assert ("Not for me" in page) == bool(hits)
    assert ("No review has all of these words" in page) == (not hits)


def test_today_leads_to_those_that_wait(staff: Client, ada: User) -> None:
    a_review(ada)
    page = single_spaced(staff.get("/office/"))
    assert '<a href="/office/reviews/?status=0">1 review to read</a>' in page
    assert "Not for me" in single_spaced(staff.get("/office/reviews/?status=0"))
    assert "Not for me" not in single_spaced(staff.get("/office/reviews/?status=1"))


def test_the_share_refused_is_the_owners_to_see(staff: Client, cleo: User, ada: User) -> None:
    for place, reason in enumerate(("abuse", "advert", "", "")):
        review = a_review(ada, score=1 if place < 3 else 5, product=a_product(f"Oil {place}"))
        moderation.publish(review=review, by=None)  # the last decision counts
        if reason:
            moderation.refuse(review=review, reason=reason, by=None)
    assert staff.get("/office/reviews/refused/").status_code == 302
    cleo.groups.add(owner_group())
    page = single_spaced(signed_in(cleo).get("/office/reviews/refused/"))
    assert "2 of 4 reviews refused" in page
    assert "66.7%: 2 of 3" in page and "0.0%: 0 of 1" in page and "Abuse: 1" in page


def test_a_deleted_review_still_counts(staff: Client, cleo: User, ada: User) -> None:
    ReviewDecision.objects.create(review=None, score=3, decision="refused", reason="fake")
    cleo.groups.add(owner_group())
    assert "100.0%: 1 of 1" in single_spaced(signed_in(cleo).get("/office/reviews/refused/"))


def test_old_addresses_lead_here_and_old_forms_change_nothing(staff: Client, ada: User) -> None:
    pk = a_review(ada).pk
    for old, new in {"": "", f"{pk}/": f"{pk}/", f"{pk}/delete/": f"{pk}/"}.items():
        assert staff.get(f"/dashboard/reviews/{old}").headers["Location"] == f"/office/reviews/{new}"
        assert staff.post(f"/dashboard/reviews/{old}", {"publish": "1"}).status_code == 410
    assert ada.reviews.get().pending_moderation


def test_more_reviews_need_no_more_queries(staff: Client, ada: User) -> None:
    a_review(ada, product=a_product("First"))
    staff.get("/office/reviews/")
    with CaptureQueriesContext(connection) as of_one:
        staff.get("/office/reviews/")
    for number in range(5):
        a_review(ada, product=a_product(f"Oil {number}"))
    with CaptureQueriesContext(connection) as of_six:
        staff.get("/office/reviews/")
    assert len(of_six) == len(of_one)
