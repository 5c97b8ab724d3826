"""What django-allauth asks of the shop: how its emails leave, whom it names, how it stores secrets."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from shop.accounts.code_address import follow_address
from shop.accounts.models import User
from shop.accounts.sealing import seal, unseal
from shop.mail import outbox
from shop.trader.header import shop_name
from shop.web.client_ip import client_address

UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104 - stored where a connection has no address, never listened on


def display_name(user: User) -> str:
    """The name that passkey dialogs show; the model has no user name."""
    return user.email


WAYS = {"reauthenticate": "Type your password", "reauthenticate_by_code": "Get a code by email"}


class AccountAdapter(DefaultAccountAdapter):
    """Sends emails through the shop's outbox and reads addresses as the shop's own limits do."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": "That was tried too often. Please wait a few minutes and try again.",
        "incorrect_password": "That isn’t your password. Please try again.",
        "incorrect_code": "That code isn’t right, or it has expired. Please try again.",
        "rate_limited": "That was tried too often. Please wait a few minutes and try again.",
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that limits count and that the list of sessions shows."""
        return client_address(request) or UNKNOWN_ADDRESS

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A code, or that no account has the address: each costs one row, so that time tells nothing."""
        if template_prefix == "account/email/unknown_account":
            outbox.queue("accounts.no_account", to=email, args={})
            return
        again = bool(context["reauthentication"])
        outbox.queue("accounts.code", to=email, args={"sealed": seal(context["code"]), "again": again})

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the person what changed in how they sign in. `template_prefix` names the change."""
        args = {"user_id": user.pk, "change": template_prefix.rpartition("/")[2]}
        outbox.queue("accounts.security_notice", to=user.email, args=args)

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """The ways to confirm that it’s oneself; a code goes to the account's address only."""
        if isinstance(user, User):
            follow_address(user)
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [method | {"description": WAYS.get(method["id"], method["description"])} for method in methods]

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """A closed account is answered like a wrong password: allauth's page would tell them apart."""
        return redirect("account_login")

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where a sign-in without a page of its own ends: the shop's account, or the office for staff."""
        from shop.accounts.back_office import home_for

        return home_for(request.user)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Encrypts the secrets of authenticator apps, and names the shop in them and in passkey dialogs."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code isn’t right, or it has expired. Please try again.",
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        """An app that is set up keeps the name of that day: it was read from the picture."""
        return shop_name()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to this host name for good."""
        return {"id": context.request.get_host().partition(":")[0], "name": shop_name()}

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """“Passkey 1”, “Passkey 2”: people may write a better name beside it."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return f"Passkey {number}"
