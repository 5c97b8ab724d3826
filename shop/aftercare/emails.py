"""Composes the review request and the reminder, with a link in each that stops them."""

from shop.aftercare import links
from shop.aftercare.models import LowReminder
from shop.aftercare.reviews.products import to_review
from shop.aftercare.reviews.requests import may_market
from shop.catalogue.models import Product
from shop.catalogue.naming import title_of
from shop.catalogue.pictures.of_product import PICTURE_WIDTH, mail_picture
from shop.mail.compose import Content, link, render
from shop.mail.headers import unsubscribe_headers
from shop.mail.kinds import NOTICE_DAYS, register
from shop.order.models import Order

STARS = (1, 2, 3, 4, 5)


def register_kinds() -> None:
    """Register each kind with the outbox. Called by `AftercareConfig.ready`."""
    register(
        "aftercare.review_request",
        label="Review request",
        compose=review_request,
        moment="Some time after the parcel has arrived, to buyers who allow it.",
        keep_days=NOTICE_DAYS,
    )
    register(
        "aftercare.running_low",
        label="Reminder before it runs low",
        compose=running_low,
        moment="An oil should be nearly used up, to buyers who asked to be reminded.",
        keep_days=NOTICE_DAYS,
    )


def review_request(order_id: int) -> Content | None:
    """Stars as links for each product.

    None where the buyer has refused, reviewed or cancelled meanwhile, or the parcel was taken back.
    """
    order: Order = Order.objects.select_related("user").get(pk=order_id)
    products = to_review(order)
    is_with_them = order.dispatched_at is not None and not order.cancellations.exists()
    if not (products and is_with_them and may_market(order.email)):
        return None
    return asking_for(order, products)


def asking_for(order: Order, products: list[Product]) -> Content:
    """The request itself."""
    token, stop = links.review_token(order), link("review-no-marketing", links.no_marketing_token(order))
    rows = [
        {"title": one.title, "stars": _stars(token, one.pk), "picture": mail_picture(one)} for one in products
    ]
    return render(
        "aftercare/mail/review_request",
        subject=f"How do you like your {products[0].title}?",
        context={"order": order, "rows": rows, "stop_url": stop},
        headers=unsubscribe_headers(stop),
    )


def _stars(token: str, product_pk: int) -> list[tuple[int, str]]:
    url = link("review-product", token, product_pk)
    return [(stars, f"{url}?stars={stars}") for stars in STARS]


def running_low(reminder_id: int) -> Content | None:
    """The one reminder; None where it was stopped or erased meanwhile."""
    rows = LowReminder.objects.filter(pk=reminder_id, stopped_at=None)
    reminder = rows.select_related("product__parent", "order").first()
    if reminder is None:
        return None
    token, title = links.reminder_token(reminder), title_of(reminder.product)
    stop = link("reminder-stop", token)
    return render(
        "aftercare/mail/running_low",
        subject=f"Your {title} may be running low",
        context={
            "product": title,  # “title” is the email’s own
            "picture": mail_picture(reminder.product, at_least=PICTURE_WIDTH),
            "again_url": link("reminder", token),
            "stop_url": stop,
            "reminder": reminder,
        },
        headers=unsubscribe_headers(stop),
    )
