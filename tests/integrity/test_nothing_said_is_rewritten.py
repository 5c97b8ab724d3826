"""What a shopper or a buyer has said stays as it was said: no code changes it, by row or in bulk."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps

from shop.accounts.models import User
from shop.catalogue.reviews.models import ProductReview
from shop.integrity.immutable_rows import ImmutableColumns, NeverEdited
from shop.order.models import CancellationNotice, CancelledLine, Return
from shop.price_history.models import PriceChange
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order
from tests.support.returns import a_return
from tests.support.reviews import a_review

pytestmark = pytest.mark.django_db
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
