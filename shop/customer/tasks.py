"""Mails about goods that are back, sent outside the request and outside the stock save."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.tasks import task
from django.template.loader import render_to_string
from oscar.core.loading import get_model

from shop.basket.services import title_of


def _alert(pk: int, status: str) -> Any:
    alerts = get_model("customer", "ProductAlert").objects.filter(pk=pk, status=status)
    return alerts.select_related("product__parent", "user").first()


def _send(alert: Any, name: str, subject: str) -> None:
    cancel_path = alert.get_cancel_url() if alert.key else "/account/alerts/"
    context = {
        "title": title_of(alert.product),
        "product_url": settings.SHOP_URL + alert.product.get_absolute_url(),
        "confirm_url": settings.SHOP_URL + alert.get_confirm_url() if alert.key else "",
        "cancel_url": settings.SHOP_URL + cancel_path,
        "shop_name": settings.SHOP_NAME,
        "trader": settings.TRADER,
    }
    mail = EmailMultiAlternatives(
        subject, render_to_string(f"customer/mail/{name}.txt", context), to=[alert.get_email_address()]
    )
    mail.attach_alternative(render_to_string(f"customer/mail/{name}.html", context), "text/html")
    mail.send()


@task
def send_alert_confirmation(alert_id: int) -> None:
    """Ask a guest whether the request was theirs."""
    alert = _alert(alert_id, "Unconfirmed")
    if alert:
        _send(alert, "alert_confirm", f"Shall we tell you when {title_of(alert.product)} is back?")


@task
def send_back_in_stock(alert_id: int) -> None:
    """Write once that a product is there again.

    The alert is closed by compare-and-set before the mail leaves, so that two workers can't both
    send it, and opened again if sending fails, so that the next run tries once more.
    """
    alert = _alert(alert_id, "Active")
    alerts = get_model("customer", "ProductAlert").objects
    if alert is None or not alerts.filter(pk=alert_id, status="Active").update(status="Closed"):
        return
    try:
        _send(alert, "back_in_stock", f"{title_of(alert.product)} is back")
    except Exception:
        alerts.filter(pk=alert_id).update(status="Active")
        raise
    alert.close()
