"""The filters of the list of reviews; its tabs are links to the first one."""

from typing import ClassVar, Final

import django_filters
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from shop.catalogue.reviews.models import ProductReview

# As Oscar stores them; “approved” and “rejected” are its words, not ours.
STATES: Final = (
    (ProductReview.FOR_MODERATION, "Waiting"),
    (ProductReview.APPROVED, "Published"),
    (ProductReview.REJECTED, "Refused"),
)


def state_of(review: ProductReview) -> str:
    """“Waiting”, “Published” or “Refused”."""
    return dict(STATES)[review.status]


class ReviewFilter(WagtailFilterSet):
    """What was decided, the stars, and when it was written."""

    status = django_filters.ChoiceFilter(label="State", choices=STATES)
    score = django_filters.ChoiceFilter(label="Stars", choices=[(stars, stars) for stars in range(5, 0, -1)])
    date_created = django_filters.DateFromToRangeFilter(label="Written", widget=DateRangePickerWidget)

    class Meta:
        model = ProductReview
        fields: ClassVar = ["status", "score", "date_created"]
