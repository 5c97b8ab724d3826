"""The filters of the list of customers."""

from datetime import date
from typing import ClassVar, Final

import django_filters
from django.db.models import Q, QuerySet
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput

from shop.backoffice.either_filter import EitherFilter
from shop.backoffice.models import Customer
from shop.london import start_of

KINDS: Final = {
    "guest": Q(account=None),
    "account": Q(account__isnull=False),
    "stopped": Q(account__is_active=False)
    & (Q(account__email_confirmed_at__isnull=False) | Q(account__last_login__isnull=False)),
}


class CustomerFilter(WagtailFilterSet):
    """Account or guest, newsletter, and the day since which they ordered."""

    kind = django_filters.ChoiceFilter(
        label="Account",
        choices=[("account", "Has an account"), ("guest", "Guest"), ("stopped", "Account stopped")],
        method="filter_kind",
    )
    newsletter = EitherFilter(label="Offers by email", yes="May get offers", no="Gets no offers")
    since = django_filters.DateFilter(
        label="Ordered since",
        method="filter_since",
        widget=AdminDateInput,
    )

    class Meta:
        model = Customer
        fields: ClassVar = ["kind", "newsletter", "since"]

    def filter_kind(self, customers: QuerySet[Customer], _name: str, kind: str) -> QuerySet[Customer]:
        """Called by the filter of this name."""
        return customers.filter(KINDS[kind])

    def filter_since(self, customers: QuerySet[Customer], _name: str, day: date) -> QuerySet[Customer]:
        """Called by the filter of this name."""
        return customers.filter(last_order__date_placed__gte=start_of(day))
