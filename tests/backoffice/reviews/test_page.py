"""Staff publish, refuse or answer a review; nobody can edit another person's words."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from shop.accounts.models import User
from shop.catalogue.reviews import moderation
from shop.catalogue.reviews.models import ProductReview, ReviewDecision
from shop.integrity.immutable_rows import NeverEdited
from tests.support.factories import a_product
from tests.support.html import single_spaced
from tests.support.purchases import a_paid_order
from tests.support.reviews import a_review

pytestmark = pytest.mark.django_db
WAITING = {"seen": "0"}


@pytest.fixture
def review(ada: User) -> ProductReview:
    return a_review(ada)


def url_of(review: ProductReview, step: str = "") -> str:
    return f"/office/reviews/{review.pk}/{step}"


def test_no_form_of_the_page_has_a_field_of_the_review(staff: Client, review: ProductReview) -> None:
    page = single_spaced(staff.get(url_of(review)))
    assert "Leaks." in page and 'name="body"' not in page and 'name="score"' not in page
    words = {"title": "Perfect", "body": "In every way.", "score": "5", "status": "2"}
    staff.post(url_of(review, "publish/"), words | WAITING)
    now = ProductReview.objects.get()
    assert (now.title, now.body, now.score, now.status) == ("Not for me", "Leaks.", 2, now.APPROVED)


def test_publishing_is_written_down(staff: Client, review: ProductReview, cleo: User) -> None:
    staff.post(url_of(review, "publish/"), WAITING)
    decision = ReviewDecision.objects.get()
    assert (decision.decision, decision.by, decision.score) == ("published", cleo, 2)


def test_the_product_page_and_the_rating_follow_at_once(
    staff: Client, review: ProductReview, django_capture_on_commit_callbacks: Any
) -> None:
    page = review.product.get_absolute_url()
    assert "Leaks." not in single_spaced(Client().get(page))
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(url_of(review, "publish/"), WAITING)
    assert "Leaks." in single_spaced(Client().get(page))
    review.product.refresh_from_db()
    assert review.product.rating == 2


def test_the_next_review_that_waits_opens(staff: Client, review: ProductReview, ada: User) -> None:
    other = a_review(ada, product=a_product("Rose water"))
    assert staff.post(url_of(review, "publish/"), WAITING).headers["Location"] == url_of(other)
    refusal = {"reason": "advert"} | WAITING
    assert staff.post(url_of(other, "refuse/"), refusal).headers["Location"] == "/office/reviews/"


def test_refusing_takes_a_reason(staff: Client, review: ProductReview) -> None:
    answer = staff.post(url_of(review, "refuse/"), {"note": "Typed"} | WAITING)
    assert (
        answer.status_code == 422
        and "Choose a reason." in single_spaced(answer)
        and "Typed" in single_spaced(answer)
    )
    staff.post(url_of(review, "refuse/"), {"reason": "advert", "note": "A link"} | WAITING)
    decision = ReviewDecision.objects.get()
    assert (decision.reason, decision.note) == ("advert", "A link")
    with pytest.raises(ValidationError):
        moderation.refuse(review=review, reason="two stars", by=None)


def test_who_was_faster_is_named(staff: Client, review: ProductReview, ben: User) -> None:
    ben.first_name, ben.last_name = "Pat", "Lee"
    ben.save()
    moderation.publish(review=review, by=ben)
    answer = staff.post(url_of(review, "refuse/"), {"reason": "abuse"} | WAITING, follow=True)
    assert "Pat Lee published it at" in single_spaced(answer)
    assert ProductReview.objects.get().is_approved and ReviewDecision.objects.count() == 1


def test_a_second_click_decides_nothing_again(staff: Client, review: ProductReview) -> None:
    for _ in range(2):
        staff.post(url_of(review, "publish/"), WAITING)
    assert ReviewDecision.objects.count() == 1


def test_a_published_review_can_be_taken_down(staff: Client, review: ProductReview) -> None:
    moderation.publish(review=review, by=None)
    assert "Take it down" in single_spaced(staff.get(url_of(review)))
    staff.post(url_of(review, "refuse/"), {"reason": "fake", "seen": "1"})
    assert not ProductReview.objects.get().is_approved
    assert [row.decision for row in ReviewDecision.objects.all()] == ["refused", "published"]


def test_a_reply_stands_below_the_review(staff: Client, review: ProductReview) -> None:
    moderation.publish(review=review, by=None)
    for _ in range(2):  # the second one changes nothing
        staff.post(url_of(review, "reply/"), {"reply": "We are sorry."})
    page = single_spaced(Client().get(f"/shop/{review.product.slug}/reviews/"))
    assert "We are sorry." in page and "Leaks." in page
    assert ReviewDecision.objects.filter(decision="answered").count() == 1


def test_a_reply_may_not_claim_what_we_may_not(staff: Client, review: ProductReview) -> None:
    answer = staff.post(url_of(review, "reply/"), {"reply": "It cures eczema in two days!"})
    assert answer.status_code == 422 and "It cures eczema" in single_spaced(answer)
    assert not ProductReview.objects.get().reply


def test_forbidden_claims_are_shown_and_not_published(staff: Client, ada: User) -> None:
    review = a_review(ada, "This oil cured my baby's eczema in two days, clinically proven!")
    assert "counts as our own claim" in single_spaced(staff.get(url_of(review)))
    answer = staff.post(url_of(review, "publish/"), WAITING)
    assert answer.status_code == 422 and "It can’t be published." in single_spaced(answer)
    assert not ProductReview.objects.get().is_approved and not ReviewDecision.objects.exists()


def test_who_received_it_is_verified(staff: Client, ada: User) -> None:
    oil = a_product()
    order = a_paid_order(oil)
    order.user, order.status = ada, "Dispatched"
    order.save()
    assert "Verified: the author received it" in single_spaced(staff.get(url_of(a_review(ada, product=oil))))


def test_the_log_is_added_to_only(review: ProductReview) -> None:
    moderation.publish(review=review, by=None)
    row = ReviewDecision.objects.get()
    for change in (row.save, row.delete, ReviewDecision.objects.all().delete):
        with pytest.raises(NeverEdited):
            change()
    with pytest.raises(NeverEdited):
        ReviewDecision.objects.update(score=5)
