"""Forms of settings that are one row: of two who save the second is told, and keeps what was typed."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from django import forms
from django.conf import settings
from django.contrib.sites.models import Site
from django.db import models, transaction
from django.http import QueryDict

from shop.fields.names_missing import NamesMissing

FASTER: Final = (
    "A colleague has changed this meanwhile, and nothing of yours is saved yet. It stays typed here: look at "
    "theirs in another tab, then save again."
)


class SeenForm[Row: models.Model](NamesMissing, forms.ModelForm[Row]):
    """`seen` stands for what was in force when the page was made."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Row | None = None,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, instance=instance, initial={**(initial or {})})
        row = None if self.instance._state.adding else self.instance
        self.initial["seen"] = state_of(row, self.columns)

    @property
    def columns(self) -> Sequence[str]:
        """What the form changes."""
        return [name for name in self.fields if name != "seen"]


def state_of(row: models.Model | None, columns: Sequence[str]) -> str:
    """A short text for what stands in these columns; empty while there is no row."""
    if row is None:
        return ""
    told = "\n".join(f"{name}={row.serializable_value(name)}" for name in sorted(columns))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


@transaction.atomic
def save_unless_changed[Row: models.Model](form: SeenForm[Row], *, now: Callable[[], Row | None]) -> bool:
    """Whether it was saved; else the form says that somebody was faster. `now` reads the row again.

    A lock lets one save after the other, also while there is no row to lock yet.
    """
    lock_settings()
    found = now()
    present = state_of(found, form.columns)
    if present != form.cleaned_data["seen"]:
        form.add_error(None, FASTER)
        form.data = {**form.data.dict(), form.add_prefix("seen"): present}  # type: ignore[attr-defined]
        return False
    form.save()
    return True


def lock_settings() -> None:
    """Until the end of the transaction."""
    Site.objects.select_for_update().filter(pk=settings.SITE_ID).first()
