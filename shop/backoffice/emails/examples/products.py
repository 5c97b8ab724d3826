"""What emails about a product are about; without a product there is no example."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from shop.aftercare.emails import asking_for
from shop.aftercare.models import LowReminder
from shop.backoffice.emails.examples.orders import ADDRESS, EMAIL, an_order
from shop.backoffice.emails.examples.sold import a_product
from shop.basket.models import Basket
from shop.checkout.details import Details
from shop.customer.models import ProductAlert
from shop.mail.compose import Content
from shop.mail.examples import Make
from shop.phone_orders.models import PaymentLink, State


def _alert(status: str) -> dict[str, Any] | None:
    product = a_product()
    if product is None:
        return None
    return {"alert_id": ProductAlert.objects.create(product=product, email=EMAIL, status=status).pk}


def _reminder() -> dict[str, Any] | None:
    product = a_product()
    if product is None:
        return None
    wish = {"times_a_week": 3, "lasts_days": 46, "wording": "", "wording_version": 1, "page": "order"}
    row = LowReminder.objects.create(
        order=an_order(), product=product, email=EMAIL, asked_at=timezone.now(), **wish
    )
    return {"reminder_id": row.pk}


def _review_request() -> Content | None:
    """As it goes to a buyer who didn’t refuse."""
    product = a_product()
    return asking_for(an_order(), [product.sheet]) if product else None


def _payment_link() -> dict[str, Any] | None:
    product = a_product()
    record = product.stockrecords.first() if product else None
    if record is None:
        return None
    basket = Basket.objects.create()
    price = {"price_excl_tax": record.price, "price_incl_tax": record.price, "price_currency": "GBP"}
    basket.lines.create(product=product, stockrecord=record, line_reference="1", quantity=1, **price)
    where = Details(email=EMAIL, name="Una Quill", postcode=ADDRESS["postcode"])
    link = PaymentLink.objects.create(
        basket=basket,
        email=EMAIL,
        state=State.SENT,
        details=asdict(where),
        total_minor=1845,
        expires_at=timezone.now() + timedelta(hours=24),
    )
    return {"link_id": link.pk}


OF_PRODUCTS: Final[dict[str, Make]] = {
    "aftercare.review_request": _review_request,
    "aftercare.running_low": _reminder,
    "customer.alert_confirm": lambda: _alert(ProductAlert.UNCONFIRMED),
    "customer.back_in_stock": lambda: _alert(ProductAlert.CLOSED),
    "phone_orders.link": _payment_link,
}
