"""Keeping no more of people than they asked for."""

from datetime import timedelta

from django.utils import timezone

from shop.accounts.models import User

KEEP_PENDING = timedelta(days=30)


def forget_pending() -> int:
    """Delete registrations that nobody has proved for a month; returns how many."""
    old = User.objects.filter(is_active=False, email_confirmed_at=None, last_login=None)
    return old.filter(date_joined__lt=timezone.now() - KEEP_PENDING).delete()[0]
