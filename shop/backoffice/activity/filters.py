"""The filters of the log: who, what, which thing, and when. Owners see every entry."""

from typing import ClassVar

import django_filters
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from wagtail.admin.filters import ContentTypeFilter
from wagtail.admin.views.generic.history import HistoryFilterSet
from wagtail.log_actions import registry
from wagtail.models import PageLogEntry

from shop.accounts.models import User
from shop.backoffice.activity.words import kind_in_words


def _used(column: str) -> set[str | int]:
    """The values of a column in all logs."""
    logs = registry.get_log_entry_models()
    return {
        value for log in logs for value in log.objects.order_by().values_list(column, flat=True).distinct()
    }


def _kinds(request: HttpRequest) -> QuerySet[ContentType]:
    return ContentType.objects.filter(pk__in=_used("content_type")).order_by("model")


def _label(kind: ContentType) -> str:
    return capfirst(kind_in_words(kind.name))


class KindFilter(ContentTypeFilter):
    """Names the kinds as the entries do."""

    @property
    def field(self) -> forms.Field:
        """Called by the filter set for its form."""
        made: forms.ModelChoiceField[ContentType] = super().field
        made.label_from_instance = _label  # type: ignore[method-assign, assignment]
        return made


class ActivityFilter(HistoryFilterSet):
    """Action, person, part of the thing's name, kind of thing, days."""

    label = django_filters.CharFilter(label="Name of the thing", lookup_expr="icontains")
    object_type = KindFilter(label="Kind of thing", method="filter_object_type", queryset=_kinds)

    class Meta:
        model = PageLogEntry
        fields: ClassVar = ["label", "object_type"]

    def filter_object_type(
        self, entries: QuerySet[PageLogEntry], _name: str, kind: ContentType
    ) -> QuerySet[PageLogEntry]:
        """Called by the filter of this name."""
        return entries.filter_on_content_type(kind)  # type: ignore[attr-defined]

    def get_action_choices(self) -> list[tuple[str, str]]:
        """The actions that occur."""
        used = _used("action")
        return [choice for choice in registry.get_choices() if choice[0] in used]

    def get_users_queryset(self) -> QuerySet[User]:
        """The colleagues who did something."""
        return User.objects.filter(pk__in=_used("user")).order_by("email")
