"""Deletes registrations that were never confirmed."""

from datetime import timedelta

from django.utils import timezone

from shop.accounts.models import User
from shop.privacy.periods import PENDING_ACCOUNT

KEEP_PENDING = timedelta(days=PENDING_ACCOUNT)


def forget_pending() -> int:
    """Delete accounts that are still unconfirmed after a month; returns how many."""
    old = User.objects.filter(is_active=False, email_confirmed_at=None, last_login=None)
    return old.filter(date_joined__lt=timezone.now() - KEEP_PENDING).delete()[0]
