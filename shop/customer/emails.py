"""Writes the emails to people with accounts or stock alerts."""

from typing import Any

from oscar.apps.customer.utils import get_password_reset_url
from oscar.core.loading import get_model

from shop.accounts.models import User
from shop.catalogue.naming import title_of
from shop.customer.account.tokens import email_token
from shop.mail.compose import Content, absolute, link, render
from shop.mail.kinds import register

KEEP_DAYS = 90
SECURITY_DAYS = 365  # who changed what: asked for after a theft


def register_kinds() -> None:
    """Called once all models are loaded."""
    secret: dict[str, Any] = {"keep_days": KEEP_DAYS, "has_secret_link": True}
    told: dict[str, Any] = {"keep_days": SECURITY_DAYS}
    register("customer.confirm_email", label="Confirm an address", compose=confirm_email, **secret)
    register("customer.account_exists", label="Account exists", compose=account_exists, keep_days=KEEP_DAYS)
    register("customer.password_reset", label="Password reset", compose=password_reset, **secret)
    register("customer.password_changed", label="Password changed", compose=password_changed, **told)
    register("customer.email_changed", label="Address changed", compose=email_changed, **told)
    register("customer.alert_confirm", label="Confirm a stock alert", compose=alert_confirm, **secret)
    register("customer.back_in_stock", label="Back in stock", compose=back_in_stock, keep_days=KEEP_DAYS)


def _person(pk: int) -> User | None:
    user = User.objects.filter(pk=pk).first()
    return user if user and user.may_get_links else None


def confirm_email(user_id: int, email: str) -> Content | None:
    """The link that proves an address, to that address."""
    user = _person(user_id)
    if user is None:
        return None
    context = {"confirm_url": link("customer:confirm-email", email_token(user, email))}
    return _write("confirm_email", "Please confirm your email address", context)


def account_exists(user_id: int) -> Content | None:
    """Tells the owner of an address that they, or somebody else, wanted a second account."""
    if _person(user_id) is None:
        return None
    urls = {"login_url": link("customer:login"), "reset_url": link("password-reset")}
    return _write("account_exists", "You already have an account", urls)


def password_reset(user_id: int) -> Content | None:
    """The link to a new password."""
    user = _person(user_id)
    if user is None:
        return None
    return _write(
        "password_reset", "Choose a new password", {"reset_url": absolute(get_password_reset_url(user))}
    )


def password_changed(user_id: int) -> Content | None:
    """Tells the owner, who may not have been the one who changed it."""
    if _person(user_id) is None:
        return None
    return _write("password_changed", "Your password was changed", {"reset_url": link("password-reset")})


def email_changed(user_id: int) -> Content | None:
    """Tells the former address, so that a thief of the account can't take it in silence."""
    user = _person(user_id)
    return _write("email_changed", "Your email address was changed", {"new": user.email}) if user else None


def alert_confirm(alert_id: int) -> Content | None:
    """Asks a guest whether the request was theirs; nothing where they have answered meanwhile."""
    alert = _alert(alert_id)
    if alert is None or alert.status != alert.UNCONFIRMED:
        return None
    subject = f"Shall we tell you when {title_of(alert.product)} is back?"
    return _write("alert_confirm", subject, _about(alert))


def back_in_stock(alert_id: int) -> Content | None:
    """Says once that a product is there again; nothing where they cancelled meanwhile."""
    alert = _alert(alert_id)
    if alert is None or alert.status == alert.CANCELLED:
        return None
    return _write("back_in_stock", f"{title_of(alert.product)} is back", _about(alert))


def _alert(pk: int) -> Any:
    alerts = get_model("customer", "ProductAlert").objects.filter(pk=pk)
    return alerts.select_related("product__parent", "user").first()


def _about(alert: Any) -> dict[str, str]:
    return {
        "product": title_of(alert.product),
        "product_url": absolute(alert.product.get_absolute_url()),
        "confirm_url": absolute(alert.get_confirm_url()) if alert.key else "",
        "cancel_url": absolute(alert.get_cancel_url() if alert.key else "/account/alerts/"),
    }


def _write(name: str, subject: str, context: dict[str, str]) -> Content:
    return render(f"customer/mail/{name}", subject=subject, context=context)
