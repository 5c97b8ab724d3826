"""The filters of the list of returns; its tabs are links to the first one."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from shop.order.models import Return
from shop.order.return_rows import Reason
from shop.order.returns.stages import Stage


class ReturnFilter(WagtailFilterSet):
    """Where it stands, why, and when the buyer told us."""

    stage = django_filters.ChoiceFilter(label="Stands at", choices=Stage.choices, method="filter_stage")
    reason = django_filters.ChoiceFilter(label="Reason", choices=Reason.choices)
    told_on = django_filters.DateFromToRangeFilter(label="Notice", widget=DateRangePickerWidget)

    class Meta:
        model = Return
        fields: ClassVar = ["stage", "reason", "told_on"]

    def filter_stage(self, rows: QuerySet[Any], _name: str, stage: str) -> QuerySet[Any]:
        """Called by the filter of this name."""
        return rows.filter(stage=stage)
