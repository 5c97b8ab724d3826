"""The filters of the list of batches."""

from typing import ClassVar

import django_filters
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from shop.catalogue.batches import State
from shop.catalogue.models import Batch


class BatchFilter(WagtailFilterSet):
    """State, and the days of best before and delivery."""

    state = django_filters.ChoiceFilter(label="State", choices=State.choices)
    best_before = django_filters.DateFromToRangeFilter(label="Best before", widget=DateRangePickerWidget)
    received_at = django_filters.DateFromToRangeFilter(label="Received", widget=DateRangePickerWidget)

    class Meta:
        model = Batch
        fields: ClassVar = ["state", "best_before", "received_at"]
