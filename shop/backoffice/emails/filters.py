"""The filters of the list of emails."""

from typing import ClassVar, Final

import django_filters
from django.db.models import QuerySet
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from shop.mail.kinds import all_kinds
from shop.mail.models import OutboxEmail

TO_DECIDE: Final = "open"


def _kinds() -> list[tuple[str, str]]:
    return sorted(((kind.name, kind.label) for kind in all_kinds()), key=lambda kind: kind[1])


class EmailFilter(WagtailFilterSet):
    """State, kind, and the days between which it was queued."""

    state = django_filters.ChoiceFilter(
        label="State",
        choices=[(TO_DECIDE, "Needs a decision"), *OutboxEmail.State.choices],
        method="filter_state",
    )
    kind = django_filters.ChoiceFilter(label="Kind", choices=_kinds)
    created_at = django_filters.DateFromToRangeFilter(label="Queued", widget=DateRangePickerWidget)

    class Meta:
        model = OutboxEmail
        fields: ClassVar = ["state", "kind", "created_at"]

    def filter_state(self, emails: QuerySet[OutboxEmail], _name: str, state: str) -> QuerySet[OutboxEmail]:
        """Called by the filter of this name."""
        if state == TO_DECIDE:
            return emails.filter(state__in=OutboxEmail.NEEDS_STAFF, seen_at=None)
        return emails.filter(state=state)
