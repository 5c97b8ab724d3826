"""A filter between two kinds in words: “Cards: Real cards”, not “Simulated: False”."""

import django_filters
from django.db.models import Model, QuerySet


class EitherFilter(django_filters.ChoiceFilter):
    """For a yes-or-no column; the address has `true` or `false`."""

    def __init__(self, *, label: str, yes: str, no: str) -> None:
        super().__init__(label=label, choices=[("true", yes), ("false", no)])

    def filter[Row: Model](self, rows: QuerySet[Row], value: str) -> QuerySet[Row]:
        """Called for the list; an empty value leaves all."""
        return rows.filter(**{self.field_name: value == "true"}) if value else rows
