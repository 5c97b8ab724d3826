"""Nightly jobs of the basket."""

from datetime import timedelta

from crontask import cron
from django.conf import settings
from django.tasks import task
from django.utils import timezone
from oscar.core.loading import get_model


@cron("27 3 * * *")
@task
def forget_old_baskets() -> int:
    """Each night: visitors' baskets that nobody has used for 60 days are deleted."""
    before = timezone.now() - timedelta(seconds=settings.OSCAR_BASKET_COOKIE_LIFETIME)
    baskets = get_model("basket", "Basket").objects
    old = baskets.filter(owner=None, order=None, status__in=["Open", "Saved"], date_created__lt=before)
    return int(old.delete()[0])
