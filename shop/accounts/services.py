"""Keeping no more of people than they asked for."""

from datetime import timedelta

from django.utils import timezone

from shop.accounts.models import User
from shop.privacy.periods import PENDING_ACCOUNT

KEEP_PENDING = timedelta(days=PENDING_ACCOUNT)


def forget_pending() -> int:
    """Delete registrations that nobody has proved for a month; returns how many."""
    old = User.objects.filter(is_active=False, email_confirmed_at=None, last_login=None)
    return old.filter(date_joined__lt=timezone.now() - KEEP_PENDING).delete()[0]
