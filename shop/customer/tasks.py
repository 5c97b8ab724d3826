"""Mails to people with accounts or alerts, sent outside the request that causes them."""

from typing import Any

from crontask import cron
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from oscar.apps.customer.utils import get_password_reset_url
from oscar.core.loading import get_model

from shop.accounts import services
from shop.accounts.models import User
from shop.basket.services import title_of
from shop.customer.account.tokens import email_token


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
    }
    _write(alert.get_email_address(), name, subject, context)


def _write(to: str, name: str, subject: str, context: dict[str, Any]) -> None:
    """One mail in text and HTML, with the trader's name and address in it."""
    context |= {
        "shop_name": settings.SHOP_NAME,
        "trader": settings.TRADER,
        "vat_registered": settings.VAT_REGISTERED,
    }
    mail = EmailMultiAlternatives(subject, render_to_string(f"customer/mail/{name}.txt", context), to=[to])
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


def _person(pk: int) -> Any:
    user = User.objects.filter(pk=pk).first()
    return user if user and user.may_get_links else None


@task
def send_email_proof(user_id: int, email: str) -> None:
    """Mail the link that proves an address, to that address."""
    if user := _person(user_id):
        url = settings.SHOP_URL + reverse("customer:confirm-email", args=[email_token(user, email)])
        _write(email, "confirm_email", "Please confirm your email address", {"confirm_url": url})


@task
def send_account_exists(user_id: int) -> None:
    """Tell the owner of an address that somebody, probably they themselves, wanted a second account."""
    if user := _person(user_id):
        urls = {
            "login_url": settings.SHOP_URL + reverse("customer:login"),
            "reset_url": settings.SHOP_URL + reverse("password-reset"),
        }
        _write(user.email, "account_exists", "You already have an account", urls)


@task
def send_password_reset(user_id: int) -> None:
    """Mail the way to a new password."""
    if user := _person(user_id):
        url = settings.SHOP_URL + get_password_reset_url(user)
        _write(user.email, "password_reset", "Choose a new password", {"reset_url": url})


@cron("20 3 * * *")
@task
def forget_pending() -> int:
    """Every night: registrations whose link was never pressed."""
    return services.forget_pending()


@task
def send_password_changed(user_id: int) -> None:
    """Tell the owner, who may not have been the one who changed it."""
    if user := _person(user_id):
        url = settings.SHOP_URL + reverse("password-reset")
        _write(user.email, "password_changed", "Your password was changed", {"reset_url": url})


@task
def send_email_changed(user_id: int, former: str) -> None:
    """Tell the former address, so that a thief of the account can't take it in silence."""
    if user := _person(user_id):
        _write(former, "email_changed", "Your email address was changed", {"new": user.email})
