"""The invitation that lets a colleague choose a password."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from shop.accounts.models import User
from shop.backoffice.people.guards import roles_of
from shop.mail.compose import Content, link, render
from shop.mail.kinds import register
from shop.trader.header import shop_name

INVITATION = "office.invitation"
KEEP_DAYS = 90


def register_kinds() -> None:
    """Register with the outbox. Called by `OfficeConfig.ready`."""
    register(
        INVITATION,
        label="Invitation to the office",
        compose=invitation,
        moment="A colleague is added, or gets a new link.",
        keep_days=KEEP_DAYS,
        has_secret_link=True,
    )


def invitation(user_id: int) -> Content | None:
    """The link to choose a password; None once the person has left again."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return None
    context = {
        "name": user.first_name,
        "roles": [(role.label, role.does) for role in roles_of(user)],
        "password_url": _password_url(user),
        "office_url": link("wagtailadmin_home"),
        "needs_second_step": settings.STAFF_MFA != "off",
        "again_url": link("wagtailadmin_password_reset"),
    }
    return render("backoffice/mail/invitation", subject=f"The office of {shop_name()}", context=context)


def _password_url(user: User) -> str:
    """The office’s own page: a colleague who never shops meets no page of the shop."""
    number = urlsafe_base64_encode(force_bytes(user.pk))
    return link("wagtailadmin_password_reset_confirm", number, default_token_generator.make_token(user))
