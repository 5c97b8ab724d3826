"""Composes the emails about accounts and stock alerts.

Each composer returns None where the email is no longer wanted, for example after the account was closed.
"""

from oscar.apps.customer.utils import get_password_reset_url

from shop.accounts.back_office import new_password_page
from shop.accounts.models import User
from shop.catalogue.naming import title_of
from shop.catalogue.pictures.of_product import PICTURE_WIDTH, mail_picture
from shop.customer.account.tokens import email_token, refuse_token
from shop.customer.models import ProductAlert
from shop.mail import variables
from shop.mail.compose import Content, absolute, link, render
from shop.mail.kinds import register
from shop.mail.variables import Variable, first_name

KEEP_DAYS = 90
SECURITY_DAYS = 365  # evidence of changes to an account after a theft


def register_kinds() -> None:
    """Register each kind with the outbox. Called by `CustomerConfig.ready`."""
    _register_of_addresses()
    _register_of_changed_addresses()
    _register_of_passwords()
    _register_of_stock_alerts()
    variables.register("user_id", Variable("first_name", "the person’s first name", "Una", _first_name))
    variables.register("alert_id", Variable("product", "the product’s name", "Marigold oil", _product))


def _register_of_addresses() -> None:
    register(
        "customer.confirm_email",
        label="Confirm an address",
        compose=confirm_email,
        moment="Somebody registers, or gives a new address.",
        keep_days=KEEP_DAYS,
        has_secret_link=True,
    )
    register(
        "customer.account_exists",
        label="Account exists",
        compose=account_exists,
        moment="Somebody registers an address that has an account.",
        keep_days=KEEP_DAYS,
    )


def _register_of_changed_addresses() -> None:
    register(
        "customer.email_change_asked",
        label="Change of address asked for",
        compose=email_change_asked,
        moment="To the present address, when a change of it is asked for.",
        keep_days=SECURITY_DAYS,
        has_secret_link=True,
    )
    register(
        "customer.email_changed",
        label="Address changed",
        compose=email_changed,
        moment="To the former address, after a change.",
        keep_days=SECURITY_DAYS,
        has_secret_link=True,
    )


def _register_of_passwords() -> None:
    register(
        "customer.password_reset",
        label="Password reset",
        compose=password_reset,
        moment="Somebody has forgotten their password.",
        keep_days=KEEP_DAYS,
        has_secret_link=True,
    )
    register(
        "customer.password_changed",
        label="Password changed",
        compose=password_changed,
        moment="After a password was changed.",
        keep_days=SECURITY_DAYS,
    )


def _register_of_stock_alerts() -> None:
    register(
        "customer.alert_confirm",
        label="Confirm a stock alert",
        compose=alert_confirm,
        moment="Somebody without an account asks to hear when an item is back.",
        keep_days=KEEP_DAYS,
        has_secret_link=True,
    )
    register(
        "customer.back_in_stock",
        label="Back in stock",
        compose=back_in_stock,
        moment="An item is back in stock, to those who asked.",
        keep_days=KEEP_DAYS,
    )


def _first_name(user_id: int) -> str:
    user = User.objects.filter(pk=user_id).first()
    return first_name(user.first_name if user else "")


def _product(alert_id: int) -> str:
    alert = _alert(alert_id)
    return title_of(alert.product) if alert else ""


def _user(pk: int) -> User | None:
    user = User.objects.filter(pk=pk).first()
    return user if user and user.may_get_links else None


def confirm_email(user_id: int, email: str) -> Content | None:
    """The confirmation link, to the address that it confirms."""
    user = _user(user_id)
    if user is None:
        return None
    context = {"confirm_url": link("customer:confirm-email", email_token(user, email))}
    return _content("confirm_email", "Please confirm your email address", context)


def account_exists(user_id: int) -> Content | None:
    """Tells a customer that someone tried to register their address again."""
    if _user(user_id) is None:
        return None
    urls = {"login_url": link("customer:login"), "reset_url": link("password-reset")}
    return _content("account_exists", "You already have an account", urls)


def password_reset(user_id: int) -> Content | None:
    """The password reset link."""
    user = _user(user_id)
    if user is None:
        return None
    return _content(
        "password_reset", "Choose a new password", {"reset_url": absolute(get_password_reset_url(user))}
    )


def password_changed(user_id: int) -> Content | None:
    """Tells the customer, in case someone else changed it."""
    user = _user(user_id)
    if user is None:
        return None
    urls = {"reset_url": link(new_password_page(user))}
    return _content("password_changed", "Your password was changed", urls)


def email_change_asked(user_id: int, old: str, new: str, asked_at: str) -> Content | None:
    """Tells the present address that a change was asked for, with a link that refuses it."""
    user = _user(user_id)
    if user is None or user.email != old:
        return None
    token = refuse_token(user_id=user_id, old=old, new=new, asked_at=asked_at)
    context = {"new": new, "refuse_url": link("customer:refuse-email", token)}
    return _content("email_change_asked", "Did you ask to change your email address?", context)


def email_changed(user_id: int, old: str = "", new: str = "", asked_at: str = "") -> Content | None:
    """Tells the former address, with a link that undoes it. There is no link after an undoing itself."""
    user = _user(user_id)
    if user is None:
        return None
    context = {"new": user.email, "refuse_url": ""}
    if old and new:
        token = refuse_token(user_id=user_id, old=old, new=new, asked_at=asked_at)
        context["refuse_url"] = link("customer:refuse-email", token)
    return _content("email_changed", "Your email address was changed", context)


def alert_confirm(alert_id: int) -> Content | None:
    """Asks a guest to confirm a stock alert, unless they have done so already."""
    alert = _alert(alert_id)
    if alert is None or alert.status != alert.UNCONFIRMED:
        return None
    subject = f"Shall we tell you when {title_of(alert.product)} is back?"
    return _content("alert_confirm", subject, _alert_context(alert))


def back_in_stock(alert_id: int) -> Content | None:
    """Says that a product is back in stock, unless the alert was cancelled."""
    alert = _alert(alert_id)
    if alert is None or alert.status == alert.CANCELLED:
        return None
    return _content("back_in_stock", f"{title_of(alert.product)} is back", _alert_context(alert))


def _alert(pk: int) -> ProductAlert | None:
    alerts = ProductAlert.objects.filter(pk=pk)
    return alerts.select_related("product__parent", "user").first()


def _alert_context(alert: ProductAlert) -> dict[str, str]:
    return {
        "product": title_of(alert.product),
        "picture": mail_picture(alert.product, at_least=PICTURE_WIDTH),
        "product_url": absolute(alert.product.get_absolute_url()),
        "confirm_url": absolute(alert.get_confirm_url()) if alert.key else "",
        "cancel_url": absolute(alert.get_cancel_url() if alert.key else "/account/alerts/"),
    }


def _content(name: str, subject: str, context: dict[str, str]) -> Content:
    return render(f"customer/mail/{name}", subject=subject, context=context)
