"""The filters of the list of documents."""

from typing import ClassVar

import django_filters
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from shop.backoffice.either_filter import EitherFilter
from shop.documents.models import Document


class DocumentFilter(WagtailFilterSet):
    """Kind, days of the tax point and of the VAT return, and whether the payment was simulated."""

    kind = django_filters.ChoiceFilter(label="Kind", choices=Document.Kind.choices)
    tax_point = django_filters.DateFromToRangeFilter(label="Tax point", widget=DateRangePickerWidget)
    vat_day = django_filters.DateFromToRangeFilter(label="VAT return", widget=DateRangePickerWidget)
    is_simulated = EitherFilter(label="Cards", yes="Simulated cards", no="Real cards")

    class Meta:
        model = Document
        fields: ClassVar = ["kind", "tax_point", "is_simulated"]
