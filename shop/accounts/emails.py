"""Composes the emails that tell people of changes in how they sign in."""

from typing import NamedTuple

from django.conf import settings

from shop.accounts.back_office import new_password_page
from shop.accounts.models import User
from shop.accounts.sealing import unseal_fresh
from shop.mail.compose import Content, link, render
from shop.mail.kinds import register

CODE_DAYS = 30
SECURITY_DAYS = 365  # evidence of changes to an account after a theft


class Words(NamedTuple):
    """The subject and heading of a notice, and its sentence."""

    subject: str
    sentence: str


# By the name of allauth's template for the same event.
CHANGES = {
    "webauthn_added": Words("A passkey was added", "A passkey was added to your account."),
    "webauthn_removed": Words("A passkey was removed", "A passkey was removed from your account."),
    "totp_activated": Words("An app was added", "An authenticator app was added to your account."),
    "totp_deactivated": Words("An app was removed", "The authenticator app was removed from your account."),
    "second_step_reset": Words(
        "Your second step was reset",
        "Your passkeys, your authenticator app and your recovery codes were removed by the owner of the "
        "shop, and you were signed out. Please add a new second step when you next sign in.",
    ),
    "second_step_reset_by_you": Words(
        "You reset a second step", "The second step of {colleague} was reset in your name."
    ),
    "recovery_codes_generated": Words(
        "New recovery codes", "New recovery codes were made for your account. The old ones no longer work."
    ),
}


def register_kinds() -> None:
    """Register each kind with the outbox. Called by `AccountsConfig.ready`."""
    register(
        "accounts.security_notice",
        label="Change of sign-in",
        compose=security_notice,
        moment="Somebody’s way of signing in has changed.",
        keep_days=SECURITY_DAYS,
    )
    register(
        "accounts.code",
        label="Code",
        compose=code,
        moment="Somebody signs in with a code instead of a password, or confirms a change.",
        keep_days=CODE_DAYS,
        has_secret_link=True,
    )
    register(
        "accounts.no_account",
        label="No account",
        compose=no_account,
        moment="Somebody asks for a code or a new password for an address without an account.",
        keep_days=CODE_DAYS,
    )


def code(sealed: str, again: bool) -> Content | None:
    """A code that signs in, or that confirms a change; None once it is too old to be of use."""
    plain = unseal_fresh(sealed, seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    if not plain:
        return None
    use = "Type it to confirm that it’s you." if again else "Type it to sign in."
    # The subject is stored and shown to staff, so the code isn't in it.
    return render("accounts/mail/sign_in_code", subject="Your code", context={"code": plain, "use": use})


def no_account() -> Content:
    """To an address that somebody asked a code or a new password for, and that has no account."""
    context = {"register_url": link("customer:register")}
    return render("accounts/mail/no_account", subject="No account with this address", context=context)


def security_notice(user_id: int, change: str, colleague_id: int = 0) -> Content | None:
    """Tells the person what changed, in case someone else did it; for a colleague, at whose account."""
    user = User.objects.filter(pk=user_id).first()
    if user is None:
        return None
    words, page = CHANGES[change], new_password_page(user)
    colleague = User.objects.filter(pk=colleague_id).first()
    named = f"{colleague.called} ({colleague.email})" if colleague else "a colleague"
    sentence = words.sentence.replace("{colleague}", named)
    context = {"heading": words.subject, "sentence": sentence, "reset_url": link(page)}
    return render("accounts/mail/security_notice", subject=words.subject, context=context)
