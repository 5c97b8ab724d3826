"""The filters of the list of orders."""

from typing import ClassVar

import django_filters
from django.db.models import QuerySet
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from shop.backoffice.either_filter import EitherFilter
from shop.backoffice.order_states import State, in_state
from shop.order.kinds import OrderKind
from shop.order.models import Order
from shop.shipping.zones import NAMES


class OrderFilter(WagtailFilterSet):
    """State, days between which it was placed, zone, kind, and whether the card was a simulated one."""

    state = django_filters.ChoiceFilter(
        label="State", choices=[(state.value, state.value) for state in State], method="filter_state"
    )
    date_placed = django_filters.DateFromToRangeFilter(label="Placed", widget=DateRangePickerWidget)
    delivery_zone = django_filters.ChoiceFilter(label="Goes to", choices=list(NAMES.items()))
    kind = django_filters.ChoiceFilter(label="Kind", choices=OrderKind.choices)
    simulated = EitherFilter(label="Cards", yes="Simulated cards", no="Real cards")

    class Meta:
        model = Order
        fields: ClassVar = ["state", "date_placed", "delivery_zone", "kind", "simulated"]

    def filter_state(self, orders: QuerySet[Order], _name: str, state: str) -> QuerySet[Order]:
        """Called by the filter of this name."""
        return in_state(orders, state)
