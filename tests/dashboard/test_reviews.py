"""Staff publish, refuse or answer a review; nobody can edit another person's words."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from shop.accounts.models import User
from shop.catalogue.reviews import moderation
from shop.catalogue.reviews.models import AppendOnly, ProductReview, ReviewDecision
from shop.integrity.immutable_rows import ImmutableColumns, NeverEdited
from shop.order.models import CancellationNotice, CancelledLine, Return
from shop.price_history.models import PriceChange
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order
from tests.support.returns import a_return
from tests.support.roles import shopkeeper_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(cleo: User) -> Any:
    cleo.groups.add(shopkeeper_group())
    return signed_in(cleo)


@pytest.fixture
def review(ada: User) -> ProductReview:
    return a_review(ada)


def a_review(by: User, body: str = "Leaks.") -> ProductReview:
    words = {"title": "Not for me", "body": body, "score": 2, "status": 0}
    return ProductReview.objects.create(product=a_product(), user=by, **words)


def stored(review: ProductReview) -> tuple[str, str, int]:
    now = ProductReview.objects.get(pk=review.pk)
    return now.title, now.body, now.score


def test_the_page_has_no_field_of_the_review(staff: Any, review: ProductReview) -> None:
    url = f"/dashboard/reviews/{review.pk}/"
    page = staff.get(url).content.decode()
    assert "Leaks." in page and 'name="body"' not in page and 'name="score"' not in page
    staff.post(
        url, {"title": "Perfect", "body": "In every way.", "score": "5", "status": "1", "publish": "1"}
    )
    assert stored(review) == ("Not for me", "Leaks.", 2)


def test_publishing_is_written_down(staff: Any, review: ProductReview, cleo: User) -> None:
    staff.post(f"/dashboard/reviews/{review.pk}/", {"publish": "1"})
    decision = ReviewDecision.objects.get()
    assert (decision.decision, decision.by, decision.score) == ("published", cleo, 2)
    assert ProductReview.objects.get().is_approved


def test_refusing_takes_a_reason(staff: Any, review: ProductReview) -> None:
    url = f"/dashboard/reviews/{review.pk}/"
    assert staff.post(url, {"refuse": "1", "note": "Typed"}).status_code == 422
    assert "Typed" in staff.post(url, {"refuse": "1", "note": "Typed"}).content.decode()
    staff.post(url, {"refuse": "1", "reason": "advert"})
    assert ReviewDecision.objects.get().reason == "advert"
    with pytest.raises(ValidationError):
        moderation.refuse(review=review, reason="two stars", by=None)


def test_an_answer_stands_below_the_review(staff: Any, review: ProductReview, client: Any) -> None:
    url = f"/dashboard/reviews/{review.pk}/"
    staff.post(url, {"publish": "1"})
    staff.post(url, {"answer": "1", "reply": "We are sorry."})
    page = client.get(f"/shop/{review.product.slug}/reviews/").content.decode()
    assert "We are sorry." in page and "Leaks." in page


def test_what_may_not_be_claimed_is_shown_before_and_refused(staff: Any, ada: User) -> None:
    review = a_review(ada, "This oil cured my baby's eczema in two days, clinically proven!")
    page = staff.get(f"/dashboard/reviews/{review.pk}/").content.decode()
    assert "What the claims check finds" in page
    staff.post(f"/dashboard/reviews/{review.pk}/", {"publish": "1"})
    staff.post("/dashboard/reviews/", {"action": "publish_selected", "selected_review": [review.pk]})
    assert not ProductReview.objects.get().is_approved
    assert not ReviewDecision.objects.exists()


def test_no_review_is_deleted_on_a_screen(staff: Any, review: ProductReview) -> None:
    staff.post(f"/dashboard/reviews/{review.pk}/delete/")
    assert ProductReview.objects.exists()


def test_the_old_bulk_status_is_gone(staff: Any, review: ProductReview) -> None:
    data = {"action": "update_selected_review_status", "status": "2", "selected_review": [review.pk]}
    staff.post("/dashboard/reviews/", data)
    assert ProductReview.objects.get().pending_moderation


def test_the_log_is_added_to_only(review: ProductReview) -> None:
    moderation.publish(review=review, by=None)
    row = ReviewDecision.objects.get()
    for change in (row.save, row.delete, ReviewDecision.objects.all().delete):
        with pytest.raises(AppendOnly):
            change()
    with pytest.raises(AppendOnly):
        ReviewDecision.objects.update(score=5)


LONG_AGO = date(2001, 1, 1)
SAID = [
    (model, name)
    for model in apps.get_models()
    if issubclass(model, ImmutableColumns)
    for name in sorted(model.immutable)
]


def row_of(model: Any, ada: User) -> Any:
    """One row of each kind."""
    if model is ProductReview:
        return a_review(ada)
    if model._meta.label == "guides.Feedback":
        return model(pk=1, comment="Good", is_helpful=True)
    if model is PriceChange:
        return PriceChange.objects.create(product=a_product(), price=2, offer_price=1)
    order = a_paid_order(a_product())
    if model is Return:
        return a_return(order)
    notice = CancellationNotice.objects.create(order=order, items="1 × oil")
    if model is CancellationNotice:
        return notice
    if model is CancelledLine:
        return CancelledLine.objects.create(notice=notice, line=order.lines.get(), quantity=1)
    from tests.support.packing import a_batch

    line = order.lines.get()
    return line.batches.create(batch=a_batch(line.product), quantity=1)


@pytest.mark.parametrize(("model", "name"), SAID, ids=lambda value: getattr(value, "__name__", value))
def test_nobody_rewrites_it(model: Any, name: str, ada: User) -> None:
    made = row_of(model, ada)
    field = model._meta.get_field(name)
    other = {"CharField": "x", "TextField": "x", "DateField": LONG_AGO}.get(
        field.get_internal_type(), None if field.null else 99
    )
    with pytest.raises(NeverEdited):
        model.objects.filter(pk=made.pk).update(**{name: other})
    if made._state.adding or field.is_relation or field.get_internal_type() == "DateTimeField":
        return
    found = model.objects.get(pk=made.pk)
    setattr(found, name, other)
    with pytest.raises(NeverEdited):
        found.save()


def test_what_is_said_names_every_such_table() -> None:
    labels = {model._meta.label for model, _ in SAID}
    assert {"reviews.ProductReview", "order.CancellationNotice", "guides.Feedback"} <= labels
