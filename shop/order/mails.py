"""Writes the mails about an order: the durable copy of what was agreed (uk-rules C6)."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags
from oscar.core.loading import get_model

from shop.order.tokens import VIEW, token_for
from shop.shipping.dates import wording

SUBJECTS = {
    "confirmation": "Your {shop} order {number}",
    "dispatched": "Your {shop} order {number} is on its way",
    "cancellation": "We have your cancellation of order {number}",
    "link": "The way to your {shop} order {number}",
    "refund": "Your refund for order {number}",
}


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
        {"percent": f"{(rate * 100).normalize():f}", "net": net, "vat": gross - net, "gross": gross}
        for rate, (net, gross) in sorted(rows.items(), reverse=True)
    ]


def delivery_dates(order: Any) -> str:
    """When the parcel was promised to arrive, as the shopper saw it; empty where nothing was."""
    days = [date.fromisoformat(day) for day in order.delivery_rule.get("promised", [])]
    return wording(*days) if len(days) == 2 else ""


def write_mail(*, order: Any, kind: str) -> EmailMultiAlternatives:
    """One mail in text and HTML; an unknown kind is a KeyError, not an empty mail.

    “cancellation:12” is about the notice with that key, “refund:3” about that refund: an order can
    have several.
    """
    kind, _, key = kind.partition(":")
    subject = SUBJECTS[kind].format(shop=settings.SHOP_NAME, number=order.number)
    terms = order.terms_version
    context = {
        "order": order,
        "lines": order.lines.all(),
        "vat_rows": vat_by_rate(order) if settings.VAT_REGISTERED and not order.is_export else [],
        "order_url": settings.SHOP_URL + reverse("orders", args=[token_for(order, VIEW)]),
        "dates": delivery_dates(order),
        "notice": order.cancellations.get(pk=key) if kind == "cancellation" else None,
        "refund": get_model("payment", "Refund").objects.get(pk=key) if kind == "refund" else None,
        "terms": terms,
        "terms_text": unescape(strip_tags(terms.body)).strip() if terms else "",
        "trader": settings.TRADER,
        "shop_name": settings.SHOP_NAME,
        "vat_registered": settings.VAT_REGISTERED,
    }
    text = render_to_string(f"order/mail/{kind}.txt", context)
    mail = EmailMultiAlternatives(subject, text, to=[order.email])
    mail.attach_alternative(render_to_string(f"order/mail/{kind}.html", context), "text/html")
    return mail
