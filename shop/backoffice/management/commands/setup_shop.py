"""`manage.py setup_shop`: prepares a migrated database for opening the shop."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sites.models import Site
from django.core.management.base import BaseCommand
from django.db import transaction

from shop.backoffice.roles import ROLES, set_rights
from shop.order.terms import current_terms
from shop.shipping.models import DeliveryRate
from shop.signals import set_up_shop


class Command(BaseCommand):
    """Creates what is missing. Run it again after each upgrade, which also updates the roles."""

    help = (
        "Prepare a new shop: its address, the roles, the first terms of sale, the home page and "
        "the information pages. Safe to run again: what exists is left alone. Delivery prices come with "
        "migrate."
    )

    @transaction.atomic
    def handle(self, *args: object, **options: object) -> None:
        """Print a line for each part. One transaction: an error changes nothing."""
        host = urlsplit(settings.SHOP_URL).netloc
        Site.objects.update_or_create(
            pk=settings.SITE_ID, defaults={"domain": host, "name": settings.SHOP_NAME[:50]}
        )
        self.stdout.write(f"Address: {settings.SHOP_URL}")
        set_rights()
        self.stdout.write(f"Roles: {', '.join(role.label for role in ROLES)}")
        self.stdout.write(f"Terms of sale: version {current_terms().version}")
        self.stdout.write(f"Delivery prices: {DeliveryRate.objects.filter(is_active=True).count()}")
        for _, report in set_up_shop.send(sender=type(self)):
            self.stdout.write(str(report))
        self.stdout.write("Next: manage.py createsuperuser, then add products in the office.")
