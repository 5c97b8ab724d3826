"""Removes the second steps of an account whose device is lost, so that its owner can add new ones."""

import logging

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from shop.accounts.models import User
from shop.mail import outbox

logger = logging.getLogger("shop.accounts.reset")


@transaction.atomic
def reset_second_factor(*, user: User, by: User) -> int:
    """Remove passkeys, app and recovery codes, end the sign-ins, email both; returns how many were removed.

    At the next sign-in the password leads to the page where a second step is added. A grace that has ended
    doesn't begin again.
    """
    removed: int = Authenticator.objects.filter(user=user).delete()[0]
    for browser in UserSession.objects.filter(user=user):
        browser.end()
    _tell(user, change="second_step_reset")
    _tell(by, change="second_step_reset_by_you", colleague_id=user.pk)
    logger.warning("second step of account %s reset by account %s", user.pk, by.pk)
    return removed


def _tell(person: User, **about: object) -> None:
    args = {"user_id": person.pk, **about}
    outbox.queue("accounts.security_notice", to=person.email, args=args)
