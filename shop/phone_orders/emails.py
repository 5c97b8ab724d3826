"""The email with the link."""

from shop.london import london
from shop.mail.compose import Content, link, render
from shop.mail.kinds import NOTICE_DAYS, register
from shop.money import from_pence
from shop.phone_orders.models import PaymentLink
from shop.phone_orders.tokens import token_for


def register_kinds() -> None:
    """Called by the app when it is ready."""
    register(
        "phone_orders.link",
        label="Payment link",
        compose=compose,
        moment="A colleague has taken an order by telephone.",
        keep_days=NOTICE_DAYS,
        recipient=_recipient,
    )


def _recipient(link_id: int) -> str:
    found = PaymentLink.objects.get(pk=link_id)
    return found.email or found.where.email


def compose(link_id: int) -> Content | None:
    """None once there is nothing to order by it."""
    found = PaymentLink.objects.select_related("basket").filter(pk=link_id).first()
    if found is None or found.expires_at is None or not found.is_open():
        return None
    context = {
        "lines": found.basket.lines.select_related("product__parent").order_by("pk"),
        "total": from_pence(found.total_minor),
        "until": london(found.expires_at, "%A %-d %B, %H:%M"),
        "pay_url": link("phone-order", token_for(found)),
    }
    subject = "The order that you asked us for: please confirm and pay"
    return render("phone_orders/mail/link", subject=subject, context=context)
