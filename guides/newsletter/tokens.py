"""Signed tokens in emailed links. Each kind has its own salt, so that none is accepted for another."""

from typing import Any

from django.core import signing

from guides.newsletter.models import SignUp, Subscriber

DAY = 24 * 60 * 60
KINDS = ("confirm", "leave", "guide", "rights", "click")
CONFIRM, LEAVE, GUIDE, RIGHTS, CLICK = (f"newsletter.{kind}" for kind in KINDS)
# Unsubscribe links must work in an email of any age.
LIVES = {CONFIRM: 7 * DAY, LEAVE: None, GUIDE: 30 * DAY, RIGHTS: DAY, CLICK: None}


class BadToken(Exception):
    """Forged, cut short, or made for something else."""


class ExpiredToken(BadToken):
    """Valid but too old; `payload` says whose it is, so that a new one can be emailed."""

    def __init__(self, payload: list[Any]) -> None:
        super().__init__("expired")
        self.payload = payload


def make(kind: str, *payload: object) -> str:
    """The token for a link."""
    return signing.TimestampSigner(salt=kind).sign_object(list(payload))


def read(kind: str, token: str) -> list[Any]:
    """What the token was made with; raises BadToken or ExpiredToken."""
    signer = signing.TimestampSigner(salt=kind)
    try:
        payload: list[Any] = signer.unsign_object(token)
        signer.unsign(token, max_age=LIVES[kind])
    except signing.SignatureExpired as error:
        raise ExpiredToken(payload) from error
    except (signing.BadSignature, ValueError) as error:
        raise BadToken("not ours") from error
    return payload


def for_sign_up(sign_up: SignUp) -> str:
    """The token that confirms a sign-up."""
    return make(CONFIRM, sign_up.pk, sign_up.nonce)


def for_unsubscribing(subscriber: Subscriber, newsletter: int = 0) -> str:
    """The token of the preferences and unsubscribe links; it names the newsletter, for the statistics."""
    return make(LEAVE, subscriber.key.hex, newsletter)
