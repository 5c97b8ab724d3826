"""A shop with one of everything that staff change."""

from datetime import timedelta

from django.utils import timezone

from shop.accounts.models import User
from shop.catalogue.models import Certificate, ResponsiblePerson, SkinNeed
from shop.catalogue.reviews.models import ProductReview
from shop.order.returns.take import Said, take_return
from tests.support.factories import a_category, a_product
from tests.support.packing import a_batch
from tests.support.purchases import a_code, a_paid_order
from tests.support.recalls import a_recall


def fill_shop(shopper: User) -> None:
    """Products, offers, codes, a review, a paid order with a cancellation, a batch, reference rows."""
    a_product("A draft", is_public=False)  # the first one is opened; a public one lacks what the law wants
    product = a_product(categories=[a_category()])
    a_batch(product, "L1")
    order = a_paid_order(product, code=a_code())
    a_paid_order(a_product("Rose water"))
    a_recall(a_batch(product, "L2"), by=shopper)
    take_return(order=order, chosen=[(order.lines.get(), 1)], said=Said())
    words = {"title": "Not for me", "body": "Leaks.", "score": 2, "status": 0}
    ProductReview.objects.create(product=product, user=shopper, **words)
    today = timezone.localdate()
    Certificate.objects.create(
        body="Soil Association", licence_number="P1", valid_from=today, valid_to=today + timedelta(days=300)
    )
    ResponsiblePerson.objects.create(name="Us", address="1 Mill Lane", email="rp@example.com", region="UK")
    SkinNeed.objects.create(name="Dry skin", slug="dry-skin")
