"""Writes the emails about an order: the durable copy of what was agreed (uk-rules C6)."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import partial
from html import unescape
from re import sub
from typing import Any

from django.conf import settings
from django.utils.html import strip_tags
from oscar.core.loading import get_model

from shop.mail.compose import Content, link, render
from shop.mail.kinds import NOTICE_DAYS, SIX_YEARS, register
from shop.order import statuses
from shop.order.models import Order
from shop.order.tokens import PAY, VIEW, token_for
from shop.shipping.dates import dispatch_day, now, wording

# Kind: what staff call it, and its subject.
KINDS = {
    "confirmation": ("Confirmation", "Your {shop} order {number}"),
    "unpaid": ("Unpaid order", "Your order {number} isn’t paid yet"),
    "dispatched": ("Dispatch", "Your {shop} order {number} is on its way"),
    "cancellation": ("Receipt of a cancellation", "We have your cancellation of order {number}"),
    "link": ("Link to the order", "Your link to order {number}"),
    "refund": ("Refund", "Your refund for order {number}"),
    "refund_failed": ("Failed refund", "Your refund for order {number} hasn’t worked yet"),
}
NO_PROOF = ("link", "unpaid")  # they say nothing of what was agreed


def register_kinds() -> None:
    """Called once all models are loaded."""
    for kind, (label, _) in KINDS.items():
        register(
            f"order.{kind}",
            label=label,
            compose=partial(compose, kind),
            keep_days=NOTICE_DAYS if kind in NO_PROOF else SIX_YEARS,
            recipient=address_of,
        )


def address_of(order_id: int, **_: Any) -> str:
    """Where an order's buyer is written to now."""
    return str(Order.objects.select_related("user").get(pk=order_id).email)


def vat_by_rate(order: Any) -> list[dict[str, Any]]:
    """The order's VAT as its lines and its delivery recorded it, one row a rate."""
    rows: dict[Decimal, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    parts = [
        (line.vat_rate, line.line_price_excl_tax, line.line_price_incl_tax) for line in order.lines.all()
    ]
    parts.append((order.delivery_vat_rate, order.shipping_excl_tax, order.shipping_incl_tax))
    for rate, net, gross in parts:
        if gross:
            rows[rate.normalize()][0] += net
            rows[rate.normalize()][1] += gross
    return [
        {
            "rate": rate,
            "percent": f"{(rate * 100).normalize():f}",
            "net": net,
            "vat": gross - net,
            "gross": gross,
        }
        for rate, (net, gross) in sorted(rows.items(), reverse=True)
    ]


def delivery_dates(order: Any) -> str:
    """When the parcel was promised to arrive, as the shopper saw it; empty where nothing was."""
    days = [date.fromisoformat(day) for day in order.delivery_rule.get("promised", [])]
    return wording(*days) if len(days) == 2 else ""


def compose(kind: str, order_id: int, key: int | None = None) -> Content | None:
    """One email about an order; `key` is the cancellation notice or the refund it is about.

    None where it is no longer true: the order was paid or given up meanwhile.
    """
    order: Any = Order.objects.select_related("terms_version").get(pk=order_id)
    if kind == "unpaid" and order.status != statuses.PENDING:
        return None
    subject = KINDS[kind][1].format(shop=settings.SHOP_NAME, number=order.number)
    terms = order.terms_version
    context = {
        "order": order,
        "lines": order.lines.all(),
        "vat_rows": vat_by_rate(order) if settings.VAT_REGISTERED and not order.is_export else [],
        "order_url": link("orders", token_for(order, VIEW)),
        "pay_url": link("checkout:pay", token_for(order, PAY)),
        "cancel_url": link("cancel-order", token_for(order, VIEW)),
        "dates": delivery_dates(order),
        "send_on": dispatch_day(now()) if order.status == statuses.PAID else None,
        "terms": terms,
        "terms_url": link("old-terms", terms.version) if terms else "",
        "terms_have_form": "hereby give notice" in terms.body if terms else False,
        "terms_text": _as_text(terms.body) if terms else "",
    }
    about = _about(kind, order, key)
    return render(f"order/mail/{kind}", subject=subject, context=context | about)


def _as_text(html: str) -> str:
    """Headings and paragraphs on lines of their own; the words as they are."""
    spaced = sub(r"</h\d>\s*<p\b", "\n<p", sub(r"</(?:p|ul)>\s*", "\n\n", html))
    return sub(r"\n{3,}", "\n\n", unescape(strip_tags(spaced))).strip()


def _about(kind: str, order: Any, key: int | None) -> dict[str, Any]:
    """The row that the email is about beside its order."""
    if kind == "cancellation":
        return {"notice": order.cancellations.get(pk=key)}
    if kind == "unpaid":
        attempt = order.payment_attempts.order_by("number").last()
        return {"until": attempt.expires_at if attempt else None}
    if kind in ("refund", "refund_failed"):
        refund = get_model("payment", "Refund").objects.get(pk=key)
        return {"refund": refund, "refund_vat": _vat_of(refund, order)}
    return {}


def _vat_of(refund: Any, order: Any) -> list[dict[str, Any]]:
    """The VAT that a refund corrects."""
    from shop.payment.services.refunds.vat import vat_of_refund  # payments know orders, not the other way

    return vat_of_refund(refund) if settings.VAT_REGISTERED and not order.is_export else []
