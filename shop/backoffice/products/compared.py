"""Forms that save only what a person changed, and say who changed the same field meanwhile."""

from typing import Any

from django import forms
from django.db.models import Manager, QuerySet
from django.http import QueryDict

from shop.backoffice.activity.latest import who_changed
from shop.catalogue.models import Product
from shop.fields.names_missing import NamesMissing

LONGEST = 200  # characters of the present value in a message
DERIVED = ("is_fragrance_free", "is_nut_free")  # set by `Product.save` from the ingredient list


class ComparedForm(NamesMissing, forms.ModelForm[Product]):
    """Each field is sent with the value that was shown (Django's `show_hidden_initial`).

    The instance must have been read under a lock. A field that wasn't touched takes the present value.
    """

    def __init__(self, data: QueryDict | None, *, instance: Product, prefix: str | None = None) -> None:
        super().__init__(data, instance=instance, prefix=prefix)
        self.sent = data or QueryDict()
        for field in self.fields.values():
            field.show_hidden_initial = not field.disabled

    def clean(self) -> dict[str, Any]:
        """Put present values where nothing was changed; refuse what somebody else changed as well."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for name in list(given):
            now = self._now(name)
            if name not in self.changed_data:
                given[name] = now
            elif not _same(now, given[name]) and not _same(now, self._was_shown(name)):
                self._say_who_was_faster(name, now)
        return given

    def write(self) -> bool:
        """Save the changed columns and links; whether there were any."""
        changed = set(self.changed_data)
        links = {field.name for field in self.instance._meta.many_to_many}
        if columns := changed - links:
            self.instance.save(update_fields=[*columns, *DERIVED, "date_updated"])
        for name in changed & links:
            getattr(self.instance, name).set(self.cleaned_data[name])
        return bool(changed)

    def _now(self, name: str) -> object:
        value = getattr(self.instance, name)
        return list(value.all()) if isinstance(value, Manager) else value

    def _was_shown(self, name: str) -> object:
        field = self.fields[name]
        widget = field.hidden_widget()
        key = self.add_initial_prefix(name)
        try:
            return field.clean(widget.value_from_datadict(self.data, self.files, key))
        except forms.ValidationError:
            return None

    def _say_who_was_faster(self, name: str, now: object) -> None:
        """Compare with the present value from now on, and keep what was typed."""
        sent = self.sent.copy()
        start = self[name].initial
        values = start if isinstance(start, list) else [start]
        shown = [self.fields[name].prepare_value(value) for value in values]
        sent.setlist(self.add_initial_prefix(name), ["" if one is None else str(one) for one in shown])
        self.data = sent
        who = who_changed(self.instance, name)
        self.add_error(
            name, f"{who} changed this meanwhile; it is {_told(now)} now. Save again to set yours."
        )


def _same(one: object, other: object) -> bool:
    """Equal but for the order of links, line ends and blanks at the ends, which browsers change."""
    return _plain(one) == _plain(other)


def _plain(value: object) -> object:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return "\n".join(value.split("\r\n")).strip()
    if isinstance(value, list | QuerySet):
        return {one.pk for one in value}
    return value


def _told(value: object) -> str:
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    text = "empty" if value in (None, "") else f"“{value}”"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …”"
